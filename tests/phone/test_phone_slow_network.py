"""A phone whose later features come when things have already happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Route, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call
from tests.phone.chat_helpers import became, message, start, write
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.phone.sound_script import LAG, SOUND_SCRIPT
from tests.phone.test_phone_missed import entries, miss
from tests.phone.test_phone_notifications import TITLES, WATCH, look_elsewhere
from tests.phone.test_phone_transfer import pass_on

Arrive = Callable[[], None]
LATER_FEATURES = "**/later_features.js"


@contextmanager
def without_later_features(phone: PhonePage) -> Iterator[Arrive]:
    """Keep the program of the later features on its way until the function is called."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.page.route(LATER_FEATURES, hold)
    phone.page.reload()

    def arrive() -> None:
        for route in held:
            route.continue_()

    yield arrive


def failing(phone: PhonePage, times: int) -> None:
    """Let the program of the later features be fetched in vain a few times."""
    failed: list[str] = []

    def answer(route: Route) -> None:
        if len(failed) < times:
            failed.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    phone.page.route(LATER_FEATURES, answer)


def test_calls_that_were_missed_meanwhile_are_listed(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    with without_later_features(bob) as arrive:
        bob.go_online()
        miss(alice, bob)
        miss(visit("carol"), bob)
        arrive()
        expect(entries(bob)).to_have_count(2)
        expect(bob.role("missed-list").locator("bdi")).to_have_text(["Carol", "Alice"])


def test_messages_that_came_meanwhile_are_shown(site: Site, visit: Visit) -> None:
    site.config["chat"] = True
    alice, bob = visit("alice"), visit("bob")
    with without_later_features(bob) as arrive:
        bob.go_online()
        start(alice, "bob")
        for text in ("Are you there?", "Call me"):
            write(alice, text)
            became(alice, text, "Delivered")
        arrive()
        bob.says("Message from Alice", "hint")
        bob.press("chat-toggle")
        for text in ("Are you there?", "Call me"):
            expect(message(bob, text)).to_have_count(1)


def test_what_was_written_before_the_page_was_left_is_kept_meanwhile(site: Site, visit: Visit) -> None:
    site.config["chat"] = True
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    start(alice, "bob")
    write(alice, "Before")
    bob.says("Message from Alice", "hint")
    with without_later_features(bob) as arrive:
        bob.go_online()
        write(alice, "Meanwhile")
        became(alice, "Meanwhile", "Delivered")
        arrive()
        bob.press("chat-toggle")
        expect(bob.role("chat-log").locator("li")).to_have_count(2)
        expect(message(bob, "Before")).to_have_count(1)
        expect(message(bob, "Meanwhile")).to_have_count(1)


def test_a_call_can_be_passed_on_meanwhile(visit: Visit) -> None:
    alice, bob, carol = visit("alice"), visit("bob"), visit("carol")
    bob.go_online()
    carol.go_online()
    with without_later_features(alice) as arrive:
        call(alice, bob, "bob")
        pass_on(bob, "carol")
        bob.says("Transferring the call…", "status")
        arrive()
        carol.is_in("incoming")
        carol.press("answer")
        bob.is_in("idle")
        expect(alice.role("peer-name")).to_have_text("carol@example.org")


def test_no_call_is_passed_on_when_they_cannot_be_fetched(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.page.route(LATER_FEATURES, lambda route: route.abort())
    call(alice, bob, "bob")
    pass_on(bob, "carol")
    bob.says("The call could not be transferred.")
    alice.is_in("active")


def test_a_button_comes_when_it_works(visit: Visit, bob: PhonePage) -> None:
    alice = visit("alice")
    with without_later_features(alice) as arrive:
        call(alice, bob, "bob")
        expect(alice.role("hangup")).to_be_visible()
        for role in ("keypad-toggle", "hold", "transfer-toggle"):
            expect(alice.role(role)).to_be_hidden()
        arrive()
        alice.press("keypad-toggle")
        expect(alice.role("keypad")).to_be_visible()


def test_a_second_caller_is_answered_meanwhile(visit: Visit) -> None:
    alice, bob, carol = visit("alice"), visit("bob"), visit("carol")
    with without_later_features(bob):
        bob.go_online()
        call(alice, bob, "bob")
        bob.focus("mute")
        carol.dial("bob")
        bob.says("Second call from Carol")
        expect(bob.role("waiting")).to_be_focused()
        bob.press("waiting-answer")
        carol.is_in("active")
        bob.press("swap")
        alice.says("In a call", "status")
        expect(bob.role("held-name")).to_have_text("Carol")


def test_the_settings_open_once_however_often_they_were_asked_for(visit: Visit) -> None:
    alice = visit("alice")
    with without_later_features(alice) as arrive:
        alice.press("settings-toggle")
        alice.press("settings-toggle")
        arrive()
        expect(alice.role("microphone")).to_be_focused()
        expect(alice.role("settings-toggle")).to_have_attribute("aria-expanded", "true")


def test_the_settings_do_not_take_the_visitor_from_something_else(visit: Visit) -> None:
    alice = visit("alice")
    with without_later_features(alice) as arrive:
        alice.press("settings-toggle")
        alice.role("destination").fill("bo")
        arrive()
        alice.page.keyboard.type("b")
        # Bound after the settings.
        alice.go_online()
        expect(alice.role("destination")).to_have_value("bob")
        expect(alice.role("settings")).to_be_hidden()


def test_settings_that_cannot_be_fetched_are_told(visit: Visit) -> None:
    alice = visit("alice")
    failing(alice, 1)
    alice.press("settings-toggle")
    alice.says("A part of the phone could not be loaded.")
    alice.press("settings-toggle")
    expect(alice.role("microphone")).to_be_focused()
    expect(alice.role("alert")).to_be_empty()


def test_what_could_not_be_fetched_comes_during_the_call(visit: Visit, bob: PhonePage) -> None:
    alice = visit("alice")
    failing(alice, 2)
    call(alice, bob, "bob")
    alice.press("keypad-toggle")
    alice.root.locator('[data-jsc-tone="5"]').click()
    expect(alice.role("tones")).to_have_text("5")


def test_no_message_is_lost_when_the_chat_cannot_be_fetched_at_first(site: Site, visit: Visit) -> None:
    site.config["chat"] = True
    alice, bob = visit("alice"), visit("bob")
    failing(bob, 2)
    bob.page.reload()
    bob.go_online()
    start(alice, "bob")
    for text in ("Are you there?", "Call me"):
        write(alice, text)
        became(alice, text, "Delivered")
    bob.press("chat-toggle")
    for text in ("Are you there?", "Call me"):
        expect(message(bob, text)).to_have_count(1)


def test_digits_that_came_meanwhile_are_not_heard_any_more(site: Site, visit: Visit) -> None:
    site.config["dtmf"] = "info"
    alice, bob = visit("alice"), visit("bob")
    bob.page.add_init_script(SOUND_SCRIPT)
    with without_later_features(bob) as arrive:
        bob.go_online()
        call(alice, bob, "bob")
        alice.page.evaluate("JSCommManager.send_dtmf('5')")
        expect(alice.role("tones")).to_have_text("5")
        arrive()
        expect(bob.role("keypad-toggle")).to_be_visible()
        bob.page.wait_for_timeout(LAG)
        assert bob.page.evaluate("testLoudest()") == 0


def test_only_a_call_that_rings_is_notified(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob", permissions=["notifications"])
    bob.page.add_init_script(WATCH)
    bob.page.evaluate("localStorage.setItem('jsc-phone-notify', 'true')")
    with without_later_features(bob) as arrive:
        bob.go_online()
        look_elsewhere(bob)
        miss(visit("carol"), bob)
        alice.dial("bob")
        bob.is_in("incoming")
        arrive()
        expect(bob.role("silence")).to_be_visible()
        assert bob.page.evaluate(TITLES) == ["Incoming call from Alice"]


def test_a_phone_that_is_put_in_again_meanwhile_works(visit: Visit) -> None:
    alice = visit("alice")
    with without_later_features(alice) as arrive:
        alice.press("settings-toggle")
        alice.page.evaluate("import('/phone/phone.js').then(({ start, stop }) => { stop(); start(); })")
        alice.press("settings-toggle")
        arrive()
        expect(alice.role("settings-toggle")).to_have_attribute("aria-expanded", "true")
        expect(alice.role("microphone")).to_be_focused()
