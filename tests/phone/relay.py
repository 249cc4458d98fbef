"""coturn as the only way between two browsers, so that a test can cut it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.servers.debian import program
from tests.servers.process import LOOPBACK, Child, free_port, listens

# Runs before the page's own scripts: its connections use nothing but the relay.
RELAY_ONLY = """(() => {
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
        constructor(configuration, ...rest) {
            super({ ...configuration, iceTransportPolicy: 'relay' }, ...rest);
        }
    };
})();"""


@dataclass
class Relay:
    """A TURN server that can be killed and started again."""

    folder: Path
    port: int = field(default_factory=free_port)
    _child: Child | None = None

    @property
    def ice_servers(self) -> list[dict[str, Any]]:
        """What a browser is told of it."""
        return [
            {"urls": [f"turn:{LOOPBACK}:{self.port}?transport=udp"], "username": "phone", "credential": "for tests"}
        ]

    def start(self) -> None:
        """Start it and return when it answers."""
        command = [
            program("turnserver") or "turnserver",
            *("-n", "--no-cli", "--no-tls", "--no-dtls", "--allow-loopback-peers", "--log-file=stdout"),
            *("--lt-cred-mech", "--realm=example.org", "--user=phone:for tests", "--min-port=49152"),
            *(f"--listening-ip={LOOPBACK}", f"--relay-ip={LOOPBACK}", f"--listening-port={self.port}"),
            *(f"--userdb={self.folder}/db", f"--pidfile={self.folder}/pid"),
        ]
        self._child = Child(command, log=self.folder / "log")
        self._child.start(lambda: listens(self.port))

    def kill(self) -> None:
        """End it at once: what it relayed stops."""
        if self._child is not None:
            self._child.kill()
            self._child = None


@contextmanager
def relaying() -> Iterator[Relay]:
    """Run a relay."""
    with tempfile.TemporaryDirectory(prefix="jscomm-relay-") as folder:
        relay = Relay(Path(folder))
        relay.start()
        try:
            yield relay
        finally:
            relay.kill()
