"""Where a secret comes from: a file, the environment or the person; never an argument, which others can see."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from jscomm_scaffold.errors import AnswerError


@dataclass(frozen=True)
class SecretInput:
    """One kind of secret: the environment variable that may hold it, and what the prompt calls it."""

    variable: str
    prompt: str
    flag: str

    def given(self, file: Path | None) -> str | None:
        """Take it from ``file`` or the environment; None where neither has it."""
        return _read(file) if file is not None else os.environ.get(self.variable)

    def wanted(self, file: Path | None) -> str:
        """Take it from ``file``, the environment or the person, in this order.

        Raises :class:`AnswerError` when nobody has it.
        """
        found = self.given(file)
        if found is not None:
            return found
        if not sys.stdin.isatty():
            raise AnswerError("There is no secret.", f"Give {self.flag}, or set {self.variable}.")
        answer: str = typer.prompt(self.prompt, hide_input=True, err=True)
        return answer


TOKEN = SecretInput("JSCOMM_TOKEN_SECRET", "Secret", "--secret-file")
TURN = SecretInput("JSCOMM_TURN_SECRET", "Secret of the TURN server", "--turn-secret-file")
PASSWORD = SecretInput("JSCOMM_SIP_PASSWORD", "Password", "--password-file")
SITE_COOKIE = SecretInput("JSCOMM_SITE_COOKIE", "Cookie header", "--cookie-file")


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise AnswerError(f"The secret cannot be read from {file}: {fault}.") from fault
