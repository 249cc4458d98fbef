"""Notifications of calls, for who is in another window."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import Site

# Keeps the browser's own notifications at hand.
WATCH = """(() => {
    window.testNotes = [];
    const Real = window.Notification;
    window.Notification = class extends Real {
        constructor(...words) {
            super(...words);
            window.testNotes.push(this);
        }
        close() {
            this.testClosed = true;
            super.close();
        }
    };
})();"""
TITLES = "() => testNotes.map((note) => note.title)"
OPEN = "() => testNotes.filter((note) => !note.testClosed).length"


def open_phone(visit: Visit, **options: object) -> PhonePage:
    phone = visit("bob", **options)
    phone.page.add_init_script(WATCH)
    phone.page.reload()
    phone.go_online()
    return phone


@pytest.fixture
def bob(visit: Visit) -> PhonePage:
    """Give somebody who wants notifications, and whose browser allows them."""
    phone = open_phone(visit, permissions=["notifications"])
    phone.press("settings-toggle")
    phone.role("notify").check()
    phone.press("settings-toggle")
    return phone


@pytest.fixture
def alice(visit: Visit) -> PhonePage:
    return visit("alice")


def look_elsewhere(phone: PhonePage) -> None:
    """Let the page lose the focus, as it does to another window."""
    cdp = phone.page.context.new_cdp_session(phone.page)
    cdp.send("Emulation.setFocusEmulationEnabled", {"enabled": False})
    phone.page.context.new_page().bring_to_front()
    phone.page.wait_for_function("() => !document.hasFocus()")


def test_a_call_is_notified_while_the_visitor_is_elsewhere(alice: PhonePage, bob: PhonePage) -> None:
    look_elsewhere(bob)
    alice.dial("bob")
    bob.is_in("incoming")
    assert bob.page.evaluate(TITLES) == ["Incoming call from Alice"]
    assert bob.page.evaluate("testNotes[0].silent"), "the phone rings by itself"
    alice.press("hangup")
    bob.is_in("idle")
    assert bob.page.evaluate(OPEN) == 0


def test_an_answered_call_is_notified_no_more(alice: PhonePage, bob: PhonePage) -> None:
    look_elsewhere(bob)
    alice.dial("bob")
    bob.is_in("incoming")
    bob.role("answer").evaluate("button => button.click()")
    bob.is_in("active")
    assert bob.page.evaluate(OPEN) == 0


def test_a_click_on_it_comes_back_to_the_phone(alice: PhonePage, bob: PhonePage) -> None:
    look_elsewhere(bob)
    alice.dial("bob")
    bob.is_in("incoming")
    bob.page.evaluate("""() => {
        window.focus = () => { window.testFocused = true; };
        testNotes[0].dispatchEvent(new Event('click'));
    }""")
    assert bob.page.evaluate("window.testFocused")
    assert bob.page.evaluate(OPEN) == 0
    bob.is_in("incoming")


def test_nothing_is_notified_to_who_looks_at_the_phone(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob")
    bob.is_in("incoming")
    assert bob.page.evaluate(TITLES) == []


def test_a_name_is_shown_as_text(visit: Visit, site: Site, bob: PhonePage) -> None:
    site.names["alice"] = "<img src=x onerror=alert(1)>"
    look_elsewhere(bob)
    visit("alice").dial("bob")
    bob.is_in("incoming")
    assert bob.page.evaluate(TITLES) == ["Incoming call from <img src=x onerror=alert(1)>"]


def test_the_wish_is_remembered(alice: PhonePage, bob: PhonePage) -> None:
    bob.page.reload()
    bob.press("settings-toggle")
    expect(bob.role("notify")).to_be_checked()
    bob.role("notify").uncheck()
    bob.page.reload()
    bob.press("settings-toggle")
    expect(bob.role("notify")).not_to_be_checked()
    bob.go_online()
    look_elsewhere(bob)
    alice.dial("bob")
    bob.is_in("incoming")
    assert bob.page.evaluate(TITLES) == []


def test_nobody_is_asked_before_ticking(visit: Visit) -> None:
    bob = visit("bob")
    bob.page.add_init_script(
        "Notification.requestPermission = async () => { window.testAsked = true; return 'denied'; };"
    )
    bob.page.reload()
    bob.press("settings-toggle")
    assert not bob.page.evaluate("window.testAsked")
    bob.role("notify").click()
    bob.says("Your browser does not allow notifications from this site.")
    expect(bob.role("notify")).not_to_be_checked()
    assert bob.page.evaluate("window.testAsked")


def test_not_offered_where_the_browser_has_none(visit: Visit) -> None:
    bob = visit("bob")
    bob.page.add_init_script("delete window.Notification;")
    bob.page.reload()
    bob.press("settings-toggle")
    expect(bob.role("notify")).to_be_hidden()
    expect(bob.root.get_by_text("Notify me")).to_be_hidden()


def test_a_browser_that_leaves_it_to_service_workers(alice: PhonePage, visit: Visit) -> None:
    bob = open_phone(visit, permissions=["notifications"])
    bob.page.evaluate("""() => {
        window.Notification = class { constructor() { throw new TypeError('Illegal constructor'); } };
        window.Notification.requestPermission = async () => 'granted';
    }""")
    bob.press("settings-toggle")
    bob.role("notify").check()
    look_elsewhere(bob)
    alice.dial("bob")
    bob.is_in("incoming")
    alice.press("hangup")
    bob.is_in("idle")
