"""The list of missed calls, and calling back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call
from tests.phone.conftest import Visit
from tests.phone.site import Site


def miss(caller: PhonePage, callee: PhonePage) -> None:
    caller.dial("bob")
    callee.is_in("incoming")
    caller.press("hangup")
    callee.is_in("idle")
    caller.is_in("idle")


def entries(phone: PhonePage) -> Locator:
    return phone.role("missed-list").locator("button")


def test_a_missed_call_is_listed_and_called_back(alice: PhonePage, bob: PhonePage) -> None:
    expect(bob.role("missed")).to_be_hidden()
    miss(alice, bob)
    expect(entries(bob)).to_have_text(re.compile(r"^Alice \d\d:\d\d"))
    expect(entries(bob)).to_have_accessible_description("Call Alice back")
    expect(entries(bob).locator("svg")).to_be_visible()
    alice.go_online()
    entries(bob).click()
    alice.is_in("incoming")
    alice.says("Incoming call from Bob")
    expect(bob.role("missed")).to_be_hidden()


def test_the_latest_is_first(alice: PhonePage, bob: PhonePage, visit: Visit) -> None:
    miss(alice, bob)
    miss(visit("carol"), bob)
    expect(bob.role("missed-list").locator("bdi")).to_have_text(["Carol", "Alice"])


def test_what_was_rejected_or_answered_was_not_missed(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob")
    bob.press("reject")
    alice.is_in("idle")
    alice.dial("bob")
    bob.press("answer")
    alice.is_in("active")
    alice.press("hangup")
    bob.is_in("idle")
    expect(bob.role("missed")).to_be_hidden()


def test_who_found_the_line_busy_is_listed_and_covers_no_notice(alice: PhonePage, bob: PhonePage, visit: Visit) -> None:
    carol, dave = visit("carol"), visit("dave")
    call(alice, bob, "bob")
    carol.dial("bob")
    bob.says("Second call from Carol")
    dave.dial("bob")
    dave.says("busy")
    bob.says("Second call from Carol")
    carol.press("hangup")
    bob.says("Missed call from Carol", "hint")
    alice.press("hangup")
    bob.is_in("idle")
    bob.says("Call ended.", "hint")
    expect(bob.role("missed-list").locator("bdi")).to_have_text(["Carol", "Dave"])


def test_who_calls_while_the_visitor_calls_somebody_is_listed(alice: PhonePage, bob: PhonePage, visit: Visit) -> None:
    carol = visit("carol")
    carol.go_online()
    bob.dial("carol")
    carol.is_in("incoming")
    alice.dial("bob")
    alice.says("busy")
    bob.press("hangup")
    bob.is_in("idle")
    expect(entries(bob)).to_have_text(re.compile(r"^Alice \d\d:\d\d"))


def ring_on_two(alice: PhonePage, bob: PhonePage, visit: Visit) -> PhonePage:
    """Let Alice call Bob, who is online on two devices, and return the other one."""
    other = visit("bob")
    other.go_online()
    alice.dial("bob")
    for device in (bob, other):
        device.is_in("incoming")
    return other


@pytest.mark.parametrize("button", ["answer", "reject"])
def test_what_another_device_answered_or_rejected_was_not_missed(
    button: str, alice: PhonePage, bob: PhonePage, visit: Visit
) -> None:
    other = ring_on_two(alice, bob, visit)
    other.press(button)
    bob.is_in("idle")
    bob.says("Answered or rejected on another device.", "hint")
    expect(bob.role("missed")).to_be_hidden()


def test_other_devices_ring_on_when_one_leaves_the_page(alice: PhonePage, bob: PhonePage, visit: Visit) -> None:
    other = ring_on_two(alice, bob, visit)
    bob.page.goto("about:blank")
    other.page.wait_for_timeout(1000)
    other.press("answer")
    alice.is_in("active")
    other.is_in("active")


def test_what_no_device_answered_was_missed_on_each(alice: PhonePage, bob: PhonePage, visit: Visit) -> None:
    other = ring_on_two(alice, bob, visit)
    alice.press("hangup")
    for device in (bob, other):
        device.says("Missed call from Alice", "hint")
        expect(entries(device)).to_have_count(1)


def test_clearing_the_list(alice: PhonePage, bob: PhonePage) -> None:
    miss(alice, bob)
    bob.press("missed-clear")
    expect(bob.role("missed")).to_be_hidden()
    expect(bob.role("destination")).to_be_focused()
    bob.page.reload()
    bob.go_online()
    expect(bob.role("missed")).to_be_hidden()


def test_the_list_lasts_as_long_as_the_tab_for_the_same_person(alice: PhonePage, bob: PhonePage, site: Site) -> None:
    miss(alice, bob)
    expect(entries(bob)).to_have_count(1)
    bob.page.reload()
    bob.go_online()
    expect(entries(bob)).to_have_count(1)
    bob.page.goto(f"{site.url}/carol")
    bob.go_online()
    expect(bob.role("missed")).to_be_hidden()


def test_a_hostile_name_is_text(visit: Visit, site: Site, bob: PhonePage) -> None:
    site.names["alice"] = "<img src=x onerror=alert(1)>\u202egnp"
    miss(visit("alice"), bob)
    expect(bob.role("missed-list").locator("bdi")).to_have_text("<img src=x onerror=alert(1)>gnp")
    assert bob.role("missed-list").locator("img").count() == 0


def test_no_list_where_the_site_says_whom_to_call(visit: Visit, site: Site) -> None:
    alice = visit("alice")
    site.config.update({"destination": "helpdesk", "edit_destination": False})
    bob = visit("bob")
    bob.go_online()
    miss(alice, bob)
    expect(bob.role("missed")).to_be_hidden()
