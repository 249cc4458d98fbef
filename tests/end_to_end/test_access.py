"""Who gets a phone, whom they may call, and what a page may hold."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from tests.end_to_end.phone import Phone
from tests.end_to_end.site import Site
from tests.end_to_end.wordpress_site import WordPressSite
from tests.servers.fixtures import SECRET


def test_nothing_is_connected_before_a_guest_acts(site: Site) -> None:
    with site.guest() as guest:
        guest.page.wait_for_load_state("networkidle")

        assert not [url for url in guest.requests if "/v1/session" in url or "jssip" in url or url.startswith("ws")]
        assert guest.problems == []


def test_a_guest_calls_the_help_desk(site: Site) -> None:
    with site.user("hank") as hank, site.guest() as guest:
        desk, phone = Phone(hank.page), Phone(guest.page)
        desk.go_online()

        phone.call("helpdesk")
        desk.answer()

        phone.expect_state("active")
        assert phone.receives("audio")
        assert desk.receives("audio")


def test_a_guest_calls_nobody_else(site: Site) -> None:
    with site.user("bob") as bob, site.guest() as guest:
        Phone(bob.page).go_online()
        phone = Phone(guest.page)

        phone.call("bob")

        phone.expect_alert("may not|not allowed|cannot be called")
        phone.expect_state("idle")
        assert Phone(bob.page).part("answer").is_hidden()


def test_a_user_without_rights_is_treated_as_a_guest(site: Site) -> None:
    with site.user("hank") as hank, site.user("carol") as carol:
        desk, phone = Phone(hank.page), Phone(carol.page)
        desk.go_online()

        phone.call("helpdesk")
        desk.answer()
        phone.expect_state("active")


def test_the_page_is_the_same_for_everybody_and_holds_no_secret(site: Site) -> None:
    with site.guest() as guest, site.user("alice") as alice, site.user("carol") as carol:
        served = [person.context.request.get(site.phone_url).text() for person in (guest, alice, carol)]

    phones = {_phone(page) for page in served}
    assert len(phones) == 1
    assert set(_config(served[0])["session"]) == {"url", "nonce_url", "nonce_header"}
    assert not re.search(SECRET + "|WSSession|alice|carol", phones.pop())


def test_a_page_cached_as_static_html_still_works(site: WordPressSite) -> None:
    with site.guest() as guest:
        page = guest.context.request.get(site.phone_url).text()
    (site.wordpress.root / "cached.html").write_text(page, "utf-8")

    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        for person in (alice, bob):
            person.page.goto(f"{site.wordpress.url}/cached.html")
        callee.go_online()
        caller.call("bob")
        callee.answer()

        caller.expect_state("active")
        assert caller.receives("audio")


def _phone(page: str) -> str:
    """Cut the phone out of a page as the server sent it."""
    return page[page.index('<section class="jsc-phone"') : page.index("</section>")]


def _config(page: str) -> dict[str, Any]:
    found = re.search(r'data-jsc-phone="([^"]*)"', page)
    assert found
    config: dict[str, Any] = json.loads(html.unescape(found[1]))
    return config
