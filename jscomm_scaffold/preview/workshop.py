"""The workshop: a folder and programs that are there for as long as the preview is, and no longer."""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from jscomm_scaffold.errors import PreviewError

LOOPBACK = "127.0.0.1"
SYSTEM_PATH = "/usr/local/sbin:/usr/sbin:/sbin"
_POLL, _START, _END, _TWICE = 0.05, 30.0, 5.0, 1.0
_STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_LOG_LINES = 15
_KEPT = {".git", "node_modules"}
# In an output: settings of SIP servers with their secrets, and what belongs to developers.
_PRIVATE = ("server", "tests")
HOSTS = (LOOPBACK, "localhost")
"""The names by which pages ask for this machine. Whoever asks by another is a page of a site that gave it its own."""


@dataclass
class Program:
    """A program that runs in a group of its own, which ends with it."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def check(self) -> None:
        """Raise :class:`PreviewError`, with the end of its log, when the program has ended."""
        if self.process.poll() is not None:
            raise PreviewError(f"{self.name} has ended.", self.last_words())

    def last_words(self) -> str:
        """Return the end of its log."""
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-_LOG_LINES:])

    def stop(self) -> None:
        """End it and all that it has started."""
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_END)
        # Also when it has ended by itself: its helpers may not have.
        self._signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        self.process.wait()

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)


@dataclass
class Workshop:
    """A private folder and the programs that run in it."""

    folder: Path
    programs: list[Program] = field(default_factory=list)

    def copy(self, source: Path, *parts: str) -> Path:
        """Copy a folder into the workshop, and return the copy; what git or npm keep there is left out.

        Raises :class:`PreviewError` when it cannot be read.
        """
        return self._copy(source, parts, lambda place: place.name in _KEPT)

    def copy_output(self, source: Path, *parts: str) -> Path:
        """Copy an output as :meth:`copy` does, but for what no web server is to show.

        That is what may be a secret, and what links show that lead out of the output: it may be a stranger's.
        """
        inside = source.resolve()
        private = [inside / name for name in _PRIVATE]

        def is_left_out(place: Path) -> bool:
            shown = place.resolve()
            if place.name in _KEPT or place.name.startswith(".") or not shown.is_relative_to(inside):
                return True
            return any(shown.is_relative_to(folder) for folder in private)

        return self._copy(source, parts, is_left_out)

    def _copy(self, source: Path, parts: Sequence[str], left_out: Callable[[Path], bool]) -> Path:
        def ignore(folder: str, names: list[str]) -> set[str]:
            places = {name: Path(folder, name) for name in names}
            return {name for name, place in places.items() if not _is_copied(place) or left_out(place)}

        place = self.folder.joinpath(*parts)
        try:
            shutil.copytree(source, place, ignore=ignore)
        except OSError as fault:
            reasons = fault.args[0] if isinstance(fault, shutil.Error) else [("", "", str(fault))]
            raise PreviewError(f"{source} cannot be copied.", "\n".join(str(why) for *_, why in reasons[:3])) from fault
        return place

    def copy_file(self, source: Path, *parts: str) -> Path:
        """Copy a file as it is, and return the copy; raises :class:`PreviewError` when it cannot be read."""
        place = self.folder.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, place)
        except OSError as fault:
            raise PreviewError(f"{source} cannot be copied.", str(fault)) from fault
        return place

    def write(self, text: str, *parts: str) -> Path:
        """Write a file that only this user can read, and return its path."""
        path = self.folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(text, "utf-8")
        return path

    def run(
        self,
        name: str,
        command: Sequence[str],
        ready: Callable[[], bool],
        environment: Mapping[str, str] | None = None,
        seconds: float = _START,
    ) -> None:
        """Start a program, and return when it is ready; raises :class:`PreviewError` when it is not in time."""
        log = self.folder / f"{len(self.programs)}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603  no shell, and words of our own
                command,
                cwd=self.folder,
                env={**os.environ, **self._temporary(), **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        program = Program(name, process, log)
        self.programs.append(program)
        deadline = time.monotonic() + seconds
        while not ready():
            program.check()
            if time.monotonic() > deadline:
                raise PreviewError(f"{name} is not ready within {seconds:g} s.", program.last_words())
            time.sleep(_POLL)
        program.check()

    def _temporary(self) -> dict[str, str]:
        """Let programs leave behind what they leave behind where it goes with the workshop."""
        return dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.folder))

    def watch(self) -> None:
        """Wait until somebody stops the preview; raises :class:`PreviewError` when a program ends before."""
        while True:
            for program in self.programs:
                program.check()
            time.sleep(1)


@contextlib.contextmanager
def workshop() -> Iterator[Workshop]:
    """Give a workshop for a ``with`` block; after it nothing of it is left, whatever stops the block.

    The program is to end then: from the end of the block on it heeds no Ctrl-C. What the system refuses
    inside the block becomes a :class:`PreviewError`.
    """
    _stop_as_ctrl_c()
    scratch = tempfile.TemporaryDirectory(prefix="jscomm-preview-", ignore_cleanup_errors=True)
    made = Workshop(Path(scratch.name).resolve())
    try:
        yield made
    except OSError as fault:
        raise PreviewError(f"The preview cannot be set up: {fault.strerror}.", str(fault.filename or "")) from fault
    finally:
        _handle_stops(signal.SIG_IGN)
        for program in reversed(made.programs):
            program.stop()
        scratch.cleanup()


def find(program: str) -> str | None:
    """Find a program, also one that is meant for administrators."""
    return shutil.which(program) or shutil.which(program, path=SYSTEM_PATH)


def need(program: str, hint: str) -> str:
    """Find a program that the preview cannot do without; raises :class:`PreviewError`."""
    found = find(program)
    if found is None:
        raise PreviewError(f"{program} is not installed.", hint)
    return found


def free_port() -> int:
    """Find a port of the loopback interface that nothing listens at."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port


def listens(port: int) -> bool:
    """Tell whether something listens at a port of the loopback interface."""
    with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), 1):
        return True
    return False


def _is_copied(place: Path) -> bool:
    """Tell whether a copy would end: of a pipe or a device, and of a link to a folder that it is in, it would not."""
    folder = place.parent.resolve()
    return place.is_file() or (place.is_dir() and place.resolve() not in (folder, *folder.parents))


def _stop_as_ctrl_c() -> None:
    """Let whatever ends a program politely end it as Ctrl-C does; who presses it twice means it once."""
    last = -math.inf

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal last
        if time.monotonic() - last > _TWICE:
            last = time.monotonic()
            raise KeyboardInterrupt

    _handle_stops(stop)


def _handle_stops(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    # SIGINT, too: a shell's background job ignores Ctrl-C.
    for number in (*_STOPS, signal.SIGINT):
        signal.signal(number, handler)
