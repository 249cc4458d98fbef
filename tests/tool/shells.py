"""The tool in a shell, for what only a shell can do: close or redirect its standard streams."""

from __future__ import annotations

import shlex
import subprocess
import sys

from tests.conftest import Outcome, Terminal


def shell(terminal: Terminal, words: str) -> Outcome:
    """Run ``jscomm-scaffold`` with ``words``, which the shell interprets."""
    done = subprocess.run(  # noqa: S602
        f"{shlex.quote(sys.executable)} -m jscomm_scaffold {words}",
        shell=True,
        cwd=terminal.folder,
        env=terminal.env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
