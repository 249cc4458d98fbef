"""The generated nginx or Apache in front of a SIP server, or of what stands in for one."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from tests.conftest import render
from tests.servers.apache import apache
from tests.servers.certificates import Certificate, self_signed
from tests.servers.fixtures import DOMAIN, SECRET
from tests.servers.nginx import localised, nginx
from tests.servers.process import LOOPBACK, free_port, wait_until
from tests.servers.tokens import Token, sign

# Made once, good until the last test.
TOKEN = sign(SECRET, f"alice@{DOMAIN}", f"*@{DOMAIN}", lifetime=86400, extra="00ff")

# A site at the same address that is asked first, and takes larger requests than usual.
NGINX_NEIGHBOUR = """server {{
	listen {host}:{port} {tls} default_server;
	server_name neighbour.example;
	large_client_header_buffers 8 32k;
	return 404;
}}
"""
APACHE_NEIGHBOUR = """<VirtualHost *:{port}>
	ServerName neighbour.example
	LimitRequestLine 32768
	LimitRequestFieldSize 32768
	<Location />
		Require all denied
	</Location>
</VirtualHost>
"""


@dataclass(frozen=True)
class Setting:
    """Where the generated configuration is put: a web server, and what else that one does."""

    name: str
    beside: bool = False
    tls: bool = False
    # In front of repro Apache needs a script that README.md has.
    drops_headers: bool = False
    # A text of the configuration and what replaces that.
    changes: tuple[str, str] = ("", "")


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
def serving(setting: Setting, folder: Path) -> Iterator[Proxy]:
    """Run nginx or Apache with the configuration of an output in a public folder."""
    port, sip_port = free_port(), free_port()
    origin = f"{'https' if setting.tls else 'http'}://{LOOPBACK}:{port}"
    websocket = origin.replace("http", "ws", 1) + "/ws"
    output = render("php", folder, slug="acme-phone", url=origin, sip_domain=DOMAIN, websocket_url=websocket)
    run = folder / "run"
    run.mkdir()
    for path in (output / "server").glob("*.conf"):
        path.write_text(path.read_text("utf-8").replace(*setting.changes), "utf-8")
    under = _under_apache if setting.name == "Apache" else _under_nginx
    with under(setting, run, output, port, sip_port):
        yield Proxy(origin, sip_port, run)


@contextmanager
def _under_nginx(setting: Setting, run: Path, output: Path, port: int, sip_port: int) -> Iterator[None]:
    parts = [(output / "server" / f"nginx-{part}.conf").read_text("utf-8") for part in ("http", "server", "php")]
    common, *locations = (localised(part, run, sip_port) for part in parts)
    certificate = self_signed(run) if setting.tls else None
    before = [_nginx_neighbour(port, certificate)] if setting.beside else []
    locations.append(f"server_name {LOOPBACK};")
    with nginx(run, output.parent, port, [common, *before], locations, tls=certificate):
        yield


def _nginx_neighbour(port: int, certificate: Certificate | None) -> str:
    text = NGINX_NEIGHBOUR.format(host=LOOPBACK, port=port, tls="ssl" if certificate else "")
    lines = f"\tssl_certificate {certificate.chain};\n\tssl_certificate_key {certificate.key};\n" if certificate else ""
    return text.replace("\treturn", f"{lines}\treturn")


@contextmanager
def _under_apache(setting: Setting, run: Path, output: Path, port: int, sip_port: int) -> Iterator[None]:
    run.chmod(0o777)
    site = (output / "server" / "apache.conf").read_text("utf-8")
    if setting.drops_headers:
        site = _with_script(site, (output / "server" / "README.md").read_text("utf-8"), run)
    before = APACHE_NEIGHBOUR.format(port=port) if setting.beside else ""
    modules = ["lua"] * setting.drops_headers
    with apache(run, output.parent, port, site, sip_port, before=before, modules=modules):
        yield


def _with_script(site: str, readme: str, run: Path) -> str:
    """Do what README.md says for Apache in front of repro."""
    script = re.search(r"```lua\n(.*?)```", readme, re.DOTALL)
    assert script
    (run / "drop.lua").write_text(script[1], "utf-8")
    changed = re.sub(r"#(LuaHookFixups) \S+", rf"\1 {run}/drop.lua", site)
    assert changed != site
    return changed


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
            record.heard.append(_request_of(connection))
            if record.holds:
                record.held.append(connection)
            else:
                connection.close()


def _request_of(connection: socket.socket) -> str:
    """Read to the end of the headers, and what has come with them."""
    heard = b""
    with contextlib.suppress(OSError):
        while b"\r\n\r\n" not in heard and (more := connection.recv(65536)):
            heard += more
    return heard.decode()


def request(origin: str, path: str, method: str = "GET", **headers: str) -> bytes:
    """Write the request of a browser that opens a WebSocket; an empty header is left out, "_" stands for "-"."""
    given = {
        "Host": origin.partition("://")[2],
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
    """Connect to a web server; with TLS under the name of another site."""
    connection = socket.create_connection((LOOPBACK, int(origin.rpartition(":")[2])), timeout=10)
    if origin.startswith("http:"):
        return connection
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(connection, server_hostname="neighbour.example")


def upgrade(origin: str, path: str, method: str = "GET", body: str = "", **headers: str) -> str:
    """Try to open a WebSocket; return 'open' or the status of the refusal."""
    with connect(origin) as connection:
        connection.sendall(request(origin, path, method, **headers) + body.encode())
        status = connection.recv(4096).split()[1].decode()
    return "open" if status == "101" else status


def in_url(token: Token = TOKEN) -> str:
    """Write the path of the WebSocket with a token in it."""
    return "/ws" + token.path.removeprefix("/")
