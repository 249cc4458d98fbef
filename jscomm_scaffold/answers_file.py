"""Answers from a file: JSON or TOML, flat, or the record inside an earlier output."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jscomm_scaffold.errors import AnswersFileError
from jscomm_scaffold.targets import Target


def read(path: Path, target: Target) -> Mapping[str, str]:
    """Read the answers to questions of ``target`` from ``path``; they are not checked here.

    The file is an object of question names and strings, in JSON, or in TOML when its name
    ends in ``.toml``; or the record of an output, whose ``answers`` are taken.
    Raises :class:`AnswersFileError` when it is anything else or answers what is not asked.
    """
    found = _parse(path)
    if isinstance(found.get("answers"), dict):
        found = _from_record(found, path, target)
    names = [question.name for question in target.questions]
    for key, value in found.items():
        if key not in names:
            raise AnswersFileError(f"{path}: there is no question {key!r}.", _suggest(key, names))
        if not isinstance(value, str):
            raise AnswersFileError(f"{path}: the answer to {key!r} must be a string, not {value!r}.")
    return found


def _parse(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
        found = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except OSError as fault:
        raise AnswersFileError(f"{path} cannot be read: {fault.strerror}.") from fault
    except ValueError as fault:
        raise AnswersFileError(
            f"{path} cannot be understood: {fault}.", "It must be JSON, or TOML with a name that ends in .toml."
        ) from fault
    if not isinstance(found, dict):
        raise AnswersFileError(f"{path} must hold one object of answers, not {type(found).__name__}.")
    return found


def _from_record(found: dict[str, Any], path: Path, target: Target) -> dict[str, Any]:
    if found.get("target") != target.name:
        raise AnswersFileError(
            f"{path} is the record of the target {found.get('target')!r}, not of {target.name!r}.",
            "Give its answers to the command of that target, or leave out what does not fit.",
        )
    answers: dict[str, Any] = found["answers"]
    return answers


def _suggest(key: str, names: list[str]) -> str:
    close = difflib.get_close_matches(key, names, 1)
    return f"Did you mean {close[0]!r}?" if close else f"The questions are: {', '.join(names)}."
