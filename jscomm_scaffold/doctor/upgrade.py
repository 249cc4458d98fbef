"""Opening a WebSocket for SIP, with an own socket, so that each way of saying no can be told from the others."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from websockets.client import ClientProtocol
from websockets.datastructures import Headers
from websockets.exceptions import InvalidMessage, InvalidState, InvalidStatus, NegotiationError
from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Response
from websockets.typing import Origin, Subprotocol
from websockets.uri import WebSocketURI

from jscomm_scaffold.doctor.connection import Address, Connection, connected
from jscomm_scaffold.doctor.findings import quoted
from jscomm_scaffold.errors import Diagnosis, DroppedError, RefusedError, SilentError, SubprotocolError

SIP = Subprotocol("sip")
_BLOCK = 65536
_LONGEST_BODY = 2000


@dataclass(frozen=True)
class Attempt:
    """One try to open a WebSocket: where, from a page of which site, with which Cookie header."""

    address: Address
    origin: str
    cookie: str = ""
    seconds: float = 10.0

    def with_target(self, target: str) -> Attempt:
        """Give the same try with another path."""
        return replace(self, address=replace(self.address, target=target))


@dataclass(frozen=True)
class Answer:
    """What an HTTP server said instead of opening a WebSocket."""

    status: int
    headers: Headers
    body: str


class NoWebSocketError(RefusedError):
    """An HTTP answer that opens no WebSocket."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"The server answered {answer.status}.")
        self.answer = answer


@dataclass
class WebSocket:
    """An open WebSocket for SIP."""

    connection: Connection
    protocol: ClientProtocol
    headers: Headers = field(default_factory=Headers)
    _texts: list[str] = field(default_factory=list)

    def send(self, text: str) -> None:
        """Send a message."""
        self.protocol.send_text(text.encode())
        self._flush()

    def receive(self, deadline: float) -> str:
        """Give the next message; TimeoutError after ``deadline`` (monotonic), EOFError when it is closed."""
        while not self._texts:
            self._read(deadline)
        return self._texts.pop(0)

    def close(self) -> None:
        """Say goodbye, so that the server's log has nothing to complain of."""
        with contextlib.suppress(InvalidState, OSError):
            self.protocol.send_close(CloseCode.NORMAL_CLOSURE)
            self._flush()

    def _read(self, deadline: float) -> None:
        data = _receive(self.connection, deadline)
        if data:
            self.protocol.receive_data(data)
        self._flush()
        frames = [event for event in self.protocol.events_received() if isinstance(event, Frame)]
        self._texts += [bytes(frame.data).decode("utf-8", "replace") for frame in frames if frame.opcode in _CONTENT]
        if not self._texts and (not data or any(frame.opcode is Opcode.CLOSE for frame in frames)):
            raise EOFError

    def _flush(self) -> None:
        _send(self.connection, self.protocol)


_CONTENT = (Opcode.TEXT, Opcode.BINARY)


@contextlib.contextmanager
def opened(attempt: Attempt) -> Iterator[WebSocket]:
    """Open a WebSocket for a ``with`` block.

    Raises a :class:`Diagnosis`: what :func:`connected` raises, :class:`DroppedError`, :class:`SilentError`,
    :class:`NoWebSocketError`, :class:`RefusedError` or :class:`SubprotocolError`.
    """
    with connected(attempt.address, attempt.seconds) as connection:
        yield shake_hands(attempt, connection)


def shake_hands(attempt: Attempt, connection: Connection) -> WebSocket:
    """Ask for a WebSocket on an open connection; raises as :func:`opened` does."""
    protocol = ClientProtocol(_uri(attempt.address), origin=Origin(attempt.origin), subprotocols=[SIP])
    request = protocol.connect()
    request.path = attempt.address.target
    if attempt.cookie:
        request.headers["Cookie"] = attempt.cookie
    protocol.send_request(request)
    try:
        _send(connection, protocol)
        response = _response(connection, protocol, time.monotonic() + attempt.seconds)
    except TimeoutError as fault:
        raise SilentError(f"The server took the request, and said nothing for {attempt.seconds:g} s.") from fault
    except (EOFError, OSError) as fault:
        raise DroppedError("The server closed the connection without an answer.") from fault
    if protocol.handshake_exc is not None:
        raise _diagnosis(protocol.handshake_exc, response)
    if protocol.subprotocol != SIP:
        raise SubprotocolError(
            "The WebSocket opens, but the server does not choose the subprotocol sip.",
            "A browser closes it at once. Is there SIP behind this path, and not another WebSocket?",
        )
    return WebSocket(connection, protocol, response.headers if response else Headers())


def _uri(address: Address) -> WebSocketURI:
    return WebSocketURI(address.secure, address.host, address.port, address.target, "")


def _response(connection: Connection, protocol: ClientProtocol, deadline: float) -> Response | None:
    """Read until there is an answer, or what cannot become one."""
    heard = False
    while True:
        events: list[Any] = protocol.events_received()
        if events or protocol.handshake_exc is not None:
            return events[0] if events else None
        data = _receive(connection, deadline)
        if not data and not heard:
            raise EOFError
        heard = True
        protocol.receive_data(data) if data else protocol.receive_eof()


def _receive(connection: Connection, deadline: float) -> bytes:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.socket.settimeout(left)
    return connection.socket.recv(_BLOCK)


def _send(connection: Connection, protocol: ClientProtocol) -> None:
    for data in protocol.data_to_send():
        # No data stands for the end of what this side sends.
        if data:
            connection.socket.sendall(data)


def _diagnosis(fault: Exception, response: Response | None) -> Diagnosis:
    if isinstance(fault, InvalidStatus):
        found = fault.response
        body = bytes(found.body or b"")[:_LONGEST_BODY].decode("utf-8", "replace")
        return NoWebSocketError(Answer(found.status_code, found.headers, body))
    if isinstance(fault, NegotiationError) and response is not None:
        chosen = ", ".join(response.headers.get_all("Sec-WebSocket-Protocol"))
        if chosen:
            return SubprotocolError(
                "The WebSocket opens with a subprotocol that is not sip.", "Something else than SIP is at this path."
            )
    if isinstance(fault, InvalidMessage):
        return RefusedError(
            "What answers does not speak HTTP.", "Is it the port of the WebSocket, and not one for SIP or TLS alone?"
        )
    return RefusedError(
        f"The server answers, but does not open a WebSocket properly: {quoted(str(fault))}.",
        "Does the web server in front pass Upgrade and Connection on?",
    )
