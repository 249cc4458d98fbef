"""Two people open the pages of a preview and talk, with nothing to set up."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import HOSTILE, Generate, Terminal
from tests.end_to_end.phone import Phone
from tests.end_to_end.static_site import sign_in
from tests.preview.running import Preview, previewing
from tests.servers.browser import Visitor, visitor
from tests.servers.fixtures import require

ANSWERS = {"name": HOSTILE, "slug": "acme-phone", "sip_domain": "Phones.example.org"}


@contextlib.contextmanager
def tab(person: Visitor, url: str) -> Iterator[Phone]:
    """Open another tab of the same browser."""
    page = person.context.new_page()
    person.watch(page)
    page.goto(url)
    yield Phone(page)
    page.close()


def talk(caller: Phone, callee: Phone, name: str) -> None:
    """Call `name` with video, until both see and hear the other."""
    caller.call(name, video=True)
    callee.answer(video=True)
    for phone in (caller, callee):
        phone.expect_state("active")
        assert phone.receives("audio")
        assert phone.receives("video")
    caller.hang_up()
    callee.expect_state("idle")


@pytest.fixture
def static(generate: Generate) -> Path:
    return generate("static", **ANSWERS, websocket_url="wss://sip.example.org/ws")


@pytest.fixture
def php(generate: Generate) -> Path:
    return generate("php", **ANSWERS, websocket_url="wss://sip.example.org/ws")


def test_two_tabs_of_a_static_site_call_each_other(terminal: Terminal, browser: Browser, static: Path) -> None:
    require("kamailio", "chromium")
    with previewing(terminal, static, "--sip") as preview, visitor(browser) as person:
        with tab(person, preview.url("alice")) as alice, tab(person, preview.url("bob")) as bob:
            for phone, name in ((alice, "alice"), (bob, "bob")):
                _sign_in(phone, name, preview)
            talk(alice, bob, "bob")
        assert person.problems == []
        assert person.foreign_requests() == []


def _sign_in(phone: Phone, name: str, preview: Preview) -> None:
    sign_in(phone.page, name, preview.note(name).rpartition(" ")[2])
    phone.expect_link("online")


def test_two_tabs_of_a_php_site_call_each_other_and_a_guest_calls_too(
    terminal: Terminal, browser: Browser, php: Path
) -> None:
    require("php", "kamailio", "chromium")
    with previewing(terminal, php, "--sip") as preview, visitor(browser) as person:
        with (
            tab(person, preview.url("alice")) as alice,
            tab(person, preview.url("bob")) as bob,
            tab(person, preview.url("guest")) as guest,
        ):
            bob.go_online()
            talk(alice, bob, "bob")
            alice.go_online()
            talk(guest, alice, "alice")
        assert person.problems == []
        assert person.foreign_requests() == []
