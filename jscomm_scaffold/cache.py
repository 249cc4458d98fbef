"""Where compiled templates are kept between runs: compiling is most of a first run's time."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class _Cache(FileSystemBytecodeCache):
    """A cache that a full disk or a read-only home leaves as it is, without an error."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates() -> FileSystemBytecodeCache | None:
    """Give the cache of compiled templates, or None where there is no safe place for it.

    Jinja2 keys an entry by the template's source, its own version and Python's.
    """
    folder = own_folder()
    return _Cache(str(folder), "%s.compiled") if folder else None


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
