"""The generated nginx and Apache in front: what they let through to the SIP server, and what they refuse."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import render
from tests.servers.apache import MODULES, apache
from tests.servers.debian import lack
from tests.servers.fixtures import DOMAIN, SECRET, unavailable
from tests.servers.kamailio import Kamailio, kamailio
from tests.servers.nginx import localised, nginx
from tests.servers.process import LOOPBACK, free_port, wait_until
from tests.servers.tokens import Token, sign

TOKEN = sign(
    SECRET, f"alice@{DOMAIN}", f"*@{DOMAIN}", lifetime=86400, extra="00ff"
)  # made once, used until the last test
# Neighbours that make repro hang or close the connection (found with the real one).
ODD = ["flag; ", "a=b c; ", 'a="b"c; ', "foo=; ", "bar; ", "a=%41%; ", 'j={"x": 1}; ', "PHPSESSID=abc; "]
UNREADABLE = re.compile(r"\" (400|414) |invalid URI path")
SERVERS = ["nginx", "Apache"]


@dataclass
class Recorder:
    """Stands in for the SIP server: keeps what arrives and closes the connection, as repro does to say no."""

    port: int
    heard: list[str] = field(default_factory=list)

    def cookies(self) -> list[str]:
        """Return the Cookie headers of the last request."""
        lines = self.heard[-1].split("\r\n")
        return [line.partition(": ")[2] for line in lines if line.lower().startswith("cookie:")]


@pytest.fixture(scope="module", params=SERVERS)
def proxy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int, Path]]:
    """Give the address of the web server, the port where it looks for the SIP server, and its folder."""
    name = request.param
    lacking = lack(["nginx" if name == "nginx" else "apache2"])
    if lacking or (name == "Apache" and not MODULES.exists()):
        unavailable(lacking or "the modules of Apache are not installed (Debian package apache2-bin)")
    port, sip_port = free_port(), free_port()
    origin = f"http://{LOOPBACK}:{port}"
    folder = tmp_path_factory.mktemp("proxy")
    websocket = f"ws://{LOOPBACK}:{port}/ws"
    output = render("php", folder, slug="acme-phone", url=origin, sip_domain=DOMAIN, websocket_url=websocket)
    run = folder / "run"
    run.mkdir()
    for path in (folder, *folder.parents):
        with contextlib.suppress(PermissionError):
            path.chmod(path.stat().st_mode | 0o011)
    with _serve(name, run, output, port, sip_port):
        yield origin, sip_port, run


@contextlib.contextmanager
def _serve(name: str, run: Path, output: Path, port: int, sip_port: int) -> Iterator[None]:
    server = output / "server"
    if name == "Apache":
        run.chmod(0o777)
        with apache(run, output.parent, port, (server / "apache.conf").read_text("utf-8"), sip_port):
            yield
        return
    parts = [(server / f"nginx-{part}.conf").read_text("utf-8") for part in ("http", "server", "php")]
    common, *locations = (localised(part, run, sip_port) for part in parts)
    with nginx(run, output.parent, port, [common], locations):
        yield


@pytest.fixture
def recorder(proxy: tuple[str, int, Path]) -> Iterator[Recorder]:
    """Listen where the SIP server would."""
    listener = wait_until(lambda: _bound(proxy[1]), "the port of the SIP server")
    assert listener
    record = Recorder(proxy[1])
    Thread(target=_listen, args=(listener, record), daemon=True).start()
    yield record
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


def _bound(port: int) -> socket.socket | None:
    # A SIP server that has just ended may hold the port a moment longer.
    with contextlib.suppress(OSError):
        return socket.create_server((LOOPBACK, port))
    return None


def _listen(listener: socket.socket, record: Recorder) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = listener.accept()
            connection.settimeout(2)
            record.heard.append(connection.recv(65536).decode())
            connection.close()


@pytest.fixture
def sip(proxy: tuple[str, int, Path]) -> Iterator[Kamailio]:
    """Run Kamailio where the proxy looks for it."""
    if lack(["kamailio"]):
        unavailable(lack(["kamailio"]))
    with kamailio([SECRET], domain=DOMAIN, origin=proxy[0], port=proxy[1]) as server:
        yield server


def upgrade(origin: str, path: str, **headers: str) -> str:
    """Try to open a WebSocket; return 'open' or the status of the refusal."""
    host = origin.removeprefix("http://")
    given = {
        "Host": host,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Origin": origin,
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
        "Sec-WebSocket-Protocol": "sip",
        **headers,
    }
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items() if value)]
    with socket.create_connection((LOOPBACK, int(host.rpartition(":")[2])), timeout=10) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        status = connection.recv(4096).split()[1].decode()
    return "open" if status == "101" else status


def in_url(token: Token = TOKEN) -> str:
    return "/ws" + token.path.removeprefix("/")


def test_opens_with_a_token_in_the_url_or_in_cookies(proxy: tuple[str, int, Path], sip: Kamailio) -> None:
    origin = proxy[0]
    assert upgrade(origin, in_url()) == "open"
    assert upgrade(origin, in_url(), Cookie="PHPSESSID=abc; foo=") == "open"
    assert upgrade(origin, "/ws", Cookie=TOKEN.cookie) == "open"
    for odd in ODD:
        assert upgrade(origin, "/ws", Cookie=odd + TOKEN.cookie) == "open", odd
    assert upgrade(origin, "/ws", Cookie=TOKEN.cookie + "; foo=") == "open"
    assert sip.port == proxy[1]


def test_what_the_sip_server_refuses_is_refused(proxy: tuple[str, int, Path], sip: Kamailio) -> None:
    assert sip.port == proxy[1]
    forged = TOKEN.altered(mac="0" * 40)
    assert upgrade(proxy[0], in_url(forged)) == "403"
    assert upgrade(proxy[0], "/ws", Cookie=forged.cookie) == "403"
    expired = sign(SECRET, f"alice@{DOMAIN}", f"*@{DOMAIN}", lifetime=-5, extra="00ff")
    assert upgrade(proxy[0], in_url(expired)) == "403"


def test_a_connection_that_is_closed_without_an_answer_is_an_error_in_words(
    proxy: tuple[str, int, Path], recorder: Recorder
) -> None:
    assert upgrade(proxy[0], in_url()) == "502"
    assert recorder.cookies() == ["phone=1"]


@pytest.mark.parametrize("odd", ["", *ODD])
def test_no_cookie_but_the_tokens_gets_through(proxy: tuple[str, int, Path], recorder: Recorder, odd: str) -> None:
    upgrade(proxy[0], "/ws", Cookie=odd + TOKEN.cookie)
    assert recorder.cookies() == [TOKEN.cookie]
    assert "GET /ws HTTP/1.1" in recorder.heard[-1]
    upgrade(proxy[0], in_url(), Cookie=odd + "WSSessionInfo=x")
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


def test_what_would_hang_or_harm_repro_does_not_reach_it(proxy: tuple[str, int, Path], recorder: Recorder) -> None:
    for path in BAD_PATHS:
        assert upgrade(proxy[0], path, Cookie="x=1") in {"400", "403"}, path
    for cookie in BAD_COOKIES:
        assert upgrade(proxy[0], "/ws", Cookie=cookie) == "403", cookie
    assert upgrade(proxy[0], in_url() + "a" * 8000) in {"400", "414", "403"}
    assert upgrade(proxy[0], in_url(), Cookie="a=" + "b" * 9000) == "400"
    assert recorder.heard == []


def test_pages_of_other_sites_are_refused(proxy: tuple[str, int, Path], recorder: Recorder) -> None:
    for origin in ("https://evil.example", proxy[0] + ".evil.example", "null", proxy[0].replace("http", "https")):
        assert upgrade(proxy[0], in_url(), Origin=origin) == "403", origin
        assert upgrade(proxy[0], "/ws", Cookie=TOKEN.cookie, Origin=origin) == "403", origin
    assert recorder.heard == []


def test_no_token_is_logged(proxy: tuple[str, int, Path], recorder: Recorder) -> None:
    upgrade(proxy[0], in_url())
    upgrade(proxy[0], in_url(TOKEN.altered(mac="0" * 40)))
    assert recorder.heard
    for log in proxy[2].glob("*log"):
        lines = log.read_text("utf-8", "replace").splitlines()
        # What the web server cannot even read is no token, and it is logged as for every other path.
        assert not [line for line in lines if "WSSession" in line and not UNREADABLE.search(line)]


HIDDEN = [
    *("config.php", "load.php", "autoload.php", "check.php", "head.inc.php", "jscommunicator.inc.php", "composer.json"),
    *("src/Phone.php", "src/Sip/Secret.php", "templates/phone.php", "languages/template.php", "examples/page.php"),
    *("server/kamailio/local.cfg", "README.md", ".htaccess", "tests/unit/vectors.json", ".github/workflows/ci.yml"),
    *("", "src/", "nothing.php"),
]


def get(origin: str, path: str) -> int:
    """Return the status of a page."""
    connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=10)
    connection.request("GET", f"/acme-phone/{path}")
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_web_sees_the_endpoints_and_the_assets_and_nothing_else(proxy: tuple[str, int, Path]) -> None:
    origin = proxy[0]
    assert {path: get(origin, path) for path in HIDDEN if get(origin, path) not in {403, 404}} == {}
    for path in ("assets/phone/phone.js", "assets/phone/vendor/jssip.js", "assets/phone/phone.css", "start.js"):
        assert get(origin, path) == 200, path
    # There is no PHP in this test: 502 is nginx looking for it, 200 the source that Apache would hand to it.
    assert get(origin, "session.php") in {200, 502}
