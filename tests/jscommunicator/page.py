"""JSCommunicator in a page, worked by its ids as a visitor would."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.servers.browser import Visitor, media_grows

PATIENCE = 20_000


class Page:
    """The phone of one visitor."""

    def __init__(self, person: Visitor) -> None:
        self.person = person
        self.page = person.page

    def part(self, selector: str) -> Locator:
        """Return an element of JSCommunicator."""
        return self.page.locator(f".jsc-upstream {selector}")

    def start(self) -> None:
        """Start the phone, and wait until the server has registered it."""
        self.part('[data-jsc="online"]').click()
        expect(self.part("#reg span.up")).to_be_visible(timeout=PATIENCE)

    def call(self, destination: str, *, video: bool = False) -> None:
        """Call somebody."""
        field = self.part("#address")
        field.click()
        field.fill(destination)
        self.part("#call-video" if video else "#call-audio").click()

    def answer(self, *, video: bool = False) -> None:
        """Answer an incoming call."""
        self.part("#session-answer-video" if video else "#session-answer").click(timeout=PATIENCE)

    def is_in_call(self) -> None:
        """Wait until the call is connected."""
        expect(self.part("#call-info .session-active")).to_be_visible(timeout=PATIENCE)

    def hears(self) -> bool:
        """Tell whether sound arrives."""
        return media_grows(self.page, "audio")

    def sees(self) -> bool:
        """Tell whether a picture arrives."""
        return media_grows(self.page, "video")
