"""Fixtures that every test may use: the tool at a terminal, and its output."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest_plugins = ["tests.servers.fixtures"]

# A shell's background job ignores Ctrl-C, and so would all that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

REPOSITORY = Path(__file__).parent.parent
HOSTILE = 'O\'Neil "<b>" <?php */ ${x} \\ 日本'


def pytest_configure() -> None:
    """Bundle the phone anew where its sources have changed since it was built."""
    phone = REPOSITORY / "cookiecutters" / "_shared" / "phone"
    built = phone / "phone.min.js"
    sources = [path for path in phone.rglob("*.[jc]s*") if ".min." not in path.name]
    newest = max(path.stat().st_mtime for path in sources)
    installed = (REPOSITORY / "frontend" / "node_modules").is_dir()
    if installed and not (built.exists() and built.stat().st_mtime >= newest):
        # Sources that are no JavaScript have a test of their own: the others go on with what was built last.
        subprocess.run(["npm", "run", "--silent", "build"], cwd=REPOSITORY / "frontend", check=not built.exists())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try again once what waits for browsers and servers, which a busy machine delays; the summary names it."""
    for item in items:
        if item.path.relative_to(REPOSITORY / "tests").parts[0] not in {"tool", "php"}:
            item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    exit_code: int
    stdout: str
    stderr: str


def environment(home: Path) -> dict[str, str]:
    """Make an environment in which nobody's own configuration counts."""
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL", "PYTHONPATH"}}
    return clean | {"HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@dataclass(frozen=True)
class Terminal:
    """A folder in which commands are run, and the environment they run in."""

    folder: Path
    env: dict[str, str]

    def run(self, *words: str) -> Outcome:
        """Run ``jscomm-scaffold`` with ``words``; nothing is at its standard input."""
        done = subprocess.run(
            [sys.executable, "-m", "jscomm_scaffold", *words],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    folder = tmp_path / "work"
    folder.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    return Terminal(folder, environment(home))


def render(target: str, folder: Path, **answers: str) -> Path:
    """Let the tool write ``target`` with these answers below ``folder`` and return the new folder."""
    home, out = folder / "home", folder / "out"
    home.mkdir(parents=True, exist_ok=True)
    out.mkdir()
    flags = [f"--{name.replace('_', '-')}={value}" for name, value in answers.items()]
    outcome = Terminal(out, environment(home)).run(target, "--yes", *flags)
    assert outcome.exit_code == 0, outcome.stderr
    return next(out.iterdir())


Generate = Callable[..., Path]


@pytest.fixture(scope="session")
def generate(tmp_path_factory: pytest.TempPathFactory) -> Generate:
    """Give a function that generates ``target`` with answers and returns the new folder."""
    return lambda target, **answers: render(target, tmp_path_factory.mktemp("generated"), **answers)
