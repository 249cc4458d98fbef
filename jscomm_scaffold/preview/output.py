"""What the folder is that is to be shown."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jscomm_scaffold.errors import AnswerError
from jscomm_scaffold.questions import SIP_DOMAIN
from jscomm_scaffold.record import PATH
from jscomm_scaffold.targets import TARGETS

_SLUG = re.compile(r"[a-z][a-z0-9_-]{0,60}")
_HINT = "Name the folder that jscomm-scaffold has written: it holds .jscomm-scaffold.json."


@dataclass(frozen=True)
class Output:
    """An output on disk: its folder, its target, and the answers that it was made from."""

    folder: Path
    target: str
    answers: Mapping[str, str]

    @property
    def slug(self) -> str:
        """Its machine name."""
        return self.answers["slug"]

    @property
    def constant(self) -> str:
        """Its machine name as the names of constants and environment variables begin."""
        return self.slug.replace("-", "_").upper()

    @property
    def domain(self) -> str:
        """Its SIP domain, or one for examples where it has none that can be used."""
        try:
            return SIP_DOMAIN.check(self.answers.get("sip_domain", "")) or "example.org"
        except ValueError:
            return "example.org"

    @property
    def websocket_url(self) -> str:
        """The WebSocket of its SIP server, or one for examples."""
        return self.answers.get("websocket_url") or "wss://sip.example.org/ws"


def read(folder: Path) -> Output:
    """Read the record of an output; raises :class:`AnswerError` when ``folder`` is none."""
    try:
        # Not what else can be opened, and waits for a writer.
        if not (folder / PATH).is_file():
            raise AnswerError(f"{folder} is no output of jscomm-scaffold.", _HINT)
        record = json.loads((folder / PATH).read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise AnswerError(f"The record {folder / PATH} cannot be read: {fault}.", _HINT) from fault
    fields = record if isinstance(record, dict) else {}
    target, answers = fields.get("target"), fields.get("answers", {})
    if target not in [known.name for known in TARGETS] or not _usable(answers):
        raise AnswerError(f"{folder / PATH} is not the record of an output.", _HINT)
    return Output(folder, target, answers)


def _usable(answers: object) -> bool:
    """Tell whether the answers are texts, and the machine name one that can be part of a path."""
    if not isinstance(answers, dict) or not all(isinstance(value, str) for value in answers.values()):
        return False
    return bool(_SLUG.fullmatch(answers.get("slug", "")))
