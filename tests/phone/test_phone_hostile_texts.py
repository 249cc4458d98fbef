"""Whatever a caller calls itself, it is shown as it is written, and nothing of it runs."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.hostile import PAYLOADS, is_inert
from tests.phone.site import Site
from tests.servers.fixtures import SECRET
from tests.servers.kamailio import Kamailio
from tests.servers.sip_client import SipSocket, connected
from tests.servers.tokens import sign

ALICE = "alice@example.org"
MALLORY = "mallory@example.org"
# What of an address may be written with percent signs in a SIP URI.
ADDRESS = "%3Csvg/onload=testHacked=1%3E@example.org"


@pytest.fixture
def alice(site: Site, visit: Visit) -> PhonePage:
    site.config["chat"] = True
    phone = visit("alice")
    phone.go_online()
    return phone


@pytest.fixture
def mallory(sip_server: Kamailio) -> Iterator[SipSocket]:
    """Give a connection that sends whatever it likes; the address alone is that of its token."""
    with connected(sip_server.url, sign(SECRET, MALLORY, "*@example.org").path) as opened:
        yield opened


def named(name: str, address: str = MALLORY) -> str:
    """Write a From header with a display name."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" <sip:{address}>;tag={secrets.token_hex(4)}'


def shown(payload: str) -> str:
    """Return what is shown of a name: no more than its first 80 characters."""
    return payload[:80].strip()


def ring(opened: SipSocket, sender: str) -> dict[str, str]:
    """Call Alice; return the headers that a CANCEL has to repeat."""
    same = {
        "Via": f"SIP/2.0/WS {opened.host};branch=z9hG4bK{secrets.token_hex(8)}",
        "Call-ID": secrets.token_hex(8),
        "From": sender,
    }
    opened.write("INVITE", f"sip:{ALICE}", MALLORY, ALICE, **same)
    return same


def test_names_of_callers(alice: PhonePage, sip_server: Kamailio) -> None:
    for payload in PAYLOADS:
        # The server counts the calls of a token.
        token = sign(SECRET, MALLORY, "*@example.org", extra=secrets.token_hex(4))
        with connected(sip_server.url, token.path) as mallory:
            same = ring(mallory, named(payload))
            alice.is_in("incoming")
            expect(alice.role("peer-name")).to_have_text(shown(payload))
            expect(alice.role("alert")).to_have_text(f"Incoming call from {shown(payload)}")
            mallory.write("CANCEL", f"sip:{ALICE}", MALLORY, ALICE, **same, CSeq="1 CANCEL")
            alice.is_in("idle")
    expect(alice.role("missed-list").locator("li")).not_to_have_count(0)
    assert is_inert(alice)


def test_the_address_of_a_caller(alice: PhonePage, sip_server: Kamailio) -> None:
    with connected(sip_server.url, sign(SECRET, ADDRESS, "*@example.org").path) as opened:
        ring(opened, named("", ADDRESS))
        alice.is_in("incoming")
        expect(alice.role("peer-name")).to_contain_text("@example.org")
        assert is_inert(alice)


def test_names_of_people_who_write(alice: PhonePage, mallory: SipSocket) -> None:
    alice.press("chat-toggle")
    for number, payload in enumerate(PAYLOADS):
        body = f"number {number}"
        lines = [
            f"MESSAGE sip:{ALICE} SIP/2.0",
            f"Via: SIP/2.0/WS {mallory.host};branch=z9hG4bK{secrets.token_hex(8)}",
            "Max-Forwards: 70",
            f"From: {named(payload)}",
            f"To: <sip:{ALICE}>",
            f"Call-ID: {secrets.token_hex(8)}",
            "CSeq: 1 MESSAGE",
            "Content-Type: text/plain",
            f"Content-Length: {len(body)}",
        ]
        mallory.send("\r\n".join(lines) + f"\r\n\r\n{body}")
        assert mallory.final().status == 200
        expect(alice.role("chat-tabs").get_by_role("tab")).to_have_text(shown(payload))
    assert is_inert(alice)
