"""Whatever a person calls himself, a token names him alone. Checked without the PHP that made the token."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest

from tests.php.conftest import NAMESPACE
from tests.php.runtime import HERE, Runtime

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - the secret of the vectors
DOMAIN = "example.org"
NOW = 1700000000
RESERVED = ("helpdesk", "guest")

PLAIN = (
    "alice",
    "Anna-Maria.O_Neil",
    "helpdesk",
    "GUEST",
    "100",
    "a",
    "bob@example.org",
    "sip:eve@sip.example.net",
    "a.b",
)
PIECES = (
    *"*:@%;?&=+/\\\"'<>(),#!~|^`{}[]$ \t\r\n\0\x7f",
    *(
        "%2A",
        "%3a",
        "%40",
        "*@*",
        ":*@*:",
        "@victim.example",
        ":5060",
        ";transport=ws",
        "sip:",
        "\r\nX: y",
        "%00",
        "*@example.org:x",
    ),
    *("Ü", "日本", "e\N{COMBINING ACUTE ACCENT}", "\N{ZERO WIDTH SPACE}", "\N{RIGHT-TO-LEFT OVERRIDE}"),
    *("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "\N{LATIN SMALL LETTER DOTLESS I}", "\N{LATIN SMALL LETTER LONG S}"),
    *("\N{KELVIN SIGN}", "\N{CYRILLIC SMALL LETTER A}", "\N{FULLWIDTH ASTERISK}", "\N{FULLWIDTH COLON}"),
)
USER = re.compile(r"[A-Za-z0-9._+-]{1,64}", re.ASCII)
LABELS = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*", re.ASCII)


def hostile_texts(seed: int, amount: int) -> list[bytes]:
    """Make texts that are nearly names: plain ones with something hostile in them, and some plain ones."""
    chance = random.Random(seed)  # noqa: S311 - a test that can be repeated
    texts = [text.encode() for text in (*PLAIN, *PIECES, "")]
    while len(texts) < amount:
        text = bytearray(chance.choice(PLAIN).encode() * chance.choice((1, 1, 1, 1, 20)))
        for _ in range(chance.choice((0, 1, 1, 2, 5))):
            piece = chance.choice(PIECES).encode() if chance.random() < 0.9 else bytes([chance.randrange(256)])
            place = chance.choice((0, len(text), chance.randrange(len(text) + 1)))
            text[place:place] = piece
        texts.append(bytes(text).swapcase() if chance.random() < 0.2 else bytes(text))
    return texts


@dataclass(frozen=True)
class Field:
    """An address as the SIP server reads it out of a token."""

    user: str
    host: str


def read(url: str, cookies: dict[str, str]) -> tuple[Field, Field]:
    """Read a token as reSIProcate does, checking all that it checks: who calls, and who may be called."""
    start, *parameters = url.split(";")
    assert start == "wss://sip.example.org/"
    names = [parameter.partition("=")[0] for parameter in parameters]
    assert names == ["WSSessionInfo", "WSSessionExtra", "WSSessionMAC"]
    info, extra, mac = values = [unquote_plus(parameter.partition("=")[2], errors="strict") for parameter in parameters]
    assert values == list(cookies.values())
    assert mac == hmac.new(SECRET.encode(), f"{info}:{extra}".encode(), hashlib.sha1).hexdigest()
    assert re.fullmatch(r"[0-9a-f]{32}", extra)
    version, created, expires, caller, called = info.split(":")
    assert (version, created, expires) == ("1", str(NOW), str(NOW + 300))
    return field(caller), field(called)


def field(text: str) -> Field:
    """Read one address of a token."""
    user, host = text.split("@")
    assert LABELS.fullmatch(host)
    assert len(host) <= 253
    return Field(user, host)


def check_turn(server: dict[str, Any], user: str) -> None:
    """Check TURN credentials as coturn does."""
    assert server["username"] == f"{NOW + 600}:{user}"
    mac = hmac.new(SECRET.encode(), server["username"].encode(), hashlib.sha1).digest()
    assert base64.b64decode(server["credential"], validate=True) == mac


@pytest.fixture(scope="module")
def verdicts(php: Runtime, plugin: Path) -> list[tuple[str, dict[str, Any]]]:
    """Offer thousands of texts to the core: each text, and what was made of it."""
    texts = hostile_texts(seed=2, amount=4000)
    task = {
        "secret": SECRET,
        "domain": DOMAIN,
        "now": NOW,
        "reserved": RESERVED,
        "texts": [base64.b64encode(text).decode() for text in texts],
    }
    path = php.scratch / "task.json"
    path.write_text(json.dumps(task))
    output = php.run(HERE / "probe.php", str(plugin / "includes" / "sip"), NAMESPACE, str(path))
    assert output.text.startswith("["), output.text[:2000]
    return list(zip((text.decode("latin-1") for text in texts), json.loads(output.text), strict=True))


def test_a_login_becomes_itself_or_nothing(verdicts: list[tuple[str, dict[str, Any]]]) -> None:
    accepted = [(text, verdict["login"]) for text, verdict in verdicts if verdict["login"]]
    for text, token in accepted:
        caller, called = read(token["url"], token["cookies"])
        assert re.fullmatch(r"[a-z0-9._-]{1,64}", caller.user, re.ASCII)
        assert caller == Field(text.lower(), DOMAIN)
        assert caller.user not in RESERVED
        assert called == Field("*", DOMAIN)
        check_turn(token["turn"], f"{caller.user}@{caller.host}")
    assert 100 < len(accepted) < len(verdicts) - 1000


def test_an_address_becomes_itself_or_nothing(verdicts: list[tuple[str, dict[str, Any]]]) -> None:
    accepted = [(text, verdict["address"]) for text, verdict in verdicts if verdict["address"]]
    for text, token in accepted:
        caller, called = read(token["url"], token["cookies"])
        assert USER.fullmatch(caller.user)
        assert caller == called
        bare = text[4:] if text.lower().startswith("sip:") else text
        expected = bare if "@" in bare else f"{bare}@{DOMAIN}"
        assert f"{caller.user}@{caller.host}".lower() == expected.lower()
    assert 100 < len(accepted) < len(verdicts) - 1000


def test_a_domain_becomes_itself_or_nothing(verdicts: list[tuple[str, dict[str, Any]]]) -> None:
    accepted = [(text, verdict["domain"]) for text, verdict in verdicts if verdict["domain"]]
    for text, token in accepted:
        _, called = read(token["url"], token["cookies"])
        assert called == Field("*", text.lower())
    assert 100 < len(accepted) < len(verdicts) - 1000


def test_names_that_a_server_takes_for_one_come_from_one_login(verdicts: list[tuple[str, dict[str, Any]]]) -> None:
    logins: dict[str, set[str]] = {}
    for text, verdict in verdicts:
        if verdict["login"]:
            caller, _ = read(verdict["login"]["url"], verdict["login"]["cookies"])
            logins.setdefault(caller.user, set()).add(text.lower())
    assert all(len(texts) == 1 for texts in logins.values())
