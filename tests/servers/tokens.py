"""reSIProcate's WebSocket tokens, signed in Python: what the PHP signer is measured against.

The format is described in `kamailio/tokens.js` of the templates.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import time
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Token:
    """A token; times are unix seconds."""

    info: str
    extra: str
    mac: str

    @property
    def path(self) -> str:
        """The token as parameters of a WebSocket's path, beginning with '/;'."""
        return "/;" + ";".join(f"{name}={value}" for name, value in self._pairs())

    @property
    def cookie(self) -> str:
        """The token as the value of a Cookie header."""
        return "; ".join(f"{name}={value}" for name, value in self._pairs())

    def altered(self, **fields: str) -> Token:
        """Return a forged token: some fields changed, the signature as it was."""
        return dataclasses.replace(self, **fields)

    def _pairs(self) -> list[tuple[str, str]]:
        named = [
            ("WSSessionInfo", self.info),
            ("WSSessionExtra", self.extra),
            ("WSSessionMAC", self.mac),
        ]
        return [(name, quote(value, safe="")) for name, value in named]


def sign(secret: str, sender: str, destination: str, lifetime: int = 300, extra: str = "") -> Token:
    """Sign a token for addresses like 'alice@example.org'; a lifetime below 0 has expired."""
    now = int(time.time())
    return sign_info(secret, f"1:{now}:{now + lifetime}:{sender}:{destination}", extra)


def sign_info(secret: str, info: str, extra: str = "") -> Token:
    """Sign any text as a token's info, also one that no signer should make."""
    message = f"{info}:{extra}".encode()
    return Token(info, extra, hmac.new(secret.encode(), message, hashlib.sha1).hexdigest())
