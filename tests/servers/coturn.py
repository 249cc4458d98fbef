"""coturn for tests, with the configuration of an output."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.certificates import Certificate
from tests.servers.debian import program
from tests.servers.process import LOOPBACK, Child, fake_clock, free_port, listens

LOOPBACK6 = "::1"


def has_ipv6() -> bool:
    """Tell whether this machine speaks IPv6 with itself."""
    try:
        with socket.create_server((LOOPBACK6, 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


@contextmanager
def coturn(  # noqa: PLR0913  the settings of a server
    output: Path,
    folder: Path,
    secret: str,
    *,
    tls: Certificate | None = None,
    without: tuple[str, ...] = (),
    ahead: int = 0,
) -> Iterator[int]:
    """Run coturn and yield its port; only its addresses, secret and folder are those of the test.

    `without` are settings that are left out. It speaks TLS only where there is a certificate,
    and its clock is `ahead` by so many seconds.
    """
    port = free_port()
    configuration = folder / "turnserver.conf"
    configuration.write_text(_text(output, folder, port, secret, tls, without), "utf-8")
    command = [*fake_clock(ahead), program("turnserver") or "turnserver", "-c", str(configuration)]
    child = Child(command, log=folder / "log")
    child.start(lambda: listens(port))
    try:
        yield port
        assert "Bad configuration format" not in child.output()
    finally:
        child.stop()


def _text(  # noqa: PLR0913, PLR0917  as above
    output: Path, folder: Path, port: int, secret: str, tls: Certificate | None, without: tuple[str, ...]
) -> str:
    text = (output / "server" / "turnserver.conf").read_text("utf-8")
    kind = "tls-listening-port=5349" if tls else "listening-port=3478"
    changes = {
        "\n# static-auth-secret=\n": f"\nstatic-auth-secret={secret}\n",
        f"\n{kind}\n": f"\n{kind.partition('=')[0]}={port}\n",
        # The peer of a test is this machine, which the configuration keeps out.
        "denied-peer-ip=127.0.0.0-127.255.255.255": "allow-loopback-peers",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    lines = [line for line in text.splitlines() if not line.startswith(without or "\0")]
    lines += [f"relay-ip={LOOPBACK6}"] if has_ipv6() else []
    lines += [f"listening-ip={LOOPBACK}", f"relay-ip={LOOPBACK}", f"userdb={folder}/db", f"pidfile={folder}/pid"]
    lines += [f"cert={tls.chain}", f"pkey={tls.key}", "no-udp", "no-tcp"] if tls else ["no-tls", "no-dtls"]
    lines += ["no-auth"] if "use-auth-secret" in without else []
    return "\n".join([*lines, "log-file=stdout", ""])
