"""The endpoints over HTTP: whatever is sent, there is no notice, no 500 and no secret in the answer or the log."""

from __future__ import annotations

import http.client
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.php_site import Server, serve
from tests.servers import kamailio
from tests.servers.fixtures import SECRET, require
from tests.servers.process import wait_until

SESSION, NONCE, CONFIG = "/acme-phone/session.php", "/acme-phone/nonce.php", "/acme-phone/config.js.php"
SILENT = ["config.php", "load.php", "autoload.php", "check.php", "src/Phone.php", "src/Sip/Secret.php", "src/Front.php"]
SILENT += ["languages/template.php", "examples/login/php-session.php", "examples/framework.php", "templates/phone.php"]
BODIES = [
    *(b"", b"null", b"[]", b"0", b'"x"', b"{", b'{"destination"', b'{"destination":{}}', b'{"destination":[["a"]]}'),
    *(b'{"destination":"\xff"}', b'{"destination":"a\\u0000b"}', b'{"destination":"*@*"}', b'{"destination":"sip:"}'),
    *(b'{"destination":"a@b@c"}', b'{"destination":"' + b"a" * 5000 + b'"}', b"[" * 5000, b'{"destination":1e999}'),
    *(b'{"destination":true}', b'{"destination":"\\ud800"}', b'{"destination":"helpdesk:*@*"}', b"\xef\xbb\xbf{}"),
]

ODD_COOKIES: list[dict[str, str]] = [{"Cookie": f"PHPSESSID{rest}"} for rest in ("=../../x", "[]=1", "=", "=é")]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    require("php", *kamailio.PROGRAMS)
    with serve(tmp_path_factory.mktemp("php"), web_server="php", transport="url") as running:
        yield running


def send(site: Server, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
    """Send a request as a page of the site does; in names of headers "_" stands for "-"."""
    ordinary = {"Origin": site.url, "Content-Type": "application/json"}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(site.url.removeprefix("http://"), timeout=20)
    connection.request(method, path, body, {name: value for name, value in (ordinary | given).items() if value})
    response = connection.getresponse()
    answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    connection.close()
    return answer


def logged_in(site: Server, login: str) -> str:
    """Log in and return the Cookie header."""
    return send(site, "GET", f"/login.php?as={login}").headers["set-cookie"].split(";")[0]


def test_a_guest_gets_a_session_that_no_cache_keeps(site: Server) -> None:
    answer = send(site, "POST", SESSION, b"{}")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store, private"
    assert json.loads(answer.body)["destinations"] == ["helpdesk@example.org"]
    assert "set-cookie" not in answer.headers


def test_a_person_fetches_a_nonce_first(site: Server) -> None:
    cookie = logged_in(site, "alice")
    assert json.loads(send(site, "POST", SESSION, b"{}", Cookie=cookie).body) == {"nonce_required": True}
    nonce = send(site, "GET", NONCE, Cookie=cookie)
    assert nonce.headers["cache-control"] == "no-store, private"
    answer = send(site, "POST", SESSION, b"{}", Cookie=cookie, X_Phone_Nonce=nonce.body.decode())
    assert json.loads(answer.body)["user"]["uri"] == "sip:alice@example.org"
    other = logged_in(site, "bob")
    assert send(site, "POST", SESSION, b"{}", Cookie=other, X_Phone_Nonce=nonce.body.decode()).status == 403
    assert send(site, "GET", NONCE, Cookie=cookie, Sec_Fetch_Site="cross-site").status == 403
    assert send(site, "GET", NONCE).status == 401


def test_pages_of_other_sites_are_refused(site: Server) -> None:
    for origin in ("https://evil.example", "null", site.url + ".evil.example", site.url.replace("http", "ftp")):
        assert send(site, "POST", SESSION, b"{}", Origin=origin).status == 403
    assert send(site, "POST", SESSION, b"{}", Origin="").status == 403
    assert send(site, "POST", SESSION, b"{}", Origin="", Sec_Fetch_Site="same-origin").status == 200
    assert send(site, "POST", SESSION, b"{}", Content_Type="text/plain").status == 415
    assert send(site, "GET", SESSION).status == 405


def test_whatever_is_sent_is_answered_calmly(site: Server) -> None:
    chance = random.Random(5)  # noqa: S311 - to find faults, not to hide them
    bodies = BODIES + [chance.randbytes(chance.randrange(200)) for _ in range(60)]
    cookie = logged_in(site, "alice")
    for body in bodies:
        for headers in ({}, {"Cookie": cookie, "X_Phone_Nonce": "1.x"}, *ODD_COOKIES):
            _calm(send(site, "POST", SESSION, body, **headers))
    for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"):
        for path in (SESSION, NONCE, CONFIG, SESSION + "/x", SESSION + "?destination[]=1"):
            _calm(send(site, method, path))
    log = site.log()
    assert SECRET not in log
    assert not any(word in log for word in ("PHP Warning", "PHP Notice", "PHP Deprecated", "PHP Fatal", "Stack trace"))


@pytest.mark.parametrize("login", ["victim@example.org:*@*:x", "*", "a b", "<script>", "'; DROP", "%00", "é", "guest"])
def test_no_login_becomes_somebody_else(site: Server, login: str) -> None:
    from urllib.parse import quote

    cookie = logged_in(site, quote(login))
    nonce = send(site, "GET", NONCE, Cookie=cookie).body.decode()
    answer = send(site, "POST", SESSION, b"{}", Cookie=cookie, X_Phone_Nonce=nonce)
    assert answer.status == 403
    assert b"WSSession" not in answer.body


def test_the_configuration_as_a_module_is_for_everybody(site: Server) -> None:
    answer = send(site, "GET", CONFIG)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.body.startswith(b'export default {"session":')
    assert SECRET.encode() not in answer.body


@pytest.mark.parametrize("path", SILENT)
def test_no_script_prints_anything_secret_where_the_web_server_shows_all(site: Server, path: str) -> None:
    answer = send(site, "GET", f"/acme-phone/{path}")
    assert SECRET.encode() not in answer.body
    assert path == "templates/phone.php" or answer.body == b""


def test_a_broken_configuration_is_told_to_the_log_only(site: Server) -> None:
    config = next(Path(site.folder.parent.parent).glob("config.php"))
    good = config.read_text("utf-8")
    try:
        for bad in ("<?php return 1;", "<?php syntax error", "<?php echo 'x'; return array( 'no_such' => 1 );"):
            config.write_text(bad, "utf-8")
            # PHP looks at a file that it has compiled every other second.
            wait_until(lambda: send(site, "POST", SESSION, b"{}").status == 503, "the new configuration")
            answer = send(site, "POST", SESSION, b"{}")
            assert json.loads(answer.body)["code"] == "failed"
    finally:
        config.write_text(good, "utf-8")


def _calm(answer: Answer) -> None:
    assert answer.status in {200, 400, 401, 403, 405, 415}, answer
    assert SECRET.encode() not in answer.body
    assert b"PHP" not in answer.body
    assert b"Stack trace" not in answer.body
