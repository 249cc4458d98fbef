"""What a page with the phone costs, beside JSCommunicator.

JSCommunicator's page makes 18 requests of 271,233 bytes (gzip -9) before it is registered, in its
lightest set of libraries; ``benchmarks/phone.py`` measures both in one run.
"""

from __future__ import annotations

import gzip

from playwright.sync_api import Browser

from tests.phone.browser_helpers import PhonePage
from tests.phone.site import Site
from tests.servers.browser import visitor

UPSTREAM_REQUESTS = 18
UPSTREAM_BYTES = 271_233


def test_a_third_of_the_requests_and_less_than_a_third_of_the_bytes(browser: Browser, site: Site) -> None:
    site.program = "/phone/phone.min"
    bodies = []
    with visitor(browser) as person:
        person.page.on("response", lambda response: bodies.append(response.body()))
        person.page.goto(f"{site.url}/alice")
        PhonePage(person.page).go_online()

    counted = [gzip.compress(body, 9, mtime=0) for body in bodies if body]
    assert len(counted) <= UPSTREAM_REQUESTS / 3
    assert sum(map(len, counted)) <= UPSTREAM_BYTES * 0.3
