"""The phone in several tabs of one browser: one of them takes the calls."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.browser import media_grows
from tests.servers.kamailio import Kamailio
from tests.servers.process import wait_until

HELD_LOCKS = "navigator.locks.query().then(({ held }) => held.length)"
ELSEWHERE = "Another tab takes the calls"


def another_tab(phone: PhonePage, who: str = "") -> PhonePage:
    """Open the page once more in the same browser, or that of somebody else."""
    page = phone.page.context.new_page()
    page.goto(phone.page.url.replace("/alice", f"/{who or 'alice'}"))
    return PhonePage(page)


def registrations(sip_server: Kamailio, count: int, phone: PhonePage) -> None:
    """Wait until Alice is registered so many times, and a little longer."""

    def right() -> bool:
        phone.page.wait_for_timeout(100)
        return len(sip_server.contacts("alice")) == count

    wait_until(right, f"{count} registrations", 15)
    phone.page.wait_for_timeout(500)
    assert right()


def test_a_second_tab_says_so_and_takes_no_calls(visit: Visit, sip_server: Kamailio) -> None:
    first, bob = visit("alice"), visit("bob")
    first.go_online()
    second = another_tab(first)
    second.press("online")
    second.says(ELSEWHERE, "status")
    expect(second.role("online")).to_be_hidden()
    expect(second.role("take-over")).to_be_focused()
    registrations(sip_server, 1, second)
    bob.dial("alice")
    first.is_in("incoming")
    second.is_in("idle")


def test_the_next_tab_takes_over_when_the_first_is_closed(visit: Visit, sip_server: Kamailio) -> None:
    first, bob = visit("alice"), visit("bob")
    first.go_online()
    second, third = another_tab(first), another_tab(first)
    for tab in (second, third):
        tab.press("online")
        tab.says(ELSEWHERE, "status")
    first.page.close()
    second.is_registered()
    third.says(ELSEWHERE, "status")
    registrations(sip_server, 1, second)
    bob.dial("alice")
    second.is_in("incoming")


def test_a_tab_takes_over_by_its_button(visit: Visit, sip_server: Kamailio) -> None:
    first = visit("alice")
    first.go_online()
    second = another_tab(first)
    second.press("online")
    second.press("take-over")
    second.is_registered()
    expect(second.role("take-over")).to_be_hidden()
    expect(second.role("offline")).to_be_focused()
    first.says(ELSEWHERE, "status")
    registrations(sip_server, 1, second)
    first.press("take-over")
    first.is_registered()
    second.says(ELSEWHERE, "status")


def test_a_call_goes_on_in_a_tab_that_lost_the_turn(visit: Visit, sip_server: Kamailio) -> None:
    first, bob = visit("alice"), visit("bob")
    first.go_online()
    call(bob, first, "alice")
    second = another_tab(first)
    second.press("online")
    second.press("take-over")
    second.is_registered()
    registrations(sip_server, 1, second)
    assert media_grows(bob.page, "audio")
    bob.press("hangup")
    first.is_in("idle")
    first.says(ELSEWHERE, "status")
    bob.dial("alice")
    second.is_in("incoming")
    first.is_in("idle")


def test_a_tab_that_takes_no_calls_can_make_them(visit: Visit, sip_server: Kamailio) -> None:
    first, bob = visit("alice"), visit("bob")
    bob.go_online()
    first.go_online()
    second, third = another_tab(first), another_tab(first)
    second.press("online")
    second.says(ELSEWHERE, "status")
    for tab, after in ((second, ELSEWHERE), (third, "Offline")):
        call(tab, bob, "bob")
        assert media_grows(bob.page, "audio")
        registrations(sip_server, 1, tab)
        tab.press("hangup")
        tab.is_in("idle")
        tab.says(after, "status")
        bob.is_in("idle")
    first.is_registered()


def test_offline_in_one_tab_is_offline_in_all(visit: Visit, sip_server: Kamailio) -> None:
    first = visit("alice")
    first.go_online()
    second = another_tab(first)
    second.press("online")
    second.says(ELSEWHERE, "status")
    first.press("offline")
    second.says("Offline", "status")
    registrations(sip_server, 0, second)
    second.press("online")
    second.is_registered()


def test_a_site_that_goes_online_twice_at_once_is_online(visit: Visit, site: Site, sip_server: Kamailio) -> None:
    site.config["autostart"] = True
    site.head = '<script src="/register.js"></script>'
    site.files["/register.js"] = "document.addEventListener('DOMContentLoaded', () => JSCommManager.register());"
    alice = visit("alice")
    alice.is_registered()
    registrations(sip_server, 1, alice)


def test_two_clicks_at_once_are_no_other_tab(visit: Visit) -> None:
    alice = visit("alice")
    alice.role("online").evaluate("button => { button.click(); button.click(); }")
    alice.is_registered()


@pytest.mark.parametrize(
    "end", ["JSCommManager.deregister()", "import('/phone/phone.js').then((phone) => phone.stop())"]
)
def test_a_tab_that_changed_its_mind_leaves_the_calls_to_others(end: str, visit: Visit, sip_server: Kamailio) -> None:
    alice = visit("alice")
    alice.page.evaluate(f"() => {{ JSCommManager.register(); return {end}; }}")
    alice.says("Offline", "status")
    wait_until(lambda: not alice.page.evaluate(HELD_LOCKS), "the turn to be free", 10)
    second = another_tab(alice)
    second.go_online()
    registrations(sip_server, 1, second)


def test_somebody_else_in_the_same_browser_is_no_other_tab(visit: Visit, sip_server: Kamailio) -> None:
    alice = visit("alice")
    alice.go_online()
    carol = another_tab(alice, "carol")
    carol.go_online()
    alice.is_registered()
    assert sip_server.contacts("carol")


def test_two_phones_of_one_page_are_not_both_called(visit: Visit, site: Site) -> None:
    site.phones = 2
    first, bob = visit("alice"), visit("bob")
    second = PhonePage(first.page, number=1)
    first.go_online()
    second.press("online")
    second.says(ELSEWHERE, "status")
    bob.dial("alice")
    first.is_in("incoming")
    second.is_in("idle")
    first.press("answer")
    bob.is_in("active")
    second.dial("nobody")
    second.says("Nobody answered.")
    first.is_in("active")
    assert media_grows(bob.page, "audio")
    assert first.microphones() == [True], "the second phone closed its own microphone only"
