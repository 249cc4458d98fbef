"""Every case in which repro refuses, hangs or errs, sent through the generated proxy: it is refused, or it works.

The cases are those of experiments with the real repro. Behind the proxy is Kamailio, with the
generated configuration, which knows the same tokens.
"""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest

from tests.php_site.proxies import TOKEN, Proxy, in_url, upgrade
from tests.servers.fixtures import DOMAIN, SECRET
from tests.servers.kamailio import Kamailio
from tests.servers.tokens import Token, sign, sign_info

NOW = int(time.time())
LATER = NOW + 86400
ALICE = f"alice@{DOMAIN}"


def info(sender: str = ALICE, destination: str = f"*@{DOMAIN}", expires: str = str(LATER), version: str = "1") -> Token:
    """Sign a token as a careless site would."""
    return sign_info(SECRET, f"{version}:{NOW}:{expires}:{sender}:{destination}", "00ff")


OTHER_SECRET = sign("x" * 32, ALICE, f"*@{DOMAIN}", lifetime=86400, extra="00ff")
RAW = f"/ws;WSSessionInfo={TOKEN.info};WSSessionExtra=00ff;WSSessionMAC={TOKEN.mac}"
TWO_ENCODINGS = f"/ws;WSSessionInfo={quote(quote(TOKEN.info, safe=''), safe='')};WSSessionExtra=00ff"
TWO_ENCODINGS += f";WSSessionMAC={TOKEN.mac}"

# What the real server takes too: the case, the path, the Cookie header.
ACCEPTED = {
    "cookies": ("/ws", TOKEN.cookie),
    "the same once more": ("/ws", TOKEN.cookie),
    "URL with another cookie": (in_url(), "foo=bar"),
    "URL under a longer path": (in_url().replace("/ws;", "/ws/a;"), "foo=bar"),
    "upper-case MAC": (in_url(TOKEN.altered(mac=TOKEN.mac.upper())), ""),
    "lower-case escapes": (in_url().replace("%3A", "%3a"), ""),
    "values that are not encoded": (RAW, ""),
    "created in the future": (in_url(sign_info(SECRET, f"1:{LATER}:{LATER}:{ALICE}:{ALICE}", "00ff")), ""),
    "good in the URL, bad in the cookie": (in_url(), OTHER_SECRET.cookie),
}
# What the real server drops or lets hang, and what works through the proxy.
CURED = {
    "URL without a Cookie header": (in_url(), ""),
    "a cookie without a value behind": ("/ws", f"{TOKEN.cookie}; foo="),
    "a cookie without = behind": ("/ws", f"{TOKEN.cookie}; bar"),
    "a cookie without = before": ("/ws", f"bar; {TOKEN.cookie}"),
    "two separators": ("/ws", f"a=b;; {TOKEN.cookie}"),
    "a blank in a cookie": ("/ws", f"a=b c; {TOKEN.cookie}"),
    "JSON in a cookie": ("/ws", f'j={{"a": 1}}; {TOKEN.cookie}'),
    "a stray quotation mark": ("/ws", f'a="b"c; {TOKEN.cookie}'),
    "an escape that is cut off": ("/ws", f"a=%41%; {TOKEN.cookie}"),
}
# What the real server refuses, or takes though it should not.
REFUSED = {
    "another secret": (in_url(OTHER_SECRET), "foo=bar"),
    "another secret, in cookies": ("/ws", OTHER_SECRET.cookie),
    "expired": (in_url(info(expires=str(NOW - 5))), "foo=bar"),
    "expires in milliseconds": (in_url(info(expires=f"{LATER}000")), "foo=bar"),
    "expires in words": (in_url(info(expires="123abc")), "foo=bar"),
    "version 2": (in_url(info(version="2")), "foo=bar"),
    "version 01": (in_url(info(version="01")), "foo=bar"),
    "no destination": (in_url(sign_info(SECRET, f"1:{NOW}:{LATER}:{ALICE}", "00ff")), "foo=bar"),
    "a field too many": (in_url(info(destination=f"*@{DOMAIN}:x")), "foo=bar"),
    "changed": (in_url(TOKEN.altered(info=TOKEN.info.replace("alice", "carol"))), "foo=bar"),
    "the boundary of info and extra moved": (
        in_url(Token(f"{TOKEN.info}:00", "ff", sign_info(SECRET, TOKEN.info, "00:ff").mac)),
        "foo=bar",
    ),
    "everybody": (in_url(info("*@*")), "foo=bar"),
    "everybody, escaped": (in_url(info(f"%2A@{DOMAIN}")), "foo=bar"),
    "two @": (in_url(info(f"a@evil.example@{DOMAIN}")), "foo=bar"),
    "sip:": (in_url(info(f"sip:{ALICE}")), "foo=bar"),
    "a port": (in_url(info(f"{ALICE}:5060")), "foo=bar"),
    "no user": (in_url(info(f"@{DOMAIN}")), "foo=bar"),
    "a blank in the user": (in_url(info(f"bob smith@{DOMAIN}")), "foo=bar"),
    "MAC with more behind": (in_url() + "00", "foo=bar"),
    "MAC cut off": (in_url()[:-1], "foo=bar"),
    "no MAC": (in_url().partition(";WSSessionMAC")[0], "foo=bar"),
    "no extra": (in_url().replace(";WSSessionExtra=00ff", ""), "foo=bar"),
    "extra empty and last": (in_url().replace(";WSSessionExtra=00ff", "") + ";WSSessionExtra=", "foo=bar"),
    "quoted": ("/ws", TOKEN.cookie.replace(TOKEN.mac, f'"{TOKEN.mac}"')),
    "encoded twice": (TWO_ENCODINGS, "foo=bar"),
    "no semicolon": (in_url().replace(";", "/", 1), "foo=bar"),
    "a query": (in_url().replace(";", "?", 1), "foo=bar"),
    "no token": ("/ws", "foo=bar"),
    "no token, no cookie": ("/ws", ""),
    "a cookie without a value": ("/ws", "a="),
    "a cookie without =": ("/ws", "abc"),
    "bad in the URL, good in the cookie": (in_url(OTHER_SECRET), TOKEN.cookie),
    "a zero byte": (in_url().replace("alice", "ali%00ce"), "foo=bar"),
}


@pytest.mark.parametrize("case", [*ACCEPTED, *CURED])
def test_a_good_token_opens(proxy: Proxy, sip: Kamailio, case: str) -> None:
    path, cookie = (ACCEPTED | CURED)[case]
    assert upgrade(proxy.origin, path, Cookie=cookie) == "open"
    assert sip.port == proxy.sip_port


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_one_is_refused_with_a_status(proxy: Proxy, sip: Kamailio, case: str) -> None:
    path, cookie = REFUSED[case]
    assert upgrade(proxy.origin, path, Cookie=cookie) in {"400", "403", "404"}
    assert sip.port == proxy.sip_port


def test_what_is_no_upgrade_of_a_browser_does_not_open(proxy: Proxy, sip: Kamailio) -> None:
    assert sip.port == proxy.sip_port
    assert upgrade(proxy.origin, in_url(), "POST") in {"400", "403", "404", "405", "411"}
    assert upgrade(proxy.origin, in_url(), Sec_WebSocket_Key="") in {"400", "403"}
    assert upgrade(proxy.origin, in_url(), Upgrade="") in {"403", "404"}
    assert upgrade(proxy.origin, in_url(), Origin="") == "403"
