"""What Kamailio says of an output."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.servers.debian import program


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
