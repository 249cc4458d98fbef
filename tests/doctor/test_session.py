"""A site's session endpoint, asked as its phone does, and all that it leads to."""

from __future__ import annotations

import http.client
import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.doctor.conftest import TURN_SECRET, Doctor
from tests.doctor.listeners import Reply, dripping, hangs, listening
from tests.end_to_end.php_site import SLUG, Server, lacking, serve
from tests.servers.coturn import coturn
from tests.servers.fixtures import DOMAIN, SECRET, require, unavailable
from tests.servers.process import LOOPBACK, free_port


@dataclass(frozen=True)
class Endpoint:
    """The session endpoint of a running site."""

    site: Server

    @property
    def flag(self) -> str:
        """How the doctor is told of it."""
        return f"--session={self.site.url}/{SLUG}/session.php"

    def cookie(self, login: str) -> str:
        """Log in and return the Cookie header."""
        headers = _get(self.site, f"/login.php?as={login}")
        return headers["set-cookie"].split(";")[0]

    @contextmanager
    def configured(self, changes: str) -> Iterator[None]:
        """Change settings of the site for a `with` block: lines of a PHP array."""
        config = self.site.folder.parent.parent / "config.php"
        good = config.read_text("utf-8")
        config.write_text(good.replace("\n) + require", f"\n{changes}\n) + require"), "utf-8")
        try:
            yield
        finally:
            config.write_text(good, "utf-8")


def _get(site: Server, path: str) -> dict[str, str]:
    connection = http.client.HTTPConnection(site.url.removeprefix("http://"), timeout=20)
    connection.request("GET", path)
    headers = {name.lower(): value for name, value in connection.getresponse().getheaders()}
    connection.close()
    return headers


@pytest.fixture(scope="module", params=[("php", "url"), ("nginx", "cookie")], ids=["php url", "nginx cookie"])
def endpoint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Give the endpoint of a real site whose SIP server is there, for tokens in the URL and in cookies."""
    web_server, transport = request.param
    if lacking(web_server):
        unavailable(lacking(web_server))
    with serve(tmp_path_factory.mktemp("php"), web_server=web_server, transport=transport) as site:
        yield Endpoint(site)


def test_a_guest_is_let_in(doctor: Doctor, endpoint: Endpoint) -> None:
    result = doctor.examine(endpoint.flag)

    assert result.exit_code == 0, result.wrong
    assert "guest@example.org" in result.said("ok")
    assert "WebSocket: opens" in result.said("ok")


def test_a_user_fetches_a_nonce_and_registers(doctor: Doctor, endpoint: Endpoint) -> None:
    result = doctor.examine(endpoint.flag, JSCOMM_SITE_COOKIE=endpoint.cookie("alice"))

    assert result.exit_code == 0, result.wrong
    assert "asks for a nonce" in result.said("ok")
    assert f"REGISTER: alice@{DOMAIN} is registered" in result.said("ok")


def test_a_page_of_another_site(doctor: Doctor, endpoint: Endpoint) -> None:
    result = doctor.examine(endpoint.flag, "--origin=https://evil.example")

    assert result.exit_code == 29
    assert "403" in result.wrong
    assert "its own site's pages only" in result.wrong


def test_a_guest_for_whom_there_is_no_phone(doctor: Doctor, endpoint: Endpoint) -> None:
    with endpoint.configured("'guest_destinations' => array(),"):
        result = doctor.examine(endpoint.flag)

    assert result.exit_code == 29
    assert "401" in result.wrong
    assert "Guests have no phone" in result.wrong


def test_too_many_requests(doctor: Doctor, endpoint: Endpoint) -> None:
    folder = endpoint.site.folder.parent.parent / "few"
    with endpoint.configured(f"'rate_guest' => 1, 'rate_folder' => '{folder}',"):
        doctor.examine(endpoint.flag)
        result = doctor.examine(endpoint.flag)

    assert result.exit_code == 29
    assert "429" in result.wrong
    assert "again after" in result.wrong


def test_a_site_that_is_not_set_up(doctor: Doctor, endpoint: Endpoint) -> None:
    with endpoint.configured("'websocket_url' => '',"):
        result = doctor.examine(endpoint.flag)

    assert result.exit_code == 29
    assert "503" in result.wrong
    assert "Fill in the SIP server" in result.wrong


def test_another_secret_than_the_sip_servers(doctor: Doctor, endpoint: Endpoint) -> None:
    sip = endpoint.site.telephony
    sip.secrets = ["x" * 32]
    sip.restart()
    try:
        result = doctor.examine(endpoint.flag)
    finally:
        sip.secrets = [SECRET]
        sip.restart()

    assert result.exit_code == 24
    assert "has another secret" in result.wrong


def test_a_sip_server_that_is_down(doctor: Doctor, endpoint: Endpoint, request: pytest.FixtureRequest) -> None:
    sip = endpoint.site.telephony
    sip.stop()
    try:
        result = doctor.examine(endpoint.flag)
    finally:
        sip.start()

    assert result.exit_code == (24 if "nginx" in request.node.callspec.id else 20)


def test_the_relays_that_a_site_names_are_tried(doctor: Doctor, endpoint: Endpoint, tmp_path: Path) -> None:
    require("turnserver")
    secret = tmp_path / "turn-secret"
    secret.write_text(TURN_SECRET)
    with coturn(endpoint.site.folder, tmp_path, TURN_SECRET) as port:
        servers = f"'ice_servers' => array( 'turn:{LOOPBACK}:{port}' ), 'turn_secret_file' => '{secret}',"
        with endpoint.configured(servers):
            good = doctor.examine(endpoint.flag)
            secret.write_text("y" * 32)
            wrong = doctor.examine(endpoint.flag)

    assert "TURN" in good.said("ok")
    assert wrong.exit_code == 30
    assert "refused the allocation: 401" in wrong.wrong


@pytest.mark.parametrize(
    ("path", "status"), [(f"/{SLUG}/nothing.php", "404"), (f"/{SLUG}/nonce.php", "401"), ("/phone.php", "not with a")]
)
def test_another_address_than_the_endpoints(doctor: Doctor, endpoint: Endpoint, path: str, status: str) -> None:
    result = doctor.examine(f"--session={endpoint.site.url}{path}")

    assert result.exit_code == 29
    assert status in result.wrong or "405" in result.wrong


def test_a_site_that_never_answers_or_is_not_there(doctor: Doctor) -> None:
    with listening(hangs) as server:
        silent = doctor.examine(f"--session=http://{server}/session.php", "--wait=0.5")
    absent = doctor.examine(f"--session=http://{LOOPBACK}:{free_port()}/session.php")

    assert (silent.exit_code, absent.exit_code) == (23, 20)


@pytest.mark.parametrize("begin", ["", "HTTP/1.1 200 OK\r\nX-Header: "])
def test_a_site_that_never_ends_its_answer(doctor: Doctor, begin: str) -> None:
    with dripping(begin) as server:
        result = doctor.examine(f"--session=http://{server}/session.php", "--wait=1")

    assert result.exit_code == 23


def answering(answer: dict[str, Any], headers: str = "") -> Reply:
    """Answer as a session endpoint."""
    body = json.dumps(answer)
    head = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n{headers}"
    return lambda _request: f"HTTP/1.1 200 OK\r\n{head}\r\n{body}"


HOSTILE: list[dict[str, Any]] = [
    {"websocket": {"url": "javascript:alert(1)"}},
    {"websocket": {"url": None}, "user": []},
    {"websocket": {"url": "ws://127.0.0.1:1/"}, "user": {"uri": "sip:\r\n@x", "register": True}, "ice_servers": 3},
    {"websocket": {"url": "ws://127.0.0.1:1/\x1b[2J"}, "ice_servers": [1, {"urls": [None, "turn:\x1b]0;x"]}]},
    {"websocket": {"url": "ws://127.0.0.1:1/", "expires": 1}, "server_time": 5e300},
    {"websocket": {"url": "ws://127.0.0.1:1/", "expires": 10**400}, "server_time": 10**400},
    {"websocket": {"url": "ws://127.0.0.1:1/", "expires": math.nan}, "server_time": math.nan},
    {"websocket": {"url": f"ws://127.0.0.1:1/;WSSessionInfo=1:1:{'9' * 5000}:a@b.c:*@*;WSSessionMAC={'0' * 40}"}},
    {"websocket": {"url": "ws://127.0.0.1:1/;WSSessionInfo=%FF;WSSessionMAC=%FF"}},
    {"websocket": {"url": "ws://127..1/"}, "ice_servers": [{"urls": "turn:a..b"}]},
    {
        "websocket": {"url": "ws://127.0.0.1:1/"},
        "ice_servers": [{"urls": "turn:127.0.0.1:1?transport=tcp", "username": "\ud800", "credential": "\ud800"}],
    },
    {"nonce_required": True},
    {"websocket": 1},
]


@pytest.mark.parametrize("answer", HOSTILE)
def test_whatever_a_site_answers_is_reported_calmly(doctor: Doctor, answer: dict[str, Any]) -> None:
    with listening(answering(answer)) as server:
        result = doctor.examine(f"--session=http://{server}/session.php", "--wait=1")

    assert result.exit_code in {20, 24, 29}
    assert not any("\x1b" in finding["message"] + finding["advice"] for finding in result.findings)


@pytest.mark.parametrize("named", ["", "Cookie: ", "cookie:"])
def test_a_cookie_is_sent_as_a_browser_sends_it(doctor: Doctor, named: str) -> None:
    asked: list[str] = []

    def note(request: str) -> str:
        asked.append(request.encode("latin-1").decode())
        return ""

    with listening(note) as site:
        doctor.examine(f"--session=http://{site}/session.php", JSCOMM_SITE_COOKIE=f"{named}place=Köln €; id=1")

    assert [line for line in asked[0].split("\r\n") if line.startswith("Cookie")] == ["Cookie: place=Köln €; id=1"]


@pytest.mark.parametrize("cookie", ["id=very-secret-id; a=b", 'a=b; id="very-secret-id"', 'id=very-"secret-id"'])
@pytest.mark.parametrize("before", ["", "x" * 285])
def test_a_part_of_the_cookie_that_a_site_repeats_is_not_shown(doctor: Doctor, cookie: str, before: str) -> None:
    value = cookie.partition("id=")[2].partition(";")[0]
    answer = json.dumps({"code": "odd", "message": f"{before} {value} "})
    refusal = f"HTTP/1.1 403 Forbidden\r\nContent-Length: {len(answer)}\r\n\r\n{answer}"
    with listening(lambda _request: refusal) as site:
        result = doctor.examine(f"--session=http://{site}/session.php", JSCOMM_SITE_COOKIE=cookie)

    assert result.exit_code == 29
    assert "odd:" in result.wrong
    assert "very" not in result.wrong
    assert len(result.wrong) < 700


def test_what_a_site_names_at_length_is_told_briefly(doctor: Doctor) -> None:
    answer = {"websocket": {"url": "ws://127.0.0.1:1/"}, "user": {"uri": "x" * 50_000, "register": True}}
    with listening(answering(answer)) as site:
        result = doctor.examine(f"--session=http://{site}/session.php")

    assert result.exit_code == 29
    assert "Nobody can register" in result.wrong
    assert len(result.wrong) < 700


def test_a_date_that_no_calendar_has_is_not_compared(doctor: Doctor) -> None:
    date = f"Date: Mon, 01 Jan 2026 00:00:00 +{'9' * 30}\r\n"
    with listening(answering({"websocket": {"url": "ws://127.0.0.1:1/"}}, date)) as server:
        result = doctor.examine(f"--session=http://{server}/session.php", "--wait=1")

    assert result.exit_code == 20


@pytest.mark.parametrize("servers", [1, 60])
def test_a_site_cannot_have_this_machine_search_others_for_open_ports(doctor: Doctor, servers: int) -> None:
    asked: list[str] = []

    def note(request: str) -> str:
        asked.append(request)
        return ""

    with listening(note) as scanned:
        urls = [f"turn:{scanned}?transport=tcp"] * (60 // servers)
        answer = {"websocket": {"url": "ws://127.0.0.1:1/"}, "ice_servers": [{"urls": urls}] * servers}
        with listening(answering(answer)) as site:
            result = doctor.examine(f"--session=http://{site}/session.php", "--wait=1")

    assert len(asked) == 8
    assert "names 60 servers: the first 8 were tried" in result.said("note")
