"""reSIProcate's repro for tests, with the settings that every output carries in `server/repro.config`.

No registry has it: its program is named in JSCOMM_REPRO, or found in the PATH.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.process import LOOPBACK, Child, free_port, listens

ABSENT = "JSCOMM_REPRO names no repro (the program of reSIProcate), and there is none in the PATH"

# What the packaged file says otherwise, or what only this machine may have.
LOCAL = """
DatabasePath = {folder}
LoggingType = cout
LogLevel = INFO
HttpBindAddress = {host}
HttpPort = {http}
HttpAdminUserFile = {folder}/users.txt
CommandPort = 0
"""


@dataclass
class Repro:
    """A SIP server that takes tokens of `secret`, with the settings of `sources`."""

    folder: Path
    sources: Path
    secret: str
    port: int = field(default_factory=free_port)
    _child: Child | None = None

    @property
    def url(self) -> str:
        """The WebSocket address; repro never looks at who asks, so a web server stands in front."""
        return f"ws://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        """Start the server and return when it answers; ServerError, with its log, if it cannot."""
        configuration = self.folder / "repro.config"
        configuration.write_text(self._settings(), "utf-8")
        (self.folder / "users.txt").touch()
        self._child = Child([_program() or "repro", str(configuration)], log=self.folder / "log", folder=self.folder)
        self._child.start(lambda: listens(self.port))

    def stop(self) -> None:
        """End the server."""
        if self._child is not None:
            self._child.stop()
            self._child = None

    def alive(self) -> bool:
        """Tell whether it runs: some requests end it."""
        return self._child is not None and self._child.alive()

    def log(self) -> str:
        """Return what the server has logged."""
        return (self.folder / "log").read_text("utf-8", "replace")

    def _settings(self) -> str:
        text = self.sources.read_text("utf-8")
        changes = {f"{LOOPBACK}:5062": f"{LOOPBACK}:{self.port}", "CHANGE-ME": self.secret}
        for old, new in changes.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text + LOCAL.format(folder=self.folder, host=LOOPBACK, http=free_port())


def absent() -> bool:
    """Tell whether there is no repro on this machine."""
    return _program() is None


def _program() -> str | None:
    return shutil.which(os.environ.get("JSCOMM_REPRO") or "repro")


@contextmanager
def repro(sources: Path, secret: str, port: int | None = None) -> Iterator[Repro]:
    """Run a repro in a temporary folder and end it afterwards; see `Repro` for the settings."""
    with tempfile.TemporaryDirectory(prefix="jscomm-repro-") as folder:
        server = Repro(Path(folder), sources, secret, port or free_port())
        try:
            server.start()
            yield server
        finally:
            server.stop()
