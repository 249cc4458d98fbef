"""Calls over networks that fail, change or are slow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import CDPSession, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call
from tests.phone.conftest import Visit
from tests.phone.relay import RELAY_ONLY, Relay, relaying
from tests.phone.site import Site
from tests.servers.browser import media_grows
from tests.servers.fixtures import require
from tests.servers.kamailio import Kamailio
from tests.servers.process import wait_until

People = tuple[PhonePage, PhonePage]

UNHINDERED = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


def network(phone: PhonePage, **conditions: float) -> CDPSession:
    """Change the network of a browser, for as long as the session is kept."""
    session = phone.page.context.new_cdp_session(phone.page)
    session.send("Network.emulateNetworkConditions", {**UNHINDERED, **conditions})
    return session


def until(phone: PhonePage, met: Callable[[], bool], what: str) -> None:
    """Wait until a condition holds, and let the browser tell its news meanwhile."""

    def checked() -> bool:
        phone.page.wait_for_timeout(100)
        return met()

    wait_until(checked, what, 20)


def offers(phone: PhonePage) -> list[str]:
    """Begin to collect the names under which a phone's offers look for a way (ICE)."""
    names: list[str] = []

    def note(frame: str | bytes) -> None:
        if str(frame).startswith("INVITE"):
            names.extend(re.findall(r"a=ice-ufrag:(\S+)", str(frame))[:1])

    phone.page.on("websocket", lambda socket: socket.on("framesent", note))
    return names


@pytest.fixture
def people(visit: Visit) -> People:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    return alice, bob


@pytest.fixture
def relay(site: Site) -> Iterator[Relay]:
    require("turnserver")
    with relaying() as running:
        site.ice_servers = running.ice_servers
        yield running


def both_say(people: People, text: str) -> None:
    for phone in people:
        phone.says(text, "status", seconds=60)


def both_hear(people: People) -> None:
    for phone in people:
        assert media_grows(phone.page, "audio", 30)


def test_sound_that_stops_is_told_and_comes_back_by_another_way(relay: Relay, people: People) -> None:
    for phone in people:
        phone.page.add_init_script(RELAY_ONLY)
        phone.page.reload()
    people[1].go_online()
    call(*people, "bob")
    both_hear(people)
    relay.kill()
    both_say(people, "The connection was interrupted. Trying to get it back…")
    relay.start()
    both_say(people, "In a call")
    both_hear(people)
    people[0].press("hangup")
    people[1].is_in("idle")


def test_sound_that_does_not_come_back_ends_the_call(relay: Relay, people: People) -> None:
    for phone in people:
        phone.page.add_init_script(RELAY_ONLY)
        phone.page.reload()
    people[1].go_online()
    call(*people, "bob")
    relay.kill()
    both_say(people, "Trying to get it back")
    people[0].says("The call was lost: no sound came through any more.", seconds=90)
    for phone in people:
        phone.is_in("idle")
        assert phone.microphones() == []


def test_another_network_gets_another_way(people: People, site: Site) -> None:
    alice, bob = people
    names = offers(alice)
    call(alice, bob, "bob")
    asked = len(site.asked)
    alice.page.evaluate("dispatchEvent(new Event('online'))")
    until(alice, lambda: len(set(names)) == 2, "another offer")
    assert len(site.asked) == asked + 1, "the old connection to the server may be dead"
    both_hear(people)
    bob.press("hangup")
    alice.is_in("idle")


def test_the_called_one_changes_networks_too(people: People) -> None:
    alice, bob = people
    call(alice, bob, "bob")
    bob.page.evaluate("dispatchEvent(new Event('online'))")
    bob.page.wait_for_timeout(3000)
    both_hear(people)
    alice.press("hangup")
    bob.is_in("idle")
    bob.is_registered()


def test_a_slow_network_is_slow_but_works(people: People) -> None:
    alice, bob = people
    sessions = [network(phone, latency=400, downloadThroughput=40_000, uploadThroughput=20_000) for phone in people]
    call(alice, bob, "bob")
    both_hear(people)
    alice.press("hold")
    bob.says("put you on hold", "status", seconds=30)
    alice.press("hold")
    both_hear(people)
    assert sessions


def test_the_next_try_is_counted_down_quietly(visit: Visit, sip_server: Kamailio, site: Site) -> None:
    site.config["recovery_min"] = 8
    alice = visit("alice")
    alice.go_online()
    sip_server.kill()
    expect(alice.role("countdown")).to_have_text(re.compile(r"Next try in [78] s\."), timeout=15000)
    expect(alice.role("countdown")).to_have_text(re.compile(r"Next try in [1-5] s\."), timeout=15000)
    alice.says("No connection. Trying again…", "status")
    expect(alice.role("countdown")).to_have_attribute("aria-hidden", "true")
    sip_server.start()
    alice.is_registered(40)
    expect(alice.role("countdown")).to_be_hidden()


def test_a_call_out_does_not_wait_for_the_next_try(visit: Visit, sip_server: Kamailio, site: Site) -> None:
    site.config["recovery_min"] = 300
    site.config["recovery_max"] = 300
    alice = visit("alice")
    alice.go_online()
    sip_server.kill()
    expect(alice.role("countdown")).to_be_visible(timeout=15000)
    sip_server.start()
    alice.dial("nobody")
    alice.says("Nobody answered.")
    alice.is_registered()


def test_another_network_ends_the_wait_for_the_server_during_a_call(people: People, sip_server: Kamailio) -> None:
    alice, bob = people
    call(alice, bob, "bob")
    sip_server.kill()
    bob.says("cannot be reached")
    sip_server.start()
    bob.page.evaluate("dispatchEvent(new Event('online'))")
    until(bob, lambda: bool(sip_server.contacts("bob")), "bob to be registered")
    bob.is_in("active")
    assert media_grows(alice.page, "audio")
