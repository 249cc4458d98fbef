"""The generated nginx or Apache in front of a SIP server, or of what stands in for one."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from tests.conftest import render
from tests.servers.apache import apache
from tests.servers.fixtures import DOMAIN, SECRET
from tests.servers.nginx import localised, nginx
from tests.servers.process import LOOPBACK, free_port, wait_until
from tests.servers.tokens import Token, sign

# Made once, good until the last test.
TOKEN = sign(SECRET, f"alice@{DOMAIN}", f"*@{DOMAIN}", lifetime=86400, extra="00ff")


@dataclass(frozen=True)
class Proxy:
    """A web server of one origin, the port where it looks for the SIP server, and the folder with its logs."""

    origin: str
    sip_port: int
    folder: Path


@dataclass
class Recorder:
    """Stands in for the SIP server: keeps what arrives, and closes the connection or holds it without a word.

    With these two repro says no.
    """

    holds: bool = False
    heard: list[str] = field(default_factory=list)
    held: list[socket.socket] = field(default_factory=list)

    def cookies(self) -> list[str]:
        """Return the Cookie headers of the last request."""
        lines = self.heard[-1].split("\r\n")
        return [line.partition(": ")[2] for line in lines if line.lower().startswith("cookie:")]


@contextmanager
def serving(name: str, folder: Path, changes: tuple[str, str] = ("", "")) -> Iterator[Proxy]:
    """Run nginx or Apache with the configuration of an output in a public folder.

    `changes` are a text of it and what replaces that.
    """
    port, sip_port = free_port(), free_port()
    origin = f"http://{LOOPBACK}:{port}"
    websocket = f"ws://{LOOPBACK}:{port}/ws"
    output = render("php", folder, slug="acme-phone", url=origin, sip_domain=DOMAIN, websocket_url=websocket)
    run = folder / "run"
    run.mkdir()
    for path in (output / "server").glob("*.conf"):
        path.write_text(path.read_text("utf-8").replace(*changes), "utf-8")
    with _under(name, run, output, port, sip_port):
        yield Proxy(origin, sip_port, run)


@contextmanager
def _under(name: str, run: Path, output: Path, port: int, sip_port: int) -> Iterator[None]:
    server = output / "server"
    if name == "Apache":
        run.chmod(0o777)
        with apache(run, output.parent, port, (server / "apache.conf").read_text("utf-8"), sip_port):
            yield
        return
    parts = [(server / f"nginx-{part}.conf").read_text("utf-8") for part in ("http", "server", "php")]
    common, *locations = (localised(part, run, sip_port) for part in parts)
    with nginx(run, output.parent, port, [common], locations):
        yield


@contextmanager
def recording(port: int, *, holds: bool = False) -> Iterator[Recorder]:
    """Listen where the SIP server would."""
    listener = wait_until(lambda: _bound(port), "the port of the SIP server")
    assert listener
    record = Recorder(holds)
    Thread(target=_listen, args=(listener, record), daemon=True).start()
    try:
        yield record
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in record.held:
            connection.close()


def _bound(port: int) -> socket.socket | None:
    # A SIP server that has just ended may hold the port a moment longer.
    with contextlib.suppress(OSError):
        return socket.create_server((LOOPBACK, port))
    return None


def _listen(listener: socket.socket, record: Recorder) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = listener.accept()
            connection.settimeout(2)
            record.heard.append(connection.recv(65536).decode())
            if record.holds:
                record.held.append(connection)
            else:
                connection.close()


def request(origin: str, path: str, method: str = "GET", **headers: str) -> bytes:
    """Write the request of a browser that opens a WebSocket; an empty header is left out, "_" stands for "-"."""
    given = {
        "Host": origin.removeprefix("http://"),
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Origin": origin,
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
        "Sec-WebSocket-Protocol": "sip",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items() if value)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def connect(origin: str) -> socket.socket:
    """Connect to a web server."""
    return socket.create_connection((LOOPBACK, int(origin.rpartition(":")[2])), timeout=10)


def upgrade(origin: str, path: str, method: str = "GET", **headers: str) -> str:
    """Try to open a WebSocket; return 'open' or the status of the refusal."""
    with connect(origin) as connection:
        connection.sendall(request(origin, path, method, **headers))
        status = connection.recv(4096).split()[1].decode()
    return "open" if status == "101" else status


def in_url(token: Token = TOKEN) -> str:
    """Write the path of the WebSocket with a token in it."""
    return "/ws" + token.path.removeprefix("/")
