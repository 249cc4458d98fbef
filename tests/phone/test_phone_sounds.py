"""Ringing and tones, heard at the page's own speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.phone.sound_script import SOUND_SCRIPT, is_heard, loudest, pitches, was_heard
from tests.servers.browser import FLAGS, Visitor, visitor
from tests.servers.debian import program
from tests.servers.kamailio import Kamailio
from tests.servers.process import wait_until

# Longer than the pauses of every sound that goes on.
LONG = 6.5


@pytest.fixture
def alice(visit: Visit) -> PhonePage:
    return listening(visit, "alice")


@pytest.fixture
def bob(visit: Visit) -> PhonePage:
    phone = listening(visit, "bob")
    phone.go_online()
    return phone


def listening(visit: Visit, who: str) -> PhonePage:
    phone = visit(who)
    phone.page.context.add_init_script(SOUND_SCRIPT)
    phone.page.reload()
    return phone


def hears_only(phone: PhonePage, low: float, high: float) -> None:
    is_heard(phone.page)
    heard = pitches(phone.page)
    assert heard
    assert all(low < pitch < high for pitch in heard), heard


def test_it_rings_until_the_call_is_answered(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob")
    bob.is_in("incoming")
    is_heard(bob.page)
    bob.press("answer")
    bob.is_in("active")
    assert loudest(bob.page, LONG) == 0


def test_the_ringing_of_a_call_can_be_stopped_without_rejecting_it(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob")
    bob.is_in("incoming")
    is_heard(bob.page)
    bob.page.keyboard.press("Tab")
    expect(bob.role("silence")).to_be_focused()
    bob.page.keyboard.press("Enter")
    expect(bob.role("silence")).to_have_attribute("aria-pressed", "true")
    bob.page.wait_for_timeout(100)
    assert loudest(bob.page, LONG) == 0
    bob.is_in("incoming")
    expect(bob.role("silence")).to_be_focused()
    bob.page.keyboard.press("Enter")
    is_heard(bob.page)
    bob.press("silence")
    bob.press("answer")
    bob.is_in("active")
    expect(bob.role("silence")).to_be_hidden()
    alice.press("hangup")
    bob.is_in("idle")
    # The next call rings again.
    alice.dial("bob")
    bob.is_in("incoming")
    is_heard(bob.page)
    expect(bob.role("silence")).to_have_attribute("aria-pressed", "false")


def test_the_caller_hears_it_ring(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob")
    bob.is_in("incoming")
    hears_only(alice, 400, 450)
    bob.press("answer")
    alice.is_in("active")
    assert loudest(alice.page, LONG) == 0


def test_ringing_ends_with_the_call(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob")
    is_heard(bob.page)
    alice.press("hangup")
    bob.is_in("idle")
    assert loudest(bob.page, LONG) == 0


def test_a_declined_call_is_heard_to_end(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob")
    bob.press("reject")
    alice.is_in("idle")
    alice.page.wait_for_function("() => testHeard().some((pitch) => Math.abs(pitch - 294) < 15)")
    alice.page.wait_for_timeout(1000)
    assert loudest(alice.page, LONG) == 0


def test_it_rings_as_loud_as_the_visitor_wants(alice: PhonePage, bob: PhonePage) -> None:
    set_volume(bob, 40)
    alice.dial("bob")
    is_heard(bob.page)
    assert loudest(bob.page, LONG) <= 0.4**2
    set_volume(bob, 0)
    bob.page.wait_for_timeout(100)
    assert loudest(bob.page, LONG) == 0
    set_volume(bob, 100)
    is_heard(bob.page)
    assert 0.4**2 < loudest(bob.page, LONG) <= 1


def test_the_slider_lets_hear_how_loud_that_is(alice: PhonePage) -> None:
    set_volume(alice, 50)
    was_heard(alice.page)


def test_a_message_is_heard_where_the_site_wants_it(alice: PhonePage, bob: PhonePage, site: Site) -> None:
    site.config["chat"] = True
    alice.page.reload()
    reload(bob)
    write(alice, "hello")
    was_heard(bob.page)
    site.config["message_tone"] = False
    reload(bob)
    write(alice, "hello again")
    bob.says("Message from Alice", "hint")
    assert loudest(bob.page, 2) == 0


def test_no_ringing_for_who_wants_none_now_and_next_time(alice: PhonePage, bob: PhonePage) -> None:
    bob.press("settings-toggle")
    bob.role("ring").uncheck()
    set_volume(bob, 25)
    bob.page.reload()
    bob.press("settings-toggle")
    expect(bob.role("ring")).not_to_be_checked()
    expect(bob.role("ring-volume")).to_have_value("25")
    bob.go_online()
    alice.dial("bob")
    bob.is_in("incoming")
    assert loudest(bob.page, LONG) == 0
    expect(bob.role("silence")).to_be_hidden()
    bob.role("ring").check()
    is_heard(bob.page)


def test_keys_are_heard_where_the_site_wants_it(visit: Visit, site: Site) -> None:
    bob = visit("bob")
    bob.go_online()
    alice = listening(visit, "alice")
    call(alice, bob, "bob")
    alice.press("keypad-toggle")
    assert loudest(alice.page, 1) == 0
    pitches(alice.page)
    alice.role("keypad").get_by_text("5", exact=True).click()
    was_heard(alice.page)
    assert all(abs(pitch - 770) < 30 or abs(pitch - 1336) < 30 for pitch in pitches(alice.page))
    alice.press("hangup")
    bob.is_in("idle")
    site.config["dialpad_tone"] = False
    alice.page.reload()
    call(alice, bob, "bob")
    alice.press("keypad-toggle")
    alice.role("keypad").get_by_text("5", exact=True).click()
    expect(alice.role("tones")).to_have_text("5")
    assert loudest(alice.page, 1) == 0


def test_the_sound_card_is_let_go_after_a_while(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob")
    is_heard(bob.page)
    alice.press("hangup")
    bob.is_in("idle")
    bob.page.wait_for_function("() => testContexts().every((state) => state === 'suspended')", timeout=15000)


def test_it_rings_at_the_chosen_speaker(alice: PhonePage, bob: PhonePage) -> None:
    bob.page.evaluate("""() => {
        window.testSinks = [];
        AudioContext.prototype.setSinkId = async (id) => { window.testSinks.push(id); };
    }""")
    bob.press("settings-toggle")
    bob.press("test-microphone")
    expect(bob.role("speaker").locator("option")).to_have_count(3)
    bob.role("speaker").select_option(index=2)
    chosen = bob.role("speaker").input_value()
    bob.press("test-microphone")
    alice.dial("bob")
    is_heard(bob.page)
    assert chosen in bob.page.evaluate("testSinks")


@pytest.fixture
def careful(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Give somebody whose browser plays nothing before a click.

    Do not ask this page anything by Playwright's own means before: they count as clicks.
    """
    flags = [flag for flag in FLAGS if "autoplay" not in flag]
    strict = browser.browser_type.launch(executable_path=program("chromium"), args=flags)
    try:
        with visitor(strict) as person:
            person.context.add_init_script(SOUND_SCRIPT)
            site.config["autostart"] = True
            person.page.goto(f"{site.url}/bob")
            yield person
    finally:
        strict.close()


def test_ringing_waits_for_the_browsers_leave(careful: Visitor, visit: Visit, sip_server: Kamailio) -> None:
    wait_until(lambda: sip_server.contacts("bob"), "bob to register", 15)
    alice = visit("alice")
    alice.dial("bob")
    alice.is_in("ringing")
    expression = {"expression": "[navigator.userActivation.hasBeenActive, ...testContexts()].join()"}
    answer = careful.context.new_cdp_session(careful.page).send("Runtime.evaluate", expression)
    assert answer["result"]["value"] == "false,suspended"
    careful.page.mouse.click(5, 5)
    is_heard(careful.page)
    alice.press("hangup")
    PhonePage(careful.page).is_in("idle")
    assert careful.problems == []


def reload(phone: PhonePage) -> None:
    phone.page.reload()
    phone.go_online()


def write(phone: PhonePage, text: str) -> None:
    if phone.role("chat").is_hidden():
        phone.press("chat-toggle")
        phone.role("chat-address").fill("bob")
        phone.press("chat-open")
    phone.role("chat-text").fill(text)
    phone.press("chat-send")


def set_volume(phone: PhonePage, volume: int) -> None:
    """Move the slider, as a hand would."""
    if phone.role("settings").is_hidden():
        phone.press("settings-toggle")
    phone.role("ring-volume").fill(str(volume))
    phone.press("settings-toggle")
    expect(phone.role("settings")).to_be_hidden()
    expect(phone.role("ring-volume")).to_have_value(re.compile(f"^{volume}$"))
