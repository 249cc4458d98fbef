"""Tokens: refused when they are wrong, renewed before they end."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.end_to_end.phone import Phone
from tests.end_to_end.site import Site
from tests.servers.fixtures import DOMAIN, SECRET
from tests.servers.kamailio import Kamailio
from tests.servers.process import wait_until
from tests.servers.tokens import sign

TOKEN_LIFETIME = 60


def alter_token(page: Page, alter: Callable[[str], str]) -> None:
    """Let the page receive another WebSocket URL than its site made."""

    def answer(route: Route) -> None:
        response = route.fetch()
        session = response.json()
        if "websocket" in session:
            session["websocket"]["url"] = alter(session["websocket"]["url"])
        route.fulfill(response=response, body=json.dumps(session))

    page.route("**/v1/session*", answer)


def expired(url: str) -> str:
    token = sign(SECRET, f"alice@{DOMAIN}", f"*@{DOMAIN}", lifetime=-5)
    return url.partition(";")[0].rstrip("/") + token.path


WRONG = {
    "tampered": lambda url: url.replace("alice", "bob"),
    "expired": expired,
    "missing": lambda url: url.partition(";")[0],
    "of another secret": lambda url: re.sub(r"(MAC=)[0-9a-f]", r"\1x", url),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_token_is_refused_and_the_page_says_so(site: Site, telephony: Kamailio, fault: str) -> None:
    with site.user("alice") as alice:
        phone = Phone(alice.page)
        alter_token(alice.page, WRONG[fault])

        phone.part("online").click()

        phone.expect_link("retrying")
        phone.expect_alert("server")
        assert telephony.contacts("alice") == []


def test_the_phone_stays_registered_past_the_token_and_through_a_killed_server(site: Site, telephony: Kamailio) -> None:
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.go_online()
        begin = time.monotonic()
        while time.monotonic() - begin < TOKEN_LIFETIME + 15:
            alice.page.wait_for_timeout(1000)
            assert telephony.contacts("bob"), f"lost after {time.monotonic() - begin:.0f} s"
        callee.expect_link("online")

        telephony.kill()
        callee.expect_link("retrying")
        telephony.start()
        callee.expect_link("online", seconds=60)
        wait_until(lambda: bool(telephony.contacts("bob")), "bob to be registered again", 30)

        caller.call("bob")
        callee.answer()
        caller.expect_state("active")
        assert caller.receives("audio")
        assert callee.receives("audio")


def test_a_call_outlives_its_token(site: Site, telephony: Kamailio) -> None:
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.go_online()
        caller.call("bob")
        callee.answer()
        caller.expect_state("active")

        alice.page.wait_for_timeout((TOKEN_LIFETIME + 10) * 1000)

        assert caller.receives("audio")
        assert callee.receives("audio")
        caller.hang_up()
        callee.expect_state("idle")
        callee.expect_link("online")
        wait_until(lambda: bool(telephony.contacts("bob")), "bob to be registered", 20)
