"""Certificates for tests, good and bad, made with OpenSSL."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.servers.process import LOOPBACK


@dataclass(frozen=True)
class Certificate:
    """The files of a certificate: what a server sends, its key, and whom a client has to trust."""

    chain: Path
    key: Path
    authority: Path


def self_signed(folder: Path) -> Certificate:
    """Make a certificate that nobody vouches for."""
    chain, key = folder / "self.pem", folder / "self.key"
    _openssl("req", "-x509", *_new(key), "-out", str(chain), "-days", "9", *_for(f"IP:{LOOPBACK}"))
    return Certificate(chain, key, folder / "nobody.pem")


def issued(folder: Path, names: str = f"IP:{LOOPBACK}", days: int = 90) -> Certificate:
    """Let an authority of the tests issue a certificate for `names`, like IP:127.0.0.1; one of days below 0 is over."""
    authority, authority_key = folder / "authority.pem", folder / "authority.key"
    chain, key, request = folder / "server.pem", folder / "server.key", folder / "request"
    _openssl(
        *("req", "-x509", *_new(authority_key), "-out", str(authority), "-days", "90"),
        *("-subj", "/CN=Authority of the tests", "-addext", "keyUsage=critical,keyCertSign"),
    )
    _openssl("req", *_new(key), "-out", str(request), *_for(names))
    _openssl(
        *("x509", "-req", "-in", str(request), "-copy_extensions", "copy", "-out", str(chain), "-days", str(days)),
        *("-CA", str(authority), "-CAkey", str(authority_key), "-CAcreateserial"),
    )
    return Certificate(chain, key, authority)


def _new(key: Path) -> tuple[str, ...]:
    return ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-keyout", str(key))


def _for(names: str) -> tuple[str, ...]:
    return ("-subj", "/CN=server", "-addext", f"subjectAltName={names}")


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
