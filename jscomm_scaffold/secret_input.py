"""Where a secret comes from: a file, the environment or the person; never an argument, which others can see."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from jscomm_scaffold.errors import AnswerError
from jscomm_scaffold.terminal import is_terminal

# No server takes a longer header, and no secret is as long.
_LONGEST_SECRET = 8192
_LONGEST_INPUT = 65536
_AS_TEXT = "Write the secret as text, or in hexadecimal."


@dataclass(frozen=True)
class SecretInput:
    """One kind of secret: the environment variable that may hold it, and what the prompt calls it."""

    variable: str
    prompt: str
    flag: str

    def given(self, file: Path | None) -> str | None:
        """Take it from ``file`` or the environment; None where neither has it.

        Raises :class:`AnswerError` when it is none that can be used.
        """
        if file is not None:
            return _read(file)
        found = os.environ.get(self.variable, "")
        if not _is_text(found):
            raise AnswerError(f"{self.variable} is not in UTF-8.", _AS_TEXT)
        return found or None

    def wanted(self, file: Path | None) -> str:
        """Take it from ``file``, the environment or the person, in this order.

        Raises :class:`AnswerError` when nobody has it.
        """
        found = self.given(file)
        if found is not None:
            return found
        if not is_terminal(sys.stdin):
            raise AnswerError("There is no secret.", f"Give {self.flag}, or set {self.variable}.")
        return self._typed()

    def _typed(self) -> str:
        fault = AnswerError("What was typed is not in UTF-8.", _AS_TEXT)
        try:
            answer: str = typer.prompt(self.prompt, hide_input=True, err=True)
        except UnicodeDecodeError:
            raise fault from None
        if not _is_text(answer):
            raise fault
        return answer


TOKEN = SecretInput("JSCOMM_TOKEN_SECRET", "Secret", "--secret-file")
TURN = SecretInput("JSCOMM_TURN_SECRET", "Secret of the TURN server", "--turn-secret-file")
PASSWORD = SecretInput("JSCOMM_SIP_PASSWORD", "Password", "--password-file")
SITE_COOKIE = SecretInput("JSCOMM_SITE_COOKIE", "Cookie header", "--cookie-file")


def piped() -> str:
    """Read what is at the standard input, for what may be a token; bytes that are no text stay what they are."""
    if sys.stdin is None:
        raise AnswerError("The standard input is closed.", "Pipe the token into it.")
    data = sys.stdin.buffer.read(_LONGEST_INPUT + 1)
    if len(data) > _LONGEST_INPUT:
        raise AnswerError(f"There are more than {_LONGEST_INPUT} bytes at the standard input: that is no token.")
    return data.decode("utf-8", "surrogateescape").strip()


def _read(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(_LONGEST_SECRET + 1)
        if len(data) > _LONGEST_SECRET:
            raise AnswerError(f"{file} has more than {_LONGEST_SECRET} bytes: that is no secret.")
        found = data.decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise AnswerError(f"The secret cannot be read from {file}: {fault}.") from fault
    if not found:
        raise AnswerError(f"{file} is empty.", "It is to hold the secret.")
    return found


def _is_text(found: str) -> bool:
    """Tell whether the environment or the person gave text: bytes that are none come as surrogates."""
    try:
        found.encode()
    except UnicodeEncodeError:
        return False
    return True
