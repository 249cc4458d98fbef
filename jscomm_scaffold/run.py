"""The pipeline: ask → plan → render → publish → report."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jscomm_scaffold import answers_file, plan, publish, record, report
from jscomm_scaffold.ask import Sources, ask
from jscomm_scaffold.defaults import own_defaults
from jscomm_scaffold.errors import AnswerError
from jscomm_scaffold.questions import JSCOMMUNICATOR, Answers
from jscomm_scaffold.render import expander, render
from jscomm_scaffold.targets import Target, templates
from jscomm_scaffold.terminal import is_terminal, tell

if TYPE_CHECKING:
    from jscomm_scaffold.upstream import Upstream


@dataclass(frozen=True)
class Order:
    """What the person at the command line asked for."""

    target: Target
    given: Mapping[str, str]
    answers: Path | None
    yes: bool
    output: Path
    json: bool
    jscommunicator_dir: Path | None = None


def run(order: Order) -> None:
    """Carry ``order`` out and report on stdout. Raises any :class:`ScaffoldError`."""
    answers = _answers(order)
    destination = order.output / answers["slug"]
    publish.refuse_occupied(destination)
    copy = _upstream(order, answers)
    layout = plan.make(order.target, answers, templates(), copy)
    files = render(layout)
    files = (*files, record.record(layout, files))
    publish.publish(files, destination)
    result = report.report(layout, files, destination, order.jscommunicator_dir)
    text = report.as_json(result) if order.json else report.as_text(result)
    tell(text, fault=f"{destination} was written, but not the report on it")


def _answers(order: Order) -> Answers:
    given = dict(answers_file.read(order.answers, order.target)) if order.answers else {}
    sources = Sources(
        given={**given, **order.given},
        own_defaults=own_defaults([question.name for question in order.target.questions]),
        expand=expander(plan.jinja_options(templates() / order.target.folder)),
        interactive=_interactive(order),
    )
    return ask(order.target, sources)


def _upstream(order: Order, answers: Answers) -> Upstream | None:
    if answers["phone"] != JSCOMMUNICATOR:
        if order.jscommunicator_dir:
            raise AnswerError("--jscommunicator-dir is for --phone jscommunicator only.", "Nothing was written.")
        return None
    _refuse_licence(answers["licence"])
    from jscomm_scaffold.upstream import local_copy, pinned_copy, read_pin

    pin = read_pin()
    copy = local_copy(order.jscommunicator_dir, pin) if order.jscommunicator_dir else pinned_copy(pin)
    if copy.changed:
        typer.echo(f"Not as in commit {pin.commit[:7]}, and taken as they are: {', '.join(copy.changed)}.", err=True)
    return copy


def _refuse_licence(licence: str) -> None:
    if not licence.startswith("GPL-"):
        raise AnswerError(
            f"JSCommunicator's licence is GPL-2.0-or-later, and an output around it cannot be {licence}.",
            "Give --licence GPL-2.0-or-later. Nothing was written.",
        )


def _interactive(order: Order) -> bool:
    if order.yes:
        return False
    if is_terminal(sys.stdin):
        return True
    names = {question.name for question in order.target.questions}
    if names - set(order.given) and not order.answers:
        raise AnswerError(
            "There are questions, but no terminal to ask them on.",
            "Give --yes to take the defaults where no answer is given. Nothing was written.",
        )
    return False
