"""The directory of people to call, and the card that says who calls."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import Site, strings
from tests.phone.test_phone_accessibility import AXE, LOOKS
from tests.phone.test_phone_looks import THEME
from tests.servers.fixtures import unavailable

HOSTILE = ["<img src=x onerror=alert(1)>", "\u202e<b>x</b>", "javascript:alert(1)"]
BAD_PHOTOS = ["javascript:alert(1)", "data:image/svg+xml,<svg onload=alert(1)>", "blob:x", "//", 7, {"url": "/x"}]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="teal"/></svg>'
PROPERTIES = """() => {
    const names = ['backgroundColor', 'color', 'borderTopColor', 'borderTopWidth', 'letterSpacing', 'textTransform',
        'float', 'listStyleType', 'marginBottom', 'paddingTop', 'width', 'height'];
    return [...document.querySelectorAll(':is(.jsc-directory, .jsc-caller), :is(.jsc-directory, .jsc-caller) *')]
        .map((element) => [element.className, ...names.map((name) => getComputedStyle(element)[name])].join(' | '));
}"""
AUDIT = """async () => {
    const parts = { include: [['.jsc-directory'], ['.jsc-caller']] };
    const { violations } = await axe.run(parts, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ failureSummary }) => failureSummary)]);
}"""
PEOPLE = {
    "groups": [
        {
            "name": "Support",
            "people": [
                {"name": "Bob", "address": "bob@example.org", "photo": "/bob.svg"},
                {"name": "Carol", "address": "carol"},
            ],
        },
        {"name": "Nobody here", "people": []},
        {"name": "Sales", "people": [{"name": "Dave", "address": "dave@example.org", "photo": None}]},
    ]
}


def show_directory(site: Site, answer: Any, *, status: int = 200, attributes: str = "") -> None:  # noqa: ANN401
    texts = escape(json.dumps(strings()))
    site.head += '<link rel="stylesheet" href="/phone/styles/directory.css">'
    site.head += '<script type="module" src="/phone/directory.js"></script>'
    site.content += (
        f'<nav class="jsc-directory" data-jsc-directory="/people" data-jsc-texts="{texts}" {attributes}></nav>'
    )
    site.files["/bob.svg"] = PICTURE
    site.endpoints["/people"] = lambda _body, _headers: (status, answer)


def show_card(site: Site, answers: dict[str, tuple[int, Any]], *, attributes: str = "") -> list[Any]:
    asked: list[Any] = []
    texts = escape(json.dumps(strings()))
    site.head += '<link rel="stylesheet" href="/phone/styles/caller_card.css">'
    site.head += '<script type="module" src="/phone/caller_card.js"></script>'
    site.content += (
        f'<div class="jsc-caller" data-jsc-caller-card="/caller" data-jsc-texts="{texts}" {attributes} hidden></div>'
    )
    site.files["/bob.svg"] = PICTURE

    def answer(body: bytes, _headers: dict[str, str]) -> tuple[int, Any]:
        asked.append(json.loads(body))
        return answers.get(asked[-1]["address"], (404, None))

    site.endpoints["/caller"] = answer
    return asked


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


def test_a_card_says_who_calls_and_who_is_called(site: Site, visit: Visit) -> None:
    answers = {
        "alice@example.org": (200, {"name": "Alice Adams", "photo": "/bob.svg", "about": "Accounts, Aarhus"}),
        "bob@example.org": (200, {"name": "Bob Brown"}),
    }
    asked = show_card(site, answers)
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob")
    bob.is_in("incoming")
    card = bob.page.get_by_role("region", name="The other party")
    expect(card).to_contain_text("Alice Adams")
    expect(card).to_contain_text("Accounts, Aarhus")
    expect(card.get_by_role("img", name="Photo of Alice Adams")).to_have_js_property("naturalWidth", 8)
    expect(alice.page.get_by_role("region", name="The other party")).to_contain_text("Bob Brown")
    assert sorted(entry["address"] for entry in asked) == ["alice@example.org", "bob@example.org"]
    bob.press("answer")
    alice.is_in("active")
    expect(card).to_be_visible()
    alice.press("hangup")
    expect(alice.page.locator(".jsc-caller")).to_be_hidden()
    expect(bob.page.locator(".jsc-caller")).to_be_hidden()
    expect(bob.page.locator(".jsc-caller")).to_be_empty()


@pytest.mark.parametrize(
    ("status", "answer"), [(404, None), (403, {"name": "x"}), (200, None), (200, {"name": ""}), (200, {"name": 7})]
)
def test_no_card_for_somebody_unknown(site: Site, visit: Visit, status: int, answer: object) -> None:
    asked = show_card(site, {"nobody@example.org": (status, answer)})
    alice = visit("alice")
    with alice.page.expect_response("**/caller"):
        alice.dial("nobody")
    alice.says("Nobody answered.")
    assert asked == [{"address": "nobody@example.org"}]
    expect(alice.page.locator(".jsc-caller")).to_be_hidden()


@pytest.mark.parametrize("photo", BAD_PHOTOS)
def test_a_card_with_markup_stays_text(site: Site, visit: Visit, photo: object) -> None:
    show_card(site, {"eve@example.org": (200, {"name": HOSTILE[0], "photo": photo, "about": HOSTILE[1] * 2})})
    page = visit("alice").page
    announce(page, "sip:eve@example.org")
    expect(page.locator(".jsc-caller bdi")).to_have_text([HOSTILE[0], "<b>x</b><b>x</b>"])
    expect(page.locator(".jsc-caller").locator("img, b")).to_have_count(0)


def announce(page: Page, uri: str) -> None:
    """Tell the page of a caller, as the phone does."""
    page.evaluate("uri => { Arbiter.publish('jsc/call/incoming', uri); }", uri)


def test_an_answer_about_an_earlier_caller_is_dropped(site: Site, visit: Visit) -> None:
    show_card(site, {})
    page = visit("alice").page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/caller", hold)
    for caller in ("slow", "quick"):
        with page.expect_request("**/caller"):
            announce(page, f"sip:{caller}@example.org")
    held[1].fulfill(json={"name": "Quick"})
    expect(page.locator(".jsc-caller")).to_contain_text("Quick")
    held[0].fulfill(json={"name": "Slow"})
    page.evaluate("fetch('/bob.svg')")
    expect(page.locator(".jsc-caller")).to_contain_text("Quick")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_both_fit_a_small_screen(site: Site, visit: Visit, scheme: str, direction: str) -> None:
    site.dir = direction
    long = "w" * 80
    people = [{"name": long, "address": "bob", "photo": "/bob.svg"}]
    show_directory(site, {"groups": [{"name": long, "people": people}]})
    show_card(site, {"nobody@example.org": (200, {"name": long, "about": long, "photo": "/bob.svg"})})
    alice = visit("alice", viewport={"width": 320, "height": 900}, color_scheme=scheme)
    expect(alice.page.locator(".jsc-directory__person")).to_be_visible()
    announce(alice.page, "sip:nobody@example.org")
    expect(alice.page.locator(".jsc-caller")).to_be_visible()
    assert alice.page.evaluate("document.documentElement.scrollWidth") == 320
    for button in alice.page.locator(".jsc-directory button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_a_theme_does_not_change_them(site: Site, visit: Visit) -> None:
    show_directory(site, {"groups": [PEOPLE["groups"][0]]})
    show_card(site, {"alice@example.org": (200, {"name": "Alice", "about": "Sales", "photo": "/bob.svg"})})
    plain = looks(visit("alice").page)
    site.style += (
        THEME + "ul, li { list-style: square; margin: 2em; padding: 1em; } img { border: 5px solid; max-width: 10px; }"
    )
    assert looks(visit("alice").page) == plain


def looks(page: Page) -> list[str]:
    expect(page.locator(".jsc-directory__person").first).to_be_visible()
    announce(page, "sip:alice@example.org")
    expect(page.locator(".jsc-caller")).to_be_visible()
    return list(page.evaluate(PROPERTIES))


def test_axe_finds_nothing_in_them(site: Site, visit: Visit) -> None:
    if not AXE.exists():
        unavailable("axe-core is missing: run `npm ci` in frontend/")
    # axe sets inline styles.
    site.headers["Content-Security-Policy"] = ""
    show_directory(site, {"groups": PEOPLE["groups"]})
    show_card(site, {"alice@example.org": (200, {"name": "Alice", "about": "Sales", "photo": "/bob.svg"})})
    page = visit("alice").page
    page.get_by_role("button", name="Support").click()
    page.get_by_role("button", name="Carol").click()
    announce(page, "sip:alice@example.org")
    expect(page.locator(".jsc-caller")).to_be_visible()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme, direction in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
        assert page.evaluate(AUDIT) == []
