"""Calls with media from a PHP site through the generated nginx and the real repro with the generated settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from tests.end_to_end import stories
from tests.end_to_end.phone import Phone
from tests.end_to_end.php_site import lacking, make, serving, visited
from tests.end_to_end.site import Site
from tests.servers.apache import public_folder
from tests.servers.fixtures import SECRET, unavailable
from tests.servers.repro import ABSENT, Repro, absent, repro


@dataclass(frozen=True)
class ReproSite(Site):
    """A site and the repro that its phones connect to."""

    telephony: Repro


WAYS = [("nginx", "url"), ("nginx", "cookie"), ("apache", "url")]


@pytest.fixture(scope="module", params=WAYS, ids=[" ".join(way) for way in WAYS])
def site(request: pytest.FixtureRequest, browser: Browser) -> Iterator[ReproSite]:
    """Give the site, with the token in the URL and in cookies."""
    web_server, transport = request.param
    if absent() or lacking(web_server):
        unavailable(ABSENT if absent() else lacking(web_server))
    with public_folder() as folder:
        made = make(folder)
        with (
            repro(made.output / "server" / "repro.config", SECRET) as sip,
            serving(made, sip, web_server=web_server, transport=transport),
        ):
            yield ReproSite(**vars(visited(browser, made.url)), telephony=sip)
            assert sip.alive()


def test_two_users_call_each_other_with_video(site: ReproSite) -> None:
    stories.two_users_call_each_other_with_video(site)


def test_a_guest_calls_the_help_desk_and_nobody_else(site: ReproSite) -> None:
    stories.a_guest_calls_the_help_desk_and_nobody_else(site)


def test_the_called_one_lets_the_caller_wait(site: ReproSite) -> None:
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.go_online()
        caller.call("bob")
        callee.answer()
        caller.expect_state("active")

        callee.part("hold").click()
        expect(callee.part("status")).to_contain_text("On hold")
        callee.part("hold").click()

        for phone in (caller, callee):
            expect(phone.part("status")).to_contain_text("In a call")
            assert phone.receives("audio")


def test_after_a_restart_of_repro_the_phone_comes_back_with_a_new_token(site: ReproSite) -> None:
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.go_online()

        site.telephony.stop()
        callee.expect_link("retrying")
        site.telephony.start()
        callee.expect_link("online", seconds=40)

        caller.call("bob")
        callee.answer()
        caller.expect_state("active")
