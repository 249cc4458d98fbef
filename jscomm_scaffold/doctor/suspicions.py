"""What an answer alone does not tell: the same again in another way, until it does."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http import HTTPStatus

from jscomm_scaffold.doctor import connection
from jscomm_scaffold.doctor.findings import quoted
from jscomm_scaffold.doctor.upgrade import Answer, Attempt, NoWebSocketError, opened
from jscomm_scaffold.errors import (
    ClockError,
    Diagnosis,
    DroppedError,
    OriginRefusedError,
    RefusedError,
    ScaffoldError,
    SilentError,
    TlsError,
)

TOLERABLE_SKEW = 5
_HARMFUL_SKEW = 30
_CONSTANT_COOKIE = "phone=1"
_COOKIE_ADVICE = (
    "repro reads a token in the URL only when the request has a Cookie header. Let the web server in front add one "
    "(nginx: proxy_set_header Cookie; server/nginx-server.conf has it), or move the token into cookies."
)
_ORIGIN_ADVICE = "Add the site's origin to the allow-list (server/nginx-http.conf, server/apache.conf, local.cfg)."
# What the generated Kamailio says.
_KAMAILIO = {
    "page of another site": (OriginRefusedError, "The server does not let pages of {origin} connect.", _ORIGIN_ADVICE),
    "token expired": (
        ClockError,
        "The server says that the token has expired.",
        "Is it an old one? Else the clocks differ: synchronise them (NTP).",
    ),
    "no token": (RefusedError, "The server found no token.", "Where is it lost: in the URL, the cookies, the proxy?"),
    "token not signed by a secret of this server": (
        RefusedError,
        "The server has another secret.",
        "Give the site and the server the same one, without a line break or a blank at its end.",
    ),
    "no secret of this server is long enough": (
        RefusedError,
        "The server has no secret of 32 characters or more.",
        "Give the site and the server the same long one (openssl rand -hex 32).",
    ),
}
_STATUS = {
    400: "It finds the request malformed or too large: under 2 KB the URL and each header are safe.",
    401: "It asks for a name and a password by HTTP, which a WebSocket in a browser cannot send.",
    404: "There is nothing at this path: is it the path of the WebSocket, /ws for example?",
    414: "The URL is too long.",
    426: "Does the web server in front pass Upgrade and Connection on, by HTTP/1.1?",
    429: "Too many connections from this address: wait, or raise the limit (limit_conn, limit_req).",
    431: "The headers are too large: cookies of the site, perhaps.",
    502: (
        "The web server is there, and the SIP server behind it is not, or it closed the connection. In this way repro "
        "refuses a token: another secret, expired, or malformed."
    ),
    503: "The SIP server behind the web server is not there.",
    504: (
        "The SIP server behind the web server takes the connection and never answers: a malformed token, or a Cookie "
        "header without one, has this effect on repro."
    ),
}
_FORBIDDEN = HTTPStatus.FORBIDDEN
# A web server in front makes a 502 or a 504 of what repro does with a token that it does not take.
_PERHAPS_THE_TOKEN = {_FORBIDDEN, HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT}
_PLAIN_HTTP = "plain HTTP request was sent to HTTPS port"

LongerToken = Callable[[], Attempt]
"""Makes the same attempt with a token that is good for as long as can be."""


def explain(attempt: Attempt, fault: Diagnosis, longer: LongerToken | None) -> Diagnosis:
    """Give the best explanation that further attempts find for ``fault``."""
    answer = fault.answer if isinstance(fault, NoWebSocketError) else None
    if not isinstance(fault, DroppedError | SilentError | RefusedError):
        return fault
    if answer is None and not attempt.address.secure and connection.speaks_tls(attempt.address, attempt.seconds):
        return TlsError("TLS is spoken at this port, and the address says ws://.", "Write wss:// instead.")
    known = _by_its_words(attempt, answer) if answer else None
    if known:
        return known
    return next(_experiments(attempt, answer, longer), None) or _by_its_kind(attempt, fault, answer)


def skew(date: str) -> float | None:
    """Tell how many seconds the server that wrote a Date header is ahead of this machine, if it did."""
    try:
        return email.utils.parsedate_to_datetime(date).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return None


def clock_fault(seconds: float) -> ClockError | None:
    """Tell whether a difference between the clocks does harm."""
    if abs(seconds) < _HARMFUL_SKEW:
        return None
    which = "ahead of" if seconds > 0 else "behind"
    return ClockError(
        f"The server's clock is {abs(seconds):.0f} s {which} this machine's.", "Synchronise both clocks (NTP)."
    )


def _by_its_words(attempt: Attempt, answer: Answer) -> Diagnosis | None:
    if _PLAIN_HTTP in answer.body:
        return TlsError("TLS is spoken at this port, and the address says ws://.", "Write wss:// instead.")
    found = _KAMAILIO.get(answer.body.strip())
    if not found:
        return None
    kind, message, advice = found
    return kind(f"{message.format(origin=attempt.origin)} (It answered {answer.status}.)", advice)


def _experiments(attempt: Attempt, answer: Answer | None, longer: LongerToken | None) -> Iterator[Diagnosis]:
    if longer and (answer is None or answer.status in _PERHAPS_THE_TOKEN) and _opens(longer()):
        yield ClockError(
            "The token counts as expired: with a longer life it is accepted.",
            "The server's clock is ahead of this machine's: synchronise both (NTP).",
        )
    if answer is None and not attempt.cookie and _opens(replace(attempt, cookie=_CONSTANT_COOKIE)):
        yield DroppedError("The server drops the connection, but not when there is a Cookie header.", _COOKIE_ADVICE)
    if answer is not None and answer.status == _FORBIDDEN:
        for origin in _other_origins(attempt):
            if _opens(replace(attempt, origin=origin)):
                yield OriginRefusedError(
                    f"The server does not let pages of {attempt.origin} connect, but those of {origin}.", _ORIGIN_ADVICE
                )


def _other_origins(attempt: Attempt) -> list[str]:
    netloc = attempt.address.netloc
    return [origin for origin in (f"https://{netloc}", f"http://{netloc}") if origin != attempt.origin]


def _opens(attempt: Attempt) -> bool:
    try:
        with opened(attempt):
            return True
    except ScaffoldError:
        return False


def _by_its_kind(attempt: Attempt, fault: Diagnosis, answer: Answer | None) -> Diagnosis:
    if answer is not None:
        return _refused(attempt, answer)
    if isinstance(fault, DroppedError):
        fault.hint = (
            "repro says no in this way, without a word: another secret, an expired or malformed token, a clock that is "
            "ahead, or a cookie that its parser does not take. A web server that is not set up for WebSockets may, too."
        )
    if isinstance(fault, SilentError):
        fault.hint = (
            "repro goes silent when there is no ; before the first WSSession parameter, when the token stands behind "
            "a question mark, or when there are cookies but no token. Or it is no web server at all."
        )
    return fault


def _refused(attempt: Attempt, answer: Answer) -> Diagnosis:
    said = f"The server answered {answer.status} instead of opening a WebSocket"
    said += f": {quoted(answer.body)}." if answer.body and "<" not in answer.body else "."
    where = answer.headers.get("Location", "")
    if where:
        return RefusedError(said, f"It sends browsers on to {quoted(where)}, where no WebSocket follows. Use that.")
    if answer.status == _FORBIDDEN:
        return RefusedError(
            said,
            f"Either pages of {attempt.origin} may not connect (say with --origin whose page it is), or the token is "
            "refused: of another secret, or not in the form in which the site writes it.",
        )
    if answer.status == HTTPStatus.OK:
        return RefusedError(said, "There is a web page here: is it the path of the WebSocket?")
    wait = answer.headers.get("Retry-After", "") if answer.status in {429, 503} else ""
    advice = _STATUS.get(answer.status, "The log of the web server tells more.")
    return RefusedError(said, f"{advice} It says: again after {quoted(wait)} seconds." if wait else advice)
