"""The phone in Firefox, in calls with one in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.phone.browser_helpers import PhonePage
from tests.phone.site import Site
from tests.servers.browser import Kind, media_grows
from tests.servers.firefox import PROGRAM, Firefox, firefox
from tests.servers.fixtures import require
from tests.servers.process import wait_until


@pytest.fixture(scope="module")
def mozilla() -> Iterator[Firefox]:
    """Give the machine's Firefox."""
    require(PROGRAM)
    with firefox() as running:
        yield running


@pytest.fixture
def carol(mozilla: Firefox, site: Site) -> Iterator[Firefox]:
    """Give Carol, who uses Firefox and has gone online. No script error may have come up in the end."""
    mozilla.problems.clear()
    mozilla.go(f"{site.url}/carol")
    press(mozilla, "online")
    mozilla.wait_for("document.querySelector('[data-jsc-link=online]')")
    yield mozilla
    mozilla.go("about:blank")
    assert mozilla.problems == []


def press(browser: Firefox, role: str) -> None:
    browser.click(f"[data-jsc={role}]")


def dial(browser: Firefox, name: str) -> None:
    browser.evaluate(f"document.querySelector('[data-jsc=destination]').value = '{name}'")
    press(browser, "call-audio")


def is_in(browser: Firefox, state: str) -> None:
    browser.wait_for(f"document.querySelector('[data-jsc-state={state}]')")


def hears(browser: Firefox, kind: Kind = "audio") -> bool:
    """Tell whether the page goes on receiving media from now on."""
    received = f"testMedia().then((sum) => sum.{kind}.packetsReceived)"
    enough = browser.evaluate(received) + 20
    return bool(wait_until(lambda: browser.evaluate(received) >= enough, f"{kind} to grow", 15.0))


def test_a_call_from_firefox(carol: Firefox, bob: PhonePage) -> None:
    dial(carol, "bob")
    bob.is_in("incoming")
    bob.press("answer")
    is_in(carol, "active")
    assert media_grows(bob.page, "audio")
    assert hears(carol)
    press(carol, "hangup")
    bob.is_in("idle")
    is_in(carol, "idle")


def test_a_video_call_to_firefox(carol: Firefox, alice: PhonePage) -> None:
    alice.dial("carol", video=True)
    is_in(carol, "incoming")
    press(carol, "answer-video")
    alice.is_in("active")
    is_in(carol, "active")
    kinds: tuple[Kind, ...] = ("audio", "video")
    for kind in kinds:
        assert media_grows(alice.page, kind)
        assert hears(carol, kind)
    alice.press("hangup")
    is_in(carol, "idle")


def test_who_leaves_the_page_in_firefox_has_hung_up(carol: Firefox, bob: PhonePage, site: Site) -> None:
    """Firefox closes the connection to the server first: no page can say goodbye."""
    dial(carol, "bob")
    bob.is_in("incoming")
    bob.press("answer")
    is_in(carol, "active")
    assert hears(carol)
    carol.go(f"{site.url}/page.css")
    bob.is_in("idle")
    bob.says("Call ended", "hint")


@pytest.mark.parametrize("program", ["/phone/phone", "/phone/phone.min"])
def test_what_could_not_be_fetched_is_fetched_again(mozilla: Firefox, site: Site, program: str) -> None:
    """Firefox asks no second time for a module at the same address."""
    features = "/phone/chunks/later_features.min.js" if "min" in program else "/phone/features/later_features.js"
    late = ["/phone/vendor/jssip.js", features]
    site.program = program
    site.endpoints.update(dict.fromkeys(late, lambda *_: (503, {})))
    mozilla.go(f"{site.url}/carol")
    press(mozilla, "settings-toggle")
    mozilla.wait_for("document.querySelector('[data-jsc=alert]').textContent.includes('could not be loaded')")
    press(mozilla, "online")
    mozilla.wait_for("document.querySelector('[data-jsc-link=retrying]')")
    site.endpoints.clear()
    mozilla.wait_for("document.querySelector('[data-jsc-link=online]')")
    press(mozilla, "settings-toggle")
    mozilla.wait_for("!document.querySelector('[data-jsc=settings]').hidden")
    mozilla.go("about:blank")
