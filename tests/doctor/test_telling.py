"""What people read, and what is refused before anything is tried."""

from __future__ import annotations

import pytest

from tests.conftest import Terminal
from tests.doctor.conftest import SITE, Doctor
from tests.servers.fixtures import SECRET
from tests.servers.kamailio import Kamailio


def test_people_read_a_list_and_where_it_ends(terminal: Terminal, sip: Kamailio) -> None:
    terminal.env["JSCOMM_TOKEN_SECRET"] = SECRET

    outcome = terminal.run("doctor", sip.url, "--from=alice@example.net", f"--origin={SITE}")

    lines = outcome.stdout.splitlines()
    assert [line.split()[:2] for line in lines if line[:1].isalpha()][:4] == [
        ["ok", "token"],
        ["ok", "connection"],
        ["ok", "WebSocket"],
        ["wrong", "REGISTER"],
    ]
    assert lines[-1] == "Something is wrong: see above."
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "nothing to examine"),
        (["sip.example.org"], "no address of a server"),
        (["https://sip.example.org"], "begins with wss:// or ws://"),
        (["wss://sip.example.org:99999/"], "Port out of range"),
        (["wss://sip.example.org:443;WSSessionInfo=1;WSSessionMAC=2"], "no address"),
        (["wss://sip..example.org/ws"], "1 to 63 characters"),
        ([f"wss://{'a' * 64}.example.org/ws"], "1 to 63 characters"),
        (["wss://sip.example.org;WSSessionInfo=1;WSSessionMAC=2"], "no such host"),
        (["--turn=turn:turn..example.org"], "1 to 63 characters"),
        (["--turn=turn:turn.example.org:99999"], "no port 99999"),
        (["wss://user:pass@sip.example.org/"], "no address"),
        (["wss://sip.example.org/ws", "--from=alice"], "Nobody can register"),
        (["wss://sip.example.org/ws", "--from=a%62@example.org"], "decodes %"),
        (["wss://sip.example.org/ws\r\nX: y"], "no address"),
        (["--turn=https://turn.example.org"], "no address of a TURN server"),
        (["--session=ftp://www.example.org"], "no address of a server"),
    ],
)
def test_what_cannot_be_examined_is_said_at_once(doctor: Doctor, words: list[str], reason: str) -> None:
    outcome = doctor.terminal.run("doctor", *words)

    assert (outcome.exit_code, outcome.stdout) == (3, "")
    assert reason in outcome.stderr
    assert "WSSession" not in outcome.stderr


@pytest.mark.parametrize("cookie", ["session=very-secret\r\nX: y", "session=very-secret\x1b[2J"])
def test_a_cookie_that_is_no_line_is_refused_and_not_repeated(doctor: Doctor, cookie: str) -> None:
    doctor.terminal.env["JSCOMM_SITE_COOKIE"] = cookie

    outcome = doctor.terminal.run("doctor", "--session=http://127.0.0.1:1/session.php")

    assert (outcome.exit_code, outcome.stdout) == (3, "")
    assert "more than one line" in outcome.stderr
    assert "secret" not in outcome.stderr
