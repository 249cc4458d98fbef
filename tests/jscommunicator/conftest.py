"""JSCommunicator's sources, where they are, and a site around them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jscomm_scaffold.errors import AnswerError, DownloadError
from jscomm_scaffold.upstream import local_copy, pinned_copy, read_pin
from tests.conftest import render
from tests.phone.site import Site, serving
from tests.servers.fixtures import SECRET
from tests.servers.kamailio import Kamailio

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def upstream() -> Path:
    """Give a folder with JSCommunicator as it was pinned: a local one, or one fetched now."""
    given = os.environ.get("JSCOMM_JSCOMMUNICATOR_DIR")
    try:
        copy = local_copy(Path(given), read_pin()) if given else pinned_copy(read_pin())
    except (AnswerError, DownloadError) as fault:
        pytest.skip(f"JSCommunicator's sources are not here (JSCOMM_JSCOMMUNICATOR_DIR names none): {fault.message}")
    return copy.folder


@pytest.fixture
def site(upstream: Path, tmp_path: Path, sip_server: Kamailio) -> Iterator[Site]:
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
    site = Site(
        sip_server.url,
        SECRET,
        sip_server.domain,
        template="phone/upstream.html",
        program="/jscommunicator/start",
        folders=folders,
    )
    with serving(site) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Any]:
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
