"""The endpoints over HTTP, under each web server that runs PHP."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.end_to_end.php_site import Server
from tests.php_site.conftest import WAYS
from tests.php_site.requests import CONFIG, NONCE, SESSION, logged_in, send
from tests.servers.fixtures import SECRET
from tests.servers.process import wait_until

FILES = ["config.php", "load.php", "autoload.php", "check.php", "src/Phone.php", "src/Sip/Secret.php", "src/Front.php"]
FILES += ["languages/template.php", "examples/login/php-session.php", "examples/framework.php", "templates/phone.php"]
OTHERS = ["README.md", "composer.json", ".htaccess", ".gitignore", ".jscomm-scaffold.json", "server/repro.config"]
OTHERS += [
    "server/kamailio/local.cfg",
    "tests/unit/vectors.json",
    "src/",
    "",
    "config.php/",
    "config.php/x",
    "CONFIG.PHP",
]
WITH_RULES = [way for way in WAYS if way[0] != "php"]


def test_a_guest_gets_a_session_that_no_cache_keeps(endpoint: Server) -> None:
    answer = send(endpoint, "POST", SESSION, b"{}")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store, private"
    assert json.loads(answer.body)["destinations"] == ["helpdesk@example.org"]
    # The token is in the URL or in cookies, and not in both.
    assert (b"WSSessionMAC" in answer.body) != ("WSSessionMAC" in answer.headers.get("set-cookie", ""))


def test_a_person_fetches_a_nonce_first(endpoint: Server) -> None:
    cookie = logged_in(endpoint, "alice")
    assert json.loads(send(endpoint, "POST", SESSION, b"{}", Cookie=cookie).body) == {"nonce_required": True}
    nonce = send(endpoint, "GET", NONCE, Cookie=cookie)
    assert nonce.headers["cache-control"] == "no-store, private"
    answer = send(endpoint, "POST", SESSION, b"{}", Cookie=cookie, X_Phone_Nonce=nonce.body.decode())
    assert json.loads(answer.body)["user"]["uri"] == "sip:alice@example.org"
    other = logged_in(endpoint, "bob")
    assert send(endpoint, "POST", SESSION, b"{}", Cookie=other, X_Phone_Nonce=nonce.body.decode()).status == 403
    assert send(endpoint, "GET", NONCE, Cookie=cookie, Sec_Fetch_Site="cross-site").status == 403
    assert send(endpoint, "GET", NONCE).status == 401


def test_pages_of_other_sites_are_refused(endpoint: Server) -> None:
    for origin in ("https://evil.example", "null", endpoint.url + ".evil.example", endpoint.url.replace("http", "ftp")):
        assert send(endpoint, "POST", SESSION, b"{}", Origin=origin).status == 403
    assert send(endpoint, "POST", SESSION, b"{}", Origin="").status == 403
    assert send(endpoint, "POST", SESSION, b"{}", Origin="", Sec_Fetch_Site="same-origin").status == 200
    assert send(endpoint, "POST", SESSION, b"{}", Content_Type="text/plain").status == 415
    assert send(endpoint, "GET", SESSION).status == 405


@pytest.mark.parametrize("login", ["victim@example.org:*@*:x", "*", "a b", "<script>", "'; DROP", "%00", "é", "guest"])
def test_no_login_becomes_somebody_else(endpoint: Server, login: str) -> None:
    cookie = logged_in(endpoint, quote(login))
    nonce = send(endpoint, "GET", NONCE, Cookie=cookie).body.decode()
    answer = send(endpoint, "POST", SESSION, b"{}", Cookie=cookie, X_Phone_Nonce=nonce)
    assert answer.status == 403
    assert b"WSSession" not in answer.body


def test_the_configuration_as_a_module_is_for_everybody(endpoint: Server) -> None:
    answer = send(endpoint, "GET", CONFIG)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.body.startswith(b'export default {"session":')
    assert SECRET.encode() not in answer.body


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("endpoint", WAYS[:1], ids=["php"], indirect=True)
def test_no_script_prints_anything_where_the_web_server_shows_all(endpoint: Server, path: str) -> None:
    answer = send(endpoint, "GET", f"/acme-phone/{path}")
    assert answer.body == b""


@pytest.mark.parametrize("endpoint", WITH_RULES, ids=[way[0] for way in WITH_RULES], indirect=True)
def test_the_web_sees_nothing_else_where_the_rules_of_the_folder_are_read(endpoint: Server) -> None:
    seen = {path: send(endpoint, "GET", f"/acme-phone/{path}").status for path in FILES + OTHERS}
    assert {path: status for path, status in seen.items() if status not in {403, 404}} == {}
    for path in ("assets/phone/phone.js", "assets/phone/phone.css", "start.js", "configure.js"):
        assert send(endpoint, "GET", f"/acme-phone/{path}").status == 200


def test_a_broken_configuration_is_told_to_the_log_only(endpoint: Server) -> None:
    config = endpoint.root.parent / "config.php"
    good = config.read_text("utf-8")
    try:
        for bad in ("<?php return 1;", "<?php syntax error", "<?php echo 'x'; return array( 'no_such' => 1 );"):
            config.write_text(bad, "utf-8")
            # Where PHP compiles files once, it may take a moment to look at this one again.
            wait_until(lambda: send(endpoint, "POST", SESSION, b"{}").status == 503, "the new configuration")
            answer = send(endpoint, "POST", SESSION, b"{}")
            assert json.loads(answer.body)["code"] == "failed"
    finally:
        config.write_text(good, "utf-8")
