"""The questions at a real terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pexpect
import pytest

from tests.conftest import Terminal
from tests.tool.trees import RECORD, is_whole

WORDS = ["-m", "jscomm_scaffold", "wordpress"]


@pytest.fixture
def screen(terminal: Terminal) -> Iterator[pexpect.spawn[str]]:
    child = pexpect.spawn(
        sys.executable, WORDS, cwd=str(terminal.folder), env=terminal.env, encoding="utf-8", timeout=20
    )
    yield child
    child.close(force=True)


def test_each_question_has_help_and_a_default_and_is_checked_as_it_is_typed(
    terminal: Terminal, screen: pexpect.spawn[str]
) -> None:
    screen.expect_exact("Enter takes the answer in brackets.")
    screen.expect("What people see in the list of plugins")
    screen.expect_exact("Name of the plugin [Web Phone]: ")
    screen.sendline("Acme Phone")
    screen.expect_exact("Machine name [acme-phone]: ")
    screen.sendline("../evil")
    screen.expect("Error: Machine name must be at most 50 small letters")
    screen.expect_exact("Machine name [acme-phone]: ")
    screen.sendline("")
    screen.expect_exact("Description [")
    screen.sendline("")
    screen.expect_exact("Author [Your name]: ")
    screen.sendline("Acme Ltd")
    screen.expect_exact("Web page of the plugin: ")
    screen.sendline("")
    screen.expect_exact("PHP namespace [AcmePhone]: ")
    screen.sendline(r"Acme\Phone")
    screen.expect_exact("Licence (GPL-2.0-or-later, GPL-3.0-or-later, MIT) [GPL-2.0-or-later]: ")
    screen.sendline("mit")
    screen.expect_exact("Phone (builtin, jscommunicator) [builtin]: ")
    screen.sendline("")
    screen.expect_exact("SIP domain: ")
    screen.sendline("example.org")
    screen.expect_exact("Address of the SIP server: ")
    screen.sendline("wss://sip.example.org/ws")
    screen.expect_exact("Another way to reach you: ")
    screen.sendline("call me")
    screen.expect("Error: Another way to reach you must be a telephone number")
    screen.expect_exact("Another way to reach you: ")
    screen.sendline("+49 30 123456")
    screen.expect("Wrote [0-9]+ files to acme-phone")
    screen.expect(pexpect.EOF)
    screen.wait()

    assert screen.exitstatus == 0
    assert is_whole(terminal.folder / "acme-phone")
    answers = json.loads((terminal.folder / "acme-phone" / RECORD).read_text("utf-8"))["answers"]
    assert answers["namespace"] == r"Acme\Phone"
    assert answers["licence"] == "MIT"


def test_a_default_that_does_not_pass_is_not_offered(screen: pexpect.spawn[str]) -> None:
    screen.expect_exact("Name of the plugin [Web Phone]: ")
    screen.sendline("3 ☎")
    screen.expect_exact("Machine name: ")


@pytest.mark.parametrize(("wish", "styled"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_no_style_where_the_person_or_the_terminal_wants_none(
    terminal: Terminal, wish: dict[str, str], styled: bool
) -> None:
    env = {**terminal.env, "TERM": "xterm", **wish}
    for words in (WORDS, [*WORDS, "--yes", "--slug=.."]):
        child = pexpect.spawn(sys.executable, words, cwd=str(terminal.folder), env=env, encoding="utf-8", timeout=20)
        child.expect(["Machine name", "small letters"] if "--yes" in words else ["Web Phone"])
        assert ("\x1b" in (child.before or "")) == styled
        child.close(force=True)


def test_typed_bytes_that_are_no_text_are_refused_and_asked_again(terminal: Terminal) -> None:
    env = terminal.env | {"PYTHONIOENCODING": "utf-8:strict"}
    screen = pexpect.spawn(sys.executable, WORDS, cwd=str(terminal.folder), env=env, timeout=20)
    for _ in range(3):
        screen.expect_exact(b"Name of the plugin [Web Phone]: ")
        screen.sendline(b"a\xff")
        screen.expect_exact(b"Error: Name of the plugin must be one visible line")
    screen.close(force=True)


@pytest.mark.parametrize("typed", [b"a\xff", b"\xc3"])
def test_a_typed_secret_that_is_no_text_is_refused(terminal: Terminal, typed: bytes) -> None:
    words = ["-m", "jscomm_scaffold", "token", "verify", ";WSSessionInfo=1;WSSessionMAC=2"]
    env = terminal.env | {"LC_ALL": "C.UTF-8"}
    screen = pexpect.spawn(sys.executable, words, cwd=str(terminal.folder), env=env, timeout=20)
    screen.expect_exact(b"Secret: ")
    screen.sendline(typed)
    screen.expect(pexpect.EOF)
    screen.wait()

    assert screen.exitstatus == 3
    assert b"not in UTF-8" in (screen.before or b"")


def test_ctrl_c_at_a_question_writes_nothing(terminal: Terminal, screen: pexpect.spawn[str]) -> None:
    screen.expect_exact("Name of the plugin [Web Phone]: ")
    screen.sendintr()
    screen.expect("Stopped")
    screen.expect(pexpect.EOF)
    screen.wait()

    assert screen.exitstatus == 130
    assert list(terminal.folder.iterdir()) == []


def test_only_what_is_not_given_is_asked(terminal: Terminal) -> None:
    flags = ["--name=Acme", "--slug=acme", "--description=x", "--author=x", "--url=", "--namespace=Acme"]
    child = pexpect.spawn(
        sys.executable,
        [*WORDS, *flags, "--licence=MIT", "--phone=builtin", "--sip-domain=", "--contact="],
        cwd=str(terminal.folder),
        env=terminal.env,
        encoding="utf-8",
        timeout=20,
    )
    child.expect_exact("Address of the SIP server: ")
    assert "Name of the plugin" not in (child.before or "")
    child.sendline("")
    child.expect("Wrote")
    child.close(force=True)


def test_json_stays_alone_on_stdout_while_asking(terminal: Terminal) -> None:
    command = f"{sys.executable} -m jscomm_scaffold wordpress --json > out.json"
    child = pexpect.spawn("/bin/sh", ["-c", command], cwd=str(terminal.folder), env=terminal.env, timeout=20)
    for _ in range(11):
        child.expect(rb": $")
        child.sendline("")
    child.expect(pexpect.EOF)
    child.close()

    assert json.loads((terminal.folder / "out.json").read_text("utf-8"))["target"] == "wordpress"
