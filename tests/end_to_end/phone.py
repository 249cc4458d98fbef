"""The phone on a page, as a visitor uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.servers.browser import Kind, media_grows

CALL_SECONDS = 20


@dataclass(frozen=True)
class Phone:
    """The first phone of ``page``, found by its roles as its own program finds them."""

    page: Page

    def part(self, role: str) -> Locator:
        """Find the element with this ``data-jsc`` role."""
        return self.page.locator(f'[data-jsc-phone] [data-jsc="{role}"]').first

    def go_online(self) -> None:
        """Press "Go online" and wait until the phone is registered."""
        self.part("online").click()
        self.expect_link("online")

    def call(self, destination: str, *, video: bool = False) -> None:
        """Enter a destination and press Call or Video call."""
        self.part("destination").fill(destination)
        self.part("call-video" if video else "call-audio").click()

    def answer(self, *, video: bool = False) -> None:
        """Wait for a call and answer it."""
        self.expect_state("incoming")
        self.part("answer-video" if video else "answer").click()

    def hang_up(self) -> None:
        """Press Hang up."""
        self.part("hangup").click()

    def expect_state(self, state: str) -> None:
        """Wait until the call is in this state: idle, ringing, incoming or active."""
        expect(self._root()).to_have_attribute("data-jsc-state", state, timeout=CALL_SECONDS * 1000)

    def expect_link(self, link: str, seconds: float = CALL_SECONDS) -> None:
        """Wait until the connection is in this state: offline, connecting, online, retrying."""
        expect(self._root()).to_have_attribute("data-jsc-link", link, timeout=seconds * 1000)

    def expect_alert(self, text: str) -> None:
        """Wait until the phone says something that matches ``text``."""
        expect(self.part("alert")).to_contain_text(re.compile(text, re.IGNORECASE), timeout=CALL_SECONDS * 1000)

    def receives(self, kind: Kind) -> bool:
        """Tell whether media of this kind keeps arriving."""
        return media_grows(self.page, kind)

    def _root(self) -> Locator:
        return self.page.locator("[data-jsc-phone]").first
