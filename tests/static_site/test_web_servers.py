"""The static site under nginx and Apache with the settings that it brings along."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import render
from tests.servers.apache import MODULES, apache, public_folder
from tests.servers.debian import lack
from tests.servers.fixtures import unavailable
from tests.servers.nginx import nginx
from tests.servers.process import LOOPBACK, free_port

HIDDEN = ["server/repro.config", "tests/check.mjs", "package.json", "README.md", "LICENSE", ".jscomm-scaffold.json"]
CHALLENGE = ".well-known/acme-challenge/token"
PACKAGES = {"nginx": "nginx", "Apache": "apache2"}


@contextmanager
def _served(web_server: str, site: Path, logs: Path, port: int) -> Iterator[None]:
    settings = (site / "server" / f"{web_server.lower()}-site.conf").read_text("utf-8")
    if web_server == "Apache":
        with apache(logs, site, port, settings, free_port(), modules=["dir"]):
            yield
    else:
        own = settings.replace("root /var/www/web-phone;", "").replace("index index.html;", "")
        with nginx(logs, site, port, server=[own]):
            yield


@pytest.fixture(scope="module", params=PACKAGES)
def site(request: pytest.FixtureRequest) -> Iterator[tuple[Path, int]]:
    """Serve the site and give its folder and port."""
    absent = lack([PACKAGES[request.param]])
    if absent or (request.param == "Apache" and not MODULES.exists()):
        unavailable(absent or "the modules of Apache are not installed (Debian package apache2-bin)")
    with public_folder() as folder:
        root = render("static", folder, websocket_url="wss://sip.example.org/ws")
        (root / CHALLENGE).parent.mkdir(parents=True)
        (root / CHALLENGE).write_text("proof", "utf-8")
        logs = folder / "run"
        logs.mkdir()
        port = free_port()
        with _served(request.param, root, logs, port):
            yield root, port


def _get(port: int, path: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=20)
    connection.request("GET", f"/{path}")
    response = connection.getresponse()
    answer = response.status, {name.lower(): value for name, value in response.getheaders()}, response.read().decode()
    connection.close()
    return answer


def test_pages_have_the_policy_of_their_meta_tag_and_may_not_be_framed(site: tuple[Path, int]) -> None:
    status, headers, page = _get(site[1], "")
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert status == 200
    assert policy
    assert headers["content-security-policy"] == f"{policy[1]}; frame-ancestors 'none'"
    assert headers["permissions-policy"] == "microphone=(self), camera=(self), geolocation=()"
    assert headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", HIDDEN)
def test_what_is_no_page_is_hidden(site: tuple[Path, int], path: str) -> None:
    assert (site[0] / path).is_file()
    assert _get(site[1], path)[0] in {403, 404}


def test_a_certificate_can_be_had_by_a_file_of_the_site(site: tuple[Path, int]) -> None:
    status, _, proof = _get(site[1], CHALLENGE)
    assert (status, proof) == (200, "proof")
