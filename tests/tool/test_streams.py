"""Standard streams that are closed or full, for the commands that write no output."""

from __future__ import annotations

from pathlib import Path

import pytest

from jscomm_scaffold.terminal import is_terminal
from tests.conftest import Generate, Terminal
from tests.tool.shells import shell

TOKEN = "';WSSessionInfo=1%3A1%3A2%3Aa%40example.org%3Ab%40example.org;WSSessionMAC=0'"  # noqa: S105  of nobody
NOWHERE = "ws://127.0.0.1:1/"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "words",
    [
        f"token inspect {TOKEN}",
        f"token inspect --json {TOKEN}",
        "token sign --from=a@example.org --to=b@example.org",
        f"doctor {NOWHERE}",
        f"doctor --json {NOWHERE}",
    ],
)
def test_a_result_that_cannot_be_written_is_an_error(terminal: Terminal, words: str) -> None:
    terminal.env["JSCOMM_TOKEN_SECRET"] = "s" * 32

    outcome = shell(terminal, f"{words} >/dev/full")

    assert outcome.exit_code == 5
    assert outcome.stderr == "Error: The result could not be written: No space left on device.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_preview_whose_address_cannot_be_written_ends(terminal: Terminal, generate: Generate) -> None:
    folder = generate("static", slug="acme-phone")
    terminal.env["TMPDIR"] = str(terminal.folder)

    outcome = shell(terminal, f"preview {folder} --json >/dev/full")

    assert (outcome.exit_code, outcome.stderr.count("\n")) == (5, 1)
    assert list(terminal.folder.iterdir()) == []


def test_nobody_is_at_a_closed_stream() -> None:
    assert not is_terminal(None)


@pytest.mark.parametrize(
    ("words", "exit_code"), [(f"token inspect {TOKEN}", 8), (f"doctor {NOWHERE}", 20), ("token --help", 0)]
)
def test_a_closed_standard_output_is_no_fault(terminal: Terminal, words: str, exit_code: int) -> None:
    outcome = shell(terminal, f"{words} >&-")

    assert (outcome.exit_code, outcome.stderr) == (exit_code, "")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (f"token verify {TOKEN}", "There is no secret."),
        ("token inspect -", "The standard input is closed."),
        ("doctor -", "The standard input is closed."),
        (f"doctor {NOWHERE} --from=a@example.org", "There is no secret."),
    ],
)
def test_a_closed_standard_input_holds_neither_secret_nor_token(terminal: Terminal, words: str, reason: str) -> None:
    outcome = shell(terminal, f"{words} <&-")

    assert outcome.exit_code == 3
    assert reason in outcome.stderr
    assert "Traceback" not in outcome.stderr
