"""jscomm-scaffold token says of a token's writing what the servers do: reSIProcate's table, and the real Kamailio."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from jscomm_scaffold import tokens
from tests.servers.fixtures import SECRET
from tests.servers.kamailio import Kamailio
from tests.servers.sip_client import connected
from tests.servers.tokens import Token, sign

URL = "wss://sip.example.org/ws"


def signed(extra: str = "00ff") -> Token:
    return sign(SECRET, "alice@example.org", "*@example.org", extra=extra)


def path(token: Token) -> str:
    return token.path.removeprefix("/")


def quoted(pairs: str) -> str:
    return "; ".join(f'{name}="{value}"' for name, _, value in (pair.partition("=") for pair in pairs.split("; ")))


def faults(text: str, secret: str = SECRET) -> list[str]:
    return tokens.faults(tokens.parse(text), int(time.time()), secret)


@pytest.mark.parametrize(
    "writing",
    [
        path,
        lambda token: path(token) + ";WSSessionInfo=another",
        lambda token: path(token).replace("WSSession", "wsSESSION"),
        lambda token: path(token) + "?a=b",
        lambda token: ";a=b;flag" + path(token) + ";c=",
        lambda token: path(token).replace("00ff", '"00ff"'),
        lambda token: path(token).replace(token.mac, token.mac.upper()),
    ],
    ids=["plain", "first of two", "another case", "a query behind", "among others", "quoted", "capitals"],
)
def test_parameters_that_a_server_takes_are_verified(sip_server: Kamailio, writing: Callable[[Token], str]) -> None:
    parameters = writing(sign(sip_server.secrets[0], "alice@example.org", "*@example.org", extra="00ff"))

    with connected(sip_server.url, parameters, Cookie="a=b"):
        assert faults(URL + parameters, sip_server.secrets[0]) == []


@pytest.mark.parametrize(
    "writing",
    [
        lambda token: token.cookie,
        lambda token: "WSSessionInfo=old; " + token.cookie,
        lambda token: f"{token.cookie}; wssessioninfo=old",
        lambda token: quoted(token.cookie),
        lambda token: f'x==y; a=100%; p={{"a":1,"b":2}}; q="a"; e=; {token.cookie};',
        lambda token: token.cookie.replace("; ", ";"),
    ],
    ids=["plain", "last of two", "beside another case", "quoted", "among others", "without blanks"],
)
def test_cookies_that_a_server_takes_are_verified(sip_server: Kamailio, writing: Callable[[Token], str]) -> None:
    cookies = writing(sign(sip_server.secrets[0], "alice@example.org", "*@example.org", extra="00ff"))

    with connected(sip_server.url, Cookie=cookies):
        assert faults(f"Cookie: {cookies}", sip_server.secrets[0]) == []


def empty_extra_last(separator: str) -> str:
    info, extra, mac = path(signed("")).strip(";").split(";")
    return separator.join((info, mac, extra))


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (f"flag; {signed().cookie}", ["'flag' has no =", "never answers", "server/nginx-server.conf"]),
        (f"a=dark mode; {signed().cookie}", ["'mode' has no =", "follows a blank", "never answers"]),
        (f"a=b;;{signed().cookie}", [";;", "never answers"]),
        (f'a="b"c; {signed().cookie}', ["quotation mark of the cookie 'a'", "never answers"]),
        (f"{signed().cookie}; flag", ["'flag' has no =", "closes the connection"]),
        (f"{signed().cookie}; foo=", ["'foo' is last and empty", "closes the connection", "server/nginx-server.conf"]),
        (f'{signed().cookie}; foo="bar', ["'foo' is not closed", "closes the connection"]),
        (empty_extra_last("; "), ["'WSSessionExtra' is last and empty", "put WSSessionMAC last"]),
        (f"{URL};{empty_extra_last(';')}", ["WSSessionExtra is last and empty", "put WSSessionMAC last"]),
        (URL + path(signed()) + ";a=" + "b" * 9000, ["bytes", "resets", "8192"]),
        (f"{signed().cookie}; a={'b' * 9000}", ["bytes", "resets", "8192"]),
        (URL + path(signed()).replace("00ff", "00%ff%"), ["WSSessionExtra has a %"]),
        (URL + path(signed()).replace("00ff", "0>0"), ["a >"]),
        (URL + ";WSSessionInfo=old" + path(signed()), ["MAC does not fit", "of parameters the first counts"]),
        (f"{signed().cookie}; WSSessionMAC={'0' * 40}", ["MAC does not fit", "of cookies the last counts"]),
    ],
)
def test_what_a_server_does_not_take_is_named_with_what_to_do(text: str, reasons: list[str]) -> None:
    found = "\n".join(faults(text))

    assert [reason for reason in reasons if reason not in found] == [], found


@pytest.mark.parametrize("text", [URL + path(signed()), signed().cookie], ids=["URL", "cookies"])
def test_what_is_encoded_twice_is_not_taken_for_another_address(text: str) -> None:
    found = "\n".join(faults(text.replace("%", "%25")))

    assert "WSSessionInfo is percent-encoded twice" in found
    assert "in an address" not in found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (signed().cookie.replace("WSSession", "wssession"), "must be written WSSessionInfo"),
        (f"wss://sip.example.org{path(signed())}", "no / between the host"),
        (signed().cookie.replace("WSSessionMAC=", "WSSessionMAC"), "no WSSessionMAC: the cookie 'WSSessionMAC"),
    ],
)
def test_what_a_server_does_not_find_is_explained(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        tokens.parse(text)
