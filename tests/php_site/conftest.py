"""The generated folder under hostile answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HOSTILE, render
from tests.end_to_end.php_site import Server, lacking, serve
from tests.php.runtime import SYSTEM, VERSIONS, Runtime, find
from tests.php_site.proxies import Proxy, Recorder, Setting, recording, serving
from tests.servers.apache import MODULES, public_folder
from tests.servers.debian import lack
from tests.servers.fixtures import DOMAIN, SECRET, require, unavailable
from tests.servers.kamailio import Kamailio, kamailio

SLUG = "acme-phone"
FAULTS = ("PHP Warning", "PHP Notice", "PHP Deprecated", "PHP Fatal", "PHP Parse", "Stack trace", "Uncaught")


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the folder with free texts that break whatever is careless with them."""
    return render(
        "php",
        tmp_path_factory.mktemp("php"),
        **dict.fromkeys(("name", "description", "author"), HOSTILE),
        slug=SLUG,
        namespace="Acme\\Phone",
        url="https://www.example.org/a",
        sip_domain="example.org",
        websocket_url="wss://sip.example.org/ws",
    )


@pytest.fixture(scope="module", params=[SYSTEM, *VERSIONS])
def php(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runtime:
    """Give each PHP in turn."""
    return find(request.param, tmp_path_factory.mktemp("runtime"))


@pytest.fixture(scope="module", params=["nginx", "Apache"])
def proxy(request: pytest.FixtureRequest) -> Iterator[Proxy]:
    """Give each web server with its generated configuration, in turn."""
    setting = request.param if isinstance(request.param, Setting) else Setting(request.param)
    absent = lack(["apache2"] if setting.name == "Apache" else ["nginx"] + ["openssl"] * setting.tls)
    if absent or (setting.name == "Apache" and not MODULES.exists()):
        unavailable(absent or "the modules of Apache are not installed (Debian package apache2-bin)")
    with public_folder() as folder, serving(setting, folder) as running:
        yield running


@pytest.fixture
def recorder(proxy: Proxy) -> Iterator[Recorder]:
    """Listen where the SIP server would, and say no as repro does: by closing."""
    with recording(proxy.sip_port) as record:
        yield record


@pytest.fixture(scope="module")
def _sip_server(proxy: Proxy) -> Iterator[Kamailio]:
    require("kamailio")
    with kamailio([SECRET], domain=DOMAIN, origin=proxy.origin, port=proxy.sip_port) as server:
        server.stop()
        yield server


@pytest.fixture
def sip(_sip_server: Kamailio) -> Iterator[Kamailio]:
    """Run Kamailio where the proxy looks for it."""
    _sip_server.start()
    yield _sip_server
    _sip_server.stop()


WAYS = [("php", "url"), ("nginx", "cookie"), ("apache", "url"), ("apache with fpm", "cookie")]


@pytest.fixture(scope="module", params=WAYS, ids=[way[0] for way in WAYS])
def endpoint(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Give a site under each web server in turn; whatever is asked, its log is calm and holds no secret."""
    web_server, transport = request.param
    if lacking(web_server):
        unavailable(lacking(web_server))
    with public_folder() as folder, serve(folder, web_server=web_server, transport=transport) as running:
        yield running
        log = running.log()
        assert SECRET not in log
        assert not [line for line in log.splitlines() if any(fault in line for fault in FAULTS)]
