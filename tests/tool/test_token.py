"""jscomm-scaffold token: sign, inspect and verify at the terminal."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

import pytest

from jscomm_scaffold import tokens
from tests.conftest import REPOSITORY, Terminal
from tests.servers.kamailio import Kamailio
from tests.servers.sip_client import connected

VECTORS = json.loads((REPOSITORY / "cookiecutters/_shared/templates/php-tests/vectors.json").read_text("utf-8"))
SECRET = VECTORS["secret"]
URL = "wss://sip.example.org/ws"


@pytest.fixture
def signing(terminal: Terminal) -> Terminal:
    """Give a terminal whose environment holds the secret."""
    terminal.env["JSCOMM_TOKEN_SECRET"] = SECRET
    return terminal


@pytest.mark.parametrize("vector", VECTORS["sign"], ids=lambda vector: vector["name"])
def test_the_vectors_are_signed_alike(vector: dict[str, Any]) -> None:
    token = tokens.Token(vector["info"], vector["extra"], "")

    assert tokens.mac(token, SECRET) == vector["mac"]
    assert tokens.Token(vector["info"], vector["extra"], vector["mac"]).url("wss://h/").endswith(vector["url_suffix"])


@pytest.mark.parametrize(
    "vector", [one for one in VECTORS["handshake"] if one["verdict"] == "accepted"], ids=lambda one: one["name"]
)
def test_what_the_real_server_accepts_is_verified(vector: dict[str, Any]) -> None:
    text = vector["path"] if "WSSession" in vector["path"] else vector["cookie"]

    token = tokens.parse(text)

    assert tokens.mac_faults(token, SECRET) == []
    assert tokens.faults(token, 1700000100) == []


def test_a_signed_token_is_verified(signing: Terminal) -> None:
    signed = signing.run("token", "sign", "--from=alice@example.org", "--to=*@example.org", f"--url={URL}")
    assert signed.exit_code == 0, signed.stderr
    assert signed.stdout.startswith(f"{URL};WSSessionInfo=1%3A")

    verified = signing.run("token", "verify", signed.stdout.strip())

    assert verified.exit_code == 0, verified.stdout
    assert "from         alice@example.org" in verified.stdout
    assert "Nothing wrong." in verified.stdout


def test_a_token_of_somebody_elses_does_not_command_the_terminal(terminal: Terminal) -> None:
    info = "1%3A1700000000%3A1700000300%3Aalice%1B%5D0%3Bowned%07@example.org%3A%2A%40%2A"

    result = terminal.run("token", "inspect", f"WSSessionInfo={info}; WSSessionExtra=%1B%5B2J; WSSessionMAC={'0' * 40}")

    assert r"alice\x1b]0;owned\x07@example.org" in result.stdout
    assert "\x1b" not in result.stdout


def test_a_cookie_header_is_verified_from_a_file_with_the_secret(terminal: Terminal) -> None:
    (terminal.folder / "secret").write_text(SECRET + "\n")
    words = ["--from=alice@example.org", "--to=bob@example.org", "--secret-file=secret"]
    cookie = terminal.run("token", "sign", *words).stdout.strip()

    outcome = terminal.run("token", "verify", f"Cookie: {cookie}", "--secret-file=secret", "--json")

    assert outcome.exit_code == 0
    assert json.loads(outcome.stdout)["destination"] == "bob@example.org"
    assert json.loads(outcome.stdout)["faults"] == []


def test_the_real_server_takes_a_signed_token(sip_server: Kamailio, signing: Terminal) -> None:
    signing.env["JSCOMM_TOKEN_SECRET"] = sip_server.secrets[0]
    words = ["--from=alice@example.org", "--to=*@example.org", f"--url={sip_server.url}"]
    url = signing.run("token", "sign", *words).stdout.strip()

    with connected(sip_server.url, url.removeprefix(sip_server.url)) as phone:
        answer = phone.request("REGISTER", "sip:example.org", "alice@example.org", "alice@example.org")

    assert answer.status == 200


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--from=alice@example.org:5060"], "port or colon"),
        (["--from=sip:alice@example.org"], "without sip:"),
        (["--from=a@b@example.org"], "more than one @"),
        (["--from=*@example.org"], "wildcard"),
        (["--from=a%62@example.org"], "decodes %"),
        (["--from=alice"], "must look like"),
        (["--to=bob@example.org:5060"], "port or colon"),
        (["--to=b*@example.org"], "wildcard"),
        (["--lifetime=10"], "60 to 3600"),
        (["--lifetime=300000"], "60 to 3600"),
    ],
)
def test_what_is_dangerous_is_not_signed(signing: Terminal, words: list[str], reason: str) -> None:
    outcome = signing.run("token", "sign", "--from=alice@example.org", "--to=*@example.org", *words)

    assert (outcome.exit_code, outcome.stdout) == (3, "")
    assert reason in outcome.stderr


def test_a_short_secret_is_refused_and_not_shown(terminal: Terminal) -> None:
    terminal.env["JSCOMM_TOKEN_SECRET"] = "hunter2"  # noqa: S105  short on purpose

    outcome = terminal.run("token", "sign", "--from=alice@example.org", "--to=*@*")

    assert outcome.exit_code == 3
    assert "32 or more" in outcome.stderr
    assert "hunter2" not in outcome.stderr


def test_without_a_secret_it_says_where_to_put_it(terminal: Terminal) -> None:
    outcome = terminal.run("token", "verify", "x")

    assert outcome.exit_code == 3
    assert "JSCOMM_TOKEN_SECRET" in outcome.stderr


@pytest.mark.parametrize(
    "url",
    [
        "wss://sip.example.org/ws?a=b",
        "wss://sip.example.org/ws#a",
        "wss://sip.example.org/ws;WSSessionInfo=1",
        "https://sip.example.org/ws",
        "wss://sip..example.org/ws",
        "x y",
    ],
)
def test_a_token_is_added_to_plain_websocket_addresses_only(signing: Terminal, url: str) -> None:
    outcome = signing.run("token", "sign", "--from=alice@example.org", "--to=*@example.org", f"--url={url}")

    assert (outcome.exit_code, outcome.stdout) == (3, "")
    assert "--url must be" in outcome.stderr


@pytest.mark.parametrize("name", ["JSCOMM_TOKEN_SECRET", "--secret-file"])
def test_an_empty_secret_is_none(terminal: Terminal, name: str) -> None:
    terminal.env["JSCOMM_TOKEN_SECRET"] = ""
    (terminal.folder / "empty").write_text("\n")
    words = ["--secret-file=empty"] if name == "--secret-file" else []

    outcome = terminal.run("token", "verify", made(GOOD), *words)

    assert (outcome.exit_code, outcome.stdout) == (3, "")
    assert ("empty is empty" if words else "There is no secret") in outcome.stderr


def test_what_is_longer_than_any_secret_is_refused(terminal: Terminal) -> None:
    (terminal.folder / "big").write_text("x" * 9000)

    outcome = terminal.run("token", "verify", made(GOOD), "--secret-file=big")

    assert (outcome.exit_code, outcome.stdout) == (3, "")
    assert "big has more than 8192 bytes" in outcome.stderr


def test_a_secret_that_is_no_text_is_refused_in_words(terminal: Terminal) -> None:
    terminal.env["JSCOMM_TOKEN_SECRET"] = "\udcff" * 32

    outcome = terminal.run("token", "verify", made(GOOD))

    assert outcome.exit_code == 3
    assert "not in UTF-8" in outcome.stderr


@pytest.mark.parametrize(("data", "exit_code"), [(b"WSSessionInfo=\xff; WSSessionMAC=\xff", 8), (b"x" * 70_000, 3)])
def test_whatever_is_piped_in_is_reported_calmly(signing: Terminal, data: bytes, exit_code: int) -> None:
    command = [sys.executable, "-m", "jscomm_scaffold", "token", "verify", "-", "--json"]
    done = subprocess.run(command, input=data, env=signing.env, capture_output=True, check=False)

    assert done.returncode == exit_code, done.stderr
    assert b"Traceback" not in done.stderr


def made(info: str, extra: str = "00ff") -> str:
    token = tokens.Token(info, extra, "")
    return tokens.Token(info, extra, tokens.mac(token, SECRET)).url(URL)


NOW = int(time.time())
GOOD = f"1:{NOW}:{NOW + 86400}:alice@example.org:*@example.org"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (made(GOOD).replace("alice", "bobby"), "MAC does not fit"),
        (made(f"1:{NOW}:{NOW - 60}:alice@example.org:*@*"), "expired"),
        (made(f"1:{NOW}:{NOW * 1000}:alice@example.org:*@*"), "milliseconds"),
        (made(f"1:{NOW}:{'9' * 5000}:alice@example.org:*@*"), "must be Unix seconds"),
        (made(f"2:{NOW}:{NOW + 86400}:alice@example.org:*@*"), "version"),
        (made(f"1:{NOW}:{NOW + 86400}:alice@example.org:5060:*@*"), "6 fields"),
        (made(f"1:{NOW}:{NOW + 86400}:*@*:*@*"), "wildcard"),
        (made(f"1:{NOW}:{NOW + 86400}:alice@example.org:a%2A@example.org"), "decodes %"),
        (made(GOOD, "a:b"), "colon"),
    ],
)
def test_verify_says_which_field_is_wrong(signing: Terminal, url: str, reason: str) -> None:
    outcome = signing.run("token", "verify", url)

    assert outcome.exit_code == 8
    assert reason in outcome.stdout


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (made(GOOD).replace(";", "/", 1), "no ; before"),
        (made(GOOD).replace(";", "?", 1).replace(";", "&"), "question mark"),
        ("wss://sip.example.org/ws", "no WSSessionInfo"),
        ("PHPSESSID=x", "no WSSessionInfo"),
    ],
)
def test_what_the_server_would_not_find_is_explained(terminal: Terminal, text: str, reason: str) -> None:
    outcome = terminal.run("token", "inspect", text)

    assert (outcome.exit_code, outcome.stdout) == (3, "")
    assert reason in outcome.stderr
