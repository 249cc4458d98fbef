"""Publishing: files in memory become a folder, whole or not at all. The only module that writes.

Everything is written to a hidden folder beside the destination, which one rename then turns
into the destination. Whatever stops the work before the rename (an error, Ctrl-C, SIGTERM)
removes the hidden folder. After a SIGKILL or a power cut it stays, and the next run removes
it: its owner held a lock on it that the system has let go.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from jscomm_scaffold.errors import DestinationError, WriteError
from jscomm_scaffold.render import File

_MARK = ".jscomm-scaffold-"


def refuse_occupied(destination: Path) -> None:
    """Check that ``destination`` can become the new folder: absent, or an empty folder.

    Raises :class:`DestinationError` when something is there, and :class:`WriteError` when
    the folder that is to hold it is not there.
    """
    if not destination.parent.is_dir():
        raise WriteError(f"There is no folder {destination.parent}.", f"Make it first: mkdir -p {destination.parent}")
    if destination.is_symlink() or (destination.exists() and not _is_empty_folder(destination)):
        raise DestinationError(
            f"{destination} is already there and not empty; nothing was changed.",
            "Choose another --slug or another folder with --output, or move it away.",
        )


def publish(files: Sequence[File], destination: Path) -> None:
    """Write ``files`` as the folder ``destination``.

    Raises :class:`DestinationError` when something has come to stand there, and
    :class:`WriteError` when the system refuses; in both cases nothing is left.
    """
    refuse_occupied(destination)
    try:
        with _interruptible(), _hidden_folder(destination) as hidden:
            _write(files, hidden)
            _rename(hidden, destination)
    except OSError as fault:
        raise WriteError(
            f"{destination} could not be written: {fault.strerror or fault}.",
            "Nothing was left there. Check the permissions and the space of the disk.",
        ) from fault


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and next(path.iterdir(), None) is None


def _write(files: Sequence[File], folder: Path) -> None:
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)


def _rename(hidden: Path, destination: Path) -> None:
    if destination.exists():
        refuse_occupied(destination)
        hidden.chmod(stat.S_IMODE(destination.stat().st_mode))
        if os.name == "nt":
            destination.rmdir()
    else:
        hidden.chmod(0o777 & ~_umask())
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
    hidden = Path(tempfile.mkdtemp(prefix=_MARK + destination.name + "-", dir=destination.parent))
    lock = _lock(hidden)
    try:
        yield hidden
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _sweep(destination: Path) -> None:
    """Remove what killed runs have left of this destination."""
    for left in destination.parent.glob(_MARK + destination.name + "-????????"):
        lock = _lock(left)
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Take the lock of ``folder``: a descriptor, or None where another run holds it."""
    try:
        import fcntl
    except ImportError:
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the work as Ctrl-C does, so that it is cleaned up."""
    names = ("SIGTERM", "SIGHUP")
    before = {
        number: signal.signal(number, _interrupt)
        for number in (getattr(signal, name, None) for name in names)
        if number is not None
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
