"""Things that happen at the wrong moment: a call given up half-way, a page put aside, another network."""

from __future__ import annotations

from playwright.sync_api import Dialog, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.kamailio import Kamailio
from tests.servers.process import wait_until

# The browser's question stays open until the test answers it with allow().
QUESTION = """(() => {
    const open = MediaDevices.prototype.getUserMedia;
    const allowed = new Promise((resolve) => { window.allow = resolve; });
    MediaDevices.prototype.getUserMedia = async function (constraints) {
        await allowed;
        return open.call(this, constraints);
    };
})();"""


def asked_first(phone: PhonePage) -> None:
    """Reload the page so that its browser asks before it opens the microphone."""
    phone.page.add_init_script(QUESTION)
    phone.page.reload()


def allow(phone: PhonePage) -> None:
    """Answer the browser's question, and wait until the microphone has been opened."""
    phone.page.evaluate("allow()")
    phone.page.wait_for_function("() => testTracks.length > 0")


def test_hanging_up_before_the_microphone_is_allowed(visit: Visit, site: Site) -> None:
    alice = visit("alice")
    asked_first(alice)
    alice.dial("bob")
    alice.says("Please allow the microphone", "status")
    alice.press("hangup")
    alice.is_in("idle")
    allow(alice)
    alice.page.wait_for_timeout(1500)
    assert alice.microphones() == []
    assert site.asked == [], "nobody connects for a call that was given up"
    alice.says("Offline", "status")


def test_cancelled_by_the_caller_before_the_microphone_is_allowed(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    asked_first(bob)
    bob.go_online()
    alice.dial("bob")
    bob.is_in("incoming")
    bob.press("answer")
    alice.press("hangup")
    bob.is_in("idle")
    bob.says("Missed call from Alice", "hint")
    allow(bob)
    bob.page.wait_for_timeout(500)
    assert bob.microphones() == []
    bob.says("Online", "status")


def test_call_pressed_twice_is_one_call(visit: Visit, site: Site) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.role("destination").fill("bob")
    alice.page.evaluate("""() => {
        const button = document.querySelector('[data-jsc="call-audio"]');
        button.click();
        button.click();
    }""")
    bob.is_in("incoming")
    alice.is_in("ringing")
    assert [who for who, _ in site.asked].count("alice") == 1
    assert len(alice.microphones()) == 1


def test_an_incoming_call_while_dialling_is_busy(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    asked_first(alice)
    alice.go_online()
    alice.dial("nobody")
    alice.is_in("preparing")
    bob.dial("alice")
    bob.says("busy")
    alice.is_in("preparing")


def test_a_second_phone_does_not_unguard_the_call_of_the_first(visit: Visit, site: Site) -> None:
    site.phones = 2
    bob = visit("bob")
    bob.go_online()
    first = visit("alice")
    second = PhonePage(first.page, number=1)
    first.dial("bob")
    bob.press("answer")
    first.is_in("active")
    second.dial("two words")
    second.says("not a number")
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    first.page.on("dialog", accept)
    first.page.reload()
    assert asked == ["beforeunload"]


def test_a_page_taken_out_of_the_cache_is_online_again(visit: Visit, sip_server: Kamailio) -> None:
    alice = visit("alice")
    alice.go_online()
    alice.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    alice.says("Offline", "status")
    wait_until(lambda: not sip_server.contacts("alice"), "alice to be unregistered", 10)
    alice.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    alice.is_registered()


def test_a_page_put_aside_offline_comes_back_offline(visit: Visit, site: Site) -> None:
    alice = visit("alice")
    for event in ("pagehide", "pageshow"):
        alice.page.evaluate(f"dispatchEvent(new PageTransitionEvent('{event}', {{ persisted: true }}))")
    alice.page.wait_for_timeout(500)
    assert site.asked == []


def test_another_network_gets_another_connection(visit: Visit, site: Site, sip_server: Kamailio) -> None:
    alice = visit("alice")
    alice.go_online()
    alice.page.evaluate("dispatchEvent(new Event('online'))")
    wait_until(lambda: len(site.asked) == 2, "a new session", 10)
    alice.page.wait_for_timeout(1500)
    assert len(sip_server.contacts("alice")) == 1
    expect(alice.role("status")).to_have_text("Online")


def test_a_call_does_not_wait_for_the_next_try(visit: Visit, site: Site, sip_server: Kamailio) -> None:
    alice = visit("alice")
    alice.go_online()
    site.answers["alice"] = (429, {"Retry-After": "60"}, {})
    sip_server.restart()
    alice.says("Next try in 60 s.")
    del site.answers["alice"]
    alice.dial("nobody")
    alice.says("Nobody answered.")
    alice.is_registered()


def test_another_network_does_not_wait_for_the_next_try(visit: Visit, site: Site, sip_server: Kamailio) -> None:
    alice = visit("alice")
    site.answers["alice"] = (429, {"Retry-After": "60"}, {})
    alice.press("online")
    alice.says("Next try in 60 s.")
    del site.answers["alice"]
    alice.page.evaluate("dispatchEvent(new Event('online'))")
    alice.is_registered()
    site.answers["alice"] = (429, {"Retry-After": "60"}, {})
    sip_server.restart()
    alice.says("Next try in 60 s.")
    del site.answers["alice"]
    alice.page.evaluate("dispatchEvent(new Event('online'))")
    alice.is_registered()


def test_the_focus_does_not_go_from_online_to_call(visit: Visit) -> None:
    alice = visit("alice")
    alice.focus("online")
    alice.page.keyboard.press("Enter")
    alice.is_registered()
    expect(alice.role("offline")).to_be_focused()
    alice.page.keyboard.press("Enter")
    expect(alice.role("online")).to_be_focused()


def test_a_space_bar_that_scrolls_does_not_answer(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    bob.page.evaluate("document.activeElement.blur()")
    alice.dial("bob")
    bob.is_in("incoming")
    bob.page.keyboard.press("Space")
    bob.page.keyboard.press("Enter")
    bob.is_in("incoming")
    for role in ("silence", "reject", "answer"):
        bob.page.keyboard.press("Tab")
        expect(bob.role(role)).to_be_focused()


def test_an_incoming_call_is_announced_once(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob")
    bob.is_in("incoming")
    expect(bob.role("status")).to_have_attribute("aria-hidden", "true")
    bob.press("answer")
    bob.is_in("active")
    assert bob.role("status").get_attribute("aria-hidden") is None


def test_a_held_key_is_one_digit(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob")
    bob.press("answer")
    alice.is_in("active")
    alice.press("keypad-toggle")
    alice.root.locator('[data-jsc-tone="1"]').focus()
    alice.page.keyboard.down("5")
    alice.page.keyboard.down("5")
    alice.page.keyboard.up("5")
    expect(alice.role("tones")).to_have_text("5")
