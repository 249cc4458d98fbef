"""Kamailio for tests: SIP over WebSocket on loopback, held to reSIProcate's tokens.

An ordinary process with the configuration that every output carries in `server/kamailio`;
nothing of the machine's own Kamailio is touched.
"""

from __future__ import annotations

import json
import socket
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.servers.debian import program
from tests.servers.process import LOOPBACK, Child, ServerError, fake_clock, free_port, listens

PROGRAMS = ("kamailio",)
SOURCES = Path(__file__).parents[2] / "cookiecutters" / "_shared" / "templates" / "server" / "parts" / "kamailio"
# Kamailio logs an error when who asked is gone before its answer, so a busy machine has to be waited for.
RPC_SECONDS = 10.0
DATAGRAM_BYTES = 65536


@dataclass
class Kamailio:
    """A SIP server; change its fields and `restart()` to run it differently.

    `secrets` sign tokens, each of them is good. `passwords` (by user part) are for phones
    that log in by digest at `digest_url`. `origin` refuses pages of another site.
    `sources` is another folder with the configuration, such as the one of an output.
    Its clock is `ahead` of the machine's by so many seconds. `most` are other limits than
    the configuration's own, by the names that `local.cfg` has for them.
    """

    folder: Path
    secrets: Sequence[str]
    passwords: Mapping[str, str] = field(default_factory=dict)
    domain: str = "example.org"
    origin: str = ""
    port: int = field(default_factory=free_port)
    sources: Path = SOURCES
    digest_path: str = "/digest"
    ahead: int = 0
    most: Mapping[str, int] = field(default_factory=dict)
    _child: Child | None = None

    @property
    def url(self) -> str:
        """The WebSocket address for phones with a token."""
        return f"ws://{LOOPBACK}:{self.port}"

    @property
    def digest_url(self) -> str:
        """The WebSocket address for phones with a user name and password."""
        return f"{self.url}{self.digest_path}"

    def start(self) -> None:
        """Start the server and return when it answers; ServerError, with its log, if it cannot."""
        self._configure()
        child = Child(
            [
                *fake_clock(self.ahead),
                program("kamailio") or "kamailio",
                *("-f", str(self.folder / "kamailio.cfg")),
                *("-DD", "-E", "-m", "32", "-M", "4"),
                *("-Y", str(self.folder)),
            ],
            log=self.folder / "log",
        )
        child.start(lambda: listens(self.port) and self._rpc_socket().exists())
        self._child = child
        self.rpc("core.version")

    def stop(self) -> None:
        """End the server in good order; it may be started again, on the same port."""
        if self._child is not None:
            self._child.stop()
            self._child = None

    def kill(self) -> None:
        """End the server at once, as a crash would: no goodbye on any connection."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def restart(self) -> None:
        """Stop the server and start it on the same port; what it knew is forgotten."""
        self.stop()
        self.start()

    def log(self) -> str:
        """Return what the server has logged, over all its starts."""
        log = self.folder / "log"
        return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""

    def contacts(self, user: str) -> list[str]:
        """Return the contact addresses at which a user part is registered now."""
        answer = self.rpc("ul.dump")
        domains = [entry["Domain"] for entry in answer["Domains"]]
        records = [record["Info"] for domain in domains for record in domain.get("AoRs", [])]
        return [
            contact["Contact"]["Address"]
            for record in records
            if record["AoR"].partition("@")[0] == user
            for contact in record["Contacts"]
        ]

    def rpc(self, method: str, *parameters: str) -> Any:  # noqa: ANN401 - as the method has it
        """Call one of Kamailio's RPC methods and return its result; ServerError if refused."""
        answer = self._ask({"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters})
        if "error" in answer:
            raise ServerError(f"Kamailio refused {method}: {answer['error']}")
        return answer["result"]

    def _ask(self, call: dict[str, Any]) -> dict[str, Any]:
        with (
            tempfile.TemporaryDirectory(prefix="jscomm-rpc-") as own,
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as client,
        ):
            client.bind(f"{own}/reply")
            client.settimeout(RPC_SECONDS)
            client.sendto(json.dumps(call).encode(), str(self._rpc_socket()))
            answer: dict[str, Any] = json.loads(client.recv(DATAGRAM_BYTES))
        return answer

    def _rpc_socket(self) -> Path:
        return self.folder / "rpc"

    def _configure(self) -> None:
        # A killed server leaves its socket behind, which the next one could not bind.
        self._rpc_socket().unlink(missing_ok=True)
        for source in self.sources.glob("*.cfg"):
            self._write(source.name, source.read_text(encoding="utf-8"))
        self._write("local.cfg", self._local())
        self._write("secrets.cfg", self._secrets())

    def _local(self) -> str:
        lines = [
            f'#!define SIP_DOMAIN "{self.domain}"',
            f'#!define TOKENS_JS "{self.sources / "tokens.js"}"',
            f'#!define RPC_SOCKET "{self._rpc_socket()}"',
            *([f'#!define WEB_ORIGIN "{self.origin}"'] if self.origin else []),
            *([f'#!define DIGEST_PATH "{self.digest_path}"'] if self.passwords else []),
            *(f"#!define {name} {number}" for name, number in self.most.items()),
            f"listen=tcp:{LOOPBACK}:{self.port}",
        ]
        return "\n".join(lines) + "\n"

    def _secrets(self) -> str:
        entries = [("secret", str(i), value) for i, value in enumerate(self.secrets, start=1)]
        entries += [("password", user, value) for user, value in self.passwords.items()]
        lines = [f"\t$sht({table}=>{key}) = {_quoted(value)};" for table, key, value in entries]
        return "\n".join(["event_route[htable:mod-init] {", *lines, "}", ""])

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@contextmanager
def kamailio(  # noqa: PLR0913  the settings of a server
    secrets: Sequence[str],
    passwords: Mapping[str, str] | None = None,
    *,
    domain: str = "example.org",
    origin: str = "",
    sources: Path = SOURCES,
    port: int | None = None,
    digest_path: str = "/digest",
    ahead: int = 0,
    most: Mapping[str, int] | None = None,
) -> Iterator[Kamailio]:
    """Run a Kamailio in a temporary folder and end it afterwards; see `Kamailio` for the settings."""
    # Not pytest's folder: the path of a Unix socket may have no more than 107 bytes.
    with tempfile.TemporaryDirectory(prefix="jscomm-kamailio-") as folder:
        port = port or free_port()
        server = Kamailio(
            Path(folder), secrets, passwords or {}, domain, origin, port, sources, digest_path, ahead, most or {}
        )
        try:
            server.start()
            yield server
        finally:
            server.stop()
