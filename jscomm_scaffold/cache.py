"""Where compiled templates are kept between runs: compiling is most of a first run's time."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from jinja2 import FileSystemBytecodeCache


def compiled_templates() -> FileSystemBytecodeCache | None:
    """Give the cache of compiled templates, or None where there is no safe place for it.

    It lies in the user's own cache folder (XDG Base Directory; ``LOCALAPPDATA`` on Windows).
    Jinja2 keys an entry by the template's source, its own version and Python's. An entry is
    code that will be run, so the folder must belong to the user and be writable by nobody else.
    """
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    folder = (Path(base) if base else Path.home() / ".cache") / "jscomm-scaffold"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        safe = _is_own(folder)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder), "%s.compiled") if safe else None


def _is_own(folder: Path) -> bool:
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        return False
    if os.name == "nt":
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
