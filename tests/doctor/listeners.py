"""Servers that answer in ways in which no good one does."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from websockets.utils import accept_key

from tests.servers.process import LOOPBACK

Reply = Callable[[str], str | None]
"""From what was read to the answer; '' closes the connection, None leaves it open without a word."""

_SECONDS = 20


@contextmanager
def listening(reply: Reply) -> Iterator[str]:
    """Listen on loopback, and answer each connection's first bytes; yield host and port."""
    held: list[socket.socket] = []
    with socket.create_server((LOOPBACK, 0)) as listener:
        Thread(target=_serve, args=(listener, reply, held), daemon=True).start()
        try:
            yield f"{LOOPBACK}:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            for connection in held:
                connection.close()


def _serve(listener: socket.socket, reply: Reply, held: list[socket.socket]) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = listener.accept()
            connection.settimeout(_SECONDS)
            _answer(connection, reply, held)


def _answer(connection: socket.socket, reply: Reply, held: list[socket.socket]) -> None:
    held.append(connection)
    with contextlib.suppress(OSError):
        answer = reply(connection.recv(65536).decode("latin-1"))
        if answer is not None:
            connection.sendall(answer.encode())
            connection.close()


@contextmanager
def dripping(begin: str) -> Iterator[str]:
    """Answer with `begin`, and go on with a letter now and then for as long as anybody reads."""
    with socket.create_server((LOOPBACK, 0)) as listener:
        Thread(target=_drip, args=(listener, begin), daemon=True).start()
        yield f"{LOOPBACK}:{listener.getsockname()[1]}"


def _drip(listener: socket.socket, begin: str) -> None:
    connection, _ = listener.accept()
    with connection, contextlib.suppress(OSError):
        connection.sendall(begin.encode())
        while True:
            connection.sendall(b"a")
            time.sleep(0.1)


def drops(_request: str) -> str | None:
    """Close without an answer, as repro refuses a token."""
    return ""


def hangs(_request: str) -> str | None:
    """Hold the connection without an answer, as repro does when it finds no token."""
    return None


def wants_cookie(request: str) -> str | None:
    """Close without an answer unless there is a Cookie header, as repro does with a token in the URL."""
    return upgrade(request) if "\r\nCookie: " in request else ""


def upgrade(request: str, protocol: str = "sip") -> str:
    """Open the WebSocket."""
    key = request.partition("Sec-WebSocket-Key: ")[2].partition("\r\n")[0]
    chosen = f"Sec-WebSocket-Protocol: {protocol}\r\n" if protocol else ""
    return (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {accept_key(key)}\r\n{chosen}\r\n"
    )
