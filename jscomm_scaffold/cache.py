"""What is kept between runs: compiling templates is most of a first run's time."""

from __future__ import annotations

import contextlib
import marshal
import os
import stat
import sys
import zlib
from pathlib import Path
from types import CodeType

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache, bc_magic


class TemplateCache(BytecodeCache):
    """Compiled templates in one file: hundreds of small ones take longer to open than to compile some.

    The file is a CRC-32 and marshal's bytes of a dict from Jinja2's keys to code and what it was
    compiled from: the template's source and the versions of Jinja2 and Python. All is read in one
    go: Jinja2's own format takes five times as long. A file that cannot be read is as good as
    none; a full disk or a read-only home is no fault.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept = _read(file)
        self._changed = False

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Know a template by its source as extensions of Jinja2 change it: they change between versions, too."""
        return super().get_bucket(environment, name, filename, environment.preprocess(source, name, filename))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja2 what was compiled before."""
        kept = self._kept.get(bucket.key)
        if isinstance(kept, tuple) and kept[0] == _origin(bucket):
            bucket.code = kept[1]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what Jinja2 has compiled."""
        if bucket.code:
            self._kept[bucket.key] = _origin(bucket), bucket.code
        self._changed = True

    def save(self) -> None:
        """Write what is new, whole or not at all."""
        if not self._changed:
            return
        body = marshal.dumps(self._kept)
        fresh = self._file.with_suffix(f".{os.getpid()}")
        try:
            fresh.write_bytes(zlib.crc32(body).to_bytes(4, "big") + body)
            fresh.replace(self._file)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink()


def _origin(bucket: Bucket) -> bytes:
    return bc_magic + bucket.checksum.encode()


def _read(file: Path) -> dict[str, tuple[bytes, CodeType]]:
    try:
        content = file.read_bytes()
        if zlib.crc32(content[4:]) != int.from_bytes(content[:4], "big"):
            return {}
        kept: dict[str, tuple[bytes, CodeType]] = marshal.loads(content[4:])  # noqa: S302  our own, in a folder of the user's own
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return kept


def compiled_templates(name: str) -> TemplateCache | None:
    """Give the cache of the compiled templates of one target, or None where there is no safe place for it."""
    folder = own_folder()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return TemplateCache(folder / f"{name}-{version}.compiled") if folder else None


def own_folder() -> Path | None:
    """Give the folder for what is kept between runs, or None where there is no safe place for it.

    It lies in the user's own cache folder (XDG Base Directory; ``LOCALAPPDATA`` on Windows).
    What it holds will be run, so it must belong to the user and be writable by nobody else.
    """
    try:
        folder = _base() / "jscomm-scaffold"
        if not folder.is_absolute():
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        safe = _is_own(folder)
    except (OSError, RuntimeError):  # pathlib's RuntimeError: this user has no home
        return None
    return folder if safe else None


def _base() -> Path:
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(named) if named else Path.home() / ".cache"


def _is_own(folder: Path) -> bool:
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
