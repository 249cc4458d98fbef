"""Nothing too large for repro gets past the generated nginx and Apache; pages of the site take what they took."""

from __future__ import annotations

import pytest

from tests.php_site.proxies import TOKEN, Proxy, Recorder, Setting, connect, in_url, request, upgrade

# A request of a byte more ends the real server.
LARGEST = 8192
SOCKET = ("Key", "Version", "Protocol")
# More attempts than a phone's.
OFTEN = ("burst=50", "burst=500")
SETTINGS = {
    "nginx": Setting("nginx", changes=OFTEN),
    "nginx beside another site": Setting("nginx", beside=True, changes=OFTEN),
    "nginx with TLS beside another site": Setting("nginx", beside=True, tls=True, changes=OFTEN),
    "Apache": Setting("Apache", drops_headers=True),
    "Apache beside another site": Setting("Apache", beside=True, drops_headers=True),
}
pytestmark = pytest.mark.parametrize("proxy", SETTINGS.values(), ids=SETTINGS, indirect=True)

# The first is within what web servers take for a header if nobody tells them otherwise.
SIZES = [7900, 20000]
TWO_COOKIES = f"WSSessionExtra=00ff; WSSessionMAC={TOKEN.mac}"


@pytest.mark.parametrize("size", SIZES)
def test_no_large_url_reaches_the_sip_server(proxy: Proxy, recorder: Recorder, size: int) -> None:
    much = "a" * size
    for path in (in_url() + much, in_url().replace("/ws", f"/ws/{much}"), in_url().replace("alice", much)):
        assert upgrade(proxy.origin, path) in {"400", "403", "414"}
    for path in (f"/ws/{much}", f"/ws?{much}"):
        assert upgrade(proxy.origin, path, Cookie=TOKEN.cookie) in {"400", "403", "414"}
    assert recorder.heard == []


@pytest.mark.parametrize("size", SIZES)
def test_nor_does_a_large_token_in_cookies(proxy: Proxy, recorder: Recorder, size: int) -> None:
    for cookie in (f"WSSessionInfo={'a' * size}; {TWO_COOKIES}", TOKEN.cookie.replace("00ff", "b" * size)):
        assert upgrade(proxy.origin, "/ws", Cookie=cookie) in {"400", "403", "431"}
    assert recorder.heard == []


@pytest.mark.parametrize("size", SIZES)
def test_nor_another_method_or_a_body(proxy: Proxy, recorder: Recorder, size: int) -> None:
    much = "A" * size
    assert upgrade(proxy.origin, "/ws", much, Cookie=TOKEN.cookie) in {"400", "403", "404", "414", "501"}
    assert upgrade(proxy.origin, "/ws", "POST", much, Cookie=TOKEN.cookie, Content_Length=str(size)) in {"403", "404"}
    upgrade(proxy.origin, in_url(), body=much, Content_Length=str(size))
    upgrade(proxy.origin, in_url(), body=f"{size:x}\r\n{much}\r\n0\r\n\r\n", Transfer_Encoding="chunked")
    assert not [heard for heard in recorder.heard if "AAAA" in heard or "Content-Length" in heard or "chunked" in heard]


# "A" is what grows.
HEADERS = {
    "Host": "www.example.org.A",
    "Upgrade": "websocket, A",
    "Connection": "Upgrade, A",
    "Cookie": "a=A",
    **dict.fromkeys((f"Sec_WebSocket_{name}" for name in (*SOCKET, "Extensions")), "A"),
    **dict.fromkeys(("User_Agent", "X_Forwarded_For", "X_Padding"), "A"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("header", [*HEADERS, "Origin"])
def test_nor_a_large_header(proxy: Proxy, recorder: Recorder, header: str, size: int) -> None:
    value = HEADERS.get(header, proxy.origin + "A").replace("A", "A" * size)
    assert upgrade(proxy.origin, in_url(), **{header: value}) in {"400", "403", "404", "431", "502"}
    assert not [heard for heard in recorder.heard if "AAAA" in heard]


def test_nor_many_small_headers(proxy: Proxy, recorder: Recorder) -> None:
    many = {f"X_{number}": "d" * 500 for number in range(30)}
    assert upgrade(proxy.origin, in_url(), **many) in {"400", "502"}
    assert not [heard for heard in recorder.heard if "dddd" in heard]


def test_the_largest_that_gets_through_is_far_from_the_limit(proxy: Proxy, recorder: Recorder) -> None:
    cookie = TOKEN.cookie.replace("00ff", "b" * 1800)
    for size in range(1900, 2100, 10):
        upgrade(proxy.origin, "/ws/".ljust(size, "a"), Cookie=cookie)
    assert 3500 < max(map(len, recorder.heard)) < LARGEST - 3000


def test_no_header_but_those_of_a_websocket_gets_through(proxy: Proxy, recorder: Recorder) -> None:
    upgrade(proxy.origin, in_url(), Authorization="Basic c2VjcmV0", X_WS_Session_Extra="x", Accept_Language="de")
    names = {line.partition(":")[0] for line in recorder.heard[-1].split("\r\n")[1:] if line}
    assert names == {"Upgrade", "Connection", "Host", "Origin", "Cookie", *(f"Sec-WebSocket-{n}" for n in SOCKET)}


@pytest.mark.parametrize("size", [2500, 7000])
def test_pages_of_the_site_take_large_cookies_and_urls(proxy: Proxy, size: int) -> None:
    page = "/acme-phone/start.js"
    assert visit(proxy, page, Cookie="a=" + "b" * size) == "200"
    assert visit(proxy, f"{page}?a={'b' * size}") == "200"


def visit(proxy: Proxy, path: str, **headers: str) -> str:
    """Return the status of a page."""
    with connect(proxy.origin) as connection:
        connection.sendall(request(proxy.origin, path, Upgrade="", Connection="close", **headers))
        return connection.recv(4096).split()[1].decode()
