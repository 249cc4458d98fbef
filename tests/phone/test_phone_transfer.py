"""A call is passed on to somebody else (blind transfer)."""

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
    """Alice has called Bob; Carol is online."""
    alice, bob, carol = visit("alice"), visit("bob"), visit("carol")
    bob.go_online()
    carol.go_online()
    call(alice, bob, "bob")
    return alice, bob, carol


def pass_on(phone: PhonePage, to: str) -> None:
    phone.press("transfer-toggle")
    expect(phone.role("transfer-destination")).to_be_focused()
    phone.page.keyboard.type(to)
    phone.page.keyboard.press("Enter")


def test_the_other_party_is_passed_on(people: People) -> None:
    alice, bob, carol = people
    pass_on(bob, "carol")
    bob.says("Transferring the call…", "status")
    alice.says("The other party connects you to carol@example.org.", "hint")
    carol.is_in("incoming")
    carol.says("Incoming call from Alice")
    carol.press("answer")
    bob.is_in("idle")
    bob.says("The call was transferred.", "hint")
    alice.is_in("active")
    expect(alice.role("peer-name")).to_have_text("carol@example.org")
    expect(alice.role("held")).to_be_hidden()
    assert media_grows(alice.page, "audio")
    assert media_grows(carol.page, "audio")
    alice.press("hangup")
    carol.is_in("idle")
    assert alice.microphones() == []


def test_the_caller_passes_the_called_one_on(people: People) -> None:
    alice, bob, carol = people
    pass_on(alice, "carol")
    bob.says("The other party wants to connect you to carol@example.org.", "hint")
    bob.press("offer-accept")
    carol.is_in("incoming")
    carol.press("answer")
    alice.is_in("idle")
    assert media_grows(bob.page, "audio")


def test_whoever_was_called_is_not_passed_on_without_agreeing(people: People) -> None:
    alice, bob, carol = people
    pass_on(alice, "carol")
    expect(bob.role("offer-name")).to_have_text("carol@example.org", timeout=15000)
    carol.is_in("idle")
    bob.press("offer-decline")
    alice.says("The call could not be transferred.")
    expect(bob.role("offer")).to_be_hidden()
    carol.is_in("idle")
    assert media_grows(bob.page, "audio")


def test_a_transfer_that_is_declined_gives_the_call_back(people: People) -> None:
    alice, bob, carol = people
    pass_on(bob, "carol")
    carol.is_in("incoming")
    carol.press("reject")
    bob.says("The call could not be transferred.")
    alice.says("The call was declined.")
    for phone in (alice, bob):
        phone.is_in("active")
        phone.says("In a call", "status")
        assert media_grows(phone.page, "audio")
    expect(alice.role("peer-name")).to_have_text("bob@example.org")


def answered_during_a_transfer(people: People, visit: Visit) -> PhonePage:
    """Let Bob answer Dave while Alice, whom he passes on to Carol, waits for her; return Dave."""
    _, bob, carol = people
    dave = visit("dave")
    dave.dial("bob")
    expect(bob.role("waiting")).to_be_visible(timeout=15000)
    pass_on(bob, "carol")
    carol.is_in("incoming")
    bob.press("waiting-answer")
    dave.is_in("active")
    return dave


def test_who_was_put_on_hold_during_a_transfer_that_fails_hears_nothing(people: People, visit: Visit) -> None:
    alice, bob, carol = people
    dave = answered_during_a_transfer(people, visit)
    carol.press("reject")
    bob.says("The call could not be transferred.")
    expect(bob.role("peer-name")).to_have_text("Dave")
    expect(bob.role("held-name")).to_have_text("Alice")
    assert is_silent(alice)
    alice.says("put you on hold", "status")
    assert media_grows(dave.page, "audio")
    bob.press("swap")
    assert media_grows(alice.page, "audio")
    assert is_silent(dave)


def test_who_comes_back_from_hold_during_a_transfer_waits_until_the_visitor_goes_on(
    people: People, visit: Visit
) -> None:
    alice, bob, carol = people
    dave = answered_during_a_transfer(people, visit)
    dave.press("hangup")
    bob.says("On hold", "status")
    carol.press("reject")
    bob.says("The call could not be transferred.")
    assert is_silent(alice)
    bob.press("hold")
    assert media_grows(alice.page, "audio")


def test_a_transfer_to_nobody_gives_the_call_back(people: People) -> None:
    alice, bob, _ = people
    pass_on(bob, "nobody")
    bob.says("The call could not be transferred.")
    assert media_grows(alice.page, "audio")


def test_whom_the_site_does_not_allow_is_not_called(people: People, site: Site) -> None:
    alice, bob, _ = people
    site.answers["alice"] = (403, {}, {"message": "Not allowed."})
    pass_on(bob, "somebody@elsewhere.example")
    bob.says("The call could not be transferred.")
    alice.says("Not allowed.")
    assert ("alice", "somebody@elsewhere.example") in site.asked
    assert media_grows(alice.page, "audio")


def test_a_guest_is_passed_on_where_the_site_allows_it(site: Site, visit: Visit) -> None:
    guest, helpdesk, carol = visit("guest"), visit("helpdesk"), visit("carol")
    helpdesk.go_online()
    carol.go_online()
    call(guest, helpdesk, "helpdesk")
    pass_on(helpdesk, "carol")
    carol.is_in("incoming")
    carol.press("answer")
    helpdesk.is_in("idle")
    assert media_grows(guest.page, "audio")
    assert ("guest", "carol@example.org") in site.asked
    guest.press("hangup")
    guest.says("Offline", "status")


def test_where_the_site_wants_no_transfers_nobody_is_passed_on(site: Site, visit: Visit) -> None:
    bob = visit("bob")
    bob.go_online()
    site.config["transfer"] = False
    alice = visit("alice")
    call(alice, bob, "bob")
    expect(alice.role("transfer-toggle")).to_be_hidden()
    pass_on(bob, "carol")
    bob.says("The call could not be transferred.")
    alice.is_in("active")
    expect(alice.role("peer-name")).to_have_text("bob@example.org")


def test_what_is_no_address_is_told(people: People) -> None:
    _, bob, _ = people
    pass_on(bob, "two words")
    bob.says("not a number")
    expect(bob.role("transfer-destination")).to_be_focused()
    bob.page.keyboard.press("Escape")
    expect(bob.role("transfer")).to_be_hidden()
    expect(bob.role("transfer-toggle")).to_be_focused()
    bob.is_in("active")
