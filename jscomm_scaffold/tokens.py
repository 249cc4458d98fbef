"""reSIProcate's WebSocket tokens: sign them, take them apart, say what is wrong with them.

The format is that of reSIProcate's WebSocket stack
(https://github.com/resiprocate/resiprocate/wiki/SIP-Over-WebSocket-Cookies): three values,
percent-encoded as parameters of the URL's path or as cookies::

    WSSessionInfo   1:<created>:<expires>:<from>:<destination>   Unix seconds, addresses without sip:
    WSSessionExtra  any text
    WSSessionMAC    hex(HMAC-SHA1(secret, info + ":" + extra))
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import quote

from jscomm_scaffold.token_text import NAMES, Writing, holds_token, read

SHORTEST_LIFETIME, LONGEST_LIFETIME = 60, 3600
SHORTEST_SECRET = 32

_FIELDS = 5
_EXTRA_BYTES = 16
_USER = re.compile(r"[A-Za-z0-9._+-]{1,64}")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_SECONDS = re.compile(r"[0-9]{1,10}")
# As a number of seconds it is past the year 2286.
_MILLISECONDS = re.compile(r"[0-9]{11,19}")


@dataclass(frozen=True)
class Token:
    """A token's three values, decoded; and how they were written where somebody else did."""

    info: str
    extra: str
    mac: str
    writing: Writing = field(default=Writing(), compare=False, repr=False)

    @property
    def fields(self) -> list[str]:
        """Version, created, expires, from, destination, and whatever follows."""
        return self.info.split(":")

    def url(self, websocket: str) -> str:
        """Add the token to a WebSocket URL; the MAC comes last, as an empty last value is refused."""
        url, mark, query = websocket.partition("?")
        slash = "" if "/" in url.partition("://")[2] else "/"
        return f"{url}{slash};{';'.join(self._pairs())}{mark}{query}"

    def cookie(self) -> str:
        """Write the token as the value of a Cookie header."""
        return "; ".join(self._pairs())

    def _pairs(self) -> list[str]:
        values = (self.info, self.extra, self.mac)
        return [f"{name}={quote(value, safe='')}" for name, value in zip(NAMES, values, strict=True)]


@dataclass(frozen=True)
class Grant:
    """What a token is to say: who (``alice@example.org``) may call whom (or ``*@example.org``, ``*@*``)."""

    sender: str
    destination: str
    created: int
    lifetime: int


def sign(grant: Grant, secret: str, extra: str | None = None) -> Token:
    """Sign a token; ``extra`` is random when it is None.

    Raises :class:`ValueError`, with a sentence, for what is dangerous though a server takes it.
    """
    info = f"1:{grant.created}:{grant.created + grant.lifetime}:{grant.sender}:{grant.destination}"
    token = Token(info, secrets.token_hex(_EXTRA_BYTES) if extra is None else extra, "")
    faults = [*_secret_faults(secret), *_lifetime_faults(grant.lifetime), *_grant_faults(grant), *_extra_faults(token)]
    if faults:
        raise ValueError(faults[0])
    return Token(token.info, token.extra, mac(token, secret))


def mac(token: Token, secret: str) -> str:
    """Compute the MAC that ``token`` should have: 40 hexadecimal digits."""
    message = f"{token.info}:{token.extra}".encode("utf-8", "surrogateescape")
    return hmac.new(secret.encode(), message, hashlib.sha1).hexdigest()


def parse(text: str) -> Token:
    """Find the token in a WebSocket URL, its path or parameters, or a Cookie header.

    Raises :class:`ValueError` when there is none, or when its parameters stand where the
    server does not look for them.
    """
    values, writing = read(text)
    absent = [name for name in ("WSSessionInfo", "WSSessionMAC") if name not in values]
    if absent:
        reasons = [*writing.hints, *writing.faults] if holds_token(text) else []
        raise ValueError(": ".join([f"there is no {' and no '.join(absent)}", *reasons[:1]]))
    info, extra, mac_ = (values.get(name, "") for name in NAMES)
    return Token(info, extra, mac_, writing)


def faults(token: Token, now: int, secret: str | None = None) -> list[str]:
    """Say what is wrong with a token, as sentences; ``now`` is in Unix seconds, and the secret is for the MAC."""
    found = [
        *token.writing.faults,
        *_info_faults(token, now),
        *_extra_faults(token),
        *([] if re.fullmatch(r"[0-9A-Fa-f]{40}", token.mac) else ["the MAC is not 40 hexadecimal digits"]),
        *(mac_faults(token, secret) if secret is not None else []),
    ]
    return [*found, *(token.writing.hints if found else [])]


def mac_faults(token: Token, secret: str) -> list[str]:
    """Say whether the MAC was made with ``secret`` over these values."""
    given = token.mac.lower().encode("utf-8", "surrogateescape")
    if hmac.compare_digest(mac(token, secret).encode(), given):
        return []
    return ["the MAC does not fit: another secret, or a value was changed or encoded twice"]


def _info_faults(token: Token, now: int) -> list[str]:
    fields = token.fields
    if len(fields) == 1 and "%3a" in token.info.lower():
        return ["WSSessionInfo is percent-encoded twice, and the server decodes once: encode it once only"]
    if len(fields) != _FIELDS:
        return [f"WSSessionInfo has {len(fields)} fields instead of {_FIELDS}: is there a : in an address?"]
    version, created, expires, sender, destination = fields
    return [
        *([] if version == "1" else [f"the version is {version!r}, not 1"]),
        *_time_faults(created, expires, now),
        *_sender_faults(sender),
        *_destination_faults(destination),
    ]


def _secret_faults(secret: str) -> list[str]:
    size = len(secret.encode())
    return [] if size >= SHORTEST_SECRET else [f"the secret has {size} bytes, it needs {SHORTEST_SECRET} or more"]


def _lifetime_faults(lifetime: int) -> list[str]:
    if SHORTEST_LIFETIME <= lifetime <= LONGEST_LIFETIME:
        return []
    return [f"the lifetime must be {SHORTEST_LIFETIME} to {LONGEST_LIFETIME} seconds"]


def _grant_faults(grant: Grant) -> list[str]:
    return [*_sender_faults(grant.sender), *_destination_faults(grant.destination)]


def _time_faults(created: str, expires: str, now: int) -> list[str]:
    if _SECONDS.fullmatch(created) and _MILLISECONDS.fullmatch(expires):
        return ["expires is in milliseconds: for the server this token never ends"]
    if not _SECONDS.fullmatch(created) or not _SECONDS.fullmatch(expires):
        return ["created and expires must be Unix seconds"]
    late = now - int(expires)
    return [f"it expired {late} s ago"] if late > 0 else []


def _sender_faults(sender: str) -> list[str]:
    return [] if _is_address(sender) else [f"from is {sender!r}, not one SIP address: {_reason(sender)}"]


def _destination_faults(destination: str) -> list[str]:
    user, _, host = destination.partition("@")
    wide = user == "*" and (host == "*" or _HOST.fullmatch(host))
    if wide or _is_address(destination):
        return []
    return [f"the destination is {destination!r}, neither an address nor *@domain or *@*: {_reason(destination)}"]


def _extra_faults(token: Token) -> list[str]:
    if ":" not in token.extra:
        return []
    return ["the extra holds a colon: the same MAC fits another token"]


def _is_address(text: str) -> bool:
    user, at, host = text.partition("@")
    return bool(at and _USER.fullmatch(user) and _HOST.fullmatch(host))


def _reason(text: str) -> str:
    reasons = {
        "*": "a wildcard stands for everybody",
        "sip:": "it is written without sip:",
        ":": "a port or colon shifts the fields",
        "%": "the server decodes % and may see another name",
        ";": "what follows the ; is cut off",
    }
    found = next((reason for sign_, reason in reasons.items() if sign_ in text), "")
    return found or ("there is more than one @" if text.count("@") > 1 else "it must look like alice@example.org")
