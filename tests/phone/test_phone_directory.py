"""The directory of people to call."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.people_helpers import BAD_PHOTOS, HOSTILE, PEOPLE, show_directory
from tests.phone.site import Site


@pytest.fixture
def bob(visit: Visit) -> PhonePage:
    phone = visit("bob")
    phone.go_online()
    return phone


def test_somebody_chosen_is_called_with_a_click(site: Site, visit: Visit, bob: PhonePage) -> None:
    show_directory(site, PEOPLE)
    alice = visit("alice")
    menu = alice.page.get_by_role("navigation", name="People to call")
    support = menu.get_by_role("button", name="Support")
    expect(menu.get_by_role("button")).to_have_text(["Support", "Sales"])
    expect(support).to_have_attribute("aria-expanded", "false")
    support.click()
    expect(support).to_have_attribute("aria-expanded", "true")
    menu.get_by_role("button", name="Bob").click()
    expect(alice.role("destination")).to_have_value("bob@example.org")
    expect(menu.get_by_role("button", name="Bob")).to_have_attribute("aria-current", "true")
    alice.says("Press Call to call bob@example.org.", "hint")
    alice.press("call-audio")
    bob.is_in("incoming")


def test_by_keyboard(site: Site, visit: Visit) -> None:
    show_directory(site, PEOPLE)
    alice = visit("alice")
    sales = alice.page.get_by_role("button", name="Sales")
    sales.focus()
    alice.page.keyboard.press("Enter")
    alice.page.keyboard.press("Tab")
    expect(alice.page.get_by_role("button", name="Dave")).to_be_focused()
    alice.page.keyboard.press("Space")
    expect(alice.role("destination")).to_have_value("dave@example.org")
    alice.page.keyboard.press("Escape")
    expect(sales).to_be_focused()
    expect(alice.page.get_by_role("button", name="Dave")).to_be_hidden()


def test_nobody_is_chosen_during_a_call(site: Site, visit: Visit, bob: PhonePage) -> None:
    show_directory(site, PEOPLE)
    alice = visit("alice")
    alice.page.get_by_role("button", name="Support").click()
    carol = alice.page.get_by_role("button", name="Carol")
    expect(carol).to_be_enabled()
    alice.dial("bob")
    bob.is_in("incoming")
    expect(carol).to_be_disabled()
    bob.press("reject")
    alice.is_in("idle")
    expect(carol).to_be_enabled()


def test_one_group_alone_is_open(site: Site, visit: Visit) -> None:
    show_directory(site, {"groups": [PEOPLE["groups"][0]]})
    expect(visit("alice").page.get_by_role("button", name="Carol")).to_be_visible()


def test_a_picture_is_shown(site: Site, visit: Visit) -> None:
    show_directory(site, PEOPLE)
    page = visit("alice").page
    page.get_by_role("button", name="Support").click()
    picture = page.get_by_role("button", name="Bob").locator("img")
    expect(picture).to_have_js_property("naturalWidth", 8)
    expect(picture).to_have_attribute("alt", "")
    expect(page.get_by_role("button", name="Carol").locator("img")).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "answer", "text"),
    [
        (200, {"groups": []}, "Nobody is listed here."),
        (200, {"groups": [{"name": "A", "people": []}, None, 7, {"people": "x"}]}, "Nobody is listed here."),
        (
            200,
            {"groups": [{"name": "A", "people": [None, {"name": "x"}, {"address": "y"}, 7]}]},
            "Nobody is listed here.",
        ),
        (200, {"groups": "x"}, "could not be loaded"),
        (200, None, "could not be loaded"),
        (500, {"groups": []}, "could not be loaded"),
        (403, None, "could not be loaded"),
    ],
)
def test_nothing_to_choose_from(site: Site, visit: Visit, status: int, answer: object, text: str) -> None:
    show_directory(site, answer, status=status)
    expect(visit("alice").page.locator(".jsc-directory")).to_contain_text(text)


def test_names_of_any_kind_stay_text(site: Site, visit: Visit) -> None:
    people = [{"name": name, "address": "bob", "photo": photo} for name in HOSTILE for photo in BAD_PHOTOS]
    show_directory(site, {"groups": [{"name": name, "people": people} for name in HOSTILE]})
    page = visit("alice").page
    toggles = page.locator(".jsc-directory__toggle")
    expect(toggles).to_have_text([HOSTILE[0], "<b>x</b>", HOSTILE[2]])
    toggles.first.click()
    expect(page.locator(".jsc-directory img, .jsc-directory b, .jsc-directory svg")).to_have_count(0)
    page.locator(".jsc-directory__person").first.click()
    expect(page.locator('[data-jsc="destination"]')).to_have_value("bob")


def test_a_site_that_wants_a_nonce(site: Site, visit: Visit) -> None:
    show_directory(site, None, attributes='data-jsc-nonce-url="/nonce.txt" data-jsc-nonce-header="X-Nonce"')
    site.files["/nonce.txt"] = " abc123\n"
    site.endpoints["/people"] = lambda _body, headers: (
        200,
        PEOPLE if headers.get("X-Nonce") == "abc123" else {"nonce_required": True},
    )
    expect(visit("alice").page.get_by_role("button", name="Sales")).to_be_visible()


def test_a_directory_that_comes_later(site: Site, visit: Visit) -> None:
    show_directory(site, PEOPLE)
    page = visit("alice").page
    page.evaluate("""async () => {
        const { start } = await import('/phone/directory.js');
        const nav = document.querySelector('nav').cloneNode();
        document.querySelector('main').append(nav);
        start(nav);
        start();
    }""")
    expect(page.get_by_role("button", name="Sales")).to_have_count(2)


def test_a_directory_without_a_phone(site: Site, visit: Visit) -> None:
    site.phones = 0
    show_directory(site, PEOPLE)
    page = visit("alice").page
    page.get_by_role("button", name="Sales").click()
    page.get_by_role("button", name="Dave").click()
    expect(page.get_by_role("button", name="Dave")).to_have_attribute("aria-current", "true")
