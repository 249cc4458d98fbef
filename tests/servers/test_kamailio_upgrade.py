"""The SIP server opens a WebSocket for whom the site has signed a token, and for nobody else."""

from __future__ import annotations

import json
import re
import resource
import socket
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.servers.fixtures import DOMAIN, SECRET, require
from tests.servers.kamailio import Kamailio, kamailio
from tests.servers.process import wait_until
from tests.servers.sip_client import SipSocket, UpgradeRefusedError, connected
from tests.servers.tokens import Token, sign, sign_info

REPOSITORY = Path(__file__).parents[2]
VECTORS = json.loads(
    (REPOSITORY / "cookiecutters/_shared/templates/php-tests/vectors.json").read_text(encoding="utf-8")
)


@pytest.fixture(autouse=True)
def _installed() -> None:
    require("kamailio")


def opens(server: Kamailio, path: str = "", **headers: str) -> str:
    """Try to open a WebSocket; return 'open' or the server's reason."""
    try:
        with connected(server.url, path, **headers):
            return "open"
    except UpgradeRefusedError as refused:
        return refused.body if refused.status == 403 else str(refused)


def alice(*, secret: str = SECRET, sender: str = f"alice@{DOMAIN}", lifetime: int = 300, extra: str = "") -> Token:
    return sign(secret, sender, f"bob@{DOMAIN}", lifetime, extra)


@pytest.mark.parametrize(
    "vector",
    [vector for vector in VECTORS["handshake"] if vector["verdict"] == "accepted"],
    ids=lambda vector: vector["name"],
)
def test_opens_for_each_token_that_resiprocate_accepts(sip_server: Kamailio, vector: dict[str, str]) -> None:
    cookies = {"Cookie": vector["cookie"]} if vector["cookie"] else {}
    assert opens(sip_server, vector["path"], **cookies) == "open"


@pytest.mark.parametrize("name", ["no leading semicolon", "wrong MAC", "expired"])
def test_refuses_what_resiprocate_refuses(sip_server: Kamailio, name: str) -> None:
    (vector,) = [vector for vector in VECTORS["handshake"] if vector["name"] == name]
    assert opens(sip_server, vector["path"], Cookie=vector["cookie"]) != "open"


@pytest.mark.parametrize("vector", VECTORS["sign"], ids=lambda vector: vector["name"])
def test_the_signer_of_the_tests_agrees_with_the_vectors(vector: dict[str, str]) -> None:
    assert sign_info(VECTORS["secret"], vector["info"], vector["extra"]).mac == vector["mac"]


def test_opens_for_a_token_in_the_url_or_in_cookies(sip_server: Kamailio) -> None:
    token = alice(extra="7f3a")
    assert opens(sip_server, token.path) == "open"
    assert opens(sip_server, "/sip/ws" + token.path) == "open"
    assert opens(sip_server, Cookie=f'a="x;y"; b; {token.cookie}; c=') == "open"


def test_names_the_reason_of_a_refusal(sip_server: Kamailio) -> None:
    assert opens(sip_server) == "no token"
    assert opens(sip_server, Cookie="foo=bar") == "no token"
    assert opens(sip_server, alice(lifetime=-5).path) == "token expired"
    assert opens(sip_server, alice(secret="f" * 32).path) == "token not signed by a secret of this server"


@pytest.mark.parametrize("field", ["info", "extra", "mac"])
def test_refuses_an_altered_token(sip_server: Kamailio, field: str) -> None:
    token = alice(extra="7f3a")
    forged = token.altered(**{field: getattr(token, field)[:-1] + "x"})
    assert opens(sip_server, forged.path) == "token not signed by a secret of this server"


def test_a_parameter_goes_before_the_cookie_of_its_name(sip_server: Kamailio) -> None:
    good, bad = alice(), alice(secret="f" * 32)
    assert opens(sip_server, bad.path, Cookie=good.cookie) != "open"
    assert opens(sip_server, good.path, Cookie=bad.cookie) == "open"


@pytest.mark.parametrize(
    "path",
    ["/;WSSessionInfo=%;WSSessionMAC=%", "/;WSSessionInfo=%FF%FE;WSSessionMAC=%C3", "/;=;;WSSessionInfo", "/;a=%00"],
)
def test_survives_what_cannot_be_decoded(sip_server: Kamailio, path: str) -> None:
    assert opens(sip_server, path) != "open"
    assert opens(sip_server, alice().path) == "open"


@pytest.mark.parametrize(
    "info",
    [
        "2:0:9999999999:alice@example.org:bob@example.org",
        "1:0:9999999999:alice@example.org",
        "1:0:9999999999:alice@example.org:bob@example.org:x",
        "1:0:-1:alice@example.org:bob@example.org",
        "1:0::alice@example.org:bob@example.org",
        "1:0:9999999999:*@example.org:bob@example.org",
        "1:0:9999999999:alice@*:bob@example.org",
        "1:0:9999999999:%2A@example.org:bob@example.org",
        "1:0:9999999999:alice@example.org:%2a@example.org",
        "1:0:9999999999:@example.org:bob@example.org",
        "1:0:9999999999:alice@example.org:bob",
        "1:0:9999999999:alice@evil.example@example.org:bob@example.org",
        "1:0:9999999999:alice%00@example.org:bob@example.org",
        "1:0:9999999999:alice%FF@example.org:bob@example.org",
    ],
)
def test_refuses_a_signed_token_that_no_signer_should_make(sip_server: Kamailio, info: str) -> None:
    assert opens(sip_server, sign_info(SECRET, info).path).startswith("token ")


def test_a_name_may_hold_letters_of_any_script(sip_server: Kamailio) -> None:
    assert opens(sip_server, alice(sender=f"日本@{DOMAIN}", extra="ü").path) == "open"


def test_several_secrets_are_good_at_once() -> None:
    with kamailio(secrets=["a" * 32, 'b"\\' * 12]) as server:
        assert opens(server, alice(secret="a" * 32).path) == "open"
        assert opens(server, alice(secret='b"\\' * 12).path) == "open"
        assert opens(server, alice(secret="c" * 32).path) != "open"


def test_a_secret_that_can_be_guessed_is_none_and_the_log_says_so() -> None:
    short = ("CHANGE-ME", "a" * 31)
    with kamailio(secrets=[short[0], SECRET, short[1]]) as server:
        assert opens(server, alice().path) == "open"
        refused = [opens(server, alice(secret=secret).path) for secret in short]
        assert refused == ["token not signed by a secret of this server"] * 2
        said = "secrets.cfg: secret {} is not used: it has less than 32 characters"
        wait_until(lambda: all(said.format(number) in server.log() for number in (1, 3)), "the log to name them")
        assert "secret 2" not in server.log()
        assert "CHANGE-ME" not in server.log()


def test_without_a_usable_secret_nobody_gets_in() -> None:
    example = "CHANGE-ME"
    with kamailio(secrets=[example]) as server:
        assert opens(server, alice(secret=example).path) == "no secret of this server is long enough"


def test_leaves_no_core_file_with_the_secrets_in_it() -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        with kamailio(secrets=[SECRET]) as server:
            process = server.rpc("core.psx")[0]["PID"]
            limits = Path(f"/proc/{process}/limits").read_text(encoding="utf-8")
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
    assert re.search(r"Max core file size +0 ", limits)


def test_refuses_a_page_of_another_site() -> None:
    with kamailio(secrets=[SECRET], origin="http://127.0.0.1:8080") as server:
        assert opens(server, alice().path, Origin="http://127.0.0.1:8080") == "open"
        assert opens(server, alice().path, Origin="http://evil.example") == "page of another site"
        assert opens(server, alice().path) == "page of another site"


def test_answers_a_web_browser_that_opens_no_websocket(sip_server: Kamailio) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(sip_server.url.replace("ws:", "http:") + alice().path)  # noqa: S310 - on loopback


def test_takes_no_sip_outside_a_websocket(sip_server: Kamailio) -> None:
    with SipSocket(socket.create_connection(("127.0.0.1", sip_server.port), timeout=5)) as plain:
        request = "OPTIONS sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKx\r\n"
        headers = "From: <sip:alice@example.org>;tag=x\r\nTo: <sip:bob@example.org>\r\nCall-ID: x\r\n"
        end = "CSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
        plain.connection.sendall((request + headers + end).encode())
        assert plain.connection.recv(4096).startswith(b"SIP/2.0 403 Only SIP over WebSocket here")


def test_logs_no_token(sip_server: Kamailio) -> None:
    opens(sip_server, alice(lifetime=-5).path)
    assert "token expired" in sip_server.log()
    assert "WSSession" not in sip_server.log()
