"""What a page with the phone costs until it is registered, beside JSCommunicator.

JSCommunicator's page makes 18 requests of 271,233 bytes (gzip -9) before it is registered, in its
lightest set of libraries; ``benchmarks/phone.py`` measures both in one run.
"""

from __future__ import annotations

import gzip

from playwright.sync_api import Browser, Response

from tests.phone.browser_helpers import PhonePage
from tests.phone.site import Site
from tests.servers.browser import visitor

UPSTREAM_REQUESTS = 18
UPSTREAM_BYTES = 271_233
# The site's own style sheet, and what is fetched when the phone is online.
OTHERS = ("page.css", "later_features")


def test_a_third_of_the_requests_and_of_the_bytes_not_more_than_30_percent(browser: Browser, site: Site) -> None:
    site.program = "/phone/phone.min"
    site.config["autostart"] = True
    sizes: dict[str, int] = {}

    def count(response: Response) -> None:
        if not response.url.removesuffix(".min.js").endswith(OTHERS):
            sizes[response.url] = len(gzip.compress(response.body(), 9, mtime=0))

    with visitor(browser) as person:
        person.page.on("response", count)
        person.page.goto(f"{site.url}/alice")
        PhonePage(person.page).is_registered()

    # An empty answer is 20 bytes in gzip: the icon that the site does not have.
    counted = {url: size for url, size in sizes.items() if size > 20}
    assert len(counted) <= UPSTREAM_REQUESTS / 3, counted
    assert sum(counted.values()) <= UPSTREAM_BYTES * 0.3, counted
