"""A button pressed twice, or held down, does what one press does; a press that is meant always counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call
from tests.phone.conftest import Visit
from tests.phone.site import Site

# The microphone takes longer to open than the second press to come.
SLOW_MICROPHONE = """(() => {
    const open = MediaDevices.prototype.getUserMedia;
    MediaDevices.prototype.getUserMedia = async function (constraints) {
        await new Promise((resolve) => setTimeout(resolve, 2000));
        return open.call(this, constraints);
    };
})();"""

# Buttons that come up one where the other was, whatever the theme; and where that is.
PAIRS = {("answer", "hangup"): 0, ("waiting-answer", "swap"): 5, ("online", "offline"): 10}

# As Chromium on a phone tells taps: it counts each as the first.
TAP_TWICE = """([x, y]) => new Promise((done) => {
    const how = { bubbles: true, cancelable: true, detail: 1, pointerType: 'touch' };
    const tap = (clientX, clientY) => document.elementFromPoint(x, y)
        .dispatchEvent(new PointerEvent('click', { ...how, clientX, clientY }));
    tap(x, y);
    setTimeout(() => done(tap(x + 5, y - 3)), 150);
})"""

Press = Callable[[PhonePage, str], None]


@pytest.fixture(autouse=True)
def _same_place(site: Site) -> None:
    for roles, top in PAIRS.items():
        buttons = ", ".join(f'[data-jsc="{role}"]' for role in roles)
        place = f"position: fixed !important; inset: {top}rem auto auto 0 !important"
        site.style += f"[data-jsc-phone] :is({buttons}) {{ {place}; width: 12rem; height: 4rem }}"


def place(phone: PhonePage, role: str) -> tuple[float, float]:
    """Return where a button is, once it has stopped moving."""
    phone.role(role).scroll_into_view_if_needed()
    phone.role(role).hover(trial=True)
    box = phone.role(role).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def click_twice(phone: PhonePage, role: str) -> None:
    """Double-click with a mouse, as slowly as many people do."""
    phone.page.mouse.move(*place(phone, role))
    for count in (1, 2):
        phone.page.mouse.down(click_count=count)
        phone.page.mouse.up(click_count=count)
        phone.page.wait_for_timeout(250)


def tap_twice(phone: PhonePage, role: str) -> None:
    """Tap twice with a finger. The page does it by itself: two that came late would be two that are meant."""
    phone.page.evaluate(TAP_TWICE, place(phone, role))


def hold_enter(phone: PhonePage, role: str) -> None:
    """Press Enter and hold it until it repeats."""
    phone.focus(role)
    for _ in range(4):
        phone.page.keyboard.down("Enter")
        phone.page.wait_for_timeout(100)
    phone.page.keyboard.up("Enter")


def called_with_a_slow_microphone(alice: PhonePage, visit: Visit) -> PhonePage:
    """Let Alice call Bob, whose browser takes its time to open the microphone; return Bob."""
    bob = visit("bob", has_touch=True)
    bob.page.add_init_script(SLOW_MICROPHONE)
    bob.page.reload()
    bob.go_online()
    alice.dial("bob")
    bob.is_in("incoming")
    return bob


WAYS = pytest.mark.parametrize("press", [click_twice, tap_twice, hold_enter])


@WAYS
def test_answer_pressed_twice_answers(press: Press, alice: PhonePage, visit: Visit) -> None:
    bob = called_with_a_slow_microphone(alice, visit)
    press(bob, "answer")
    bob.is_in("active")
    alice.is_in("active")
    bob.press("hangup")
    bob.is_in("idle")
    alice.is_in("idle")


@pytest.mark.parametrize("way", ["click", "tap"])
def test_hang_up_right_after_answering_hangs_up(way: str, alice: PhonePage, visit: Visit) -> None:
    bob = called_with_a_slow_microphone(alice, visit)
    click_twice(bob, "answer")
    bob.is_in("answering")
    bob.page.wait_for_timeout(300)
    bob.role("hangup").click() if way == "click" else bob.role("hangup").tap()
    bob.is_in("idle")
    alice.is_in("idle")
    assert bob.microphones() == []


@pytest.mark.parametrize("press", [click_twice, tap_twice])
def test_hold_and_answer_pressed_twice_does_not_switch_back(press: Press, alice: PhonePage, visit: Visit) -> None:
    bob, carol = visit("bob", has_touch=True), visit("carol")
    bob.go_online()
    call(alice, bob, "bob")
    carol.dial("bob")
    expect(bob.role("waiting")).to_be_visible(timeout=15000)
    press(bob, "waiting-answer")
    carol.is_in("active")
    bob.page.wait_for_timeout(500)
    expect(bob.role("peer-name")).to_have_text("Carol")
    expect(bob.role("held-name")).to_have_text("Alice")
    click_twice(bob, "swap")
    alice.says("In a call", "status")
    bob.page.wait_for_timeout(500)
    expect(bob.role("peer-name")).to_have_text("Alice")


@WAYS
def test_go_online_pressed_twice_stays_online(press: Press, visit: Visit) -> None:
    alice = visit("alice")
    press(alice, "online")
    alice.is_registered()
    # Who goes offline now means it.
    alice.page.wait_for_timeout(600)
    press(alice, "offline")
    alice.says("Offline", "status")
    alice.page.wait_for_timeout(1000)
    expect(alice.role("online")).to_be_visible()


def test_digits_pressed_quickly_are_all_sent(alice: PhonePage, bob: PhonePage) -> None:
    call(alice, bob, "bob")
    alice.press("keypad-toggle")
    for digit in "5588":
        alice.root.locator(f'[data-jsc-tone="{digit}"]').click(click_count=2)
    expect(alice.role("tones")).to_have_text("55558888")
