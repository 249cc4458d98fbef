"""The record: a file inside the output that says how it was made, for later updates."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePosixPath

from jscomm_scaffold import __version__
from jscomm_scaffold.plan import Plan
from jscomm_scaffold.render import File

PATH = PurePosixPath(".jscomm-scaffold.json")


def record(plan: Plan, files: Sequence[File]) -> File:
    """Make the record of ``files``: JSON with the keys below, UTF-8, two spaces of indent.

    ``version`` of this tool, ``target``, ``answers`` (no question asks for a secret) and
    ``files``, which maps each path to the SHA-256 of its content in hex.
    """
    content = {
        "version": __version__,
        "target": plan.target.name,
        "answers": dict(plan.answers),
        "files": {str(file.path): hashlib.sha256(file.content).hexdigest() for file in files},
    }
    return File(PATH, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())
