"""Texts by SIP MESSAGE between two browsers, below the chat that shows them."""

from __future__ import annotations

import pytest

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.kamailio import Kamailio
from tests.servers.process import wait_until

SEND = """async ([address, text]) => {
    const { phoneOf } = await import('/phone/phone.js');
    const phone = phoneOf(document.querySelector('[data-jsc-phone]'));
    try {
        await phone.agent.message(address, text);
        return 'delivered';
    } catch (failure) {
        return failure.key;
    }
}"""
RECEIVED = """async () => {
    const { phoneOf } = await import('/phone/phone.js');
    return phoneOf(document.querySelector('[data-jsc-phone]')).state.message;
}"""


@pytest.fixture(autouse=True)
def chat(site: Site) -> None:
    site.config["chat"] = True


def send(phone: PhonePage, address: str, text: str) -> str:
    return str(phone.page.evaluate(SEND, [f"{address}@example.org", text]))


def test_a_message_arrives_as_it_was_written(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    assert send(alice, "bob", "<b>Grüße</b> & שלום 🙂") == "delivered"
    message = bob.page.evaluate(RECEIVED)
    assert message["text"] == "<b>Grüße</b> & שלום 🙂"
    assert message["peer"] == {"name": "Alice", "address": "alice@example.org"}
    alice.is_registered()
    assert send(bob, "alice", "and back") == "delivered", "who wrote can be answered"


def test_a_message_to_nobody_is_told(visit: Visit) -> None:
    assert send(visit("alice"), "nobody", "hello") == "message_failed"


def test_where_nobody_may_write_a_message_is_refused(site: Site, visit: Visit) -> None:
    alice = visit("alice")
    site.config["chat"] = False
    bob = visit("bob")
    bob.go_online()
    assert send(alice, "bob", "hello") == "message_failed"
    assert bob.page.evaluate(RECEIVED) is None


def test_a_message_in_a_call_leaves_the_call_alone(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob")
    bob.press("answer")
    alice.is_in("active")
    assert send(alice, "bob", "hello") == "delivered"
    alice.is_in("active")
    bob.is_in("active")


def test_a_guest_who_has_written_does_not_stay_connected(visit: Visit, sip_server: Kamailio) -> None:
    guest, helpdesk = visit("guest"), visit("helpdesk")
    helpdesk.go_online()
    guest.page.clock.install()
    assert send(guest, "helpdesk", "hello") == "delivered"
    guest.page.clock.fast_forward(31_000)
    guest.says("Offline", "status")

    def left() -> bool:
        guest.page.wait_for_timeout(100)
        return int(sip_server.rpc("ws.dump")["info"]["wscounter"]) == 1

    wait_until(left, "the guest to disconnect", 10)
