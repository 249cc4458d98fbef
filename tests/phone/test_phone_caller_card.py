"""The card that says who calls; how it and the directory look."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.phone.conftest import Visit
from tests.phone.people_helpers import (
    AUDIT,
    BAD_PHOTOS,
    HOSTILE,
    PEOPLE,
    PROPERTIES,
    announce,
    show_card,
    show_directory,
)
from tests.phone.site import Site
from tests.phone.test_phone_accessibility import AXE, LOOKS
from tests.phone.test_phone_looks import THEME
from tests.servers.fixtures import unavailable
from tests.servers.process import wait_until


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


def test_an_answer_about_an_earlier_caller_is_dropped(site: Site, visit: Visit) -> None:
    show_card(site, {})
    page = visit("alice").page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    def asked(caller: str) -> Route:
        before = len(held)
        announce(page, f"sip:{caller}@example.org")
        # Playwright hears of requests only while it is asked something.
        wait_until(lambda: page.evaluate("true") and len(held) > before, "the question")
        return held[-1]

    page.route("**/caller", hold)
    slow, quick = asked("slow"), asked("quick")
    quick.fulfill(json={"name": "Quick"})
    expect(page.locator(".jsc-caller")).to_contain_text("Quick")
    slow.fulfill(json={"name": "Slow"})
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
