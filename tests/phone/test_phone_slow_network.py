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
from tests.phone.test_phone_missed import entries, miss
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
