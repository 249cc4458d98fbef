"""JSCommunicator's own files, for outputs around it: pinned, fetched, checked, kept.

The pin is ``jscommunicator.json`` beside this module: the commit, the address of its archive
and the SHA-256 of each file that an output takes.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from jscomm_scaffold.cache import own_folder
from jscomm_scaffold.errors import AnswerError, DownloadError, WriteError

PIN = Path(__file__).with_name("jscommunicator.json")
_PATIENCE = 60.0
_LARGEST = 20_000_000
_HINT = "Fetch http://jscommunicator.org yourself, and give its folder: --jscommunicator-dir DIR."


@dataclass(frozen=True)
class Pin:
    """What is pinned: ``files`` maps paths to SHA-256 in hex."""

    commit: str
    archive: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class Upstream:
    """A folder that holds all files of the pin; ``changed`` are those that differ from it."""

    folder: Path
    files: tuple[str, ...]
    changed: tuple[str, ...] = ()


def read_pin(path: Path = PIN) -> Pin:
    """Read a pin from its JSON: ``commit``, ``archive``, ``files``."""
    return Pin(**json.loads(path.read_text("utf-8")))


def local_copy(folder: Path, pin: Pin) -> Upstream:
    """Use a copy that the user has. Changed files are taken as they are, and named.

    Raises :class:`AnswerError` when files are missing or cannot be read.
    """
    hint = f"Give the folder that holds JSCommManager.js (commit {pin.commit[:7]}). Nothing was written."
    try:
        missing = [name for name in pin.files if not (folder / name).is_file()]
        if missing:
            raise AnswerError(f"{folder} is no copy of JSCommunicator: {missing[0]} is not there.", hint)
        changed = [name for name, digest in pin.files.items() if _digest((folder / name).read_bytes()) != digest]
    except OSError as fault:
        raise AnswerError(f"{folder} cannot be read: {fault.strerror}.", hint) from fault
    return Upstream(folder, tuple(pin.files), tuple(changed))


def pinned_copy(pin: Pin) -> Upstream:
    """Use the copy of an earlier run, or fetch one.

    Raises :class:`DownloadError` when it cannot be fetched, or is not what was pinned, and
    :class:`WriteError` when there is no place for it.
    """
    folder = (own_folder() or _passing_folder()) / f"jscommunicator-{pin.commit}"
    with contextlib.suppress(AnswerError):
        kept = local_copy(folder, pin)
        if not kept.changed:
            return kept
    fetched = _fetch(pin)
    try:
        for name, content in fetched.items():
            _write(folder / name, content)
    except OSError as fault:
        raise WriteError(f"{folder} could not be written: {fault.strerror}.", "Nothing else was written.") from fault
    return Upstream(folder, tuple(pin.files))


def _passing_folder() -> Path:
    """Make a folder that goes when this program ends."""
    folder = mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: another run may read the one that was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _fetch(pin: Pin) -> dict[str, bytes]:
    """Fetch the archive and take the pinned files out of it, in memory."""
    archive = _download(pin.archive)
    try:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            contents = {name: _member(tar, name) for name in pin.files}
    except (tarfile.TarError, zlib.error, EOFError, OSError) as fault:
        raise DownloadError(f"{pin.archive} is no archive: {fault}.", _HINT) from fault
    for name, content in contents.items():
        if _digest(content) != pin.files[name]:
            raise DownloadError(f"{name} in {pin.archive} is not the file that was pinned.", _HINT)
    return contents


def _download(url: str) -> bytes:
    from http.client import HTTPException
    from urllib.request import urlopen

    try:
        with urlopen(url, timeout=_PATIENCE) as response:  # noqa: S310  the address is our own
            content: bytes = response.read(_LARGEST)
    except (OSError, HTTPException) as fault:
        raise DownloadError(f"JSCommunicator could not be fetched from {url}: {fault}.", _HINT) from fault
    return content


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    """Read the file whose path, below the archive's one folder, is ``name``."""
    for member in tar:
        if member.isfile() and member.size <= _LARGEST and member.name.partition("/")[2] == name:
            file = tar.extractfile(member)
            return file.read() if file else b""
    return b""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
