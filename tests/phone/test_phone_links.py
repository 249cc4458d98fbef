"""Links that call, links that lead to a call, and calling again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import Site

LINKS = """
<p><a id="sip" href="sip:bob@example.org">Bob</a>
<a id="sips" href="SIPS:bob@example.org;transport=ws?subject=Hi">Bob</a>
<a id="inside" href="sip:bob@example.org"><b>Bob, <i>please</i></b></a>
<a id="tel" href="tel:+49301234">A telephone</a> <a id="marked" href="tel:+49-30-1234" data-jsc-call>A telephone</a>
<button id="button" data-jsc-call="bob">Call Bob</button>
<button id="video" data-jsc-call="bob" data-jsc-call-video>See Bob</button>
<button id="sound" data-jsc-call="bob" data-jsc-call-video="false">Hear Bob</button>
<button id="off" data-jsc-call="bob" disabled>Not now</button>
<span id="span" data-jsc-call="bob" role="button" tabindex="0">Bob</span>
<a id="bad" href="sip:bob@exa%0d%0ample.org">Broken</a> <a id="web" href="/elsewhere">A page</a></p>
"""


@pytest.fixture
def bob(visit: Visit) -> PhonePage:
    phone = visit("bob")
    phone.go_online()
    return phone


@pytest.fixture
def alice(site: Site, visit: Visit) -> PhonePage:
    site.content = LINKS
    return visit("alice")


@pytest.mark.parametrize("link", ["#sip", "#sips", "#inside i", "#button", "#sound", "#span"])
def test_a_link_calls(alice: PhonePage, bob: PhonePage, link: str) -> None:
    alice.page.click(link)
    bob.is_in("incoming")
    bob.says("Incoming call from Alice")
    expect(alice.role("peer-name")).to_have_text("bob@example.org")
    assert alice.page.url.endswith("/alice")


def test_a_link_calls_with_video(alice: PhonePage, bob: PhonePage) -> None:
    alice.page.click("#video")
    bob.is_in("incoming")
    bob.says("Incoming video call from Alice")


@pytest.mark.parametrize(("link", "key"), [("#sip", "Enter"), ("#button", " "), ("#span", "Enter"), ("#span", " ")])
def test_a_link_calls_by_keyboard(alice: PhonePage, bob: PhonePage, link: str, key: str) -> None:
    alice.page.focus(link)
    alice.page.keyboard.press(key)
    bob.is_in("incoming")
    bob.press("reject")
    alice.is_in("idle")
    expect(alice.page.locator(link)).to_be_focused()


def test_the_phone_comes_into_view(site: Site, visit: Visit) -> None:
    site.content = f'<p class="far"></p>{LINKS}'
    site.style += ".far { height: 3000px; }"
    alice = visit("alice")
    alice.page.locator("#button").scroll_into_view_if_needed()
    expect(alice.root).not_to_be_in_viewport()
    alice.page.click("#button")
    expect(alice.role("hangup")).to_be_in_viewport()
    expect(alice.role("hangup")).to_be_focused()


def test_a_telephone_link_is_ours_only_when_it_says_so(alice: PhonePage) -> None:
    alice.page.evaluate("""() => {
        window.left = 0;
        window.addEventListener('click', (event) => { left += !event.defaultPrevented; event.preventDefault(); });
    }""")
    alice.page.click("#tel")
    assert alice.page.evaluate("left") == 1
    alice.is_in("idle")
    alice.page.click("#marked")
    alice.says("Nobody answered.")
    assert alice.page.evaluate("left") == 1


@pytest.mark.parametrize("modifier", ["Control", "Shift", "Alt", "Meta"])
def test_a_click_with_a_modifier_is_left_alone(alice: PhonePage, modifier: str) -> None:
    alice.page.evaluate("""window.addEventListener('click', (event) => {
        window.left = !event.defaultPrevented;
        event.preventDefault();
    })""")
    alice.page.click("#sip", modifiers=[modifier])  # type: ignore[list-item]
    assert alice.page.evaluate("left")
    alice.is_in("idle")


def test_what_another_script_has_seen_to_is_left_alone(alice: PhonePage) -> None:
    alice.page.evaluate("document.getElementById('sip').addEventListener('click', (event) => event.preventDefault())")
    alice.page.click("#sip")
    alice.page.locator("#off").click(force=True)
    alice.is_in("idle")


def test_during_a_call_a_link_calls_nobody_else(alice: PhonePage, bob: PhonePage) -> None:
    alice.page.click("#sip")
    bob.is_in("incoming")
    bob.press("answer")
    alice.is_in("active")
    alice.page.click("#marked")
    alice.is_in("active")
    expect(alice.role("peer-name")).to_have_text("bob@example.org")
    expect(alice.role("call")).to_be_focused()


def test_an_address_that_is_none(alice: PhonePage) -> None:
    alice.page.click("#bad")
    alice.says("not a number, name or address")


def test_an_address_that_the_site_does_not_allow(alice: PhonePage, site: Site) -> None:
    site.answers["alice"] = (403, {}, {"message": "You may not call this address."})
    alice.page.click("#sip")
    alice.says("You may not call this address.")


def test_a_phone_for_one_destination_calls_no_other(site: Site, visit: Visit) -> None:
    site.content = LINKS
    site.config.update(destination="helpdesk", edit_destination=False)
    alice = visit("alice")
    alice.page.click("#sip")
    alice.says("does not allow this call")
    assert site.asked == []


def test_a_visitor_who_has_to_sign_in_finds_the_destination_filled_in(site: Site, visit: Visit) -> None:
    site.content = LINKS
    stranger = visit("login")
    stranger.page.click("#sip")
    stranger.says("Please sign in")
    expect(stranger.role("login-address")).to_be_focused()
    expect(stranger.role("destination")).to_have_value("sip:bob@example.org")


def test_of_two_phones_the_first_calls(site: Site, visit: Visit, bob: PhonePage) -> None:
    site.phones = 2
    site.content = LINKS
    alice = visit("alice")
    alice.page.click("#sip")
    bob.is_in("incoming")
    expect(PhonePage(alice.page, number=1).root).to_have_attribute("data-jsc-state", "idle")


def test_a_site_may_leave_links_to_the_browser(site: Site, visit: Visit) -> None:
    site.content = LINKS
    site.config["click_to_call"] = False
    alice = visit("alice")
    alice.page.click("#button")
    alice.is_in("idle")


def test_a_link_to_the_page_fills_in_the_destination(site: Site, visit: Visit, bob: PhonePage) -> None:
    site.config["dial_links"] = True
    alice = visit("alice?dial=bob&page=2#top")
    expect(alice.role("destination")).to_have_value("bob")
    expect(alice.role("call-audio")).to_be_focused()
    alice.says("Press Call to call bob.", "hint")
    assert site.asked == [("bob", None)]
    assert alice.page.url.endswith("/alice?dial=bob&page=2#top")
    alice.page.keyboard.press("Enter")
    bob.is_in("incoming")
    bob.says("Incoming call from Alice")


def test_a_link_to_a_video_call(site: Site, visit: Visit, bob: PhonePage) -> None:
    site.config["dial_links"] = True
    alice = visit("alice?dial=sip%3Abob%40example.org&video=true")
    expect(alice.role("call-video")).to_be_focused()
    alice.page.keyboard.press("Enter")
    bob.is_in("incoming")
    bob.says("Incoming video call from Alice")


def test_the_hint_stays_while_the_phone_goes_online(site: Site, visit: Visit) -> None:
    site.config.update(dial_links=True, autostart=True)
    alice = visit("alice?dial=bob")
    alice.is_registered()
    alice.says("Press Call to call bob.", "hint")
    alice.role("destination").fill("carol")
    alice.press("offline")
    alice.press("online")
    alice.is_registered()
    expect(alice.role("hint")).to_be_empty()


@pytest.mark.parametrize("query", ["dial=bob", "dial=bob&video=true"])
def test_without_the_sites_consent_such_a_link_does_nothing(visit: Visit, query: str) -> None:
    alice = visit(f"alice?{query}")
    expect(alice.role("destination")).to_have_value("")
    expect(alice.role("hint")).to_be_empty()


@pytest.mark.parametrize(
    "query",
    ["dial=", "dial=bob%0d%0aX", "dial=a%20b", "dial=javascript:alert(1)//", "dial=%3Cimg src=x%3E", "video=true"],
)
def test_what_cannot_be_called_is_not_filled_in(site: Site, visit: Visit, query: str) -> None:
    site.config["dial_links"] = True
    alice = visit(f"alice?{query}")
    expect(alice.role("call-audio")).to_be_enabled()
    expect(alice.role("destination")).to_have_value("")
    expect(alice.role("call-audio")).not_to_be_focused()


def test_a_link_cannot_turn_a_phone_to_another_destination(site: Site, visit: Visit) -> None:
    site.config.update(dial_links=True, destination="helpdesk", edit_destination=False)
    alice = visit("alice?dial=premium")
    expect(alice.role("call-audio")).to_be_enabled()
    expect(alice.role("destination")).to_have_value("helpdesk")
    expect(alice.role("hint")).to_be_empty()


def test_call_again(site: Site, visit: Visit, bob: PhonePage) -> None:
    alice = visit("alice")
    expect(alice.role("redial")).to_be_hidden()
    alice.dial("bob", video=True)
    bob.is_in("incoming")
    bob.press("reject")
    alice.is_in("idle")
    alice.role("destination").fill("carol")
    alice.page.reload()
    alice.go_online()
    expect(alice.role("redial")).to_have_text(re.compile("Call again +bob@example.org"))
    alice.press("redial")
    bob.is_in("incoming")
    bob.says("Incoming video call from Alice")
    bob.press("reject")
    alice.is_in("idle")
    expect(bob.role("redial")).to_be_hidden()
    site.config.update(destination="helpdesk", edit_destination=False)
    alice.page.reload()
    alice.go_online()
    expect(alice.role("settings-toggle")).to_be_visible()
    expect(alice.role("redial")).to_be_hidden()


def test_who_uses_the_tab_next_does_not_see_who_was_called(site: Site, visit: Visit, bob: PhonePage) -> None:
    alice = visit("alice")
    alice.dial("bob")
    bob.is_in("incoming")
    alice.press("hangup")
    alice.is_in("idle")
    expect(alice.role("redial")).to_be_visible()
    alice.page.goto(f"{site.url}/zoe")
    zoe = alice
    expect(zoe.role("call-audio")).to_be_enabled()
    expect(zoe.role("redial")).to_be_hidden()
    zoe.go_online()
    zoe.press("settings-toggle")
    expect(zoe.role("settings")).to_be_visible()
    expect(zoe.role("redial")).to_be_hidden()
    zoe.page.goto(f"{site.url}/alice")
    zoe.go_online()
    expect(zoe.role("redial")).to_be_visible()
