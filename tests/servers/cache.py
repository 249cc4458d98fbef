"""Downloads of the tests, kept outside the project between runs.

The folder is $JSCOMM_TEST_CACHE, else jscomm-scaffold-tests in the user's cache
folder. An entry appears by one rename, so an interrupted run leaves none behind.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WEEK = 7 * 24 * 3600


def cache_folder() -> Path:
    """Return the folder that keeps downloads between runs; it exists afterwards."""
    own = os.environ.get("JSCOMM_TEST_CACHE")
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(own) if own else Path(home) / "jscomm-scaffold-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def cached(name: str, make: Callable[[Path], None], keep_seconds: float = WEEK) -> Path:
    """Return the cached folder `name`, made by `make(empty folder)` when absent or old.

    When an old entry cannot be made anew (no network), it is used as it is;
    with no entry at all the error of `make` is raised.
    """
    entry = cache_folder() / name
    with _lock(name):
        if _age(entry) < keep_seconds:
            return entry
        try:
            _replace(entry, make)
        except Exception:
            if not entry.exists():
                raise
    return entry


def _age(entry: Path) -> float:
    return time.time() - entry.stat().st_mtime if entry.exists() else float("inf")


def _replace(entry: Path, make: Callable[[Path], None]) -> None:
    scratch = Path(tempfile.mkdtemp(prefix=f"{entry.name}-new-", dir=entry.parent))
    try:
        made = scratch / "made"
        made.mkdir()
        make(made)
        if entry.exists():
            entry.rename(scratch / "old")
        made.rename(entry)
        os.utime(entry)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _lock(name: str) -> Iterator[None]:
    with (cache_folder() / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
