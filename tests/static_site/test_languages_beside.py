"""Two languages of one site: the second lies in a folder of the first."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.conftest import render
from tests.servers.browser import visitor
from tests.servers.process import LOOPBACK
from tests.translations import language

# "ready" comes before the worker has cleaned up.
ACTIVATED = """async () => {
  const { active } = await navigator.serviceWorker.ready;
  while (active.state !== 'activated') {
    await new Promise((resolve) => active.addEventListener('statechange', resolve, { once: true }));
  }
}"""
OFFLINE = "Promise.all(['offline.html', 'he/offline.html'].map(page => caches.match(page).then(Boolean)))"


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """Serve a site in English that was changed once, with one in Hebrew in its folder he/."""
    site = render("static", tmp_path / "english")
    render("static", tmp_path / "hebrew", language="he").rename(site / "he")
    worker = site / "sw.js"
    worker.write_text(worker.read_text("utf-8").replace("web-phone-1", "web-phone-2"), "utf-8")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer((LOOPBACK, 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{LOOPBACK}:{server.server_port}/"
        server.shutdown()


def _visit(page: Page, url: str) -> None:
    page.goto(url)
    page.evaluate(ACTIVATED)


def test_each_language_has_its_own_phone_and_keeps_its_own_page_for_no_connection(browser: Browser, url: str) -> None:
    with visitor(browser) as person:
        missing: list[str] = []

        def note(answer: Response) -> None:
            missing.extend([answer.url] * (answer.status >= 400))

        person.page.on("response", note)
        _visit(person.page, f"{url}he/")
        expect(person.page.locator("[data-jsc=login-submit]")).to_have_text(language("he").texts["sign_in"])
        _visit(person.page, url)
        expect(person.page.locator("[data-jsc=login-submit]")).to_have_text("Sign in")
        assert person.page.evaluate(OFFLINE) == [True, True]
        assert missing == []
