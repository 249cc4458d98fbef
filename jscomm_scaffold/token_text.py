"""How a server reads a token that came with a request: in the URL, or in the Cookie header.

reSIProcate parses the two differently, and gives no reason for what it does not take: it closes the
connection, or never answers. What is said here was seen at its proxy, repro.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

NAMES = ("WSSessionInfo", "WSSessionExtra", "WSSessionMAC")

_SPELT = {name.lower(): name for name in NAMES}
_URL = re.compile(r"[^=;\s]*/|;")
_HEADER = re.compile(r"^[ \t]*cookie:[ \t]*", re.IGNORECASE | re.MULTILINE)
_PARAMETER = re.compile(r';([^;=]*)(?:=("[^"]*"|[^;]*))?')
# A name, a value, what stands behind a value's quotation mark, and what parts it from the next.
_COOKIE = re.compile(r'([^=;\s]*)(=?)("[^"]*"|[^;\s]*)([^;\s]*)\s*(;?)\s*', re.ASCII)
_UNSAFE = re.compile(r"%(?:00|(?![0-9A-Fa-f]{2}))")
_UNSAFE_IN_URL = re.compile(r'[\s>]|\A"(?![^"]*"\Z)')
# repro takes a request of 8192 bytes; a browser's other headers are some 500.
_LARGEST_REQUEST, _OTHER_HEADERS = 8192, 500
_LONGEST_NAME = 40
_CURE = "let the web server in front pass on the token's cookies only (server/nginx-server.conf)"
_MOVE = "put WSSessionMAC last, or leave it out"


@dataclass(frozen=True)
class Writing:
    """What is wrong with how a token is written, and what else may explain that it is wrong, as sentences."""

    faults: Sequence[str] = ()
    hints: Sequence[str] = ()


@dataclass
class _Found:
    """The values of each name, as they are written, in their order."""

    raw: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    def counting(self, which: int, words: str) -> tuple[dict[str, str], Writing]:
        """Decode each name's value that counts, the first or the last."""
        counts = {name: values[which] for name, values in self.raw.items() if name in NAMES}
        twice = [name for name in counts if len(set(self.raw[name])) > 1]
        hints = [*self.hints, *(f"{name} is there more than once, and {words} counts" for name in twice)]
        unsafe = [
            f"{name} has a % that stands for no character: write %25 for a %"
            for name, value in counts.items()
            if _UNSAFE.search(value)
        ]
        return {name: _decoded(value) for name, value in counts.items()}, Writing([*self.faults, *unsafe], hints)


def holds_token(text: str) -> bool:
    """Tell whether a URL or a Cookie header is meant to hold a token."""
    return "wssession" in text.lower()


def read(text: str) -> tuple[Mapping[str, str], Writing]:
    """Find the values of a token, decoded, in a WebSocket's URL or path, or in a Cookie header.

    Raises :class:`ValueError` when they stand where no server looks for them.
    """
    line = _HEADER.sub("", text.strip())
    values, writing = _read_url(line) if _URL.match(line) else _read_cookies(line)
    size = len(line.encode("utf-8", "surrogateescape"))
    if size <= _LARGEST_REQUEST - _OTHER_HEADERS:
        return values, writing
    fault = f"it has {size} bytes: repro resets the connection when a request has more than {_LARGEST_REQUEST} in all"
    return values, Writing([*writing.faults, fault], writing.hints)


def _read_url(url: str) -> tuple[dict[str, str], Writing]:
    path, *query = re.split("[?#]", url, maxsplit=1)
    _refuse_misplaced(path, "".join(query))
    found = _Found()
    for name, value in _PARAMETER.findall(path):
        found.raw[_SPELT.get(name.strip().lower(), "")].append(value.strip())
    last = re.search(r";\s*(WSSession\w+)=\Z", url, re.IGNORECASE)
    if last:
        found.faults.append(f"{last[1]} is last and empty, and repro closes the connection: {_MOVE}")
    values, writing = found.counting(0, "of parameters the first")
    blank = [name for name in values if _UNSAFE_IN_URL.search(found.raw[name][0])]
    faults = [f"{name} has a blank, a > or an open quotation mark: percent-encode it" for name in blank]
    return values, Writing([*writing.faults, *faults], writing.hints)


def _refuse_misplaced(path: str, query: str) -> None:
    if holds_token(query) and not re.search(";WSSession", path, re.IGNORECASE):
        raise ValueError("the token stands behind a question mark, where no server reads it: it begins with ;")
    if re.search(r"/WSSession\w+=", path, re.IGNORECASE):
        raise ValueError("there is no ; before WSSessionInfo: the server would never answer")
    if re.match(r"\w+://[^/;]*;", path):
        raise ValueError("there is no / between the host and the first ;: browsers take no such address")


def _read_cookies(header: str) -> tuple[dict[str, str], Writing]:
    found = _Found()
    for cookie in _COOKIE.finditer(header):
        name = unquote_plus(cookie[1])
        fault = _cookie_fault(cookie, name, seen=not found.raw.keys().isdisjoint(NAMES))
        if fault:
            found.faults.append(fault)
        if cookie[2]:
            found.raw[name].append(cookie[3])
    misspelt = [name for name in found.raw if name.lower() in _SPELT and name not in NAMES]
    found.hints += [f"the cookie {name} is not found: it must be written {_SPELT[name.lower()]}" for name in misspelt]
    return found.counting(-1, "of cookies the last")


def _cookie_fault(cookie: re.Match[str], name: str, *, seen: bool) -> str:
    """Say what repro does not take of a cookie; ``seen`` tells whether a part of the token came before."""
    _, equals, value, behind, semicolon = cookie.groups()
    known = repr(name[:_LONGEST_NAME])
    if not equals:
        return _bare_cookie_fault(cookie[0], known, seen=seen)
    if behind:
        return f"something follows the quotation mark of the cookie {known}, and repro never answers: {_CURE}"
    if value.startswith('"') and not re.fullmatch(r'"[^"]*"', value):
        return f"a quotation mark in the cookie {known} is not closed, and repro closes the connection: {_CURE}"
    if not value and not semicolon and cookie.end() == len(cookie.string):
        cure = _MOVE if name in NAMES else _CURE
        return f"the cookie {known} is last and empty, and repro closes the connection: {cure}"
    return ""


def _bare_cookie_fault(text: str, known: str, *, seen: bool) -> str:
    if text.strip(" ;"):
        does = "closes the connection" if seen else "never answers"
        return f"the cookie {known} has no =, or follows a blank in a value, and repro {does}: {_CURE}"
    return f"there is an empty cookie (;;), and repro never answers: {_CURE}" if text else ""


def _decoded(value: str) -> str:
    bare = value[1:-1] if re.fullmatch(r'"[^"]*"', value) else value
    return unquote_plus(bare, errors="surrogateescape")
