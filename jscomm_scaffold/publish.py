"""Publishing: files in memory become a folder, whole or not at all. The only module that writes.

Everything is written to a hidden folder beside the destination, which one rename then turns
into the destination. Whatever stops the work before the rename (an error, Ctrl-C, SIGTERM)
removes the hidden folder. After a SIGKILL or a power cut it stays, and the next run removes
it: its owner held a lock on it that the system has let go.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from jscomm_scaffold.errors import DestinationError, WriteError
from jscomm_scaffold.render import File

_MARK = ".jscomm-scaffold-"
_UNIQUE_BYTES = 8
_STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def refuse_occupied(destination: Path) -> None:
    """Check that ``destination`` can become the new folder: absent, or an empty folder.

    Raises :class:`DestinationError` when something is there, and :class:`WriteError` when
    the folder that is to hold it is not there or the system does not let us look.
    """
    with _refusals(destination):
        _refuse_missing(destination.parent)
        link = destination.is_symlink()
        occupied = link or (destination.exists() and not _is_empty_folder(destination))
    if occupied:
        raise DestinationError(
            f"{destination} is {'a link' if link else 'already there and not empty'}; nothing was changed.",
            "Choose another --slug or another folder with --output, or move it away.",
        )


def publish(files: Sequence[File], destination: Path) -> None:
    """Write ``files`` as the folder ``destination``.

    Raises :class:`DestinationError` when something has come to stand there, and
    :class:`WriteError` when the system refuses; in both cases nothing is left.
    """
    refuse_occupied(destination)
    with _refusals(destination), _interruptible(), _hidden_folder(destination) as hidden:
        _write(files, hidden)
        _rename(hidden, destination)


@contextlib.contextmanager
def _refusals(destination: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise WriteError(
            f"{destination} could not be written: {fault.strerror or fault}.",
            "Nothing was left there. Check the permissions and the space of the disk.",
        ) from fault


def _refuse_missing(folder: Path) -> None:
    if not folder.exists():
        raise WriteError(f"There is no folder {folder}.", f"Make it first: mkdir -p {shlex.quote(str(folder))}")
    if not folder.is_dir():
        raise WriteError(f"{folder} is not a folder.", "Name a folder with --output.")


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and next(path.iterdir(), None) is None


def _write(files: Sequence[File], folder: Path) -> None:
    targets = {folder / file.path: file.content for file in files}
    for parent in {target.parent for target in targets}:
        parent.mkdir(parents=True, exist_ok=True)
    for target, content in targets.items():
        target.write_bytes(content)


def _rename(hidden: Path, destination: Path) -> None:
    if destination.exists():
        refuse_occupied(destination)
        hidden.chmod(stat.S_IMODE(destination.stat().st_mode))
        if os.name == "nt":
            destination.rmdir()
    else:
        # mkdir would keep the set-group-ID bit that a folder shared by a team hands down; so do we.
        hidden.chmod(0o777 & ~_umask() | hidden.stat().st_mode & stat.S_ISGID)
    try:
        hidden.rename(destination)
    except OSError:
        refuse_occupied(destination)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def _hidden_folder(destination: Path) -> Iterator[Path]:
    _sweep(destination)
    # The name is known before the folder is there, so that no moment is left in which an
    # interruption would not find it.
    hidden = destination.parent / f"{_MARK}{destination.name}-{os.urandom(_UNIQUE_BYTES).hex()}"
    try:
        hidden.mkdir(mode=0o700)
        with _held(hidden, destination):
            yield hidden
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


@contextlib.contextmanager
def _held(hidden: Path, destination: Path) -> Iterator[None]:
    """Hold the lock of ``hidden``, unless another run has just taken it for a leftover."""
    try:
        lock = _lock(hidden)
    except (BlockingIOError, FileNotFoundError) as fault:
        raise _overtaken(destination) from fault
    try:
        if not hidden.is_dir():
            raise _overtaken(destination)
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _overtaken(destination: Path) -> DestinationError:
    return DestinationError(f"Another run is writing {destination}; this one wrote nothing.", "Look at its result.")


def _sweep(destination: Path) -> None:
    """Remove what killed runs have left of this destination."""
    for left in destination.parent.glob(f"{_MARK}{destination.name}-{'?' * 2 * _UNIQUE_BYTES}"):
        with contextlib.suppress(OSError):  # a run at work, or nothing of ours
            lock = _lock(left)
            if lock is not None:
                shutil.rmtree(left, ignore_errors=True)
                os.close(lock)


def _lock(folder: Path) -> int | None:
    """Take the lock of ``folder``: a descriptor, or None where the system has no such locks.

    Raises :class:`BlockingIOError` when another run holds it, and :class:`OSError` when
    ``folder`` is no folder that we may read.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        os.close(descriptor)
        if isinstance(fault, BlockingIOError):
            raise
        return None
    return descriptor


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the work as Ctrl-C does, so that it is cleaned up.

    What is ignored (under ``nohup``, SIGHUP) stays ignored.
    """
    before = {number: signal.getsignal(number) for number in _STOPS}
    heeded = {number: handler for number, handler in before.items() if handler is not signal.SIG_IGN}
    for number in heeded:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in heeded.items():
            signal.signal(number, handler)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    # A second Ctrl-C would stop the cleaning up.
    for number in _STOPS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
