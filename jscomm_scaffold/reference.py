"""What is derived from the questions for people and for cookiecutter; nothing here is kept by hand.

``python -m jscomm_scaffold.reference`` run in the source folder rewrites the reference in
``README.md`` and the questions in each ``cookiecutter.json``. Tests hold both to the model.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jscomm_scaffold.questions import Question
from jscomm_scaffold.targets import TARGETS, TEMPLATES, Target

_BEGIN, _END = "<!-- reference: begin -->", "<!-- reference: end -->"


def markdown() -> str:
    """Write the reference of all targets: a table of questions each."""
    return "\n\n".join(_section(target) for target in TARGETS)


def readme(text: str) -> str:
    """Give ``README.md`` with its reference renewed."""
    before, rest = text.split(_BEGIN)
    return f"{before}{_BEGIN}\n{markdown()}\n{_END}{rest.split(_END)[1]}"


def cookiecutter_json(target: Target, current: dict[str, Any]) -> dict[str, Any]:
    """Give the target's ``cookiecutter.json``: questions from the model, private keys as they are."""
    asked = {question.name: list(question.choices) or question.default for question in target.template_questions}
    prompts = {question.name: question.about for question in target.template_questions}
    private = {key: value for key, value in current.items() if key.startswith("_") and key != "__prompts__"}
    return {**asked, "__prompts__": prompts, **private}


def _section(target: Target) -> str:
    rows = "\n".join(_row(question) for question in target.questions)
    return (
        f"### `jscomm-scaffold {target.name}`\n\nWrites {target.title}.\n\n"
        f"| flag, key | what it is | default |\n|---|---|---|\n{rows}"
    )


def _row(question: Question) -> str:
    choices = " One of " + ", ".join(f"`{choice}`" for choice in question.choices) + "." if question.choices else ""
    return f"| `{question.flag}` | {question.about}{choices} | {_default(question)} |"


def _default(question: Question) -> str:
    if question.derived_from:
        return f"from `{question.derived_from}`"
    return f"`{question.default}`" if question.default else "empty"


def _update(root: Path) -> None:
    page = root / "README.md"
    page.write_text(readme(page.read_text("utf-8")), "utf-8")
    for target in TEMPLATES:
        path = root / "cookiecutters" / target.folder / "cookiecutter.json"
        content = cookiecutter_json(target, json.loads(path.read_text("utf-8")))
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    _update(Path(__file__).parent.parent)
