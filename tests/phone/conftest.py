"""Two people at their browsers, a small web site with the phone, and a real SIP server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.phone.site import VENDOR, Site, serving
from tests.servers.fixtures import SECRET, unavailable
from tests.servers.kamailio import Kamailio

# Playwright is not everywhere where the unit tests run.
try:
    from playwright.sync_api import Browser

    from tests.phone.browser_helpers import WATCH_SCRIPT, PhonePage
    from tests.servers.browser import visitor
except ImportError:
    collect_ignore_glob = ["test_phone_[!u]*.py"]


@pytest.fixture
def site(sip_server: Kamailio) -> Iterator[Site]:
    """Give a site whose visitors use the SIP server."""
    if not VENDOR.exists():
        unavailable("the phone is not built: run `npm ci && npm run build` in frontend/")
    with serving(Site(sip_server.url, SECRET, sip_server.domain)) as running:
        yield running


Visit = Callable[..., "PhonePage"]


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """Give a function that opens the site as somebody. No script error may have come up in the end."""
    with ExitStack() as stack:
        people = []

        def open_page(who: str, **options: object) -> PhonePage:
            person = stack.enter_context(visitor(browser, **options))
            person.context.add_init_script(WATCH_SCRIPT)
            person.page.goto(f"{site.url}/{who}")
            people.append(person)
            return PhonePage(person.page)

        yield open_page
        for person in people:
            assert not [text for text in person.problems if not text.startswith(EXPECTED)]
            assert not [text for text in person.console if "WSSession" in text and BROWSERS_OWN not in text]


@pytest.fixture
def alice(visit: Visit) -> PhonePage:
    """Give Alice, who has not gone online."""
    return visit("alice")


@pytest.fixture
def bob(visit: Visit) -> PhonePage:
    """Give Bob, who can be called."""
    phone = visit("bob")
    phone.go_online()
    return phone


# What Chromium itself prints when a connection is refused; no script can keep it from that.
BROWSERS_OWN = "WebSocket connection to"
EXPECTED = (f"console: {BROWSERS_OWN}", "console: Failed to load resource")
