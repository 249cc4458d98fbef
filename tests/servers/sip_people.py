"""People with raw phones at a SIP server: they register, call, and send what they like within a call."""

from __future__ import annotations

import hashlib
import itertools
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers.fixtures import DOMAIN, SECRET
from tests.servers.kamailio import Kamailio
from tests.servers.process import wait_until
from tests.servers.sip_client import Message, SipSocket, connected
from tests.servers.tokens import sign

ALICE, BOB, CAROL = f"alice@{DOMAIN}", f"bob@{DOMAIN}", f"carol@{DOMAIN}"
# The tags of a call that Alice made to Bob, for what either of them sends within it.
BY_CALLER = {"from_tag": "caller", "to_tag": "callee"}
BY_CALLEE = {"from_tag": "callee", "to_tag": "caller"}
_NUMBERS = itertools.count(100)


@contextmanager
def phone(server: Kamailio, sender: str, destination: str, lifetime: int = 300, extra: str = "") -> Iterator[SipSocket]:
    """Open a connection with a token of its own."""
    with connected(server.url, sign(SECRET, sender, destination, lifetime, extra).path) as opened:
        yield opened


def expire(lifetime: int) -> None:
    """Wait until a token of this lifetime, made before, has expired."""
    end = int(time.time()) + lifetime
    wait_until(lambda: time.time() >= end + 1, "a token to expire")


def register(opened: SipSocket, address: str, **more: str) -> Message:
    """Register an address; `more` are headers, and `to` another address to register."""
    return opened.request("REGISTER", f"sip:{DOMAIN}", address, more.pop("to", address), **more)


def call(opened: SipSocket, sender: str, to: str, uri: str = "", **more: str) -> Message:
    """Send what is judged as a call is, and return the answer: 480 when nobody is there."""
    return opened.request("OPTIONS", uri or f"sip:{to}", sender, to, **more)


def message(opened: SipSocket, sender: str, to: str) -> Message:
    """Send a message and return the answer."""
    return opened.request("MESSAGE", f"sip:{to}", sender, to)


def talk(alice: SipSocket, bob: SipSocket) -> tuple[Message, Message]:
    """Make a call from Alice to Bob; return the INVITE as Bob got it and Alice's final answer."""
    alice.write("INVITE", f"sip:{BOB}", ALICE, BOB, from_tag="caller", Call_ID=secrets.token_hex(8))
    invite = bob.receive()
    bob.answer(invite, 200, "OK")
    return invite, alice.final()


def within(opened: SipSocket, method: str, answer: Message, sender: str, to: str, **more: str) -> None:
    """Send a request within the call that `answer` (or the INVITE itself) belongs to.

    `more` are the tags, other headers than those of the call, and another `target`.
    """
    target = more.pop("target", answer.header("contact").strip("<>"))
    common = {
        "Call_ID": answer.header("call-id"),
        "Route": route_of(answer),
        "CSeq": f"{next(_NUMBERS)} {method}",
    }
    opened.write(method, target, sender, to, **{**common, **more})


def route_of(answer: Message) -> str:
    """Return the way through the server that requests within a call take."""
    return ", ".join(reversed(answer.all("record-route")))


def digest(challenge: Message, method: str, uri: str, user: str, password: str) -> str:
    """Answer a digest challenge (RFC 2617, with qop)."""
    header = challenge.header("www-authenticate") or challenge.header("proxy-authenticate")
    realm, nonce = (re.findall(rf'{name}="([^"]*)"', header)[0] for name in ("realm", "nonce"))
    first, second = _md5(f"{user}:{realm}:{password}"), _md5(f"{method}:{uri}")
    response = _md5(f"{first}:{nonce}:00000001:c:auth:{second}")
    return (
        f'Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", '
        f'response="{response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"'
    )


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def login(opened: SipSocket, user: str, password: str) -> Message:
    """Register with a password and return the answer to that, or the first one if it is no challenge."""
    address = f"{user}@{DOMAIN}"
    challenge = register(opened, address)
    if challenge.status != 401:
        return challenge
    return register(opened, address, Authorization=digest(challenge, "REGISTER", f"sip:{DOMAIN}", user, password))
