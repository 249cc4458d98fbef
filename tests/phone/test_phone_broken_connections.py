"""Calls whose connection to the server breaks before they have begun."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import WebSocketRoute, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call
from tests.phone.conftest import Visit
from tests.phone.test_phone_missed import entries
from tests.phone.test_phone_races import allow, asked_first
from tests.servers.browser import media_grows

Break = Callable[[], None]


def breakable(phone: PhonePage) -> Break:
    """Reload the page so that its connection to the server can be broken by the function returned."""
    connections: list[WebSocketRoute] = []

    def connect(connection: WebSocketRoute) -> None:
        connection.connect_to_server()
        connections.append(connection)

    def drop() -> None:
        connections.pop().close(code=1011, reason="broken")

    phone.page.route_web_socket("**", connect)
    phone.page.reload()
    return drop


def test_whom_nobody_can_answer_any_more_does_not_ring_on(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    drop = breakable(bob)
    bob.go_online()
    alice.dial("bob")
    bob.is_in("incoming")
    drop()
    bob.is_in("idle")
    expect(entries(bob)).to_contain_text("Alice")
    bob.is_registered()
    bob.is_in("idle")


def test_who_answers_while_the_connection_breaks_does_not_wait_for_ever(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    asked_first(bob)
    drop = breakable(bob)
    bob.go_online()
    alice.dial("bob")
    bob.is_in("incoming")
    bob.press("answer")
    drop()
    bob.says("Missed call from Alice", "hint")
    allow(bob)
    bob.is_registered()
    bob.is_in("idle")
    assert bob.microphones() == []


def test_a_caller_is_told_that_the_server_was_lost(visit: Visit, bob: PhonePage) -> None:
    alice = visit("alice")
    drop = breakable(alice)
    alice.dial("bob")
    bob.is_in("incoming")
    alice.is_in("ringing")
    drop()
    alice.is_in("idle")
    alice.says("The phone server cannot be reached.")


def test_a_second_caller_goes_and_the_call_goes_on(visit: Visit) -> None:
    alice, bob, carol = visit("alice"), visit("bob"), visit("carol")
    drop = breakable(bob)
    bob.go_online()
    call(alice, bob, "bob")
    carol.dial("bob")
    expect(bob.role("waiting")).to_be_visible(timeout=15000)
    drop()
    expect(bob.role("waiting")).to_be_hidden(timeout=15000)
    bob.is_in("active")
    assert media_grows(alice.page, "audio")
    alice.press("hangup")
    bob.is_in("idle")
    expect(entries(bob)).to_contain_text("Carol")
