"""What was found, step by step, for people and for programs; no secret is in it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import typer

from jscomm_scaffold.errors import Diagnosis
from jscomm_scaffold.terminal import styled

Outcome = Literal["ok", "note", "wrong"]

_COLOURS = {"ok": typer.colors.GREEN, "note": typer.colors.YELLOW, "wrong": typer.colors.RED}
_LONGEST = 300
_WIDTH = 96
_STEP = 12
_HIDDEN = "(hidden)"
_QUOTED = re.compile(r'"[^"]*"')
# What stands behind the name of a token's part, wherever a server repeats it.
_TOKEN = re.compile(r"(WSSession(?:Info|Extra|MAC)=)[^;&\s\"'<>]+", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One step: what it showed, and what to do about it."""

    step: str
    outcome: Outcome
    message: str
    advice: str = ""
    exit_code: int = 0


@dataclass
class Chart:
    """All that was found so far. What is in ``hidden`` is left out of every finding."""

    findings: list[Finding] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)

    @property
    def exit_code(self) -> int:
        """The code of the first thing that is wrong; 0 where nothing is."""
        return next((finding.exit_code for finding in self.findings if finding.outcome == "wrong"), 0)

    def hide(self, *secrets: str) -> None:
        """Keep these texts out of what is reported from now on, also as :func:`quoted` writes them."""
        written = [form for secret in secrets for form in (secret, quoted(secret)[1:-1])]
        self.hidden.update(form for form in written if form)

    def ok(self, step: str, message: str) -> None:
        """Note that a step went as it should."""
        self._add(Finding(step, "ok", message))

    def note(self, step: str, message: str, advice: str = "") -> None:
        """Note what may be a reason for trouble."""
        self._add(Finding(step, "note", message, advice))

    def wrong(self, step: str, fault: Diagnosis) -> None:
        """Note what is wrong."""
        self._add(Finding(step, "wrong", fault.message, fault.hint, fault.exit_code))

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Note what is found wrong inside the block, and let it go on to the caller."""
        try:
            yield
        except Diagnosis as fault:
            self.wrong(name, fault)
            raise

    def _add(self, finding: Finding) -> None:
        message, advice = self._hiding(finding.message), self._hiding(finding.advice)
        self.findings.append(Finding(finding.step, finding.outcome, message, advice, finding.exit_code))

    def _hiding(self, text: str) -> str:
        return _TOKEN.sub(rf"\g<1>{_HIDDEN}", _QUOTED.sub(self._hiding_quoted, text))

    def _hiding_quoted(self, found: re.Match[str]) -> str:
        """Hide secrets in what a server said, and shorten it.

        Our own words hold none, though a password may be one of them.
        """
        text = found[0]
        for secret in sorted(self.hidden, key=len, reverse=True):
            text = text.replace(secret, _HIDDEN)
        # Not before: of a secret that was cut through, the rest would be shown.
        return text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…"'


def quoted(text: str) -> str:
    """Write what a server said on one line, without what a terminal would obey, in quotation marks."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split()).replace('"', "'")
    return f'"{line}"'


def as_json(chart: Chart) -> str:
    """Write the findings as one JSON object."""
    findings = [
        {
            "step": finding.step,
            "outcome": finding.outcome,
            "message": finding.message,
            "advice": finding.advice,
            "exit_code": finding.exit_code,
        }
        for finding in chart.findings
    ]
    return json.dumps({"works": not chart.exit_code, "exit_code": chart.exit_code, "findings": findings}, indent=2)


def as_text(chart: Chart) -> str:
    """Write the findings for people."""
    verdict = "Something is wrong: see above." if chart.exit_code else "Everything that was tried works."
    return "\n".join([*(_lines(finding) for finding in chart.findings), "", verdict])


def _lines(finding: Finding) -> str:
    head = styled(f"{finding.outcome:5}", fg=_COLOURS[finding.outcome])
    below = " " * (len("wrong ") + _STEP + 1)
    message = textwrap.fill(finding.message, _WIDTH - len(below), subsequent_indent=below, break_long_words=False)
    advice = textwrap.indent(_wrapped(finding.advice), below)
    return "\n".join(part for part in (f"{head} {finding.step:{_STEP}} {message}", advice) if part)


def _wrapped(text: str) -> str:
    width = _WIDTH - _STEP - len("wrong  ")
    return "\n".join(textwrap.fill(line, width, break_long_words=False) for line in text.splitlines())
