"""Calls with media from a PHP site, by each way in which the site can be served and the token can travel."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route

from tests.end_to_end import stories
from tests.end_to_end.phone import Phone
from tests.end_to_end.php_site import PhpSite, lacking, set_up
from tests.servers.apache import public_folder
from tests.servers.fixtures import SECRET, unavailable

FAULT = re.compile(r"PHP (Fatal|Parse|Warning|Notice|Deprecated)|NOTICE: PHP|nginx: |\[(error|crit|emerg)\]")
WAYS = [("php", "url"), ("nginx", "url"), ("nginx", "cookie"), ("apache", "url")]
WAYS_WITH_URL = [way for way in WAYS if way[1] == "url"]


@pytest.fixture(scope="module", params=WAYS, ids=[" ".join(way) for way in WAYS])
def site(request: pytest.FixtureRequest, browser: Browser) -> Iterator[PhpSite]:
    """Give the site under each web server, with the token in the URL and in cookies."""
    web_server, transport = request.param
    if lacking(web_server):
        unavailable(lacking(web_server))
    with (
        public_folder() as folder,
        set_up(folder, browser, web_server=web_server, transport=transport) as running,
    ):
        yield running
        log = running.log()
        assert SECRET not in log
        assert "WSSessionMAC" not in log
        assert not FAULT.search(log), log


def test_two_users_call_each_other_with_video(site: PhpSite) -> None:
    stories.two_users_call_each_other_with_video(site)


def test_a_guest_calls_the_help_desk_and_nobody_else(site: PhpSite) -> None:
    stories.a_guest_calls_the_help_desk_and_nobody_else(site)


def test_a_user_without_rights_is_a_guest(site: PhpSite) -> None:
    with site.user("carol") as carol:
        phone = Phone(carol.page)
        phone.call("bob")
        phone.expect_alert("may not")
        phone.expect_state("idle")


def test_who_takes_the_name_of_the_help_desk_gets_no_phone(site: PhpSite) -> None:
    with site.user("helpdesk") as thief:
        phone = Phone(thief.page)
        phone.part("online").click()
        phone.expect_alert("reserved")


def test_the_token_is_where_it_was_asked_for(site: PhpSite, request: pytest.FixtureRequest) -> None:
    cookie_mode = "cookie" in request.node.callspec.id
    with site.user("alice") as alice:
        Phone(alice.page).go_online()
        cookies = {cookie["name"]: cookie for cookie in alice.context.cookies(f"{site.url}/ws")}
        assert ("WSSessionMAC" in cookies) == cookie_mode
        if cookie_mode:
            cookie = cookies["WSSessionMAC"]
            assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/ws")
            assert not [url for url in alice.requests if "WSSession" in url]


def test_nothing_is_connected_before_a_visitor_acts_and_the_page_is_the_same_for_all(site: PhpSite) -> None:
    with site.guest() as guest, site.user("alice") as alice:
        guest.page.wait_for_load_state("networkidle")
        assert not [url for url in guest.requests if "session.php" in url or "jssip" in url or url.startswith("ws")]
        pages = {person.context.request.get(site.phone_url).text() for person in (guest, alice)}
    assert len(pages) == 1
    assert "WSSession" not in pages.pop()


def test_after_a_restart_of_the_sip_server_the_phone_comes_back_with_a_new_token(site: PhpSite) -> None:
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.go_online()
        asked = [url for url in bob.requests if "session.php" in url]

        site.telephony.restart()
        callee.expect_link("retrying")
        callee.expect_link("online", seconds=40)
        assert len([url for url in bob.requests if "session.php" in url]) > len(asked)

        caller.call("bob")
        callee.answer()
        caller.expect_state("active")


# Cookies that are HttpOnly cannot be changed by a page.
@pytest.mark.parametrize("site", WAYS_WITH_URL, ids=[" ".join(way) for way in WAYS_WITH_URL], indirect=True)
def test_a_token_that_was_changed_is_refused(site: PhpSite) -> None:
    with site.user("alice") as alice:

        def change(route: Route) -> None:
            response = route.fetch()
            route.fulfill(response=response, body=response.text().replace("alice%40", "bob%40"))

        alice.page.route("**/session.php", change)
        Phone(alice.page).part("online").click()
        Phone(alice.page).expect_link("retrying")
        assert site.telephony.contacts("bob") == []
