"""Chromium for the tests, with a fake camera and microphone, and proof that media flows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    sync_playwright,
)

from tests.servers.debian import program
from tests.servers.process import wait_until

Kind = Literal["audio", "video"]

MEDIA_SCRIPT = Path(__file__).parent / "js" / "media.js"
FLAGS = (
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
    # WordPress shows avatars from another host; a slow answer to such a name holds a page's load up.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

# Two samples that differ by one packet could still be the tail of a dead call.
PACKETS = {"audio": 20, "video": 10}
FRAMES = 5


@dataclass(frozen=True)
class Stream:
    """What a page has received and sent of one kind of media, over all open connections."""

    packets_received: int
    bytes_received: int
    frames_decoded: int
    packets_sent: int
    bytes_sent: int


@dataclass
class Visitor:
    """One person at a browser: a profile of its own with one page, and what went wrong there."""

    context: BrowserContext
    page: Page
    console: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Collect console output, script errors and requests of a page of this visitor."""
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))
        page.on("request", lambda request: self.requests.append(request.url))

    def foreign_requests(self) -> list[str]:
        """Return the addresses asked for on another host than the page's own machine."""
        web = [url for url in self.requests if url.startswith(("http:", "https:", "ws:", "wss:"))]
        return [url for url in web if urlsplit(url).hostname not in ("127.0.0.1", "localhost")]

    def _note(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Debian's Chromium without a window and yield it; one at a time in a process."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            yield browser
        finally:
            browser.close()


def launch(playwright: Playwright, *flags: str) -> Browser:
    """Start the machine's own Chromium; further command-line flags may be given."""
    return playwright.chromium.launch(executable_path=program("chromium"), args=[*FLAGS, *flags])


@contextmanager
def visitor(browser: Browser, **options: Any) -> Iterator[Visitor]:  # noqa: ANN401 - as Playwright has them
    """Yield a new visitor with an empty profile; `options` go to Playwright's new_context()."""
    context = browser.new_context(**options)
    context.add_init_script(path=MEDIA_SCRIPT)
    try:
        person = Visitor(context, context.new_page())
        person.watch(person.page)
        yield person
    finally:
        context.close()


def media(page: Page, kind: Kind) -> Stream:
    """Return what the page's peer connections have received and sent of one kind so far."""
    sample = page.evaluate("kind => testMedia().then(sum => sum[kind])", kind)
    return Stream(
        packets_received=sample["packetsReceived"],
        bytes_received=sample["bytesReceived"],
        frames_decoded=sample["framesDecoded"],
        packets_sent=sample["packetsSent"],
        bytes_sent=sample["bytesSent"],
    )


def media_grows(page: Page, kind: Kind, seconds: float = 15.0) -> bool:
    """Tell whether the page goes on receiving (and for video, decoding) media from now on."""
    before = media(page, kind)

    def grew() -> bool:
        now = media(page, kind)
        packets = now.packets_received - before.packets_received
        frames = now.frames_decoded - before.frames_decoded
        return packets >= PACKETS[kind] and (kind == "audio" or frames >= FRAMES)

    try:
        return wait_until(grew, f"{kind} to grow", seconds)
    except TimeoutError:
        return False


def plays(page: Page, selector: str, seconds: float = 10.0) -> bool:
    """Tell whether the clock of an audio or video element advances from now on."""
    before = page.eval_on_selector(selector, "element => element.currentTime")
    advanced = "([selector, before]) => document.querySelector(selector).currentTime > before"
    try:
        page.wait_for_function(advanced, arg=[selector, before], timeout=seconds * 1000)
    except Error:
        return False
    return True


def log_in(page: Page, url: str, login: str, password: str) -> None:
    """Log a visitor in to the WordPress at `url` through its own form."""
    page.goto(f"{url}/wp-login.php")
    page.fill("#user_login", login)
    page.fill("#user_pass", password)
    page.click("#wp-submit")
    page.wait_for_url("**/wp-admin/**", wait_until="domcontentloaded")
