"""Asking: where each answer comes from, and its check.

In this order: a flag, the file of ``--answers``, then, without ``--yes``, the person at the
terminal. What nobody gave is the default: the person's own (``defaults``) or the question's.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import typer

from jscomm_scaffold.errors import AnswerError
from jscomm_scaffold.questions import Answers, Question
from jscomm_scaffold.targets import Target
from jscomm_scaffold.terminal import brief, styled

Expand = Callable[[str, Mapping[str, str]], str]
"""Renders a question's default from the answers so far."""


@dataclass(frozen=True)
class Sources:
    """Where answers come from. ``given`` holds flags and file, unchecked."""

    given: Mapping[str, str]
    own_defaults: Mapping[str, str]
    expand: Expand
    interactive: bool


def ask(target: Target, sources: Sources) -> Answers:
    """Collect a checked answer to every question of ``target``, in order.

    Raises :class:`AnswerError` that names every given answer that cannot be used, before
    anything is asked, and :class:`typer.Abort` when the person stops.
    """
    checked = _check_given(target, sources.given)
    asking = sources.interactive and len(checked) < len(target.questions)
    if asking:
        typer.echo("Enter takes the answer in brackets. Ctrl-C stops, and nothing is written.", err=True)
    answers: dict[str, str] = {}
    for question in target.questions:
        if question.name in checked:
            answers[question.name] = checked[question.name]
        else:
            answers[question.name] = _answer(question, answers, sources)
    if asking:
        typer.echo(err=True)
    return answers


def _check_given(target: Target, given: Mapping[str, str]) -> dict[str, str]:
    checked: dict[str, str] = {}
    faults: list[str] = []
    for question in target.questions:
        if question.name not in given:
            continue
        try:
            checked[question.name] = question.check(given[question.name])
        except ValueError as fault:
            faults.append(_fault(question, given[question.name], fault))
    if faults:
        raise AnswerError("\n".join(faults), "Nothing was written.")
    return checked


def _answer(question: Question, answers: Answers, sources: Sources) -> str:
    default = sources.own_defaults.get(question.name) or sources.expand(question.default, answers)
    if sources.interactive:
        return _prompt(question, default)
    try:
        return question.check(default)
    except ValueError as fault:
        raise AnswerError(
            _fault(question, default, fault), f"No default fits here: give {question.flag}. Nothing was written."
        ) from fault


def _prompt(question: Question, default: str) -> str:
    """Ask on stderr until the answer passes its check; a default that does not pass is not offered."""
    offered: str | None = None
    with contextlib.suppress(ValueError):
        offered = question.check(default)
    return _ask_terminal(question, offered)


def _ask_terminal(question: Question, default: str | None) -> str:
    choices = f" ({', '.join(question.choices)})" if question.choices else ""
    typer.echo(styled(f"\n{question.help}", dim=True), err=True)
    # Typer hands the last space of a prompt to input(), which writes it to stdout.
    with contextlib.redirect_stdout(sys.stderr):
        answer: Any = typer.prompt(
            question.prompt + choices,
            default=default,
            show_default=bool(default),
            value_proc=lambda typed: _typed(question, typed),
            err=True,
        )
    return str(answer)


def _typed(question: Question, value: str) -> str:
    try:
        return question.check(value)
    except ValueError as fault:
        raise typer.BadParameter(f"{question.prompt} {fault}.") from fault


def _fault(question: Question, value: str, fault: ValueError) -> str:
    return f"{question.flag} {fault}; it was {brief(value)}."
