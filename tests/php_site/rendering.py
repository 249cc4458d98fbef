"""Outputs of plain cookiecutter, for tests that need one with answers of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY, environment
from tests.servers.debian import program


def render(target: str, folder: Path, **answers: str) -> Path:
    """Render a target into `folder` and return the new folder in it."""
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    out = folder / "out"
    subprocess.run(
        [
            *(sys.executable, "-m", "cookiecutter", "--no-input", "-f", "-o", str(out)),
            str(REPOSITORY / "cookiecutters" / target),
            *(f"{name}={value}" for name, value in answers.items()),
        ],
        env=environment(home),
        check=True,
        capture_output=True,
    )
    return next(out.iterdir())


def kamailio_verdict(output: Path, folder: Path) -> str:
    """Let Kamailio read the configuration of an output; return what it says of it.

    Only the places where its files are installed are others than in the output.
    """
    source = output / "server" / "kamailio"
    for path in source.iterdir():
        text = path.read_text("utf-8").replace("/etc/kamailio/", f"{source}/").replace("/run/kamailio/", f"{folder}/")
        (folder / path.name.removesuffix(".example")).write_text(text, "utf-8")
    done = subprocess.run(
        [program("kamailio") or "kamailio", "-c", "-f", str(folder / "kamailio.cfg")],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr
