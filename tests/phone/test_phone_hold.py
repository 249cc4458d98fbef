"""A call that waits: on hold and going on again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call, is_silent
from tests.phone.conftest import Visit
from tests.servers.browser import media_grows
from tests.servers.kamailio import Kamailio

People = tuple[PhonePage, PhonePage]


@pytest.fixture
def people(visit: Visit) -> People:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    return alice, bob


def both_talk(people: People, kind: str = "audio") -> None:
    for phone in people:
        assert media_grows(phone.page, "video" if kind == "video" else "audio")


def test_on_hold_nobody_sends_and_then_both_do_again(people: People) -> None:
    alice, bob = people
    call(alice, bob, "bob")
    both_talk(people)
    alice.press("hold")
    expect(alice.role("hold")).to_have_attribute("aria-pressed", "true")
    alice.says("On hold", "status")
    bob.says("The other party put you on hold.", "status")
    assert is_silent(alice)
    assert is_silent(bob)
    alice.press("hold")
    expect(alice.role("hold")).to_have_attribute("aria-pressed", "false")
    alice.says("In a call", "status")
    bob.says("In a call", "status")
    both_talk(people)


def test_a_held_picture_stops_and_comes_back(people: People) -> None:
    alice, bob = people
    call(alice, bob, "bob", video=True)
    both_talk(people, "video")
    bob.press("hold")
    assert is_silent(alice, "video")
    bob.press("hold")
    both_talk(people, "video")


def test_the_called_one_can_hold_too_and_each_goes_on_alone(people: People) -> None:
    alice, bob = people
    call(alice, bob, "bob")
    alice.press("hold")
    bob.says("put you on hold", "status")
    bob.press("hold")
    alice.press("hold")
    alice.says("The other party put you on hold.", "status")
    assert is_silent(alice), "the other one still holds"
    bob.press("hold")
    both_talk(people)


def test_both_press_hold_at_once(people: People) -> None:
    alice, bob = people
    call(alice, bob, "bob")
    for phone in people:
        phone.page.evaluate("""setTimeout(() => document.querySelector('[data-jsc="hold"]').click(), 1000)""")
    for phone in people:
        phone.says("On hold", "status")
    assert is_silent(alice)
    for phone in people:
        phone.press("hold")
    both_talk(people)


def test_a_muted_microphone_stays_muted_over_the_hold(people: People) -> None:
    alice, bob = people
    call(alice, bob, "bob")
    alice.press("mute")
    alice.press("hold")
    bob.says("put you on hold", "status")
    alice.press("hold")
    bob.says("In a call", "status")
    assert alice.microphones() == [False]
    alice.press("mute")
    assert alice.microphones() == [True]


def test_a_muted_microphone_stays_muted_when_the_other_party_holds(people: People) -> None:
    alice, bob = people
    call(alice, bob, "bob")
    alice.press("mute")
    for status in ("put you on hold", "In a call"):
        bob.press("hold")
        alice.says(status, "status")
        assert alice.microphones() == [False]
    alice.press("mute")
    assert alice.microphones() == [True]
    both_talk(people)


def test_hold_by_keyboard(people: People) -> None:
    alice, bob = people
    call(alice, bob, "bob")
    alice.focus("hold")
    alice.page.keyboard.press("Space")
    bob.says("put you on hold", "status")
    expect(alice.role("hold")).to_be_focused()


def test_a_held_call_can_be_hung_up_by_either(people: People) -> None:
    alice, bob = people
    call(alice, bob, "bob")
    alice.press("hold")
    bob.says("put you on hold", "status")
    bob.press("hangup")
    alice.is_in("idle")
    bob.is_in("idle")


def test_hold_without_the_server_takes_effect_at_once(people: People, sip_server: Kamailio) -> None:
    """Nobody can tell the other party, but nothing of this side is heard any more."""
    alice, bob = people
    call(alice, bob, "bob")
    sip_server.kill()
    alice.says("cannot be reached")
    alice.press("hold")
    assert alice.microphones() == [False]
    alice.press("hold")
    assert alice.microphones() == [True]
    both_talk(people)
