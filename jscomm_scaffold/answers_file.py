"""Answers from a file: JSON or TOML, flat, or the record inside an earlier output."""

from __future__ import annotations

import difflib
import json
import reprlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jscomm_scaffold import __version__
from jscomm_scaffold.errors import AnswersFileError
from jscomm_scaffold.targets import Target


def read(path: Path, target: Target) -> Mapping[str, str]:
    """Read the answers to questions of ``target`` from ``path``; they are not checked here.

    The file is an object of question names and strings, in JSON, or in TOML when its name
    ends in ``.toml``; or the record of an output, whose ``answers`` are taken.
    Raises :class:`AnswersFileError` when it is anything else or answers what is not asked.
    """
    content = _parse(path)
    found = _from_record(content, path, target) if isinstance(content.get("answers"), dict) else content
    names = [question.name for question in target.questions]
    for key, value in found.items():
        if key not in names:
            hint = _suggest(key, names) + _other_version(content)
            raise AnswersFileError(f"{path}: there is no question {reprlib.repr(key)}.", hint)
        if not isinstance(value, str):
            raise AnswersFileError(f"{path}: the answer to {key!r} must be a string, not {reprlib.repr(value)}.")
    return found


def _parse(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")  # editors on Windows begin a file with a byte-order mark
        is_toml = path.suffix.lower() == ".toml"
        found = tomllib.loads(text) if is_toml else json.loads(text, object_pairs_hook=_without_twins)
    except OSError as fault:
        raise AnswersFileError(f"{path} cannot be read: {fault.strerror}.") from fault
    except (ValueError, RecursionError) as fault:
        raise AnswersFileError(
            f"{path} cannot be understood: {fault}.", "It must be JSON, or TOML with a name that ends in .toml."
        ) from fault
    if not isinstance(found, dict):
        raise AnswersFileError(f"{path} must hold one object of answers, not {type(found).__name__}.")
    return found


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{reprlib.repr(key)} stands there twice")
        found[key] = value
    return found


def _from_record(found: dict[str, Any], path: Path, target: Target) -> dict[str, Any]:
    if found.get("target") != target.name:
        raise AnswersFileError(
            f"{path} is the record of the target {reprlib.repr(found.get('target'))}, not of {target.name!r}.",
            "Give its answers to the command of that target, or leave out what does not fit.",
        )
    answers: dict[str, Any] = found["answers"]
    return answers


def _other_version(content: dict[str, Any]) -> str:
    version = content.get("version", __version__)
    if version == __version__:
        return ""
    return f" The file is by jscomm-scaffold {str(version)[:40]}, this is {__version__}."


def _suggest(key: str, names: list[str]) -> str:
    close = difflib.get_close_matches(key, names, 1)
    return f"Did you mean {close[0]!r}?" if close else f"The questions are: {', '.join(names)}."
