"""The report: what was written, what to do next, and how to make the same again."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jscomm_scaffold.plan import Plan
from jscomm_scaffold.render import File


@dataclass(frozen=True)
class Report:
    """The result of a run. ``command`` is one shell line that makes the same output."""

    target: str
    destination: Path
    files: tuple[str, ...]
    command: str
    next_steps: tuple[str, ...]


def report(plan: Plan, files: Sequence[File], destination: Path) -> Report:
    """Sum up what was published to ``destination``."""
    return Report(
        target=plan.target.name,
        destination=destination,
        files=tuple(str(file.path) for file in files),
        command=command(plan, destination.parent),
        next_steps=tuple(_fill(plan, step) for step in plan.target.next_steps),
    )


def command(plan: Plan, output: Path) -> str:
    """Write the command that gives every answer of ``plan`` as a flag, quoted for a POSIX shell.

    It writes into ``output``, named as the person named it.
    """
    words = ["jscomm-scaffold", plan.target.name, "--yes"]
    words += [f"--output={output}"] if output != Path() else []
    words += [f"{question.flag}={plan.answers[question.name]}" for question in plan.target.questions]
    return shlex.join(words)


def as_json(result: Report) -> str:
    """Write the report as one JSON object, for programs: ASCII, whatever the locale."""
    fields = {
        "target": result.target,
        "destination": str(result.destination.absolute()),
        "files": result.files,
        "command": result.command,
        "next_steps": result.next_steps,
    }
    return json.dumps(fields, indent=2)


def as_text(result: Report) -> str:
    """Write the report for people."""
    steps = "\n".join(f"  {number}. {_indent(step)}" for number, step in enumerate(result.next_steps, 1))
    return (
        f"Wrote {len(result.files)} files to {result.destination}\n\n"
        f"What to do next:\n{steps}\n\n"
        f"To make the same again:\n  {result.command}"
    )


def _fill(plan: Plan, step: str) -> str:
    constant = plan.answers["slug"].replace("-", "_").upper()
    return step.format(**plan.answers, constant=constant)


def _indent(step: str) -> str:
    return step.replace("\n", "\n     ")
