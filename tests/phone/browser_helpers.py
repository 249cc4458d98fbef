"""Driving a phone in a browser: who works the phone of a CMS's page can use this too."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

# Remembers the digits that a page sends in its media (RFC 4733), and the devices it opens.
WATCH_SCRIPT = """(() => {
    const insert = RTCDTMFSender.prototype.insertDTMF;
    window.testTones = [];
    RTCDTMFSender.prototype.insertDTMF = function (tones, ...rest) {
        this.ontonechange ??= ({ tone }) => tone && window.testTones.push(tone);
        return insert.call(this, tones, ...rest);
    };
    window.testTracks = [];
    if (!window.MediaDevices) {
        return;
    }
    const open = MediaDevices.prototype.getUserMedia;
    MediaDevices.prototype.getUserMedia = async function (constraints) {
        const stream = await open.call(this, constraints);
        window.testTracks.push(...stream.getTracks());
        return stream;
    };
})();"""


class PhonePage:
    """The phone in a page, worked by its roles as a visitor would."""

    def __init__(self, page: Page, number: int = 0) -> None:
        self.page = page
        self.root = page.locator("[data-jsc-phone]").nth(number)

    def role(self, role: str) -> Locator:
        """Return the element of a role of the fragment."""
        return self.root.locator(f'[data-jsc="{role}"]')

    def press(self, role: str) -> None:
        """Click a button."""
        self.role(role).click()

    def focus(self, role: str) -> None:
        """Go to a part of the phone with the keyboard, as soon as it is there."""
        expect(self.role(role)).to_be_visible()
        self.role(role).focus()

    def go_online(self) -> None:
        """Go online, and wait until the server has registered the phone."""
        self.press("online")
        self.is_registered()

    def is_registered(self, seconds: float = 15) -> None:
        """Wait until the phone says that it can be called."""
        expect(self.role("status")).to_have_text("Online", timeout=seconds * 1000)

    def dial(self, destination: str, *, video: bool = False) -> None:
        """Start a call; '' leaves the destination as it is."""
        if destination:
            self.role("destination").fill(destination)
        self.press("call-video" if video else "call-audio")

    def is_in(self, state: str, seconds: float = 15) -> None:
        """Wait for a state: idle, preparing, calling, ringing, incoming, answering, active."""
        expect(self.root).to_have_attribute("data-jsc-state", state, timeout=seconds * 1000)

    def says(self, text: str, role: str = "alert", seconds: float = 15) -> None:
        """Wait until the alert (or another role) holds a text."""
        expect(self.role(role)).to_contain_text(text, timeout=seconds * 1000)

    def tones(self) -> str:
        """Return the digits sent in the media so far; needs WATCH_SCRIPT in the page."""
        return str(self.page.evaluate("testTones.join('')"))

    def microphones(self) -> list[bool]:
        """Return of each open microphone whether its sound is sent; needs WATCH_SCRIPT in the page."""
        live = "testTracks.filter((track) => track.kind === 'audio' && track.readyState === 'live')"
        return list(self.page.evaluate(f"{live}.map((track) => track.enabled)"))
