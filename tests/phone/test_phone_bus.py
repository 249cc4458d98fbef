"""What the phone tells the page, and what the page can ask of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.bus_helpers import publish, record, script, seen, told
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.browser import media_grows

BOB = "sip:bob@example.org"
ALICE = "sip:alice@example.org"
# The phone has subscribed before: it is told first.
SET = """data => new Promise((resolve) => {
    Arbiter.subscribe('jsc/destination/set', { async: true }, resolve);
    Arbiter.publish('jsc/destination/set', data);
})"""
JQUERY = Path("/usr/share/javascript/jquery/jquery.js")
ARBITER = Path("/usr/share/javascript/arbiter/Arbiter.js")


def call_and_hang_up(alice: PhonePage, bob: PhonePage, *, digits: str = "") -> None:
    alice.dial("bob")
    bob.is_in("incoming")
    bob.press("answer")
    alice.is_in("active")
    bob.is_in("active")
    if digits:
        alice.press("keypad-toggle")
        alice.focus("keypad")
        for digit in digits:
            alice.root.locator(f'[data-jsc-tone="{digit}"]').click()
        expect(alice.role("tones")).to_have_text(digits)
    alice.press("hangup")
    bob.is_in("idle")


def test_a_call_is_told_in_the_order_that_pages_know(site: Site, visit: Visit) -> None:
    record(site)
    site.config["dtmf"] = "info"
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    call_and_hang_up(alice, bob, digits="5#")
    over = ["jsc/call/connected", "jsc/call/end", "jsc/ua/idle"]
    assert told(alice.page, "jsc/ua/idle") == ["jsc/ua/idle", "jsc/ua/incall", f"jsc/call/outgoing {BOB}", *over]
    over[1:1] = ["jsc/call/dtmf 5", "jsc/call/dtmf #"]
    assert told(bob.page, "jsc/ua/idle") == ["jsc/ua/idle", "jsc/ua/incall", f"jsc/call/incoming {ALICE}", *over]


def test_events_say_the_same_and_more(site: Site, visit: Visit) -> None:
    record(site)
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob", video=True)
    bob.is_in("incoming")
    bob.press("reject")
    alice.is_in("idle")
    names = ["jsc:ua:idle", "jsc:ua:incall", "jsc:call:incoming", "jsc:call:failed", "jsc:ua:idle"]
    assert seen(bob.page, "jsc:ua:idle") == names
    (incoming,) = bob.page.evaluate("seen.filter(({ event }) => event === 'jsc:call:incoming')")
    assert incoming == {
        "event": "jsc:call:incoming",
        "phone": 0,
        "data": ALICE,
        "address": "alice@example.org",
        "name": "Alice",
        "direction": "in",
        "video": True,
    }


def test_a_page_that_cannot_make_calls_is_told(site: Site, visit: Visit) -> None:
    record(site)
    script(site, "old", "delete window.RTCPeerConnection;")
    alice = visit("alice")
    assert told(alice.page, "jsc/ua/idle") == ["jsc/unavailable/webrtc", "jsc/ua/idle"]
    site.config["websocket_url"] = ""
    site.head = site.head.replace('<script src="/old.js"></script>', "")
    stranger = visit("login")
    stranger.role("login-address").fill("eve")
    stranger.press("login-submit")
    stranger.says("not been set up")
    assert told(stranger.page, "jsc/unavailable/config")[:1] == ["jsc/ua/notready"]


def test_the_page_sets_the_destination(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    publish(alice.page, "jsc/destination/set", BOB)
    expect(alice.role("destination")).to_have_value(BOB)
    alice.says(f"Press Call to call {BOB}.", "hint")
    alice.press("call-audio")
    bob.is_in("incoming")


def test_the_page_sets_a_destination_that_cannot_be_typed(site: Site, visit: Visit) -> None:
    site.config.update(destination="helpdesk", edit_destination=False)
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.page.evaluate("document.dispatchEvent(new CustomEvent('jsc:destination:set', { detail: 'bob' }))")
    expect(alice.role("destination")).to_have_value("bob")
    alice.press("call-audio")
    bob.is_in("incoming")


@pytest.mark.parametrize("data", [None, 7, {"uri": "bob"}, "x" * 300])
def test_a_destination_that_is_none_changes_nothing(visit: Visit, data: object) -> None:
    alice = visit("alice")
    alice.role("destination").fill("carol")
    alice.page.evaluate(SET, data)
    expect(alice.role("destination")).to_have_value("carol")


def test_a_destination_for_a_visitor_who_has_to_sign_in(visit: Visit) -> None:
    stranger = visit("login")
    publish(stranger.page, "jsc/destination/set", "bob")
    expect(stranger.role("destination")).to_have_value("bob")
    expect(stranger.role("login")).to_be_visible()


def test_pages_work_the_phone_by_jscommmanager(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    for phone in (alice, bob):
        phone.page.evaluate("JSCommManager.init()")
        phone.is_in("idle")
    bob.page.evaluate("JSCommManager.register()")
    bob.is_registered()
    alice.page.evaluate("JSCommManager.make_call('sip:bob@example.org', true)")
    bob.is_in("incoming")
    assert bob.page.evaluate("JSCommManager.current_session") == {"direction": "incoming", "uri": ALICE}
    bob.page.evaluate("JSCommManager.answer_call(true)")
    alice.is_in("active")
    bob.is_in("active")
    assert media_grows(alice.page, "video")
    alice.page.evaluate("JSCommManager.send_dtmf('7')")
    expect(alice.role("tones")).to_have_text("7")
    alice.page.evaluate("JSCommManager.hangup_call()")
    bob.is_in("idle")
    assert bob.page.evaluate("JSCommManager.current_session") is None
    bob.page.evaluate("JSCommManager.deregister()")
    bob.says("Offline", "status")


def test_what_a_page_asks_for_is_checked(visit: Visit) -> None:
    alice = visit("alice")
    alice.page.evaluate("JSCommManager.make_call('bob@example.org\\r\\nX: y')")
    alice.says("not a number, name or address")
    alice.is_in("idle")
    alice.page.evaluate("JSCommManager.set_destination(null)")
    expect(alice.role("destination")).to_have_value("")


def test_of_two_phones_the_first_is_the_one_on_the_bus(site: Site, visit: Visit) -> None:
    site.phones = 2
    record(site)
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    second = PhonePage(alice.page, number=1)
    second.dial("bob")
    bob.is_in("incoming")
    bob.press("reject")
    second.is_in("idle")
    assert seen(alice.page, "jsc:ua:idle", phone=1)[-2:] == ["jsc:call:failed", "jsc:ua:idle"]
    assert alice.page.evaluate("told") == ["jsc/ua/idle"]
    second.root.evaluate("root => root.dispatchEvent(new CustomEvent('jsc:destination:set', { detail: 'carol' }))")
    publish(alice.page, "jsc/destination/set", "dave")
    expect(alice.role("destination")).to_have_value("dave")
    expect(second.role("destination")).to_have_value("carol")


def test_when_the_first_phone_goes_the_second_takes_the_bus(site: Site, visit: Visit) -> None:
    site.phones = 2
    record(site)
    alice = visit("alice")
    told(alice.page, "jsc/ua/idle")
    alice.page.evaluate("""async () => {
        const { stop } = await import('/phone/phone.js');
        const first = document.querySelector('[data-jsc-phone]');
        stop(first);
        first.remove();
    }""")
    publish(alice.page, "jsc/destination/set", "dave")
    expect(alice.role("destination")).to_have_value("dave")
    alice.page.evaluate("JSCommManager.make_call('nobody')")
    alice.says("Nobody answered.")
    assert "jsc/call/outgoing sip:nobody@example.org" in told(alice.page, "jsc/ua/idle")


def test_the_bus_of_the_page_is_used(site: Site, visit: Visit) -> None:
    """A page may bring the original."""
    if not ARBITER.exists():
        pytest.skip("ArbiterJS is not here: install the Debian package libjs-arbiter")
    script(site, "arbiter", ARBITER.read_text(encoding="utf-8") + "; window.original = Arbiter;")
    record(site)
    alice = visit("alice")
    assert told(alice.page, "jsc/ua/idle") == ["jsc/ua/idle"]
    assert alice.page.evaluate("window.Arbiter === window.original && Arbiter.updated_on !== undefined")
    publish(alice.page, "jsc/destination/set", "bob")
    expect(alice.role("destination")).to_have_value("bob")


def test_a_script_that_fails_does_no_harm_to_the_call(site: Site, visit: Visit) -> None:
    """What a page does in its listeners is its own affair."""
    script(
        site,
        "broken",
        """
        document.addEventListener('jsc:call:incoming', () => JSCommManager.answer_call());
        document.addEventListener('DOMContentLoaded', () => {
            Arbiter.subscribe('jsc/*', () => { throw new Error('broken'); });
            window.addEventListener('error', (event) => event.preventDefault());
        });
    """,
    )
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob")
    alice.is_in("active")
    bob.is_in("active")


DEMO = """
document.addEventListener('DOMContentLoaded', () => {
    const menu = document.getElementById('contacts');
    menu.addEventListener('change', () => Arbiter.publish('jsc/destination/set', menu.value));
    Arbiter.subscribe(['jsc/*', 'jsc/*/*'], { async: true }, (data, topic) => {
        if (topic === 'jsc/ua/idle') menu.disabled = false;
        if (topic === 'jsc/ua/incall' || topic === 'jsc/ua/notready') menu.disabled = true;
        const row = document.getElementById('log').insertRow();
        row.insertCell().textContent = topic;
        row.insertCell().textContent = data ?? '-';
        if (data) row.addEventListener('click', () => JSCommManager.make_call(data));
    });
});
"""
PAGE = """<select id="{menu}"><option>nobody</option><option value="bob@example.org">Bob</option></select>
<table id="{log}"></table>"""


def test_a_page_with_a_menu_and_a_log(site: Site, visit: Visit) -> None:
    """The same things that JSCommunicator's event-demo does."""
    script(site, "demo", DEMO)
    site.content = PAGE.format(menu="contacts", log="log")
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    works_as_event_demo(alice, bob, menu="#contacts", log="#log")
    bob.press("reject")
    expect(alice.page.locator("#contacts")).to_be_enabled()


def test_the_page_logic_of_event_demo_itself(site: Site, visit: Visit) -> None:
    folder = os.environ.get("JSCOMM_JSCOMMUNICATOR_DIR", "")
    demo = Path(folder, "event-demo.js")
    if not folder or not demo.is_file():
        pytest.skip("JSCommunicator's event-demo.js is not here: put its folder into $JSCOMM_JSCOMMUNICATOR_DIR")
    if not JQUERY.exists():
        pytest.skip("event-demo.js needs jQuery: install the Debian package libjs-jquery")
    site.headers["Content-Security-Policy"] = ""
    script(site, "jquery", JQUERY.read_text(encoding="utf-8"))
    script(site, "event-demo", demo.read_text(encoding="utf-8"))
    site.content = PAGE.format(menu="contact-directory", log="event-demo-log")
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    # It does not enable its menu again: removeProp("disabled") did so in the jQuery of its time.
    works_as_event_demo(alice, bob, menu="#contact-directory", log="#event-demo-log")


def works_as_event_demo(alice: PhonePage, bob: PhonePage, *, menu: str, log: str) -> None:
    contacts, entries = alice.page.locator(menu), alice.page.locator(log)
    expect(contacts).to_be_enabled()
    contacts.select_option(label="Bob")
    expect(alice.role("destination")).to_have_value("bob@example.org")
    alice.press("call-audio")
    bob.is_in("incoming")
    expect(contacts).to_be_disabled()
    expect(entries).to_contain_text("jsc/call/outgoing")
    expect(entries).to_contain_text(BOB)
    bob.press("answer")
    alice.is_in("active")
    alice.press("hangup")
    bob.is_in("idle")
    expect(entries).to_contain_text("jsc/call/end")
    entries.get_by_text(BOB).first.click()
    bob.is_in("incoming")
