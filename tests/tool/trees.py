"""Folders as values, to compare them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

RECORD = ".jscomm-scaffold.json"


def tree(folder: Path) -> dict[str, bytes]:
    """Read a folder: relative path → content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def is_whole(folder: Path) -> bool:
    """Tell whether every file that the folder's record names is there, unchanged, and no other."""
    files = tree(folder)
    recorded: dict[str, str] = json.loads(files.pop(RECORD))["files"]
    return {path: hashlib.sha256(content).hexdigest() for path, content in files.items()} == recorded
