"""Pages that listen to the phone and talk to it, as pages for JSCommunicator do."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from tests.phone.site import Site

# Writes down what the page is told: on the bus, and by events that bubble up to the document.
RECORD = """
window.told = [];
window.seen = [];
document.addEventListener('DOMContentLoaded', () => {
    Arbiter.subscribe('jsc/*', { async: true }, (data, topic) => told.push(data === null ? topic : `${topic} ${data}`));
});
const names = ['ua:idle', 'ua:notready', 'ua:incall', 'call:incoming', 'call:outgoing', 'call:connected', 'call:dtmf',
    'call:end', 'call:failed', 'call:waiting', 'unavailable:webrtc', 'unavailable:config', 'unavailable:relay'];
names.forEach((name) => document.addEventListener(`jsc:${name}`, ({ target, detail }) => {
    const phone = [...document.querySelectorAll('[data-jsc-phone]')].indexOf(target);
    seen.push({ event: `jsc:${name}`, phone, ...detail });
}));
"""


def script(site: Site, name: str, text: str) -> None:
    """Give the pages of a site a script of their own, in their head, as people write them."""
    site.files[f"/{name}.js"] = text
    site.head += f'<script src="/{name}.js"></script>'


def settings(site: Site, **groups: Any) -> None:  # noqa: ANN401 - as JSON is
    """Give the pages of a site a JSCommSettings."""
    script(site, "settings", f"window.JSCommSettings = {json.dumps(groups)};")


def record(site: Site) -> None:
    """Have the pages of a site write down what they are told."""
    script(site, "record", RECORD)


def told(page: Page, last: str) -> list[str]:
    """Return what the page heard on the bus, once a topic has come."""
    page.wait_for_function("last => told.at(-1) === last", arg=last, timeout=20000)
    return list(page.evaluate("told"))


def seen(page: Page, last: str, phone: int = 0) -> list[str]:
    """Return the names of the events of a phone, once one has come."""
    page.wait_for_function("last => seen.at(-1)?.event === last", arg=last, timeout=20000)
    return list(page.evaluate("phone => seen.filter((told) => told.phone === phone).map(({ event }) => event)", phone))


def publish(page: Page, topic: str, data: str) -> None:
    """Publish something on the page's bus."""
    page.evaluate("([topic, data]) => { Arbiter.publish(topic, data); }", [topic, data])
