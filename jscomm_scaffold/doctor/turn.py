"""A real allocation at a TURN server, which is given back at once, or a real answer of a STUN server."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import re
import socket
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from jscomm_scaffold.doctor import stun
from jscomm_scaffold.doctor.connection import Address, check_host, connected
from jscomm_scaffold.doctor.findings import quoted
from jscomm_scaffold.errors import AnswerError, TurnError, UnreachableError

# When a datagram is sent again, in seconds after the one before.
_PATIENCE = (0.5, 1.0, 2.0)
_URL = re.compile(
    r"(stun|stuns|turn|turns):(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?"
)
_PORTS = {"stun": 3478, "turn": 3478, "stuns": 5349, "turns": 5349}
_LAST_PORT = 65535
_STALE, _UNAUTHORIZED = 438, 401
_BLOCK = 65536
_ADVICE = {
    401: (
        "The secret is another one than coturn's static-auth-secret, or the credentials have expired: "
        "compare the clocks. Is use-auth-secret set?"
    ),
    403: "The server forbids it: look at its denied and allowed addresses.",
    441: "The credentials are of another user than those before.",
    442: "The server does not relay over UDP.",
    486: "This user has too many allocations: user-quota.",
    508: "The server has no port left for a relay: total-quota, min-port, max-port.",
}


@dataclass(frozen=True)
class Server:
    """A STUN or TURN server, and the credentials for it."""

    relays: bool
    address: Address
    transport: str
    username: str = ""
    password: str = field(default="", repr=False)

    def with_credentials(self, username: str, password: str) -> Server:
        """Give the same server with other credentials."""
        return replace(self, username=username, password=password)


@dataclass(frozen=True)
class Relay:
    """What an allocation gave: whose address the server relays at, and as whom it sees this machine."""

    server: str
    relayed: str
    mapped: str


class RefusedTurnError(TurnError):
    """The TURN server said no, with a code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"The server refused the allocation: {code} {quoted(reason)}.", _ADVICE.get(code, ""))
        self.code = code


def parse(url: str) -> Server:
    """Read a ``turn:`` or ``stun:`` URL (RFC 7064, RFC 7065); raises :class:`AnswerError`."""
    found = _URL.fullmatch(url)
    if not found:
        raise AnswerError(f"{quoted(url)} is no address of a TURN server.", "It looks like turn:turn.example.org:3478.")
    scheme, host, port, transport = found[1], found[2].strip("[]"), found[3], found[4]
    secure = scheme in {"stuns", "turns"}
    if secure and transport == "udp":
        raise AnswerError("TURN over DTLS cannot be tried here.", "Try the same server with ?transport=tcp.")
    check_host(host)
    number = int(port or _PORTS[scheme])
    if number > _LAST_PORT:
        raise AnswerError(f"There is no port {number}.", f"The last is {_LAST_PORT}.")
    # The names of the schemes are those of the connection below: with TLS or without.
    address = Address("https" if secure else "http", host, number, "")
    return Server(scheme.startswith("turn"), address, transport or ("tcp" if secure else "udp"))


def temporary(secret: str, user: str, expires: int) -> tuple[str, str]:
    """Make the name and the password of coturn's ``use-auth-secret``."""
    username = f"{expires}:{user}"
    digest = hmac.new(secret.encode(), username.encode("utf-8", "replace"), hashlib.sha1).digest()
    return username, base64.b64encode(digest).decode()


def allocate(server: Server, seconds: float) -> Relay:
    """Allocate a relay and give it back.

    Raises :class:`TurnError`, or what :func:`connected` raises.
    """
    with _channel(server, seconds) as channel:
        request = [(stun.REQUESTED_TRANSPORT, stun.UDP)]
        challenge = channel.ask(stun.Message(stun.ALLOCATE, request))
        login = _Login(server, challenge)
        answer = channel.ask(login.message(stun.ALLOCATE, request), login.key)
        if answer.type == stun.ALLOCATE | stun.FAILURE and answer.error[0] == _STALE:
            login = _Login(server, answer)
            answer = channel.ask(login.message(stun.ALLOCATE, request), login.key)
        if answer.type != stun.ALLOCATE | stun.SUCCESS:
            raise RefusedTurnError(*answer.error)
        with contextlib.suppress(TurnError):
            channel.ask(login.message(stun.REFRESH, [(stun.LIFETIME, struct.pack("!I", 0))]), login.key)
        return Relay(channel.server, _read(answer, stun.RELAYED), _read(answer, stun.MAPPED))


def mapped(server: Server, seconds: float) -> str:
    """Ask a STUN server as whom it sees this machine."""
    with _channel(server, seconds) as channel:
        answer = channel.ask(stun.Message(stun.BINDING))
    if answer.type != stun.BINDING | stun.SUCCESS:
        raise RefusedTurnError(*answer.error)
    return _read(answer, stun.MAPPED)


class _Login:
    """Long-term credentials, for the realm and the nonce of a challenge."""

    def __init__(self, server: Server, challenge: stun.Message) -> None:
        realm, nonce = challenge.get(stun.REALM), challenge.get(stun.NONCE)
        if challenge.type == stun.ALLOCATE | stun.SUCCESS:
            raise TurnError(
                "The server gives an allocation to everybody, without credentials.",
                "Strangers use it as a relay: set use-auth-secret and static-auth-secret.",
            )
        if challenge.error[0] not in {_UNAUTHORIZED, _STALE} or realm is None or nonce is None:
            raise RefusedTurnError(*challenge.error)
        username = server.username.encode("utf-8", "replace")
        self._attributes = [(stun.USERNAME, username), (stun.REALM, realm), (stun.NONCE, nonce)]
        self.key = stun.long_term_key(server.username, realm.decode("utf-8", "replace"), server.password)

    def message(self, kind: int, attributes: list[tuple[int, bytes]]) -> stun.Message:
        """Make a request."""
        return stun.Message(kind, [*attributes, *self._attributes])


@dataclass
class _Channel:
    """A socket to a server; over TCP the length in a message's header says where it ends."""

    socket: socket.socket
    server: str
    datagrams: bool
    seconds: float

    def ask(self, message: stun.Message, key: bytes | None = None) -> stun.Message:
        """Send a request and return its answer."""
        data, deadline = message.encode(key), time.monotonic() + self.seconds
        try:
            while True:
                answer = stun.decode(self._exchange(data, deadline))
                if answer.transaction == message.transaction:
                    return answer
        except TimeoutError as fault:
            hint = "Does a firewall stop UDP? Try ?transport=tcp." if self.datagrams else "Is it a TURN server?"
            raise TurnError(f"No answer from {self.server} within {self.seconds:g} s.", hint) from fault
        except ConnectionRefusedError as fault:
            raise UnreachableError(
                f"Nothing listens at this port of {self.server}.", "Is the TURN server running, and is this its port?"
            ) from fault
        except (OSError, ValueError, struct.error) as fault:
            raise TurnError("What answers there is no TURN server.") from fault

    def _exchange(self, data: bytes, deadline: float) -> bytes:
        if not self.datagrams:
            self.socket.sendall(data)
            head = self._exactly(stun.HEADER_BYTES, deadline)
            return head + self._exactly(struct.unpack("!H", head[2:4])[0], deadline)
        for wait in (*_PATIENCE, self.seconds):
            self.socket.send(data)
            with contextlib.suppress(TimeoutError):
                return self._receive(_BLOCK, min(deadline, time.monotonic() + wait))
        raise TimeoutError

    def _exactly(self, size: int, deadline: float) -> bytes:
        data = b""
        while len(data) < size:
            more = self._receive(size - len(data), deadline)
            if not more:
                raise ValueError("closed")
            data += more
        return data

    def _receive(self, size: int, deadline: float) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.socket.settimeout(left)
        return self.socket.recv(size)


@contextlib.contextmanager
def _channel(server: Server, seconds: float) -> Iterator[_Channel]:
    if server.transport == "tcp":
        with connected(server.address, seconds) as connection:
            yield _Channel(connection.socket, connection.ip, datagrams=False, seconds=seconds)
        return
    host, port = server.address.host, server.address.port
    try:
        family, kind, _, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    except socket.gaierror as fault:
        raise UnreachableError(f"There is no host {host}.", "Look for a typing mistake, and at DNS.") from fault
    with _connected(socket.socket(family, kind), target) as datagrams:
        yield _Channel(datagrams, str(target[0]), datagrams=True, seconds=seconds)


def _connected(datagrams: socket.socket, target: tuple[Any, ...]) -> socket.socket:
    try:
        datagrams.connect(target)
    except OSError as fault:
        datagrams.close()
        raise UnreachableError(f"{target[0]} cannot be reached: {fault.strerror or fault}.") from fault
    return datagrams


def _read(message: stun.Message, kind: int) -> str:
    try:
        return stun.address(message.get(kind) or b"", message.transaction)
    except ValueError:
        return ""
