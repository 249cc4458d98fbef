"""Registering by SIP (RFC 3261, over WebSocket: RFC 7118) as the phone does, and taking it back."""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
import time
import uuid
from dataclasses import dataclass, field

from jscomm_scaffold.doctor.findings import quoted
from jscomm_scaffold.doctor.upgrade import WebSocket
from jscomm_scaffold.errors import AnswerError, Diagnosis, RegistrationError
from jscomm_scaffold.terminal import brief

EXPIRES = 60
_SIP_ADDRESS = re.compile(r"([A-Za-z0-9._~+-]|%[0-9A-Fa-f]{2}){1,100}@[A-Za-z0-9.-]{1,253}")
_OK, _TOO_BRIEF, _ASKS_PASSWORD = 200, 423, {401, 407}
_FIRST_FINAL = 200
_DIGESTS = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}
_ADVICE = {
    403: (
        "Is the address in a domain of the server (repro: Domains, Kamailio: SIP_DOMAIN)? "
        "Is it the address that the token names, and has the token not expired?"
    ),
    404: "The server does not know this address or its domain.",
    439: "Set DisableOutbound = false in repro's configuration.",
    480: "The request went on to a phone that is not there: is the domain one of the server's own?",
    503: "The server cannot reach something that it needs, such as its database, or there were too many requests.",
}


@dataclass(frozen=True)
class Identity:
    """Who registers: an address like ``alice@example.org``, with a password where there is no token."""

    address: str
    password: str = field(default="", repr=False)

    @property
    def user(self) -> str:
        """What stands before the @."""
        return self.address.partition("@")[0]

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.partition("@")[2]


@dataclass(frozen=True)
class Reply:
    """A SIP response."""

    status: int
    reason: str
    headers: list[tuple[str, str]]

    def header(self, name: str) -> str:
        """Return a header's first value, or ''."""
        return next((value for key, value in self.headers if key == name), "")


def identity(address: str, password: str = "") -> Identity:
    """Check an address, with sip: before it or without; raises :class:`AnswerError`."""
    bare = address.removeprefix("sip:")
    if not _SIP_ADDRESS.fullmatch(bare):
        raise AnswerError(f"Nobody can register as {brief(address)}.", "An address looks like alice@example.org.")
    return Identity(bare, password)


class Registrar:
    """Registers ``who`` over an open WebSocket."""

    def __init__(self, socket: WebSocket, who: Identity, seconds: float) -> None:
        self._socket = socket
        self._who = who
        self._seconds = seconds
        self._host = f"{secrets.token_hex(6)}.invalid"
        self._call, self._tag = secrets.token_hex(11), secrets.token_hex(5)
        self._instance = uuid.uuid4()
        self._count = 0
        self._expires = EXPIRES

    def register(self) -> Reply:
        """Register; the reply is a 200. Raises :class:`RegistrationError`."""
        reply = self._ask(self._expires)
        wanted = reply.header("min-expires")
        if reply.status == _TOO_BRIEF and re.fullmatch(r"\d{1,5}", wanted):
            self._expires = int(wanted)
            reply = self._ask(self._expires)
        if reply.status != _OK:
            raise _fault(reply, self._who)
        return reply

    def remove(self) -> None:
        """Take the registration back, so that no call comes here."""
        with contextlib.suppress(Diagnosis):
            self._ask(0)

    def _ask(self, expires: int) -> Reply:
        reply = self._exchange(expires, "")
        challenge = reply.header("www-authenticate") or reply.header("proxy-authenticate")
        if reply.status in _ASKS_PASSWORD and self._who.password and challenge:
            name = "Authorization" if reply.header("www-authenticate") else "Proxy-Authorization"
            reply = self._exchange(expires, f"{name}: {credentials(challenge, self._who)}\r\n")
        return reply

    def _exchange(self, expires: int, credentials_line: str) -> Reply:
        self._count += 1
        deadline = time.monotonic() + self._seconds
        try:
            self._socket.send(self._request(expires, credentials_line))
            return self._reply(deadline)
        except TimeoutError as fault:
            raise RegistrationError(
                f"The WebSocket is open, but nobody answered REGISTER for {self._seconds:g} s.",
                "Is there a SIP server behind it, and does the web server in front keep the connection open?",
            ) from fault
        except (EOFError, OSError) as fault:
            raise RegistrationError(
                "The server closed the WebSocket when it got REGISTER.", "Its log tells why."
            ) from fault

    def _reply(self, deadline: float) -> Reply:
        """Wait for the final response to the last request."""
        while True:
            reply = parse(self._socket.receive(deadline))
            if reply and reply.status >= _FIRST_FINAL and reply.header("cseq").split()[:1] == [str(self._count)]:
                return reply

    def _request(self, expires: int, credentials_line: str) -> str:
        uri = f"sip:{self._who.address}"
        instance = f'+sip.instance="<urn:uuid:{self._instance}>"'
        return (
            f"REGISTER sip:{self._who.domain} SIP/2.0\r\n"
            f"Via: SIP/2.0/WS {self._host};branch=z9hG4bK{secrets.token_hex(8)}\r\n"
            "Max-Forwards: 69\r\n"
            f"To: <{uri}>\r\nFrom: <{uri}>;tag={self._tag}\r\n"
            f"Call-ID: {self._call}\r\nCSeq: {self._count} REGISTER\r\n"
            f"Contact: <sip:doctor@{self._host};transport=ws>;+sip.ice;reg-id=1;{instance};expires={expires}\r\n"
            f"Expires: {expires}\r\n{credentials_line}"
            "Allow: INVITE,ACK,CANCEL,BYE,OPTIONS\r\nSupported: path,gruu,outbound\r\n"
            "User-Agent: jscomm-scaffold doctor\r\nContent-Length: 0\r\n\r\n"
        )


def parse(text: str) -> Reply | None:
    """Take a SIP response apart; None where it is none, as a keepalive is none."""
    start, *lines = text.partition("\r\n\r\n")[0].split("\r\n")
    found = re.fullmatch(r"SIP/2\.0 (\d{3}) ?(.*)", start)
    if not found:
        return None
    pairs = [line.partition(":") for line in lines]
    headers = [(name.strip().lower(), value.strip()) for name, _, value in pairs]
    return Reply(int(found[1]), found[2], headers)


def credentials(challenge: str, who: Identity) -> str:
    """Answer a digest challenge (RFC 7616, ``qop=auth`` or none) for a REGISTER."""
    asked = {key.lower(): value.strip('"') for key, value in re.findall(r'(\w+)=("[^"]*"|[^\s,]+)', challenge)}
    algorithm = asked.get("algorithm", "MD5").upper()
    if algorithm not in _DIGESTS:
        raise RegistrationError(f"The server asks for a password by {quoted(algorithm)}, which browsers do not know.")

    def digest(*parts: str) -> str:
        return _DIGESTS[algorithm](":".join(parts).encode()).hexdigest()

    uri, realm, nonce = f"sip:{who.domain}", asked.get("realm", ""), asked.get("nonce", "")
    shared = digest(who.user, realm, who.password), nonce
    fields = {"username": who.user, "realm": realm, "nonce": nonce, "uri": uri}
    bare = {"algorithm": algorithm}
    if "auth" in asked.get("qop", ""):
        own = secrets.token_hex(8)
        bare |= {"qop": "auth", "nc": "00000001"}
        fields["cnonce"] = own
        fields["response"] = digest(*shared, "00000001", own, "auth", digest("REGISTER", uri))
    else:
        fields["response"] = digest(*shared, digest("REGISTER", uri))
    if "opaque" in asked:
        fields["opaque"] = asked["opaque"]
    written = [
        *(f'{key}="{value}"' for key, value in fields.items()),
        *(f"{key}={value}" for key, value in bare.items()),
    ]
    return f"Digest {', '.join(written)}"


def _fault(reply: Reply, who: Identity) -> RegistrationError:
    said = f"The server answered REGISTER with {reply.status} {quoted(reply.reason)}."
    if reply.status not in _ASKS_PASSWORD:
        return RegistrationError(said, _ADVICE.get(reply.status, "The SIP server's log tells more."))
    if who.password:
        return RegistrationError(said, "The user name or the password is wrong.")
    return RegistrationError(
        said,
        "It asks for a password: it does not go by tokens. repro needs DisableAuth = true; a server that knows no "
        "tokens needs the phone's login form (try it with JSCOMM_SIP_PASSWORD).",
    )
