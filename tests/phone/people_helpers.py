"""Pages with a directory of people to call and a card that says who calls."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from playwright.sync_api import Page

from tests.phone.site import Site, strings

HOSTILE = ["<img src=x onerror=alert(1)>", "\u202e<b>x</b>", "javascript:alert(1)"]
BAD_PHOTOS = ["javascript:alert(1)", "data:image/svg+xml,<svg onload=alert(1)>", "blob:x", "//", 7, {"url": "/x"}]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="teal"/></svg>'
PROPERTIES = """() => {
    const names = ['backgroundColor', 'color', 'borderTopColor', 'borderTopWidth', 'letterSpacing', 'textTransform',
        'float', 'listStyleType', 'marginBottom', 'paddingTop', 'width', 'height'];
    return [...document.querySelectorAll(':is(.jsc-directory, .jsc-caller), :is(.jsc-directory, .jsc-caller) *')]
        .map((element) => [element.className, ...names.map((name) => getComputedStyle(element)[name])].join(' | '));
}"""
AUDIT = """async () => {
    const parts = { include: [['.jsc-directory'], ['.jsc-caller']] };
    const { violations } = await axe.run(parts, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ failureSummary }) => failureSummary)]);
}"""
PEOPLE = {
    "groups": [
        {
            "name": "Support",
            "people": [
                {"name": "Bob", "address": "bob@example.org", "photo": "/bob.svg"},
                {"name": "Carol", "address": "carol"},
            ],
        },
        {"name": "Nobody here", "people": []},
        {"name": "Sales", "people": [{"name": "Dave", "address": "dave@example.org", "photo": None}]},
    ]
}


def show_directory(site: Site, answer: Any, *, status: int = 200, attributes: str = "") -> None:  # noqa: ANN401
    """Give the pages of a site a directory, and its endpoint an answer."""
    texts = escape(json.dumps(strings()))
    site.head += '<link rel="stylesheet" href="/phone/styles/directory.css">'
    site.head += '<script type="module" src="/phone/directory.js"></script>'
    site.content += (
        f'<nav class="jsc-directory" data-jsc-directory="/people" data-jsc-texts="{texts}" {attributes}></nav>'
    )
    site.files["/bob.svg"] = PICTURE
    site.endpoints["/people"] = lambda _body, _headers: (status, answer)


def show_card(site: Site, answers: dict[str, tuple[int, Any]], *, attributes: str = "") -> list[Any]:
    """Give the pages of a site a caller card, and its endpoint answers by address. Returns what it is asked."""
    asked: list[Any] = []
    texts = escape(json.dumps(strings()))
    site.head += '<link rel="stylesheet" href="/phone/styles/caller_card.css">'
    site.head += '<script type="module" src="/phone/caller_card.js"></script>'
    site.content += (
        f'<div class="jsc-caller" data-jsc-caller-card="/caller" data-jsc-texts="{texts}" {attributes} hidden></div>'
    )
    site.files["/bob.svg"] = PICTURE

    def answer(body: bytes, _headers: dict[str, str]) -> tuple[int, Any]:
        asked.append(json.loads(body))
        return answers.get(asked[-1]["address"], (404, None))

    site.endpoints["/caller"] = answer
    return asked


def announce(page: Page, uri: str) -> None:
    """Tell the page of a caller, as the phone does."""
    page.evaluate("uri => { Arbiter.publish('jsc/call/incoming', uri); }", uri)
