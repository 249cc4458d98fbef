"""JSCommunicator's sources, where they are, and a site around them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jscomm_scaffold.errors import AnswerError, DownloadError
from jscomm_scaffold.upstream import local_copy, pinned_copy, read_pin
from tests.conftest import render
from tests.phone.site import PAGE, Site, serving, strings, templates
from tests.servers.fixtures import SECRET
from tests.servers.kamailio import Kamailio

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MACROS = """[% macro t(text) %][= text | e =][% endmacro %][% macro ta(text) %][= text | e =][% endmacro %]
[% include "phone/upstream.html" %]"""


@pytest.fixture(scope="session")
def upstream() -> Path:
    """Give a folder with JSCommunicator as it was pinned: a local one, or one fetched now."""
    given = os.environ.get("JSCOMM_JSCOMMUNICATOR_DIR")
    try:
        copy = local_copy(Path(given), read_pin()) if given else pinned_copy(read_pin())
    except (AnswerError, DownloadError) as fault:
        pytest.skip(f"JSCommunicator's sources are not here (JSCOMM_JSCOMMUNICATOR_DIR names none): {fault.message}")
    return copy.folder


@dataclass
class JSCommunicatorSite(Site):
    """A small site with JSCommunicator in its page."""

    head: str = ""

    def page(self, who: str) -> str:
        """Return the page that a visitor sees."""
        import html
        import json

        config: dict[str, Any] = {
            "session": None if who == "login" else {"url": f"/session/{who}", "nonce_url": None, "nonce_header": None},
            "websocket_url": self.websocket_url,
            "sip_domain": self.domain,
            "strings": strings(),
            **self.config,
        }
        shown = templates().from_string(MACROS).render(config=html.escape(json.dumps(config)))
        page = PAGE.format(lang="en", dir=self.dir, phones=shown)
        return page.replace("/phone/phone.", "/jscommunicator/start.").replace("</head>", f"{self.head}</head>")


@pytest.fixture
def site(upstream: Path, tmp_path: Path, sip_server: Kamailio) -> Iterator[JSCommunicatorSite]:
    """Give a site made of what the tool writes."""
    output = render(
        "php",
        tmp_path,
        slug="acme-phone",
        phone="jscommunicator",
        licence="GPL-2.0-or-later",
        jscommunicator_dir=str(upstream),
    )
    folders = {"/phone/": output / "assets/phone", "/jscommunicator/": output / "assets/jscommunicator"}
    with serving(JSCommunicatorSite(sip_server.url, SECRET, sip_server.domain, folders=folders)) as running:
        yield running  # type: ignore[misc]


@pytest.fixture
def visit(browser: Browser, site: JSCommunicatorSite) -> Iterator[Any]:
    """Give a function that opens the site as somebody and starts the phone. No script error may have come up."""
    from tests.jscommunicator.page import Page
    from tests.servers.browser import visitor

    with ExitStack() as stack:
        people = []

        def open_page(who: str, query: str = "") -> Page:
            person = stack.enter_context(visitor(browser))
            people.append(person)
            person.page.goto(f"{site.url}/{who}{query}")
            return Page(person)

        yield open_page
        for person in people:
            assert not person.problems
            assert not [text for text in person.console if "WSSession" in text]
