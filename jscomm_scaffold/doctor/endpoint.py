"""Asking a site's session endpoint as the phone does, and judging what it answers."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from jscomm_scaffold.doctor import connection, suspicions
from jscomm_scaffold.doctor.findings import Chart, quoted
from jscomm_scaffold.doctor.websocket import clock
from jscomm_scaffold.errors import AnswerError, DroppedError, EndpointError, SilentError

TOKEN_COOKIES = ("WSSessionInfo", "WSSessionExtra", "WSSessionMAC")
_LONGEST = 100_000
# A shorter value of a cookie says little, and stands in many a word.
_SHORTEST_SECRET = 6
_LATEST = 1e12
_STATUS = {
    400: "The site finds the request malformed: is it another endpoint?",
    401: "Guests have no phone on this site: allow them a destination, or ask as somebody who is logged in "
    "(JSCOMM_SITE_COOKIE).",
    403: "The site does not let this visitor, or a page of this origin (--origin), use the phone.",
    404: "There is nothing at this address: is the plugin active, and does the web server rewrite addresses?",
    405: "Something answers, but takes no POST: a redirect or another address, perhaps.",
    415: "The endpoint wants JSON, and something on the way changes the Content-Type.",
    429: "Too many sessions were asked for from this address: wait. Behind a proxy all visitors may have its address.",
    500: "The site has a fault: look at PHP's log.",
    502: "The web server gets no answer from PHP: look at its log, and whether PHP-FPM runs.",
    503: "The phone is not set up, or the site is in maintenance: look at its settings (php check.php) and PHP's log.",
}
_CODES = {
    "origin_refused": "The endpoint takes requests of its own site's pages only: give --origin, or allow the origin.",
    "not_configured": "Fill in the SIP server, its domain and the secret on the site (php check.php tells what lacks).",
    "nonce_refused": "The nonce is another visitor's or too old: is a page cache keeping it?",
    "rest_cookie_invalid_nonce": "WordPress finds the nonce too old: is a page cache keeping it?",
    "not_allowed": "This user has no right to use the phone: look at the roles or permissions.",
}
# Where each kind of site gives a nonce: a part of the endpoint's address, the address from there, the header.
_NONCES = (
    ("/session.php", "nonce.php", "X-Phone-Nonce"),
    ("/wp-json/", "/wp-admin/admin-ajax.php?action=rest-nonce", "X-WP-Nonce"),
    ("rest_route=", "/wp-admin/admin-ajax.php?action=rest-nonce", "X-WP-Nonce"),
    ("", "/session/token", "X-CSRF-Token"),
)


@dataclass(frozen=True)
class Question:
    """Which endpoint is asked, from a page of which site, with which Cookie header."""

    url: str
    origin: str
    cookie: str = field(default="", repr=False)
    seconds: float = 10.0


@dataclass(frozen=True)
class IceServer:
    """A STUN or TURN server that a site names, by one URL or several, and the credentials for it."""

    urls: list[str]
    username: str
    credential: str = field(repr=False)


@dataclass(frozen=True)
class Session:
    """What a site grants: a WebSocket's URL or a Cookie header with the token, who the visitor is, and relays."""

    websocket: str
    cookie: str
    uri: str
    registers: bool
    ice_servers: list[IceServer]


@dataclass(frozen=True)
class _Response:
    status: int
    headers: http.client.HTTPMessage
    body: str

    def json(self) -> dict[str, Any]:
        """Give the object in the body, or an empty one."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def cookie_header(text: str) -> str:
    """Give the value of a Cookie header, which may come with its name; raises :class:`AnswerError`, without it."""
    value = re.sub(r"\ACookie:\s*", "", text, flags=re.IGNORECASE)
    if not value.isprintable():
        raise AnswerError("The Cookie header is more than one line of text.", "It looks like: name=value; other=value")
    return value


def ask(chart: Chart, question: Question) -> Session:
    """Ask for a session, and note what the answer shows; raises a :class:`Diagnosis` that is noted already."""
    chart.hide(question.cookie, *_values(question.cookie))
    with chart.step("session"):
        response = _post(question, {})
        if response.json().get("nonce_required"):
            response = _with_nonce(chart, question)
        clock(chart, response.headers.get("Date", ""))
        fields = _granted(question, response)
        session = _session(chart, fields, response)
    _note_caching(chart, response)
    _compare_clocks(chart, fields)
    kind = "as " + quoted(session.uri) if session.uri else "with a login form"
    chart.ok("session", f"the site lets this visitor in, {kind}")
    return session


def _post(question: Question, headers: dict[str, str]) -> _Response:
    more = {"Content-Type": "application/json", "Accept": "application/json", **headers}
    return _request(question, question.url, "POST", more, json.dumps({"destination": None}))


def _request(question: Question, url: str, method: str, headers: dict[str, str], body: str | None = None) -> _Response:
    address = connection.parse(url, ("https", "http"))
    ordinary = {"Host": address.netloc, "Origin": question.origin, "Sec-Fetch-Site": "same-origin"}
    # As bytes: browsers send cookies in UTF-8, and http.client would not.
    cookie = {"Cookie": question.cookie.encode()} if question.cookie else {}
    with connection.connected(address, question.seconds) as link:
        client = http.client.HTTPConnection(address.host, address.port, timeout=question.seconds)
        client.sock = link.socket
        link.socket.settimeout(question.seconds)
        try:
            with _at_most(question.seconds, link.socket):
                client.request(method, address.target, body, {**ordinary, **headers, **cookie})
                found = client.getresponse()
                return _Response(found.status, found.headers, found.read(_LONGEST).decode("utf-8", "replace"))
        except TimeoutError as fault:
            raise SilentError(f"The site took the request, and gave no answer in {question.seconds:g} s.") from fault
        except http.client.RemoteDisconnected as fault:
            raise DroppedError("The site closed the connection without an answer.", "Is it https://?") from fault
        except (http.client.HTTPException, OSError) as fault:
            raise EndpointError("What answers does not speak HTTP.", "Is it https://, or another port?") from fault


@contextlib.contextmanager
def _at_most(seconds: float, link: socket.socket) -> Iterator[None]:
    """End a connection when the block takes longer: the socket's own time-out is for each piece of an answer."""
    late = threading.Event()

    def end() -> None:
        late.set()
        with contextlib.suppress(OSError):
            socket.socket.shutdown(link, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (http.client.HTTPException, OSError) as fault:
        raise (TimeoutError() if late.is_set() else fault) from fault
    else:
        # http.client takes the end of a connection for the end of the headers, too.
        if late.is_set():
            raise TimeoutError
    finally:
        timer.cancel()


def _values(cookie: str) -> list[str]:
    values = [pair.partition("=")[2].strip(' "') for pair in cookie.split(";")]
    return [value for value in values if len(value) >= _SHORTEST_SECRET]


def _with_nonce(chart: Chart, question: Question) -> _Response:
    """Ask again with a nonce against forged requests, as a phone of somebody who is logged in does."""
    chart.ok("session", "the site knows the visitor and asks for a nonce")
    place, header = next((place, header) for part, place, header in _NONCES if part in question.url)
    answer = _request(question, urljoin(question.url, place), "GET", {"Sec-Fetch-Site": "same-origin"})
    nonce = answer.body.strip()
    if answer.status != http.HTTPStatus.OK or not nonce.isascii() or not nonce.isprintable():
        raise EndpointError(
            f"The site wants a nonce, and gives none at {place}: {answer.status}.", "Is the visitor still logged in?"
        )
    chart.hide(nonce)
    response = _post(question, {header: nonce})
    if response.json().get("nonce_required"):
        raise EndpointError(
            "The site wants a nonce, and does not see the one it gave.",
            f"Something on the way removes the header {header}.",
        )
    return response


def _granted(question: Question, response: _Response) -> dict[str, Any]:
    fields = response.json()
    if response.status == http.HTTPStatus.OK and isinstance(fields.get("websocket"), dict):
        return fields
    if response.status == http.HTTPStatus.OK:
        raise EndpointError(
            "The site answered, but not with a session.",
            "A page comes instead of JSON: is it the address of the endpoint, or does a cache or a login page stand "
            "in front?"
            if "<" in response.body
            else "Is it the address of the endpoint?",
        )
    raise _refusal(question, response)


def _refusal(question: Question, response: _Response) -> EndpointError:
    fields, where = response.json(), response.headers.get("Location", "")
    code, words = _text(fields, "code"), _text(fields, "message")
    said = f"The site refused the session: {response.status}"
    said += f" {quoted(f'{code}: {words}')}." if code else "."
    if where:
        return EndpointError(
            said, f"It sends the phone on to {quoted(where)}: use that address, on the page's own origin."
        )
    if code == "signed_out" and question.cookie:
        return EndpointError(said, "The site does not know the visitor of this cookie any more: log in again.")
    advice = _CODES.get(code) or _STATUS.get(response.status, "Look at the log of the web server.")
    data = fields["data"] if isinstance(fields.get("data"), dict) else {}
    wait = response.headers.get("Retry-After") or data.get("retry_after")
    return EndpointError(said, f"{advice} It says: again after {quoted(str(wait))} seconds." if wait else advice)


def _session(chart: Chart, fields: dict[str, Any], response: _Response) -> Session:
    user = fields["user"] if isinstance(fields.get("user"), dict) else {}
    servers = fields["ice_servers"] if isinstance(fields.get("ice_servers"), list) else []
    ice_servers = [_ice_server(server) for server in servers if isinstance(server, dict)]
    for server in ice_servers:
        chart.hide(server.credential, server.username)
    return Session(
        websocket=_text(fields["websocket"], "url"),
        cookie=_token_cookie(response.headers.get_all("Set-Cookie") or []),
        uri=_text(user, "uri"),
        registers=bool(user.get("register")),
        ice_servers=ice_servers,
    )


def _ice_server(fields: dict[str, Any]) -> IceServer:
    urls = fields.get("urls")
    named = [url if isinstance(url, str) else "" for url in (urls if isinstance(urls, list) else [urls])]
    return IceServer(named, _text(fields, "username"), _text(fields, "credential"))


def _text(fields: dict[str, Any], name: str) -> str:
    """Take a text out of what a site answered, which may be anything."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _seconds(fields: dict[str, Any], name: str) -> float | None:
    """Take a Unix time that can be reckoned with."""
    value = fields.get(name)
    return float(value) if isinstance(value, int | float) and 0 <= value < _LATEST else None


def _token_cookie(lines: list[str]) -> str:
    """Take the token out of the Set-Cookie headers, as the Cookie header that brings it back."""
    pairs = (line.partition(";")[0].strip() for line in lines)
    return "; ".join(pair for pair in pairs if pair.partition("=")[0] in TOKEN_COOKIES)


def _note_caching(chart: Chart, response: _Response) -> None:
    if "no-store" not in response.headers.get("Cache-Control", ""):
        chart.note(
            "session",
            "The answer does not say Cache-Control: no-store.",
            "A cache may give one visitor's token to another: does something on the way change the header?",
        )


def _compare_clocks(chart: Chart, fields: dict[str, Any]) -> None:
    now, expires = _seconds(fields, "server_time"), _seconds(fields["websocket"], "expires")
    if now is not None:
        fault = suspicions.clock_fault(now - time.time())
        if fault:
            chart.note("clock", fault.message, "The phone reckons with the site's clock; the SIP server has its own.")
    if now is not None and expires is not None and expires <= now:
        chart.wrong("session", EndpointError("The site gives a token that has expired already."))
