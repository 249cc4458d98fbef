"""The SIP server takes only so much of one token in a minute, and only so many guesses at a password."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers.fixtures import SECRET, require
from tests.servers.kamailio import SOURCES, Kamailio, kamailio
from tests.servers.process import wait_until
from tests.servers.sip_client import Message, SipSocket, connected
from tests.servers.sip_people import ALICE, BOB, BY_CALLER, call, digest, login, message, phone, register, talk, within

PASSWORDS = {"alice": "wonderland", "bob": "builder"}
SLOW = "SIP/2.0 503 Too many requests"
LOCKED = "SIP/2.0 503 Too many wrong passwords"


@pytest.fixture(autouse=True)
def _installed() -> None:
    require("kamailio")


def invite(opened: SipSocket) -> Message:
    return opened.request("INVITE", f"sip:{BOB}", ALICE, BOB)


def until_slowed(send: Callable[[], Message], most: int) -> int:
    """Send until the server has had enough; return how often it had not."""
    for number in range(most + 1):
        answer = send()
        if answer.start == SLOW:
            assert answer.header("retry-after") == "60"
            return number
    return most + 1


def test_a_token_rings_a_dozen_times_in_a_minute(sip_server: Kamailio) -> None:
    with (
        phone(sip_server, ALICE, BOB, extra="one") as first,
        phone(sip_server, ALICE, BOB, extra="one") as second,
        phone(sip_server, ALICE, BOB, extra="two") as another,
    ):
        assert [invite(first).status for _ in range(6)] == [480] * 6
        assert until_slowed(lambda: invite(second), 12) == 6
        assert invite(first).start == SLOW
        assert message(first, ALICE, BOB).status == 480
        assert invite(another).status == 480
    assert sip_server.log().count("refused for a minute: more than 12") == 1


def test_a_token_sends_sixty_messages_and_other_requests_in_a_minute(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB) as alice:
        requests: list[Callable[[], Message]] = [
            lambda: message(alice, ALICE, BOB),
            lambda: call(alice, ALICE, BOB),
            lambda: register(alice, BOB),
        ]
        for request in requests:
            request()
        assert until_slowed(requests[0], 60) == 57
        assert all(request().start == SLOW for request in requests)
        assert alice.request("FLOOD", f"sip:{BOB}", ALICE, BOB).start == SLOW


def test_within_calls_there_is_room_for_keys_and_always_for_the_end(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB) as alice, phone(sip_server, BOB, BOB) as bob:
        register(bob, BOB)
        _, answer = talk(alice, bob)

        def unheard() -> Message:
            within(alice, "INFO", answer, ALICE, BOB, **BY_CALLER, Route="")
            return alice.final()

        assert until_slowed(unheard, 300) == 300
        for _ in range(60):
            within(alice, "MESSAGE", answer, ALICE, BOB, **BY_CALLER, Route="")
            assert alice.final().status == 481
        within(alice, "MESSAGE", answer, ALICE, BOB, **BY_CALLER)
        assert alice.final().start == SLOW
        within(alice, "BYE", answer, ALICE, BOB, **BY_CALLER)
        assert bob.receive().method == "BYE"


def test_the_log_is_not_filled_by_what_is_refused(sip_server: Kamailio) -> None:
    with phone(sip_server, ALICE, BOB) as alice:
        for _ in range(400):
            alice.write("ACK", f"sip:{BOB}", BOB, BOB, to_tag="x")
        assert invite(alice).status == 480
    assert len(sip_server.log().splitlines()) < 320


def test_a_site_sets_limits_of_its_own() -> None:
    with kamailio([SECRET], most={"MOST_CALLS": 2}) as server, phone(server, ALICE, BOB) as alice:
        assert until_slowed(lambda: invite(alice), 12) == 2


def test_counts_anew_when_its_time_is_over(tmp_path: Path) -> None:
    with kamailio([SECRET], PASSWORDS, sources=_soon(tmp_path), most={"MOST_CALLS": 1}) as server:
        with phone(server, ALICE, BOB) as alice:
            assert until_slowed(lambda: invite(alice), 12) == 1
            wait_until(lambda: invite(alice).status == 480, "calls to be taken again")
        with connected(server.digest_url) as alice:
            assert [login(alice, "alice", "guess").status for _ in range(6)] == [401] * 5 + [503]
            wait_until(lambda: login(alice, "alice", "wonderland").status == 200, "passwords to be looked at again")


def _soon(folder: Path) -> Path:
    """Write the configuration down with a minute, and ten of them, of two seconds."""
    for source in SOURCES.iterdir():
        text = re.sub(r"autoexpire=\d+;", "autoexpire=2;", source.read_text("utf-8"))
        (folder / source.name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def server() -> Iterator[Kamailio]:
    """Give a server that takes passwords."""
    with kamailio([SECRET], PASSWORDS) as running:
        yield running
        print(running.log())


def test_five_wrong_passwords_end_the_guessing_on_a_connection(server: Kamailio) -> None:
    with connected(server.digest_url) as guesser:
        assert [login(guesser, "alice", "guess").status for _ in range(5)] == [401] * 5
        locked = login(guesser, "alice", "wonderland")
        assert locked.start == LOCKED
        assert locked.header("retry-after") == "600"
        assert message(guesser, ALICE, BOB).start == LOCKED
    with connected(server.digest_url) as alice:
        assert login(alice, "alice", "wonderland").status == 200
    assert server.log().count("REGISTER: wrong password for alice") == 5


def test_a_challenge_does_not_count_as_a_call(server: Kamailio) -> None:
    with connected(server.digest_url) as alice:
        login(alice, "alice", "wonderland")

        def ring() -> Message:
            response = digest(invite(alice), "INVITE", f"sip:{BOB}", "alice", "wonderland")
            return alice.request("INVITE", f"sip:{BOB}", ALICE, BOB, Proxy_Authorization=response)

        assert until_slowed(ring, 12) == 12


def test_names_that_nobody_has_are_guesses_too(server: Kamailio) -> None:
    with connected(server.digest_url) as guesser:
        assert [login(guesser, f"n{number}", "guess").status for number in range(6)] == [401] * 5 + [503]


def test_who_is_signed_in_guesses_no_other_password(server: Kamailio) -> None:
    with connected(server.digest_url) as bob:
        assert login(bob, "bob", "builder").status == 200
        assert [login(bob, "alice", "guess").status for _ in range(6)] == [401] * 5 + [503]


def test_guesses_over_many_connections_lock_the_account_but_not_who_is_signed_in(server: Kamailio) -> None:
    with connected(server.digest_url) as alice:
        assert login(alice, "alice", "wonderland").status == 200
        guess = iter(lambda: _guess(server), 503)
        assert sum(1 for _ in itertools.islice(guess, 60)) == 50
        with connected(server.digest_url) as elsewhere:
            assert login(elsewhere, "Alice", "wonderland").start == LOCKED
            assert login(elsewhere, "bob", "builder").status == 200
        assert login(alice, "alice", "wonderland").status == 200


def _guess(server: Kamailio) -> int:
    with connected(server.digest_url) as guesser:
        return login(guesser, "alice", "guess").status
