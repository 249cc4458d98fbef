"""An examination: what was asked for, in the order in which a phone would do it."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field

from jscomm_scaffold import tokens
from jscomm_scaffold.doctor import connection, endpoint, registration, turn, websocket
from jscomm_scaffold.doctor.findings import Chart, quoted
from jscomm_scaffold.doctor.upgrade import Attempt
from jscomm_scaffold.errors import AnswerError, ClockError, Diagnosis, EndpointError, RefusedError
from jscomm_scaffold.token_text import holds_token

_TURN_SECONDS, _DAY = 300, 86400
_MOST_RELAYS = 8
_PAGES = ("https", "http")


@dataclass(frozen=True)
class Order:
    """What the person at the command line asked for."""

    websocket: str
    session: str
    turn: str
    sender: str
    origin: str
    in_cookies: bool
    seconds: float
    secret: str = field(repr=False)
    password: str = field(repr=False)
    turn_secret: str = field(repr=False)
    site_cookie: str = field(repr=False)


def examine(order: Order) -> Chart:
    """Examine what ``order`` names; raises :class:`AnswerError` when it cannot be."""
    chart = Chart()
    chart.hide(order.secret, order.password, order.turn_secret, order.site_cookie)
    origin = connection.parse(order.origin, _PAGES).origin if order.origin else ""
    visit = _visit(chart, order, origin) if order.websocket else None
    server = turn.parse(order.turn) if order.turn else None
    if order.session:
        site = connection.parse(order.session, _PAGES)
        cookie = endpoint.cookie_header(order.site_cookie)
        question = endpoint.Question(order.session, origin or site.origin, cookie, order.seconds)
        _examine_session(chart, order, question)
    if visit:
        websocket.examine(chart, visit)
    if server:
        _examine_turn(chart, order, server)
    return chart


def _visit(chart: Chart, order: Order, origin: str) -> websocket.Visit:
    address = connection.parse(order.websocket, ("wss", "ws"))
    attempt = Attempt(address, origin or address.origin, seconds=order.seconds)
    if holds_token(order.websocket):
        return websocket.Visit(attempt, _owner(chart, order))
    who = registration.identity(order.sender, order.password) if order.sender else None
    if who is None or order.password:
        return websocket.Visit(attempt, who)
    try:
        return websocket.signed(attempt, who, order.secret, cookie=order.in_cookies)
    except ValueError as fault:
        raise AnswerError(f"No token is signed: {fault}.") from fault


def _owner(chart: Chart, order: Order) -> registration.Identity | None:
    """Read in the token itself who it lets in, and check it where the secret is known."""
    with contextlib.suppress(ValueError, AnswerError):
        token = tokens.parse(order.websocket)
        for fault in tokens.mac_faults(token, order.secret) if order.secret else []:
            chart.wrong("token", RefusedError(f"The token is wrong: {fault}."))
        return registration.identity(order.sender or token.fields[3])
    return None


def _examine_session(chart: Chart, order: Order, question: endpoint.Question) -> None:
    with contextlib.suppress(Diagnosis):
        session = endpoint.ask(chart, question)
        with chart.step("session"):
            visit = _granted(order, question, session)
        websocket.examine(chart, visit)
        _examine_relays(chart, session.ice_servers, order.seconds)


def _granted(order: Order, question: endpoint.Question, session: endpoint.Session) -> websocket.Visit:
    try:
        address = connection.parse(session.websocket, ("wss", "ws"))
        uri = session.uri if session.registers else order.sender if order.password else ""
        who = registration.identity(uri, order.password) if uri else None
    except AnswerError as fault:
        raise EndpointError("The site names a SIP server or a user that cannot be.", fault.message) from fault
    return websocket.Visit(Attempt(address, question.origin, session.cookie, order.seconds), who)


def _examine_turn(chart: Chart, order: Order, server: turn.Server) -> None:
    """Sign credentials as a site does, and where they are refused find out whether only because of the clock."""

    def credentials(life: int) -> turn.Server:
        expires = int(time.time()) + life
        return server.with_credentials(*turn.temporary(order.turn_secret, order.sender or "doctor", expires))

    with contextlib.suppress(Diagnosis), chart.step("TURN"):
        try:
            _allocate(chart, credentials(_TURN_SECONDS), order.seconds)
        except turn.RefusedTurnError as fault:
            if _allocates(credentials(_DAY), order.seconds):
                raise ClockError(
                    "The TURN server takes credentials for a day, but none for five minutes.",
                    "Its clock is ahead of this machine's: synchronise both (NTP).",
                ) from fault
            raise


def _allocates(server: turn.Server, seconds: float) -> bool:
    try:
        turn.allocate(server, seconds)
    except Diagnosis:
        return False
    return True


def _examine_relays(chart: Chart, servers: list[endpoint.IceServer], seconds: float) -> None:
    """Try what a site names, but not so much that it could let this machine search others for open ports."""
    relays = [(url, server) for server in servers for url in server.urls]
    for url, server in relays[:_MOST_RELAYS]:
        _examine_relay(chart, url, server, seconds)
    if len(relays) > _MOST_RELAYS:
        chart.note("TURN", f"The site names {len(relays)} servers: the first {_MOST_RELAYS} were tried.")


def _examine_relay(chart: Chart, url: str, login: endpoint.IceServer, seconds: float) -> None:
    try:
        server = turn.parse(url).with_credentials(login.username, login.credential)
    except AnswerError as fault:
        chart.note("TURN", f"{fault.message} It was not tried.", fault.hint)
        return
    with contextlib.suppress(Diagnosis), chart.step("TURN" if server.relays else "STUN"):
        _allocate(chart, server, seconds)


def _allocate(chart: Chart, server: turn.Server, seconds: float) -> None:
    where = f"{server.address.host} port {server.address.port} over {server.transport.upper()}"
    if not server.relays:
        chart.ok("STUN", f"{where} sees this machine as {turn.mapped(server, seconds)}")
        return
    relay = turn.allocate(server, seconds)
    chart.ok("TURN", f"{where} relays at {relay.relayed}, and sees this machine as {relay.mapped}")
    if relay.relayed and connection.is_private(relay.relayed) and not connection.is_private(relay.server):
        chart.note(
            "TURN",
            f"The relay's address {quoted(relay.relayed)} is private: nobody outside reaches it.",
            "Set external-ip in coturn.",
        )
