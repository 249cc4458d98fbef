"""Checks of answers: each takes what was typed and gives the answer to use.

A check raises :class:`ValueError` with a sentence that says what would be right.
Answers end up in PHP, JavaScript, YAML and SIP addresses, so what is not allowed
here cannot become dangerous there.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

Check = Callable[[str], str]

# Characters that reorder or hide what a reviewer sees (Unicode TR36, "bidi spoofing").
_HIDING = frozenset("\u061c\u200b\u200e\u200f\u2060\ufeff") | frozenset(
    chr(code) for first, last in ((0x202A, 0x202E), (0x2066, 0x2069)) for code in range(first, last + 1)
)
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NAMESPACE_PART = re.compile(r"[A-Z][A-Za-z0-9_]*")
_HOST_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&()+,=%]*")
# Two slashes begin the address of another host.
_URL_PATH = re.compile(r"/(?!/)[A-Za-z0-9._~/-]*")
_SIP_USER = re.compile(r"[A-Za-z0-9._+-]{1,64}")
_TELEPHONE = re.compile(r"\+?[0-9]([ ./-]?[0-9]){2,19}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_WEBSOCKET_URL = re.compile(r"(?P<server>(?i:wss?)://[A-Za-z0-9.-]*)(:[0-9]+)?(/[A-Za-z0-9\-._~]*)*")
_WINDOWS_DEVICES = frozenset({"aux", "con", "nul", "prn"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(10)})
# https://www.php.net/manual/en/reserved.keywords.php and reserved.other-reserved-words.php
_PHP_WORDS = frozenset(
    """
    abstract and array as bool break callable case catch class clone const continue declare default die do echo
    else elseif empty enddeclare endfor endforeach endif endswitch endwhile enum eval exit extends false final
    finally float fn for foreach function global goto if implements include include_once instanceof insteadof int
    interface isset iterable list match mixed namespace never new null numeric object or parent print private
    protected public readonly require require_once resource return self static string switch throw trait true try
    unset use var void while xor yield
    """.split()
)
# Shortcodes of WordPress itself, its namespace for blocks, and its text domain.
_WORDPRESS_WORDS = frozenset({"audio", "caption", "core", "default", "embed", "gallery", "playlist", "video"})
_MIN_PREFIX = 4
_MAX_SLUG = 50
_MAX_HOST = 253
_MAX_URL = 200
_MAX_PORT = 65535


def text(longest: int, *, empty: bool = False) -> Check:
    """Make a check for one line of free text of at most ``longest`` characters."""

    def check(value: str) -> str:
        line = unicodedata.normalize("NFC", value).strip()
        if not line and not empty:
            raise ValueError("must not be empty")
        if len(line) > longest:
            raise ValueError(f"must be at most {longest} characters, this has {len(line)}")
        for character in line:
            if character in _HIDING or unicodedata.category(character) in _REFUSED_CATEGORIES:
                raise ValueError(f"must be one visible line: it holds U+{ord(character):04X}")
        return line

    return check


def slug(value: str) -> str:
    """Check a machine name: folder, text domain and REST namespace of the output."""
    if not _SLUG.fullmatch(value) or len(value) > _MAX_SLUG:
        raise ValueError(
            f"must be at most {_MAX_SLUG} small letters and digits, in words joined by single hyphens, "
            'starting with a letter, like "acme-phone"'
        )
    if value in _WINDOWS_DEVICES:
        raise ValueError(f'must not be "{value}": Windows keeps that name for a device')
    return value


def wordpress_slug(value: str) -> str:
    """Check a slug that the WordPress plugin directory and coding standards accept, and no part of WordPress has."""
    if re.search(r"wordpress|^wp-|plugin", slug(value)):
        raise ValueError('must not hold "wordpress" or "plugin" or begin with "wp-": the plugin directory refuses it')
    if value in _WORDPRESS_WORDS:
        raise ValueError(f'must not be "{value}": WordPress uses that name itself; add a word, like "{value}-phone"')
    if len(value.replace("-", "")) < _MIN_PREFIX:
        raise ValueError(
            f"must have at least {_MIN_PREFIX} letters and digits: WordPress's coding standards take a shorter prefix "
            'for one that others have, too; add a word, like "pbx-phone"'
        )
    return value


def wordpress_namespace(value: str) -> str:
    """Check a namespace that the coding standards of WordPress accept as the prefix of a plugin."""
    if len(namespace(value)) < _MIN_PREFIX or value.lower() == "wordpress":
        raise ValueError(
            f'must have at least {_MIN_PREFIX} characters and not be "WordPress": its coding standards take such a '
            r"prefix for one that others have, too; add a word, like Pbx\Phone"
        )
    return value


def drupal_slug(value: str) -> str:
    """Check the machine name of a Drupal module, which has underscores: hyphens become some."""
    slug(value.replace("_", "-"))
    return value.replace("-", "_")


def namespace(value: str) -> str:
    r"""Check a PHP namespace such as ``Acme\Phone``."""
    parts = value.split("\\")
    if len(value) > _MAX_SLUG or not all(_NAMESPACE_PART.fullmatch(part) for part in parts):
        raise ValueError(
            f"must be at most {_MAX_SLUG} characters of names that begin with a capital, "
            r"joined by backslashes, like Acme\Phone"
        )
    for part in parts:
        if part.lower() in _PHP_WORDS:
            raise ValueError(f'must not hold "{part}": PHP keeps that word for itself')
    return value


def web_url(value: str) -> str:
    """Check the address of a web page, or nothing."""
    if not value:
        return value
    parts = _split(value)
    good = parts.scheme in {"http", "https"} and not parts.username and not parts.password
    if not good or len(value) > _MAX_URL or not _URL_CHARACTERS.fullmatch(value):
        raise ValueError(
            f'must be an http(s) address of at most {_MAX_URL} characters, like "https://example.org/phone"'
        )
    host(parts.hostname or "")
    return value


def host(value: str) -> str:
    """Check a host name or an IPv4 address (RFC 1123, section 2.1)."""
    labels = value.split(".")
    if len(value) > _MAX_HOST or not all(_HOST_LABEL.fullmatch(label) for label in labels):
        raise ValueError('must be a host name, like "example.org"')
    return value.lower()


def contact(value: str) -> str:
    """Check a telephone number (RFC 3966) or an e-mail address (RFC 6068), or nothing."""
    value = value.strip()
    user, at, domain = value.partition("@")
    with contextlib.suppress(ValueError):
        if at and _SIP_USER.fullmatch(user):
            return f"{user}@{host(domain)}"
    if value and not _TELEPHONE.fullmatch(value):
        raise ValueError('must be a telephone number or an e-mail address, like "+49 30 123456" or "desk@example.org"')
    return value


def sip_domain(value: str) -> str:
    """Check a SIP domain, or nothing."""
    return host(value) if value else value


def websocket_url(value: str) -> str:
    """Check the address of a SIP-over-WebSocket server (RFC 7118), or nothing.

    The plugin adds its token behind the path, so nothing may follow it.
    """
    value = value.strip()
    if not value:
        return value
    # The value itself: urlsplit leaves out line breaks and tabs, and takes a port of no digits.
    plain = _WEBSOCKET_URL.fullmatch(value)
    if not plain or len(value) > _MAX_URL:
        raise ValueError(
            f'must be a plain WebSocket address of at most {_MAX_URL} characters, like "wss://sip.example.org/ws"'
        )
    host(_split(value).hostname or "")
    return plain["server"].lower() + value[plain.end("server") :]


def url_path(value: str) -> str:
    """Check an absolute path on a web site, or nothing."""
    if value and not _URL_PATH.fullmatch(value):
        raise ValueError('must be a path that begins with one slash, like "/phone/session.php"')
    return value


def sip_address(value: str) -> str:
    """Check a SIP user, or a SIP address without scheme, port and parameters (RFC 3261), or nothing."""
    user, at, domain = value.partition("@")
    if value and not _SIP_USER.fullmatch(user):
        raise ValueError('must be a SIP name or address, like "helpdesk" or "helpdesk@example.org"')
    return f"{user}@{host(domain)}" if at else user


def colour(value: str) -> str:
    """Check a colour as CSS writes it with six hexadecimal digits."""
    if not _COLOUR.fullmatch(value):
        raise ValueError('must be a colour like "#0b7a55"')
    return value.lower()


def choice(*choices: str) -> Check:
    """Make a check that takes one of the given answers, however its letters are cased."""
    exact = {one.lower(): one for one in choices}

    def check(value: str) -> str:
        try:
            return exact[value.strip().lower()]
        except KeyError:
            raise ValueError(f"must be one of {', '.join(choices)}") from None

    return check


def _split(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as fault:
        raise ValueError(f"must be an address that can be taken apart ({fault})") from None
    if port is not None and not 0 < port <= _MAX_PORT:
        raise ValueError("must have a port from 1 to 65535, or none")
    return parts
