"""Sites whose calls need a relay (TURN server)."""

from __future__ import annotations

import pytest

from tests.phone.call_helpers import call
from tests.phone.conftest import Visit
from tests.phone.relay import relaying
from tests.phone.site import Site
from tests.servers.browser import media_grows
from tests.servers.fixtures import require


@pytest.fixture(autouse=True)
def relay_only(site: Site) -> None:
    site.config["relay_only"] = True


def test_a_call_without_a_relay_does_not_leave(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob")
    alice.says("This call needs a relay (TURN server), and none answered.", seconds=30)
    alice.is_in("idle")
    assert alice.microphones() == []
    bob.is_in("idle")


def test_a_call_is_not_answered_without_a_relay(site: Site, visit: Visit) -> None:
    bob = visit("bob")
    bob.go_online()
    site.config["relay_only"] = False
    alice = visit("alice")
    alice.dial("bob")
    bob.is_in("incoming")
    bob.press("answer")
    bob.says("This call needs a relay (TURN server), and none answered.", seconds=30)
    alice.is_in("idle")
    assert bob.microphones() == []


def test_a_call_with_a_relay_is_a_call(site: Site, visit: Visit) -> None:
    require("turnserver")
    with relaying() as relay:
        site.ice_servers = relay.ice_servers
        alice, bob = visit("alice"), visit("bob")
        bob.go_online()
        call(alice, bob, "bob")
        for phone in (alice, bob):
            assert media_grows(phone.page, "audio")
        alice.press("hold")
        bob.says("put you on hold", "status")
