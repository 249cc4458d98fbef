"""Sites on which the calls are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.conftest import HOSTILE, Generate
from tests.servers import kamailio
from tests.servers.fixtures import DOMAIN, SECRET, Sites, require
from tests.servers.kamailio import Kamailio
from tests.servers.mariadb import MariaDb
from tests.servers.wordpress import WordPress

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.end_to_end.wordpress_site import WordPressSite


@pytest.fixture(scope="module")
def telephony() -> Iterator[Kamailio]:
    """Give a SIP server that verifies tokens, for all tests of a module."""
    require(*kamailio.PROGRAMS)
    with kamailio.kamailio(secrets=[SECRET], domain=DOMAIN) as server:
        yield server


def _site(wordpress: WordPress, generate: Generate, browser: Browser, telephony: Kamailio) -> Iterator[WordPressSite]:
    from tests.end_to_end.wordpress_site import SLUG, set_up

    plugin = generate("wordpress", name=HOSTILE, slug=SLUG)
    with set_up(wordpress, plugin, browser, telephony) as site:
        yield site
        assert site.wordpress.debug_log() == ""


@pytest.fixture(scope="module")
def site(sites: Sites, generate: Generate, browser: Browser, telephony: Kamailio) -> Iterator[WordPressSite]:
    """Give the newest WordPress on SQLite with the plugin."""
    yield from _site(sites.fresh(), generate, browser, telephony)


@pytest.fixture(scope="module", params=["newest on SQLite", "newest on MariaDB", "6.8 on SQLite"])
def any_site(
    request: pytest.FixtureRequest, sites: Sites, generate: Generate, browser: Browser, telephony: Kamailio
) -> Iterator[WordPressSite]:
    """Give each kind of WordPress with the plugin in turn."""
    if "MariaDB" in request.param:
        server: MariaDb = request.getfixturevalue("mariadb_server")
        wordpress = sites.install("sid", server.create("calls"))
    else:
        wordpress = sites.fresh("trixie" if "6.8" in request.param else "sid")
    yield from _site(wordpress, generate, browser, telephony)
