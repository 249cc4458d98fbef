"""From the token to REGISTER, at real servers, and at stand-ins for what repro does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import render
from tests.doctor.conftest import ALICE, PASSWORD, SITE, Doctor
from tests.doctor.listeners import drops, hangs, listening, upgrade, wants_cookie
from tests.servers.fixtures import DOMAIN, SECRET, require
from tests.servers.kamailio import Kamailio
from tests.servers.nginx import Nginx, localised, nginx
from tests.servers.process import LOOPBACK, free_port
from tests.servers.tokens import sign


@pytest.fixture(scope="module")
def proxy(sip: Kamailio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """Give the generated nginx in front of it."""
    require("nginx")
    folder, port = tmp_path_factory.mktemp("proxy"), free_port()
    output = render(
        "php", folder, slug="acme-phone", url=SITE, sip_domain=DOMAIN, websocket_url=f"ws://{LOOPBACK}:{port}/ws"
    )
    parts = [
        localised((output / "server" / f"nginx-{part}.conf").read_text("utf-8"), folder, sip.port)
        for part in ("http", "server")
    ]
    page = "location ^~ /page { return 200 'Welcome'; } location ^~ /old { return 301 /ws; }"
    with nginx(folder, output, port, parts[:1], [parts[1], page]) as server:
        yield server


def ws(server: Nginx, path: str = "/ws") -> str:
    return f"ws://{LOOPBACK}:{server.port}{path}"


@pytest.mark.parametrize("where", [[], ["--in-cookies"]], ids=["in the URL", "in cookies"])
@pytest.mark.parametrize("way", ["straight", "proxy"])
def test_what_works_is_said_step_by_step(
    doctor: Doctor, sip: Kamailio, proxy: Nginx, way: str, where: list[str]
) -> None:
    url = sip.url if way == "straight" else ws(proxy)

    result = doctor.examine(url, ALICE, f"--origin={SITE}", *where)

    assert result.exit_code == 0, result.wrong
    steps = [finding["step"] for finding in result.findings if finding["outcome"] == "ok"]
    assert steps == ["token", "connection", "WebSocket", "REGISTER"]
    assert sip.contacts("alice") == []


def test_a_whole_url_needs_no_secret(doctor: Doctor, sip: Kamailio) -> None:
    del doctor.terminal.env["JSCOMM_TOKEN_SECRET"]
    token = sign(SECRET, f"alice@{DOMAIN}", f"*@{DOMAIN}", extra="00ff")

    result = doctor.examine(sip.url + token.path, f"--origin={SITE}")

    assert result.exit_code == 0, result.wrong
    assert f"alice@{DOMAIN} is registered" in result.said("ok")


def test_a_password_is_tried_where_there_are_no_tokens(doctor: Doctor, sip: Kamailio) -> None:
    bob = f"--from=bob@{DOMAIN}"
    assert doctor.examine(sip.digest_url, bob, f"--origin={SITE}", JSCOMM_SIP_PASSWORD=PASSWORD).exit_code == 0

    result = doctor.examine(sip.digest_url, bob, f"--origin={SITE}", JSCOMM_SIP_PASSWORD=PASSWORD + "?")

    assert result.exit_code == 28
    assert "password is wrong" in result.wrong


def test_a_server_that_asks_for_a_password_does_not_go_by_tokens(doctor: Doctor, sip: Kamailio) -> None:
    token = sign(SECRET, f"bob@{DOMAIN}", f"bob@{DOMAIN}", extra="00ff")

    result = doctor.examine(f"{sip.digest_url}", f"--from=bob@{DOMAIN}", "--in-cookies", f"--origin={SITE}")

    assert token
    assert result.exit_code == 28
    assert "DisableAuth = true" in result.wrong


def test_another_secret(doctor: Doctor, sip: Kamailio) -> None:
    result = doctor.examine(sip.url, ALICE, f"--origin={SITE}", JSCOMM_TOKEN_SECRET="x" * 32)

    assert result.exit_code == 24
    assert "has another secret" in result.wrong


def test_a_foreign_domain_is_a_403_to_register(doctor: Doctor, sip: Kamailio) -> None:
    result = doctor.examine(sip.url, "--from=alice@example.net", f"--origin={SITE}")

    assert result.exit_code == 28
    assert "answered REGISTER with 403" in result.wrong


@pytest.mark.parametrize("way", ["straight", "proxy"])
def test_a_page_of_another_site(doctor: Doctor, sip: Kamailio, proxy: Nginx, way: str) -> None:
    url = sip.url if way == "straight" else ws(proxy)

    result = doctor.examine(url, ALICE, "--origin=https://evil.example")

    assert result.exit_code == (25 if way == "straight" else 24)
    assert "pages of https://evil.example" in result.wrong


def test_an_origin_that_is_refused_is_found_out_where_the_servers_own_is_not(
    doctor: Doctor, sip: Kamailio, tmp_path: Path
) -> None:
    require("nginx")
    port = free_port()
    own = f"http://{LOOPBACK}:{port}"
    location = f"""location / {{ if ($http_origin != "{own}") {{ return 403; }}
        proxy_http_version 1.1; proxy_set_header Upgrade websocket; proxy_set_header Connection upgrade;
        proxy_set_header Origin "{SITE}"; proxy_pass http://{LOOPBACK}:{sip.port}; }}"""
    with nginx(tmp_path, tmp_path, port, [], [location]):
        result = doctor.examine(f"ws://{LOOPBACK}:{port}", ALICE, "--origin=https://evil.example")

    assert result.exit_code == 25
    assert f"but those of {own}" in result.wrong


@pytest.mark.parametrize(
    ("path", "status", "advice"),
    [
        ("/nothing", "404", "nothing at this path"),
        ("/page", "200", "There is a web page here"),
        ("/old", "301", "where no WebSocket follows"),
    ],
)
def test_a_refusal_with_a_status(doctor: Doctor, proxy: Nginx, path: str, status: str, advice: str) -> None:
    result = doctor.examine(ws(proxy, path), ALICE, f"--origin={SITE}")

    assert result.exit_code == 24
    assert f"answered {status}" in result.wrong
    assert advice in result.wrong


def test_a_web_server_without_a_sip_server_behind_it(doctor: Doctor, tmp_path: Path) -> None:
    require("nginx")
    port = free_port()
    location = f"location / {{ proxy_pass http://{LOOPBACK}:{free_port()}; }}"
    with nginx(tmp_path, tmp_path, port, [], [location]):
        result = doctor.examine(f"ws://{LOOPBACK}:{port}", ALICE)

    assert result.exit_code == 24
    assert "answered 502" in result.wrong
    assert "the SIP server behind it is not" in result.wrong


def test_too_many_connections(doctor: Doctor, tmp_path: Path) -> None:
    require("nginx")
    port = free_port()
    zone = "limit_req_zone $binary_remote_addr zone=few:1m rate=1r/m;"
    location = "location / { limit_req zone=few; limit_req_status 429; add_header Retry-After 60 always; }"
    with nginx(tmp_path, tmp_path, port, [zone], [location]):
        results = [doctor.examine(f"ws://{LOOPBACK}:{port}", "--origin=https://a.example") for _ in range(2)]

    assert "answered 429" in results[-1].wrong
    assert 'again after "60" seconds' in results[-1].wrong


def test_dropped_without_an_answer(doctor: Doctor) -> None:
    with listening(drops) as server:
        result = doctor.examine(f"ws://{server}", ALICE)

    assert result.exit_code == 22
    assert "repro says no in this way" in result.wrong


def test_dropped_for_want_of_a_cookie_header(doctor: Doctor) -> None:
    with listening(wants_cookie) as server:
        result = doctor.examine(f"ws://{server}", ALICE)

    assert result.exit_code == 22
    assert "Let the web server in front add one" in result.wrong


def test_no_answer_at_all(doctor: Doctor) -> None:
    with listening(hangs) as server:
        result = doctor.examine(f"ws://{server}", ALICE, "--wait=0.5")

    assert result.exit_code == 23
    assert "repro goes silent" in result.wrong


@pytest.mark.parametrize(("mark", "reason"), [("/", "no ; before"), ("?", "question mark")])
def test_a_malformed_url_is_explained_and_still_tried(doctor: Doctor, mark: str, reason: str) -> None:
    token = sign(SECRET, f"alice@{DOMAIN}", f"*@{DOMAIN}", extra="00ff").path
    with listening(hangs) as server:
        result = doctor.examine(f"ws://{server}/ws" + token.removeprefix("/").replace(";", mark, 1), "--wait=0.5")

    assert result.exit_code == 24
    assert reason in result.wrong
    assert "said nothing for 0.5 s" in result.wrong


@pytest.mark.parametrize("protocol", ["", "mqtt"])
def test_a_websocket_for_something_else(doctor: Doctor, protocol: str) -> None:
    with listening(lambda request: upgrade(request, protocol)) as server:
        result = doctor.examine(f"ws://{server}", ALICE)

    assert result.exit_code == 26
    assert "sip" in result.wrong


def test_what_speaks_no_http(doctor: Doctor) -> None:
    with listening(lambda _: "SSH-2.0-OpenSSH_9.2\r\n") as server:
        result = doctor.examine(f"ws://{server}", ALICE)

    assert result.exit_code == 24
    assert "does not speak HTTP" in result.wrong


def test_a_websocket_that_closes_when_it_gets_register(doctor: Doctor) -> None:
    with listening(upgrade) as server:
        result = doctor.examine(f"ws://{server}", ALICE)

    assert result.exit_code == 28
    assert "closed the WebSocket when it got REGISTER" in result.wrong


def test_a_name_that_does_not_exist_and_a_port_where_nothing_listens(doctor: Doctor) -> None:
    nowhere = doctor.examine("wss://sip.no-such-host.invalid/ws", ALICE)
    closed = doctor.examine(f"ws://{LOOPBACK}:{free_port()}", ALICE)

    assert (nowhere.exit_code, closed.exit_code) == (20, 20)
    assert "There is no host" in nowhere.wrong
    assert "nothing listens at port" in closed.wrong


def test_a_page_on_https_may_not_open_ws(doctor: Doctor) -> None:
    result = doctor.examine("ws://sip.no-such-host.invalid/ws", ALICE, f"--origin={SITE}")

    assert result.exit_code == 21
    assert "may not open a WebSocket on ws://" in result.wrong
