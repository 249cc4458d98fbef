"""The generated nginx and Apache in front: what they let through to the SIP server, and what they refuse."""

from __future__ import annotations

import http.client
import re

import pytest

from tests.php_site.proxies import TOKEN, Proxy, Recorder, in_url, upgrade
from tests.servers.fixtures import DOMAIN, SECRET
from tests.servers.kamailio import Kamailio
from tests.servers.process import wait_until
from tests.servers.tokens import sign

# Neighbours that make repro hang or close the connection (found with the real one).
ODD = ["flag; ", "a=b c; ", 'a="b"c; ', "foo=; ", "bar; ", "a=%41%; ", 'j={"x": 1}; ', "PHPSESSID=abc; "]
UNREADABLE = re.compile(r"\" (400|414) |invalid URI path")


def test_opens_with_a_token_in_the_url_or_in_cookies(proxy: Proxy, sip: Kamailio) -> None:
    origin = proxy.origin
    assert upgrade(origin, in_url()) == "open"
    assert upgrade(origin, in_url(), Cookie="PHPSESSID=abc; foo=") == "open"
    assert upgrade(origin, "/ws", Cookie=TOKEN.cookie) == "open"
    for odd in ODD:
        assert upgrade(origin, "/ws", Cookie=odd + TOKEN.cookie) == "open", odd
    assert upgrade(origin, "/ws", Cookie=TOKEN.cookie + "; foo=") == "open"
    assert sip.port == proxy.sip_port


def test_opens_for_the_headers_of_firefox_too(proxy: Proxy, sip: Kamailio) -> None:
    assert sip.port == proxy.sip_port
    fetch = {"Sec_Fetch_Dest": "empty", "Sec_Fetch_Mode": "websocket", "Sec_Fetch_Site": "same-origin"}
    extensions = {"Sec_WebSocket_Extensions": "permessage-deflate", "Connection": "keep-alive, Upgrade"}
    assert upgrade(proxy.origin, in_url(), Accept="*/*", Pragma="no-cache", **fetch, **extensions) == "open"


def test_what_the_sip_server_refuses_is_refused(proxy: Proxy, sip: Kamailio) -> None:
    assert sip.port == proxy.sip_port
    forged = TOKEN.altered(mac="0" * 40)
    assert upgrade(proxy.origin, in_url(forged)) == "403"
    assert upgrade(proxy.origin, "/ws", Cookie=forged.cookie) == "403"
    expired = sign(SECRET, f"alice@{DOMAIN}", f"*@{DOMAIN}", lifetime=-5, extra="00ff")
    assert upgrade(proxy.origin, in_url(expired)) == "403"


def test_a_connection_that_is_closed_without_an_answer_is_an_error_in_words(proxy: Proxy, recorder: Recorder) -> None:
    assert upgrade(proxy.origin, in_url()) == "502"
    assert recorder.cookies() == ["phone=1"]


@pytest.mark.parametrize("odd", ["", *ODD])
def test_no_cookie_but_the_tokens_gets_through(proxy: Proxy, recorder: Recorder, odd: str) -> None:
    upgrade(proxy.origin, "/ws", Cookie=odd + TOKEN.cookie)
    assert recorder.cookies() == [TOKEN.cookie]
    assert "GET /ws HTTP/1.1" in recorder.heard[-1]
    upgrade(proxy.origin, in_url(), Cookie=odd + "WSSessionInfo=x")
    assert recorder.cookies() == ["phone=1"]
    assert f"GET {in_url()} HTTP/1.1" in recorder.heard[-1]


BAD_PATHS = [
    *("/ws", "/ws/", "/ws;WSSessionInfo=1", "/ws?WSSessionInfo=1;WSSessionExtra=1;WSSessionMAC=" + "0" * 40),
    in_url().replace(";WSSessionExtra=00ff", ";WSSessionExtra="),
    in_url().replace("00ff", "%4"),
    in_url() + ";x=1",
    in_url() + "?x=1",
    in_url()[:-1],
    in_url().replace("WSSessionMAC", "wssessionmac"),
]
BAD_COOKIES = ["", "foo=bar", TOKEN.cookie.replace("00ff", ""), TOKEN.cookie.replace("00ff", "%4"), TOKEN.cookie[:-1]]


def test_what_would_hang_or_harm_repro_does_not_reach_it(proxy: Proxy, recorder: Recorder) -> None:
    for path in BAD_PATHS:
        assert upgrade(proxy.origin, path, Cookie="x=1") in {"400", "403"}, path
    for cookie in BAD_COOKIES:
        assert upgrade(proxy.origin, "/ws", Cookie=cookie) == "403", cookie
    assert upgrade(proxy.origin, in_url() + "a" * 8000) in {"400", "414", "403"}
    assert upgrade(proxy.origin, in_url(), Cookie="a=" + "b" * 9000) == "400"
    assert recorder.heard == []


def test_pages_of_other_sites_are_refused(proxy: Proxy, recorder: Recorder) -> None:
    for origin in (
        "https://evil.example",
        proxy.origin + ".evil.example",
        "null",
        proxy.origin.replace("http", "https"),
    ):
        assert upgrade(proxy.origin, in_url(), Origin=origin) == "403", origin
        assert upgrade(proxy.origin, "/ws", Cookie=TOKEN.cookie, Origin=origin) == "403", origin
    assert recorder.heard == []


def test_no_token_is_logged(proxy: Proxy, recorder: Recorder) -> None:
    upgrade(proxy.origin, in_url())
    upgrade(proxy.origin, in_url(TOKEN.altered(mac="0" * 40)))
    assert recorder.heard
    for log in proxy.folder.glob("*log"):
        lines = log.read_text("utf-8", "replace").splitlines()
        # What the web server cannot even read is no token, and it is logged as for every other path.
        assert not [line for line in lines if "WSSession" in line and not UNREADABLE.search(line)]


REASONS = {
    "no-websocket": {"Upgrade": ""},
    "origin": {"Origin": "https://evil.example"},
    "size": {"path": in_url().replace("/ws", "/ws/" + "a" * 2000)},
    "key": {"Sec_WebSocket_Key": "short"},
    "token": {"path": "/ws"},
    "-": {},
}


@pytest.mark.parametrize("reason", REASONS)
def test_the_log_says_why_a_phone_was_refused(proxy: Proxy, recorder: Recorder, reason: str) -> None:
    before = len(_log(proxy))
    status = upgrade(proxy.origin, **{"path": in_url(), **REASONS[reason]})
    # Connections of tests before this one may end only now, with lines of their own.
    wait_until(lambda: (status, reason) in _log(proxy)[before:], "the line of the request")
    assert len(recorder.heard) == (reason == "-")


def _log(proxy: Proxy) -> list[tuple[str, str]]:
    """Read the status and the last word of each line of the log of the WebSocket."""
    log = proxy.folder / "acme-phone-ws.log"
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    return [(re.findall(r"\] (\d+) ", line)[0], line.split()[-1]) for line in lines if "] " in line]


HIDDEN = [
    *("config.php", "load.php", "autoload.php", "check.php", "head.inc.php", "jscommunicator.inc.php", "composer.json"),
    *("src/Phone.php", "src/Sip/Secret.php", "templates/phone.php", "languages/template.php", "examples/page.php"),
    *("server/kamailio/local.cfg", "README.md", ".htaccess", "tests/unit/vectors.json", ".github/workflows/ci.yml"),
    *("tests/site/EndpointTest.php", "", "src/", "nothing.php"),
]


def get(origin: str, path: str) -> int:
    """Return the status of a page."""
    connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=10)
    connection.request("GET", f"/acme-phone/{path}")
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_web_sees_the_endpoints_and_the_assets_and_nothing_else(proxy: Proxy) -> None:
    origin = proxy.origin
    assert {path: get(origin, path) for path in HIDDEN if get(origin, path) not in {403, 404}} == {}
    seen = ("assets/phone/phone.js", "assets/phone/vendor/jssip.js", "assets/phone/phone.css")
    for path in (*seen, "start.js", "configure.js"):
        assert get(origin, path) == 200, path
    # There is no PHP in this test: 502 is nginx looking for it, 200 the source that Apache would hand to it.
    assert get(origin, "session.php") in {200, 502}
