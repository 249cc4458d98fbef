"""Files of answers that are refused: bad ones, and records that are a stranger's."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Terminal


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", "{", "cannot be understood"),
        ("a.json", "[]", "one object"),
        ("a.json", '{"nmae": "x"}', "Did you mean 'name'?"),
        ("a.json", '{"name": 5}', "must be a string"),
        ("a.json", '{"target": "drupal", "answers": {}}', "'drupal'"),
        ("a.toml", "name = ", "cannot be understood"),
        ("missing.json", None, "cannot be read"),
        ("a.json", b"\xff\xfe", "cannot be understood"),
        ("a.json", "[" * 100_000, "cannot be understood"),
        ("a.toml", "a=" + "[" * 100_000, "cannot be understood"),
        ("a.json", '{"name": "A", "url": "", "name": "B"}', "'name' stands there twice"),
        ("a.json", '{"version": "9.1", "target": "wordpress", "answers": {"x": ""}}', "by jscomm-scaffold 9.1"),
    ],
)
def test_a_bad_file_of_answers_is_refused(
    terminal: Terminal, name: str, content: str | bytes | None, reason: str
) -> None:
    if content is not None:
        (terminal.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    outcome = terminal.run("wordpress", f"--answers={name}")

    assert (outcome.exit_code, outcome.stdout) == (3, "")
    assert name in outcome.stderr
    assert reason in outcome.stderr


@pytest.mark.parametrize(
    "record",
    [
        {"target": "wordpress", "version": f"\x1b]0;title\x07\r{'9' * 5000}", "answers": {"x": ""}},
        {"target": "\x1b[2J" * 5000, "answers": {}},
        {"target": "wordpress", "answers": {"\x1b[2J" * 5000: ""}},
        {"target": "wordpress", "answers": {"name": "\x1b[2J" * 5000}},
        {"target": "wordpress", "answers": {"name": ["\x1b[2J" * 5000]}},
    ],
)
def test_what_a_strangers_record_holds_is_told_briefly_and_does_nothing_to_the_terminal(
    terminal: Terminal, record: dict[str, object]
) -> None:
    (terminal.folder / "record.json").write_text(json.dumps(record))

    outcome = terminal.run("wordpress", "--yes", "--answers=record.json")

    assert outcome.exit_code == 3
    assert all(sign.isprintable() or sign == "\n" for sign in outcome.stderr)
    assert len(outcome.stderr) < 800
