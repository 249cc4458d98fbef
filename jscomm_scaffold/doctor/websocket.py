"""The way of a phone to its SIP server: token, connection, WebSocket, registration."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from jscomm_scaffold import tokens
from jscomm_scaffold.doctor import connection, suspicions
from jscomm_scaffold.doctor.findings import Chart
from jscomm_scaffold.doctor.registration import Identity, Registrar
from jscomm_scaffold.doctor.upgrade import Attempt, NoWebSocketError, WebSocket, shake_hands
from jscomm_scaffold.errors import ClockError, Diagnosis, RefusedError, TlsError
from jscomm_scaffold.token_text import holds_token

SIGNED_SECONDS = 300


@dataclass(frozen=True)
class Visit:
    """What is tried: as whom, from where, with which token.

    ``attempt`` holds the token, in its URL or its cookie, where there is one. ``sign`` makes the
    attempt anew for a token of another life, where the doctor has the secret.
    """

    attempt: Attempt
    who: Identity | None
    sign: Callable[[int], Attempt] | None = field(default=None, repr=False)

    def longer(self) -> Callable[[], Attempt] | None:
        """Give the maker of the same attempt with the longest life, where the doctor has the secret."""
        sign = self.sign
        return (lambda: sign(tokens.LONGEST_LIFETIME)) if sign else None


def signed(attempt: Attempt, who: Identity, secret: str, *, cookie: bool) -> Visit:
    """Put a token for ``who`` into an attempt; raises :class:`ValueError`, in words, when none can be signed.

    It lets its holder call nobody else: what leaks by mistake does no harm.
    """

    def sign(lifetime: int) -> Attempt:
        grant = tokens.Grant(who.address, who.address, int(time.time()), lifetime)
        token = tokens.sign(grant, secret)
        if cookie:
            return replace(attempt, cookie=token.cookie())
        return attempt.with_target(token.url(f"ws://h{attempt.address.target}").removeprefix("ws://h"))

    return Visit(sign(SIGNED_SECONDS), who, sign)


def examine(chart: Chart, visit: Visit) -> None:
    """Go the whole way, and note each step; what is wrong ends it."""
    with contextlib.suppress(Diagnosis), contextlib.ExitStack() as stack:
        _check_token(chart, visit.attempt)
        _check_address(chart, visit.attempt)
        with chart.step("connection"):
            link = stack.enter_context(connection.connected(visit.attempt.address, visit.attempt.seconds))
        _describe(chart, visit.attempt, link)
        socket = _open(chart, visit, link)
        stack.callback(socket.close)
        if visit.who:
            _register(chart, visit.who, socket, visit.attempt.seconds)
        else:
            chart.note("REGISTER", "Nobody registers here (guests do not): whether SIP works was not tried.")


def clock(chart: Chart, date: str) -> None:
    """Compare this machine's clock with a Date header, where there is one."""
    ahead = suspicions.skew(date)
    fault = suspicions.clock_fault(ahead) if ahead is not None else None
    if fault:
        chart.wrong("clock", fault)
    elif ahead is not None and abs(ahead) > suspicions.TOLERABLE_SKEW:
        chart.note("clock", f"The server's clock differs from this machine's by {abs(ahead):.0f} s.")


def _check_token(chart: Chart, attempt: Attempt) -> None:
    text = attempt.cookie if holds_token(attempt.cookie) else attempt.address.target
    if not holds_token(text):
        chart.note("token", "There is none: a server that wants one will refuse this.")
        return
    try:
        token = tokens.parse(text)
    except ValueError as fault:
        chart.wrong("token", RefusedError(f"No server finds this token: {fault}."))
        return
    chart.hide(token.mac, quote(token.info, safe="", errors="surrogateescape"))
    faults = tokens.faults(token, int(time.time()))
    for said in faults:
        kind = ClockError if "expired" in said else RefusedError
        chart.wrong("token", kind(f"The token is wrong: {said}."))
    if not faults:
        _, _, expires, sender, destination = token.fields
        left = int(expires) - int(time.time())
        chart.ok("token", f"{sender} may call {destination}, {left} s left by this machine's clock")


def _check_address(chart: Chart, attempt: Attempt) -> None:
    local = attempt.address.host in {"localhost", "127.0.0.1", "::1"}
    if attempt.origin.startswith("https://") and not attempt.address.secure and not local:
        chart.wrong(
            "address",
            TlsError("A page on https:// may not open a WebSocket on ws://.", "Put TLS in front, and write wss://."),
        )


def _describe(chart: Chart, attempt: Attempt, link: connection.Connection) -> None:
    how = "TLS with a good certificate" if attempt.address.secure else "no TLS"
    chart.ok("connection", f"{attempt.address.netloc} at {link.ip}, {link.milliseconds} ms, {how}")
    for remark in link.remarks:
        chart.note("connection", remark)
    if connection.is_private(link.ip):
        chart.note(
            "connection",
            "The server has a private address.",
            "Visitors from outside do not reach it, and Chrome asks those inside for permission.",
        )


def _open(chart: Chart, visit: Visit, link: connection.Connection) -> WebSocket:
    with chart.step("WebSocket"):
        try:
            socket = shake_hands(visit.attempt, link)
        except Diagnosis as fault:
            if isinstance(fault, NoWebSocketError):
                clock(chart, fault.answer.headers.get("Date", ""))
            raise suspicions.explain(visit.attempt, fault, visit.longer()) from fault
    chart.ok("WebSocket", f"opens, for pages of {visit.attempt.origin}")
    clock(chart, socket.headers.get("Date", ""))
    return socket


def _register(chart: Chart, who: Identity, socket: WebSocket, seconds: float) -> None:
    registrar = Registrar(socket, who, seconds)
    with chart.step("REGISTER"):
        reply = registrar.register()
    registrar.remove()
    chart.ok("REGISTER", f"{who.address} is registered, and no longer")
    clock(chart, reply.header("date"))
