"""The report: what was written, what to do next, and how to make the same again."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
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


def report(plan: Plan, files: Sequence[File], destination: Path, jscommunicator_dir: Path | None = None) -> Report:
    """Sum up what was published to ``destination``, with a copy of JSCommunicator if the person named one."""
    return Report(
        target=plan.target.name,
        destination=destination,
        files=tuple(str(file.path) for file in files),
        command=_command(plan, {"output": destination.parent, "jscommunicator-dir": jscommunicator_dir}),
        next_steps=tuple(_fill(plan, step, destination) for step in plan.target.next_steps),
    )


def _command(plan: Plan, folders: Mapping[str, Path | None]) -> str:
    """Write the command that gives every answer of ``plan`` as a flag, quoted for a POSIX shell.

    Folders are named as the person named them.
    """
    words = ["jscomm-scaffold", plan.target.name, "--yes"]
    words += [f"--{flag}={folder}" for flag, folder in folders.items() if folder not in {None, Path()}]
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


def _fill(plan: Plan, step: str, destination: Path) -> str:
    constant = plan.answers["slug"].replace("-", "_").upper()
    return step.format(**plan.answers, constant=constant, path=shlex.quote(str(destination)))


def _indent(step: str) -> str:
    return step.replace("\n", "\n     ")
