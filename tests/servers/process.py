"""Child processes of the tests: free ports, polling and orderly ends."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")

LOOPBACK = "127.0.0.1"
POLL_SECONDS = 0.02

# A shell that ends its whole process group when the tests are killed without a chance to
# do it themselves. PHP's server, for one, leaves its workers behind when it is ended alone.
SUPERVISOR = ("sh", "-c", 'trap "trap - TERM; kill 0" TERM; "$@" & wait', "sh")
ENDS_WITH_US = ("setpriv", "--pdeathsig=TERM", "--", *SUPERVISOR) if shutil.which("setpriv") else ()


class ServerError(Exception):
    """A test server did not start, or ended when it should not; the message holds its log."""


def free_port(kind: int = socket.SOCK_STREAM) -> int:
    """Return a port of the loopback interface that nothing listens on at the moment."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind((LOOPBACK, 0))
        port = probe.getsockname()[1]
    assert isinstance(port, int)
    return port


def listens(port: int) -> bool:
    """Tell whether a TCP connection to a loopback port is accepted."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False


def wait_until(met: Callable[[], Answer], what: str, seconds: float = 10.0) -> Answer:
    """Poll until `met()` is truthy and return that value.

    Raises TimeoutError, naming `what` was awaited, after `seconds`.
    """
    deadline = time.monotonic() + seconds
    while True:
        answer = met()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(POLL_SECONDS)


def fake_clock(ahead: int) -> tuple[str, ...]:
    """Return what stands before a command whose clock is to be so many seconds ahead of the machine's."""
    return ("faketime", "-f", f"{ahead:+d}s") if ahead else ()


@dataclass
class Child:
    """A server that runs as a child process in a session of its own, its output in a file."""

    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    _process: subprocess.Popen[bytes] | None = None
    _ready: Callable[[], object] = bool

    def start(self, ready: Callable[[], object], seconds: float = 20.0) -> None:
        """Start the process and return when `ready()` is truthy; ServerError if it ends before."""
        self._ready = ready
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [*ENDS_WITH_US, *self.command],
                cwd=self.folder,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            wait_until(lambda: not self.alive() or ready(), self.command[0], seconds)
        except BaseException:
            self.kill()
            raise
        if not self.alive():
            raise ServerError(f"{self.command[0]} ended at once:\n{self.output()[-4000:]}")

    def alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def stop(self, seconds: float = 10.0) -> None:
        """Ask the process to end, and end it by force when it does not."""
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._wait(seconds)
        self.kill()

    def kill(self) -> None:
        """End the process and all its children at once, as a crash would."""
        self._signal(signal.SIGKILL)
        self._wait(10.0)
        self._process = None
        # Orphaned workers may answer a moment longer than their parent lives.
        with contextlib.suppress(TimeoutError):
            wait_until(lambda: not self._ready(), "the end")

    def output(self) -> str:
        """Return what the process has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def _wait(self, seconds: float) -> None:
        if self._process is not None:
            self._process.wait(seconds)

    def _signal(self, number: int) -> None:
        # To the whole session: workers must not outlive their parent and keep its port.
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
