"""Messages of STUN and TURN (RFC 8489, RFC 8656), as far as an allocation needs them."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import struct
from dataclasses import dataclass, field
from typing import Final

COOKIE: Final = 0x2112A442
HEADER_BYTES: Final = 20

BINDING, ALLOCATE, REFRESH = 0x001, 0x003, 0x004
SUCCESS, FAILURE = 0x100, 0x110

USERNAME, INTEGRITY, ERROR_CODE = 0x0006, 0x0008, 0x0009
LIFETIME, REALM, NONCE = 0x000D, 0x0014, 0x0015
RELAYED, REQUESTED_TRANSPORT, MAPPED = 0x0016, 0x0019, 0x0020

UDP = b"\x11\x00\x00\x00"
_INTEGRITY_BYTES = 24
_FAMILY_6 = 2


@dataclass(frozen=True)
class Message:
    """A message: its type, and its attributes in order."""

    type: int
    attributes: list[tuple[int, bytes]] = field(default_factory=list)
    transaction: bytes = field(default_factory=lambda: secrets.token_bytes(12))

    def get(self, kind: int) -> bytes | None:
        """Return the first attribute of a kind."""
        return next((value for found, value in self.attributes if found == kind), None)

    @property
    def error(self) -> tuple[int, str]:
        """Code and reason of a failure."""
        value = (self.get(ERROR_CODE) or b"").ljust(4, b"\0")
        return (value[2] & 7) * 100 + value[3], value[4:].decode("utf-8", "replace")

    def encode(self, key: bytes | None = None) -> bytes:
        """Write the message, with MESSAGE-INTEGRITY where there is a key."""
        body = b"".join(_attribute(kind, value) for kind, value in self.attributes)
        if key is None:
            return self._head(len(body)) + body
        signed = self._head(len(body) + _INTEGRITY_BYTES) + body
        return signed + _attribute(INTEGRITY, hmac.new(key, signed, hashlib.sha1).digest())

    def _head(self, size: int) -> bytes:
        return struct.pack("!HHI", self.type, size, COOKIE) + self.transaction


def decode(data: bytes) -> Message:
    """Read a message; raises :class:`ValueError` when it is none."""
    if len(data) < HEADER_BYTES:
        raise ValueError("too short")
    kind, size, cookie = struct.unpack("!HHI", data[:8])
    if cookie != COOKIE or len(data) != HEADER_BYTES + size:
        raise ValueError("no STUN message")
    attributes, at = [], HEADER_BYTES
    while at + 4 <= len(data):
        name, length = struct.unpack("!HH", data[at : at + 4])
        attributes.append((name, data[at + 4 : at + 4 + length]))
        at += 4 + length + -length % 4
    return Message(kind, attributes, data[8:HEADER_BYTES])


def address(value: bytes, transaction: bytes) -> str:
    """Read an XOR-MAPPED-ADDRESS or XOR-RELAYED-ADDRESS: the IP address in it."""
    mask = struct.pack("!I", COOKIE) + transaction
    size = 16 if value[1:2] == bytes([_FAMILY_6]) else 4
    if len(value) != size + 4:
        raise ValueError("no address")
    return str(ipaddress.ip_address(bytes(octet ^ mask[at] for at, octet in enumerate(value[4:]))))


def long_term_key(username: str, realm: str, password: str) -> bytes:
    """Make the key of MESSAGE-INTEGRITY for long-term credentials."""
    return hashlib.md5(f"{username}:{realm}:{password}".encode("utf-8", "replace"), usedforsecurity=False).digest()


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)
