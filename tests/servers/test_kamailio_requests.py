"""On an open connection the SIP server holds each request to the connection's token."""

from __future__ import annotations

import pytest

from tests.servers.fixtures import DOMAIN, SECRET, require
from tests.servers.kamailio import Kamailio, kamailio
from tests.servers.process import wait_until
from tests.servers.sip_client import UpgradeRefusedError, connected
from tests.servers.sip_people import (
    ALICE,
    BOB,
    BY_CALLEE,
    BY_CALLER,
    CAROL,
    call,
    digest,
    expire,
    message,
    phone,
    register,
    talk,
    within,
)

REFUSED_FROM = "SIP/2.0 403 From is not the address of the token"
REFUSED_MIXED = "SIP/2.0 403 To is not the address that is called"
REFUSED_TO = "SIP/2.0 403 Destination not allowed by the token"
REFUSED_REFERRAL = "SIP/2.0 403 Token of a single destination passes nobody on"


@pytest.fixture(autouse=True)
def _installed() -> None:
    require("kamailio")


def test_registers_its_own_address_only(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, f"*@{DOMAIN}") as alice:
        assert register(alice, ALICE).status == 200
        assert sip_server.contacts("alice")
        assert register(alice, BOB).start == REFUSED_FROM
        assert register(alice, ALICE, to=BOB).start == "SIP/2.0 403 Registration for another address"
        assert register(alice, ALICE, to=BOB, Contact="*", Expires="0").status == 403
        assert not sip_server.contacts("bob")


def test_is_offline_as_soon_as_the_page_is_closed(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB) as alice:
        register(alice, ALICE)
    wait_until(lambda: not sip_server.contacts("alice"), "the contact to go")
    assert sip_server.rpc("htable.dump", "conn") == []


@pytest.mark.parametrize(
    "sender", [BOB, "alice@evil.example", "*@example.org", "example.org", "alice%20@example.org", "%2A@example.org"]
)
def test_refuses_another_sender(sip_server: Kamailio, sender: str) -> None:
    with phone(sip_server, ALICE, f"*@{DOMAIN}") as alice:
        assert call(alice, sender, BOB).start == REFUSED_FROM


def test_compares_addresses_as_sip_does(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB) as alice:
        assert call(alice, "Alice@EXAMPLE.org", "%62ob@example.org").status == 480


def test_a_token_for_another_domain_is_of_no_use(sip_server: Kamailio) -> None:
    with phone(sip_server, "alice@evil.example", "*@*") as alice:
        assert call(alice, "alice@evil.example", BOB).start == REFUSED_FROM


def test_calls_the_destination_of_its_token_and_nobody_else(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB) as alice:
        assert call(alice, ALICE, BOB).status == 480
        assert call(alice, ALICE, CAROL).start == REFUSED_TO
        assert call(alice, ALICE, BOB, f"sip:{CAROL}").start == REFUSED_MIXED
        assert call(alice, ALICE, CAROL, f"sip:{BOB}").start == REFUSED_MIXED
        assert call(alice, ALICE, "*@example.org").start == REFUSED_TO


def test_even_the_widest_token_stays_in_the_domain(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, "*@*") as alice:
        assert call(alice, ALICE, BOB).status == 480
        assert call(alice, ALICE, "bob@127.0.0.1:9").start == "SIP/2.0 403 No calls to other domains"
        assert call(alice, ALICE, BOB, "sip:bob@127.0.0.1:9").start == REFUSED_MIXED
        assert call(alice, ALICE, BOB, "tel:+15551234").start == "SIP/2.0 403 Only sip: addresses here"


def test_a_made_up_route_is_not_followed(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB) as alice:
        assert call(alice, ALICE, BOB, Route="<sip:127.0.0.1:9;lr>").status == 480


def test_a_made_up_dialog_is_unknown(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB) as alice:
        route = f"<sip:127.0.0.1:{sip_server.port};transport=ws;lr>"
        made_up = alice.request("INFO", f"sip:{CAROL}", ALICE, CAROL, to_tag="x", Route=route)
        assert made_up.status == 481
        assert alice.request("INFO", f"sip:{CAROL}", BOB, CAROL, to_tag="x", Route=route).start == REFUSED_FROM


def test_the_extra_header_must_match_when_it_is_there(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB, extra="7f3a") as alice:
        assert call(alice, ALICE, BOB, X_WS_Session_Extra="7f3a").status == 480
        assert call(alice, ALICE, BOB, X_WS_Session_Extra="beef").status == 403


def test_an_expired_token_starts_nothing_new(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB, lifetime=1) as alice:
        assert call(alice, ALICE, BOB).status == 480
        expire(1)
        assert call(alice, ALICE, BOB).start == "SIP/2.0 403 Token expired"
        assert register(alice, ALICE).start == "SIP/2.0 403 Token expired"


def test_messages_are_held_to_the_token_as_calls_are(sip_server: Kamailio) -> None:
    with phone(sip_server, BOB, f"*@{DOMAIN}") as bob, phone(sip_server, ALICE, BOB) as alice:
        register(bob, BOB)
        alice.write("MESSAGE", f"sip:{BOB}", ALICE, BOB)
        bob.answer(bob.receive(), 200, "OK")
        assert alice.final().status == 200
        assert message(alice, CAROL, BOB).start == REFUSED_FROM
        assert message(alice, ALICE, CAROL).start == REFUSED_TO
    with phone(sip_server, ALICE, BOB, lifetime=1) as alice:
        expire(1)
        assert message(alice, ALICE, BOB).start == "SIP/2.0 403 Token expired"


@pytest.mark.parametrize("lifetime", [1, 300], ids=["expired", "valid"])
def test_both_parties_of_a_call_may_change_and_end_it(sip_server: Kamailio, lifetime: int) -> None:
    with (
        phone(sip_server, BOB, "nobody@example.org") as bob,
        phone(sip_server, ALICE, BOB, lifetime=lifetime) as alice,
    ):
        register(bob, BOB)
        invite, answer = talk(alice, bob)
        assert answer.status == 200
        if lifetime == 1:
            expire(lifetime)
            assert call(alice, ALICE, CAROL).start == "SIP/2.0 403 Token expired"
        within(alice, "ACK", answer, ALICE, BOB, **BY_CALLER)
        assert bob.receive().method == "ACK"
        within(bob, "INFO", invite, BOB, ALICE, **BY_CALLEE)
        assert alice.receive().method == "INFO"
        within(alice, "BYE", answer, ALICE, BOB, **BY_CALLER)
        assert bob.receive().method == "BYE"


def test_who_may_call_one_address_only_passes_nobody_on(sip_server: Kamailio) -> None:
    with phone(sip_server, BOB, BOB) as bob, phone(sip_server, ALICE, BOB) as alice:
        register(bob, BOB)
        invite, answer = talk(alice, bob)
        within(alice, "REFER", answer, ALICE, BOB, **BY_CALLER, Refer_To=f"<sip:{CAROL}>")
        assert alice.final().start == REFUSED_REFERRAL
        refused = alice.request("REFER", f"sip:{BOB}", ALICE, BOB, Refer_To=f"<sip:{CAROL}>")
        assert refused.start == REFUSED_REFERRAL
        within(bob, "REFER", invite, BOB, ALICE, **BY_CALLEE, Refer_To=f"<sip:{CAROL}>")
        assert alice.receive().method == "REFER"


def test_a_third_party_cannot_touch_a_call(sip_server: Kamailio) -> None:
    with (
        phone(sip_server, BOB, BOB) as bob,
        phone(sip_server, ALICE, BOB) as alice,
        phone(sip_server, CAROL, f"*@{DOMAIN}") as carol,
    ):
        register(bob, BOB)
        _, answer = talk(alice, bob)
        within(carol, "BYE", answer, ALICE, BOB, **BY_CALLER)
        assert carol.final().start == REFUSED_FROM
        within(carol, "BYE", answer, CAROL, BOB, **BY_CALLER)
        assert carol.final().start == "SIP/2.0 403 Call of others"


def test_forgets_everything_when_killed_and_comes_back_on_the_same_port(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB) as alice:
        register(alice, ALICE)
        sip_server.kill()
        with pytest.raises((EOFError, ConnectionError)):
            register(alice, ALICE)
    sip_server.start()
    assert not sip_server.contacts("alice")
    with phone(sip_server, ALICE, BOB) as alice:
        assert register(alice, ALICE).status == 200


def test_logs_in_with_a_password_where_there_are_passwords() -> None:
    with (
        kamailio(secrets=[SECRET], passwords={"alice": "wonderland", "bob": "builder"}) as server,
        connected(server.digest_url) as alice,
    ):
        assert alice.request("BYE", f"sip:{BOB}", ALICE, BOB, to_tag="x").status == 403
        challenge = register(alice, ALICE)
        assert challenge.status == 401
        wrong = digest(challenge, "REGISTER", f"sip:{DOMAIN}", "alice", "wrong")
        assert register(alice, ALICE, Authorization=wrong).status == 401
        unknown = digest(register(alice, CAROL), "REGISTER", f"sip:{DOMAIN}", "carol", "")
        assert register(alice, CAROL, Authorization=unknown).status == 401
        right = digest(register(alice, ALICE), "REGISTER", f"sip:{DOMAIN}", "alice", "wonderland")
        assert register(alice, ALICE, Authorization=right).status == 200
        assert server.contacts("alice")
        challenge = call(alice, ALICE, BOB)
        assert challenge.status == 407
        right = digest(challenge, "OPTIONS", f"sip:{BOB}", "alice", "wonderland")
        assert call(alice, ALICE, BOB, Proxy_Authorization=right).status == 480
        right = digest(call(alice, ALICE, BOB), "OPTIONS", f"sip:{BOB}", "alice", "wonderland")
        assert call(alice, CAROL, BOB, Proxy_Authorization=right).start == REFUSED_FROM
        assert "ERROR" not in server.log()


def test_without_passwords_nobody_logs_in_by_digest(sip_server: Kamailio) -> None:
    with pytest.raises(UpgradeRefusedError), connected(sip_server.digest_url):
        pass
