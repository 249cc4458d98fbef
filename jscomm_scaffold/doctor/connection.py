"""Reaching a server: its name, its port, its certificate."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from jscomm_scaffold.errors import AnswerError, SilentError, TlsError, UnreachableError

PORTS = {"ws": 80, "wss": 443, "http": 80, "https": 443}
SECURE = {"wss", "https"}
SOON_DAYS = 14

# https://docs.openssl.org/3.0/man1/openssl-verification-options/#diagnostics
_CERTIFICATE = {
    9: ("is not good yet", "Compare the clocks: this machine's may be slow."),
    10: ("has expired", "Renew it, and let the web server read the new one (reload)."),
    18: ("is self-signed", "Browsers refuse it without asking. Get one from a certificate authority."),
    19: ("comes from an authority that this machine does not know", "Browsers refuse it unless they know it."),
    20: (
        "comes without the certificate of its issuer, or from an authority that is not known here",
        "Send the whole chain (with certbot: fullchain.pem, not cert.pem).",
    ),
    21: ("cannot be verified", "Send the whole chain (with certbot: fullchain.pem, not cert.pem)."),
    62: ("is for another host", "Use a name that stands in the certificate, or get one for this name."),
    64: ("is for another address", "Use a name that stands in the certificate instead of an address."),
}


@dataclass(frozen=True)
class Address:
    """Where something is: from a URL like ``wss://host:port/path``."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def secure(self) -> bool:
        """Whether TLS is spoken there."""
        return self.scheme in SECURE

    @property
    def netloc(self) -> str:
        """Host and port, as they stand in a Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """The origin of pages of this host."""
        return f"{'https' if self.secure else 'http'}://{self.netloc}"


@dataclass(frozen=True)
class Connection:
    """An open connection; ``remarks`` are what deserves a note though nothing is wrong."""

    socket: socket.socket
    ip: str
    milliseconds: int
    remarks: tuple[str, ...] = ()


def parse(url: str, schemes: tuple[str, ...]) -> Address:
    """Take a URL apart; raises :class:`AnswerError` when it is no URL of one of ``schemes``."""
    usable = url.isascii() and not re.search(r"[\x00-\x20\x7f]", url)
    try:
        parts = urlsplit(url) if usable else urlsplit("")
        host, port = parts.hostname or "", parts.port
    except ValueError as fault:
        # What it quotes behind that may hold a token.
        raise AnswerError(f"That is no address: {str(fault).partition(' as ')[0]}.") from fault
    if parts.scheme not in schemes or not host or parts.username is not None:
        wanted = " or ".join(f"{scheme}://" for scheme in schemes)
        raise AnswerError(f"That is no address of a server: it begins with {wanted} and a host.")
    check_host(host)
    target = url.partition("://")[2].partition("#")[0][len(parts.netloc) :]
    return Address(parts.scheme, host, port or PORTS[parts.scheme], target if target[:1] == "/" else f"/{target}")


def check_host(host: str) -> None:
    """Raise :class:`AnswerError` when a host cannot be looked up (RFC 1035, section 2.3.4)."""
    try:
        host.encode("idna")
    except UnicodeError as fault:
        raise AnswerError("There can be no such host: between its dots are 1 to 63 characters.") from fault
    if re.search("[^A-Za-z0-9._:%~-]", host):
        raise AnswerError("There can be no such host.", "Is there a / behind it?")


@contextlib.contextmanager
def connected(address: Address, seconds: float) -> Iterator[Connection]:
    """Connect, with TLS where the address says so, for a ``with`` block.

    Raises :class:`UnreachableError`, :class:`TlsError` or :class:`SilentError`.
    """
    begin = time.monotonic()
    plain = _connect(address.host, address.port, seconds)
    with contextlib.ExitStack() as stack:
        stack.callback(plain.close)
        milliseconds = round((time.monotonic() - begin) * 1000)
        ip = plain.getpeername()[0]
        if not address.secure:
            yield Connection(plain, ip, milliseconds)
            return
        secure = stack.enter_context(_encrypted(plain, address))
        yield Connection(secure, ip, milliseconds, tuple(_about_to_expire(secure)))


def is_private(ip: str) -> bool:
    """Tell whether an address can be reached from within its own network only."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    return address.is_private and not address.is_loopback


def speaks_tls(address: Address, seconds: float) -> bool:
    """Tell whether TLS is spoken at the port of ``address``, whatever its certificate."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with contextlib.suppress(OSError), socket.create_connection((address.host, address.port), seconds) as plain:
        plain.settimeout(seconds)
        with context.wrap_socket(plain, server_hostname=address.host):
            return True
    return False


def _connect(host: str, port: int, seconds: float) -> socket.socket:
    try:
        return socket.create_connection((host, port), seconds)
    except socket.gaierror as fault:
        raise UnreachableError(
            f"There is no host {host}.", "Look for a typing mistake, and at the name's records in DNS."
        ) from fault
    except ConnectionRefusedError as fault:
        raise UnreachableError(
            f"{host} is there, but nothing listens at port {port}.",
            "Is the server running, and is this its port? Is it bound to this address, not to 127.0.0.1 only?",
        ) from fault
    except TimeoutError as fault:
        raise UnreachableError(
            f"{host} port {port} does not answer within {seconds:g} s.", "A firewall throws the packets away, it seems."
        ) from fault
    except OSError as fault:
        raise UnreachableError(f"{host} port {port} cannot be reached: {fault.strerror or fault}.") from fault


@contextlib.contextmanager
def _encrypted(plain: socket.socket, address: Address) -> Iterator[ssl.SSLSocket]:
    try:
        secure = ssl.create_default_context().wrap_socket(plain, server_hostname=address.host)
    except ssl.SSLCertVerificationError as fault:
        raise _certificate_fault(address, fault) from fault
    except TimeoutError as fault:
        raise SilentError(
            "The port takes the connection, but never answers to TLS.", "Is TLS spoken there, or is it the plain port?"
        ) from fault
    except (ssl.SSLError, OSError) as fault:
        reason = getattr(fault, "reason", None) or getattr(fault, "strerror", None) or "the connection was closed"
        raise TlsError(
            f"TLS cannot be set up with {address.host} port {address.port}: {reason}.",
            "Is it the port for TLS? A plain one is reached with ws:// or http://.",
        ) from fault
    with secure:
        yield secure


def _certificate_fault(address: Address, fault: ssl.SSLCertVerificationError) -> TlsError:
    words, advice = _CERTIFICATE.get(fault.verify_code, (f"is refused: {fault.verify_message}", ""))
    return TlsError(f"The certificate of {address.host} {words}.", advice)


def _about_to_expire(secure: ssl.SSLSocket) -> Iterator[str]:
    certificate = secure.getpeercert() or {}
    end = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    if end - time.time() < SOON_DAYS * 86400:
        yield f"The certificate ends on {datetime.datetime.fromtimestamp(end, datetime.UTC):%Y-%m-%d}."
