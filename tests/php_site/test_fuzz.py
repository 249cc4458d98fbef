"""Whatever is sent to the endpoints, there is no notice, no 500 and no secret in the answer or the log."""

from __future__ import annotations

import random
import socket

from tests.end_to_end.php_site import Server
from tests.php_site.conftest import FAULTS
from tests.php_site.requests import CONFIG, NONCE, SESSION, Answer, logged_in, send
from tests.servers.fixtures import SECRET
from tests.servers.process import LOOPBACK

BODIES = [
    *(b"", b"null", b"[]", b"0", b'"x"', b"{", b'{"destination"', b'{"destination":{}}', b'{"destination":[["a"]]}'),
    *(b'{"destination":"\xff"}', b'{"destination":"a\\u0000b"}', b'{"destination":"*@*"}', b'{"destination":"sip:"}'),
    *(b'{"destination":"a@b@c"}', b'{"destination":"' + b"a" * 5000 + b'"}', b"[" * 5000, b'{"destination":1e999}'),
    *(b'{"destination":true}', b'{"destination":"\\ud800"}', b'{"destination":"helpdesk:*@*"}', b"\xef\xbb\xbf{}"),
]

ODD_COOKIES: list[dict[str, str]] = [{"Cookie": f"PHPSESSID{rest}"} for rest in ("=../../x", "[]=1", "=", "=é")]
VALUES = [
    *(
        "",
        " ",
        "0",
        "-1",
        "null",
        "[]",
        "{}",
        "é",
        "\xff\xfe",
        "'\"><script>",
        "../../../etc/passwd",
        "%00",
        "%",
        "a=b;c=d",
    ),
    *("${HOME}", "{{7*7}}", "\t", "*", "*@*", "a" * 1500, "9" * 300, "1e309", 'application/json; charset="x', "a,b,c"),
    *(
        "https://[::1",
        "http://:0",
        "https://" + "a." * 200,
        "file:///etc/passwd",
        "1.2.3.4, ::1",
        'O:8:"stdClass":0:{}',
    ),
]
HEADERS = ["Origin", "Content_Type", "X_Phone_Nonce", "Sec_Fetch_Site", "Host", "X_Forwarded_For", "Accept_Language"]
HEADERS += ["Authorization", "Referer", "X_HTTP_Method_Override", "Forwarded", "Accept", "Range", "If_None_Match"]
# No server error, but 503 for what is not set up, which it is here.
CALM = {200, 204, 206, 301, 304, 400, 401, 403, 404, 405, 406, 411, 413, 414, 415, 416, 417, 426, 431, 501}


def calm(answer: Answer) -> None:
    """Check that an answer is no failure, and says nothing that is nobody's business."""
    assert answer.status in CALM, answer
    assert SECRET.encode() not in answer.body
    assert not any(fault.encode() in answer.body for fault in FAULTS), answer


def test_bodies(endpoint: Server) -> None:
    chance = random.Random(5)  # noqa: S311 - to find faults, not to hide them
    bodies = BODIES + [chance.randbytes(chance.randrange(200)) for _ in range(60)]
    cookie = logged_in(endpoint, "alice")
    for body in bodies:
        for headers in ({}, {"Cookie": cookie, "X_Phone_Nonce": "1.x"}, *ODD_COOKIES):
            calm(send(endpoint, "POST", SESSION, body, **headers))


def test_headers(endpoint: Server) -> None:
    chance = random.Random(6)  # noqa: S311 - as above
    noise = ["".join(chr(chance.randrange(0x20, 0x7F)) for _ in range(chance.randrange(80))) for _ in range(20)]
    cookie = logged_in(endpoint, "alice")
    for header in HEADERS:
        for value in VALUES + noise:
            headers = {"Cookie": cookie, header: value}
            calm(send(endpoint, "POST", SESSION, b"{}", **headers))
            calm(send(endpoint, "GET", NONCE, None, **headers))


def test_cookies(endpoint: Server) -> None:
    for name in ("PHPSESSID", "WSSessionInfo", "WSSessionMAC", "a[b]", "a[]", "__Host-x"):
        for value in VALUES:
            calm(send(endpoint, "POST", SESSION, b"{}", Cookie=f"{name}={value}"))


def test_nonces(endpoint: Server) -> None:
    cookie = logged_in(endpoint, "alice")
    good = send(endpoint, "GET", NONCE, Cookie=cookie).body.decode()
    for at in range(len(good)):
        changed = good[:at] + ("0" if good[at] != "0" else "1") + good[at + 1 :]
        answer = send(endpoint, "POST", SESSION, b"{}", Cookie=cookie, X_Phone_Nonce=changed)
        assert answer.status == 403, changed
        calm(answer)


def test_methods_and_addresses(endpoint: Server) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "X"):
        for path in (SESSION, NONCE, CONFIG, SESSION + "/x", SESSION + "?destination[]=1", SESSION + "?" + "a" * 1500):
            calm(send(endpoint, method, path))


RAW = [
    b"POST %s HTTP/1.1\r\nHost: %h\r\nContent-Length: 99\r\n\r\n{}",
    b"POST %s HTTP/1.1\r\nHost: %h\r\nContent-Length: -1\r\n\r\n{}",
    b"POST %s HTTP/1.1\r\nHost: %h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST %s HTTP/1.0\r\n\r\n{}",
    b"POST %s HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"POST %s HTTP/1.1\r\nHost: %h\r\nOrigin: a\r\nOrigin: b\r\nContent-Length: 2\r\n\r\n{}",
    b"POST %s HTTP/9.9\r\nHost: %h\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
]


def test_what_is_hardly_http(endpoint: Server) -> None:
    host = endpoint.url.removeprefix("http://")
    for raw in RAW:
        with socket.create_connection((LOOPBACK, int(host.rpartition(":")[2])), timeout=10) as connection:
            connection.sendall(raw.replace(b"%s", SESSION.encode()).replace(b"%h", host.encode()))
            connection.shutdown(socket.SHUT_WR)
            answer = connection.makefile("rb").read()
        assert SECRET.encode() not in answer
        assert b" 500 " not in answer.split(b"\r\n")[0]
    assert send(endpoint, "POST", SESSION, b"{}").status == 200
