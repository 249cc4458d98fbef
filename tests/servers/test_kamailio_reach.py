"""Whatever a request or an answer names: the SIP server sends it to a phone that is connected, or nowhere."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.servers.fixtures import DOMAIN, require
from tests.servers.kamailio import Kamailio
from tests.servers.process import LOOPBACK
from tests.servers.sip_client import Message, SipSocket
from tests.servers.sip_people import (
    ALICE,
    BOB,
    BY_CALLEE,
    BY_CALLER,
    CAROL,
    call,
    phone,
    register,
    route_of,
    talk,
    within,
)

ELSEWHERE = "SIP/2.0 403 Within a call to its other party only"


@pytest.fixture(autouse=True)
def _installed() -> None:
    require("kamailio")


@dataclass(frozen=True)
class Stranger:
    """A TCP service beside the SIP server, which is none of the callers' business."""

    listening: socket.socket

    @property
    def port(self) -> int:
        """Where it listens."""
        port = self.listening.getsockname()[1]
        assert isinstance(port, int)
        return port

    @property
    def uri(self) -> str:
        """A SIP address that leads there."""
        return f"sip:x@{LOOPBACK}:{self.port};transport=tcp"

    def reached(self) -> bool:
        """Tell whether anybody has connected."""
        try:
            self.listening.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    with socket.create_server((LOOPBACK, 0)) as listening:
        listening.setblocking(False)
        yield Stranger(listening)


@dataclass(frozen=True)
class Talk:
    """Alice, a guest who may call Bob only, and Bob are talking. Carol is online, too."""

    alice: SipSocket
    bob: SipSocket
    carol: SipSocket
    invite: Message
    answer: Message

    def send(self, method: str, **more: str) -> None:
        """Send a request of Alice within the call."""
        within(self.alice, method, self.answer, ALICE, BOB, **BY_CALLER, **more)


@pytest.fixture
def talking(sip_server: Kamailio) -> Iterator[Talk]:
    with (
        phone(sip_server, ALICE, BOB) as alice,
        phone(sip_server, BOB, f"*@{DOMAIN}") as bob,
        phone(sip_server, CAROL, f"*@{DOMAIN}") as carol,
    ):
        register(bob, BOB)
        register(carol, CAROL)
        yield Talk(alice, bob, carol, *talk(alice, bob))


def served(opened: SipSocket, sender: str) -> None:
    """Wait until the server has done what was sent before on this connection."""
    assert call(opened, sender, BOB, "sip:nobody@evil.example").status == 403


@pytest.mark.parametrize("method", ["INFO", "MESSAGE", "BYE", "UPDATE", "ANY"])
def test_a_request_within_a_call_goes_to_no_other_service(talking: Talk, stranger: Stranger, method: str) -> None:
    way = route_of(talking.answer)
    at = f"{LOOPBACK}~{stranger.port}"
    for target, route in (
        (stranger.uri, way),
        (f"sip:x@a.invalid;alias={at}~2", way),
        (f"sip:x@a.invalid;alias={at}~5", way),
        (f"sip:x@a.invalid;maddr={LOOPBACK};transport=tcp", way),
        ("sip:x@a.invalid", f"{way}, <sip:{LOOPBACK}:{stranger.port};transport=tcp;lr>"),
        ("sip:x@a.invalid", f"{way}, <sip:{LOOPBACK}:{stranger.port};transport=tcp>"),
        ("sip:x@a.invalid", f"{way}, <sip:y@z;transport=ws?a={LOOPBACK};lr>"),
    ):
        talking.send(method, target=target, Route=route)
        assert talking.alice.final().status in {403, 480, 481}, (target, route)
    assert not stranger.reached()


def test_an_acknowledgement_goes_to_no_other_service(talking: Talk, stranger: Stranger) -> None:
    talking.send("ACK", target=stranger.uri, Route="")
    talking.send("ACK", target=stranger.uri)
    talking.send("ACK", target=stranger.uri, CSeq=f"{talking.answer.header('cseq').split()[0]} ACK")
    served(talking.alice, ALICE)
    assert not stranger.reached()


def test_a_request_within_a_call_goes_to_nobody_elses_phone(talking: Talk) -> None:
    host, port = talking.carol.connection.getsockname()
    for target in (f"sip:x@a.invalid;alias={host}~{port}~5", f"sip:x@a.invalid;alias={host}~{port}~6"):
        talking.send("MESSAGE", target=target)
        assert talking.alice.final().start == ELSEWHERE
    talking.carol.write("OPTIONS", f"sip:{CAROL}", CAROL, CAROL)
    assert talking.carol.receive().header("from").startswith(f"<sip:{CAROL}>")


def test_who_has_left_a_call_is_not_there_any_more(talking: Talk) -> None:
    talking.bob.connection.close()
    with contextlib.suppress(TimeoutError):
        talking.send("INFO")
        assert talking.alice.final().status in {477, 480, 500}
    talking.send("BYE")
    assert talking.alice.final().status == 480


def test_a_contact_names_no_other_service(sip_server: Kamailio, stranger: Stranger) -> None:
    with phone(sip_server, ALICE, BOB) as alice, phone(sip_server, BOB, f"*@{DOMAIN}") as bob:
        for contact in (
            f"<{stranger.uri}>",
            f"<sip:x@a.invalid;alias={LOOPBACK}~{stranger.port}~2;transport=ws>",
        ):
            assert register(bob, BOB, Contact=contact, Path=f"<{stranger.uri};lr>").status == 200
            alice.write("OPTIONS", f"sip:{BOB}", ALICE, BOB)
            assert bob.receive().method == "OPTIONS"
            register(bob, BOB, Contact="*", Expires="0")
        assert register(bob, BOB, Contact=f'<sip:x@a.invalid>;received="{stranger.uri}"').status == 200
        assert call(alice, ALICE, BOB).status == 480
        assert not stranger.reached()


def test_an_initial_request_names_no_other_service(sip_server: Kamailio, stranger: Stranger) -> None:
    with phone(sip_server, ALICE, BOB) as alice, phone(sip_server, BOB, BOB) as bob:
        register(bob, BOB)
        for uri in (
            f"sip:{BOB}:{stranger.port};transport=tcp",
            f"sip:{BOB};maddr={LOOPBACK};transport=tcp",
            f"sip:{BOB};alias={LOOPBACK}~{stranger.port}~2",
        ):
            alice.write("OPTIONS", uri, ALICE, BOB, Route=f"<{stranger.uri};lr>", Path=f"<{stranger.uri};lr>")
            assert bob.receive().method == "OPTIONS"
        assert not stranger.reached()


def test_answers_go_where_their_request_came_from(talking: Talk, stranger: Stranger, sip_server: Kamailio) -> None:
    via = f"SIP/2.0/TCP {LOOPBACK}:{stranger.port};branch=z9hG4bKx"
    own = f"SIP/2.0/TCP {LOOPBACK}:{sip_server.port};branch=z9hG4bKx"
    assert call(talking.alice, ALICE, CAROL, Via=via).status == 403
    lines = ["SIP/2.0 200 OK", f"Via: {own}", f"Via: {via}", f"From: <sip:{BOB}>;tag=x", f"To: <sip:{ALICE}>;tag=y"]
    lines += ["Call-ID: x", "CSeq: 1 OPTIONS", "Content-Length: 0"]
    talking.alice.send("\r\n".join(lines) + "\r\n\r\n")
    served(talking.alice, ALICE)
    assert not stranger.reached()


def test_both_parties_still_reach_each_other(talking: Talk) -> None:
    for method in ("ACK", "INVITE", "UPDATE", "INFO", "NOTIFY"):
        talking.send(method)
        request = talking.bob.receive()
        assert request.method == method
        if method != "ACK":
            talking.bob.answer(request, 200, "OK")
            assert talking.alice.final().status == 200
    within(talking.bob, "REFER", talking.invite, BOB, ALICE, **BY_CALLEE, Refer_To=f"<sip:{CAROL}>")
    assert talking.alice.receive().method == "REFER"
    within(talking.bob, "BYE", talking.invite, BOB, ALICE, **BY_CALLEE)
    assert talking.alice.receive().method == "BYE"
