"""A second caller during a call: announced, answered, rejected, and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call, is_silent
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.browser import media_grows

People = tuple[PhonePage, PhonePage, PhonePage]


@pytest.fixture
def people(visit: Visit) -> People:
    """Bob talks to Alice; Carol is there, too."""
    alice, bob, carol = visit("alice"), visit("bob"), visit("carol")
    bob.go_online()
    call(alice, bob, "bob")
    return alice, bob, carol


def ring(carol: PhonePage, bob: PhonePage) -> None:
    carol.dial("bob")
    expect(bob.role("waiting")).to_be_visible(timeout=15000)


def test_a_second_caller_is_announced_and_the_call_goes_on(people: People) -> None:
    alice, bob, carol = people
    ring(carol, bob)
    bob.says("Second call from Carol")
    expect(bob.role("waiting-name")).to_have_text("Carol")
    expect(bob.role("peer-name")).to_have_text("Alice")
    bob.is_in("active")
    assert media_grows(alice.page, "audio")
    carol.is_in("ringing")


def test_hold_and_answer_then_back(people: People) -> None:
    alice, bob, carol = people
    ring(carol, bob)
    bob.press("waiting-answer")
    carol.is_in("active")
    expect(bob.role("peer-name")).to_have_text("Carol")
    expect(bob.role("held-name")).to_have_text("Alice")
    alice.says("put you on hold", "status")
    assert is_silent(alice)
    assert media_grows(carol.page, "audio")
    bob.press("swap")
    expect(bob.role("peer-name")).to_have_text("Alice")
    expect(bob.role("held-name")).to_have_text("Carol")
    carol.says("put you on hold", "status")
    assert media_grows(alice.page, "audio")
    assert is_silent(carol)


def test_after_one_call_the_held_one_is_shown_and_goes_on_by_its_button(people: People) -> None:
    alice, bob, carol = people
    ring(carol, bob)
    bob.press("waiting-answer")
    carol.is_in("active")
    carol.press("hangup")
    bob.says("The call with Carol has ended.", "hint")
    expect(bob.role("peer-name")).to_have_text("Alice")
    expect(bob.role("held")).to_be_hidden()
    bob.says("On hold", "status")
    bob.press("hold")
    assert media_grows(alice.page, "audio")
    bob.press("hangup")
    alice.is_in("idle")
    bob.is_in("idle")
    assert bob.microphones() == []


def test_the_held_one_hangs_up(people: People) -> None:
    alice, bob, carol = people
    ring(carol, bob)
    bob.press("waiting-answer")
    carol.is_in("active")
    alice.press("hangup")
    bob.says("The call with Alice has ended.", "hint")
    expect(bob.role("held")).to_be_hidden()
    expect(bob.role("peer-name")).to_have_text("Carol")
    assert media_grows(carol.page, "audio")


def test_a_second_caller_is_rejected(people: People) -> None:
    alice, bob, carol = people
    ring(carol, bob)
    bob.press("waiting-reject")
    carol.says("The call was declined.")
    expect(bob.role("waiting")).to_be_hidden()
    assert media_grows(alice.page, "audio")


def test_a_second_caller_gives_up(people: People) -> None:
    _, bob, carol = people
    ring(carol, bob)
    carol.press("hangup")
    expect(bob.role("waiting")).to_be_hidden()
    bob.says("Missed call from Carol", "hint")
    bob.is_in("active")


def test_the_first_call_ends_while_the_second_rings(people: People) -> None:
    alice, bob, carol = people
    ring(carol, bob)
    alice.press("hangup")
    bob.is_in("incoming")
    bob.says("Incoming call from Carol")
    bob.press("answer")
    carol.is_in("active")
    assert media_grows(carol.page, "audio")


def test_a_third_caller_hears_busy(people: People, visit: Visit) -> None:
    _, bob, carol = people
    dave = visit("dave")
    ring(carol, bob)
    dave.dial("bob")
    dave.says("busy")
    bob.press("waiting-answer")
    carol.is_in("active")
    dave.dial("bob")
    dave.says("busy")
    expect(bob.role("waiting")).to_be_hidden()


def test_the_focus_goes_to_a_second_call_and_back(people: People) -> None:
    _, bob, carol = people
    bob.focus("mute")
    ring(carol, bob)
    expect(bob.role("waiting")).to_be_focused()
    bob.page.keyboard.press("Tab")
    expect(bob.role("waiting-answer")).to_be_focused()
    bob.page.keyboard.press("Tab")
    bob.page.keyboard.press("Enter")
    carol.says("declined")
    expect(bob.role("mute")).to_be_focused()


def test_the_focus_stays_where_somebody_enters_something(people: People) -> None:
    _, bob, carol = people
    bob.press("keypad-toggle")
    key = bob.root.locator('[data-jsc-tone="5"]')
    key.focus()
    ring(carol, bob)
    expect(key).to_be_focused()


def test_a_name_from_the_network_stays_text(people: People, site: Site, visit: Visit) -> None:
    _, bob, _ = people
    site.names["eve"] = "<img src=x onerror=alert(1)>\u202e<b>x</b>"
    ring(visit("eve"), bob)
    expect(bob.role("waiting-name")).to_have_text("<img src=x onerror=alert(1)><b>x</b>")
    bob.press("waiting-answer")
    bob.press("swap")
    expect(bob.role("held-name")).to_have_text("<img src=x onerror=alert(1)><b>x</b>")
    assert bob.root.locator("img").count() == 0
