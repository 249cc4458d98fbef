"""A small SIP client over WebSocket, to try a SIP server with requests no browser would send."""

from __future__ import annotations

import base64
import os
import secrets
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

SECONDS = 5.0
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class UpgradeRefusedError(Exception):
    """The server did not open the WebSocket."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body


@dataclass(frozen=True)
class Message:
    """A SIP request or response; header names are kept in lower case, in order."""

    start: str
    headers: list[tuple[str, str]]
    body: str = ""

    @property
    def status(self) -> int:
        """The code of a response, 0 for a request."""
        return int(self.start.split()[1]) if self.start.startswith("SIP/") else 0

    @property
    def method(self) -> str:
        """The method of a request, '' for a response."""
        return "" if self.status else self.start.split()[0]

    def header(self, name: str) -> str:
        """Return the first value of a header, or ''."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        """Return all values of a header."""
        return [value for key, value in self.headers if key == name.lower()]


@dataclass
class SipSocket:
    """An open WebSocket that carries SIP; use it with `with`."""

    connection: socket.socket
    host: str = field(default_factory=lambda: f"{secrets.token_hex(6)}.invalid")

    def __enter__(self) -> SipSocket:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.connection.close()

    def request(self, method: str, uri: str, sender: str, to: str, **more: str) -> Message:
        """Send a request and return the final response; see `write` for `more`."""
        self.write(method, uri, sender, to, **more)
        return self.final()

    def write(self, method: str, uri: str, sender: str, to: str, **more: str) -> None:
        """Send a request without waiting.

        `more` are headers, '_' standing for '-'; From and To are built from `sender` and
        `to`, addresses without 'sip:', which may bring a tag (';tag=x').
        """
        headers = {
            "Via": f"SIP/2.0/WS {self.host};branch=z9hG4bK{secrets.token_hex(8)}",
            "Max-Forwards": "70",
            "From": _party(sender, more.pop("from_tag", secrets.token_hex(4))),
            "To": _party(to, more.pop("to_tag", "")),
            "Call-ID": secrets.token_hex(8),
            "CSeq": f"1 {method}",
            "Contact": f"<sip:probe@{self.host};transport=ws>",
            **{name.replace("_", "-"): value for name, value in more.items()},
            "Content-Length": "0",
        }
        lines = [f"{method} {uri} SIP/2.0", *(f"{k}: {v}" for k, v in headers.items() if v)]
        self.send("\r\n".join(lines) + "\r\n\r\n")

    def answer(self, request: Message, status: int, reason: str, to_tag: str = "callee") -> None:
        """Send a response to a request that was received, with a contact of this socket."""
        copied = [("Via", via) for via in request.all("via")]
        copied += [("Record-Route", route) for route in request.all("record-route")]
        to = request.header("to")
        copied += [("From", request.header("from")), ("To", to if ";tag=" in to else f"{to};tag={to_tag}")]
        copied += [(name, request.header(name)) for name in ("Call-ID", "CSeq")]
        copied += [("Contact", f"<sip:answer@{self.host};transport=ws>"), ("Content-Length", "0")]
        lines = [f"SIP/2.0 {status} {reason}", *(f"{name}: {value}" for name, value in copied)]
        self.send("\r\n".join(lines) + "\r\n\r\n")

    def final(self) -> Message:
        """Return the next response that is not provisional; TimeoutError after some seconds."""
        while True:
            message = self.receive()
            if message.status >= 200:
                return message

    def receive(self) -> Message:
        """Return the next SIP message; TimeoutError after some seconds, EOFError when closed."""
        while True:
            kind, payload = self._frame()
            if kind == PING:
                self._write_frame(PONG, payload)
            elif kind == CLOSE:
                raise EOFError("the server closed the WebSocket")
            elif kind == TEXT and payload.strip():
                return parse(payload.decode())

    def send(self, text: str) -> None:
        """Send a text as one WebSocket message."""
        self._write_frame(TEXT, text.encode())

    def _write_frame(self, kind: int, payload: bytes) -> None:
        size = len(payload)
        short = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack("!H", size)
        mask = os.urandom(4)
        masked = bytes(octet ^ mask[at % 4] for at, octet in enumerate(payload))
        self.connection.sendall(bytes([0x80 | kind]) + short + mask + masked)

    def _frame(self) -> tuple[int, bytes]:
        first, second = self._exactly(2)
        size = second & 0x7F
        if size == 126:
            size = struct.unpack("!H", self._exactly(2))[0]
        return first & 0x0F, self._exactly(size)

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self.connection.recv(size - len(data))
            if not more:
                raise EOFError("the server closed the connection")
            data += more
        return data


@contextmanager
def connected(url: str, path: str = "", **headers: str) -> Iterator[SipSocket]:
    """Open a WebSocket at `url` + `path` for a `with` block; `headers` like Cookie='a=b'.

    Raises UpgradeRefusedError with the server's answer, or EOFError when it gave none.
    """
    address = urlsplit(url)
    connection = socket.create_connection((address.hostname, address.port), timeout=SECONDS)
    with SipSocket(connection) as opened:
        lines = [
            f"GET {address.path + path or '/'} HTTP/1.1",
            f"Host: {address.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            "Sec-WebSocket-Protocol: sip",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        _expect_upgrade(connection)
        yield opened


def parse(text: str) -> Message:
    """Parse a SIP message."""
    head, _, body = text.partition("\r\n\r\n")
    start, *lines = head.split("\r\n")
    pairs = [line.partition(":") for line in lines]
    return Message(start, [(name.strip().lower(), value.strip()) for name, _, value in pairs], body)


def _party(address: str, tag: str) -> str:
    return f"<sip:{address}>" + (f";tag={tag}" if tag else "")


def _expect_upgrade(connection: socket.socket) -> None:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        octet = connection.recv(1)
        if not octet:
            raise EOFError("the server closed the connection without an answer")
        head += octet
    status = int(head.split()[1])
    if status != 101:
        rest = connection.makefile("rb").read()
        raise UpgradeRefusedError(status, rest.decode(errors="replace").strip())
