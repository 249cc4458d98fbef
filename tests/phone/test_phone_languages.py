"""The phone speaks the language that the visitor chooses."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import Site, templates
from tests.translations import language

CODES = ("de", "he", "ru")
DE, HE, RU = (language(code).texts for code in CODES)


@pytest.fixture(autouse=True)
def languages(site: Site) -> None:
    """Put the texts where the phone looks for them: beside its folder."""
    macros: Any = templates().get_template("phone/translations.jinja").module
    site.files["/languages/languages.json"] = str(macros.menu(CODES))
    site.files |= {f"/languages/{code}.json": str(macros.json(code)) for code in ("en", *CODES)}
    site.config["language_menu"] = True


def choose(phone: PhonePage, name: str) -> None:
    phone.role("language").select_option(label=name)


def speaks(phone: PhonePage, texts: dict[str, str]) -> None:
    """Wait until what stands in the phone and what its program says are in a language."""
    expect(phone.role("online")).to_have_text(texts["go_online"])
    expect(phone.role("status")).to_have_text(texts["offline"])


def test_there_is_no_menu_where_the_site_wants_none(site: Site, visit: Visit) -> None:
    site.config["language_menu"] = False
    alice = visit("alice")
    expect(alice.role("call-audio")).to_be_enabled()
    expect(alice.role("language")).to_be_hidden()


def test_the_menu_names_each_language_in_itself(visit: Visit) -> None:
    menu = visit("alice").role("language")
    expect(menu.locator("option")).to_have_text(["English", "Deutsch", "עברית", "Русский"])
    expect(menu).to_have_value("en")
    assert menu.locator("option").evaluate_all("options => options.map((option) => option.lang)") == ["en", *CODES]


def test_the_whole_phone_changes_at_once(site: Site, visit: Visit) -> None:
    site.config["chat"] = True
    alice = visit("alice")
    choose(alice, "עברית")
    speaks(alice, HE)
    expect(alice.root).to_have_attribute("lang", "he")
    expect(alice.root).to_have_attribute("dir", "rtl")
    expect(alice.root).to_have_accessible_name(HE["phone"])
    expect(alice.role("chat-toggle")).to_have_accessible_name(HE["chat"])
    alice.press("call-audio")
    alice.says(HE["destination_missing"])

    choose(alice, "Deutsch")
    alice.says(DE["destination_missing"])
    expect(alice.root).to_have_attribute("dir", "ltr")

    choose(alice, "English")
    alice.says("Please enter whom to call.")
    expect(alice.role("online")).to_have_text("Go online")
    assert alice.root.get_attribute("lang") is None
    assert alice.root.get_attribute("dir") is None


def test_settings_that_are_open_and_titles_change_too(site: Site, visit: Visit) -> None:
    site.config["chat"] = True
    alice = visit("alice")
    alice.press("settings-toggle")
    expect(alice.role("microphone").locator("option").first).to_have_text("Default")
    expect(alice.role("settings-toggle")).to_have_attribute("title", "Sound and devices")
    choose(alice, "Deutsch")
    expect(alice.role("microphone").locator("option").first).to_have_text(DE["device_default"])
    expect(alice.role("settings-toggle")).to_have_attribute("title", DE["settings"])
    expect(alice.role("chat-toggle")).to_have_attribute("title", DE["chat"])
    expect(alice.role("full-screen")).to_have_attribute("title", DE["full_screen"])


def test_a_call_goes_on_while_the_language_changes(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob")
    bob.press("answer")
    alice.is_in("active")
    choose(alice, "Русский")
    alice.says(RU["in_call"], "status")
    expect(alice.role("hangup")).to_have_text(RU["hang_up"])
    alice.is_in("active")


def test_the_choice_is_remembered(visit: Visit) -> None:
    alice = visit("alice")
    choose(alice, "Deutsch")
    speaks(alice, DE)
    alice.page.reload()
    speaks(alice, DE)
    expect(alice.role("language")).to_have_value("de")

    choose(alice, "English")
    expect(alice.role("online")).to_have_text("Go online")
    alice.page.reload()
    expect(alice.role("language")).to_have_value("en")
    expect(alice.role("online")).to_have_text("Go online")


def test_a_language_that_cannot_be_loaded_changes_nothing(site: Site, visit: Visit) -> None:
    alice = visit("alice")
    expect(alice.role("language")).to_be_visible()
    site.files["/languages/de.json"] = "<!doctype html>"
    choose(alice, "Deutsch")
    alice.says("This language could not be loaded.")
    expect(alice.role("language")).to_have_value("en")
    expect(alice.role("online")).to_have_text("Go online")


def test_the_last_of_two_choices_counts(site: Site, visit: Visit) -> None:
    alice = visit("alice")
    expect(alice.role("language")).to_be_visible()
    held: list[Route] = []
    alice.page.route("**/languages/ru.json", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function
    choose(alice, "Русский")
    choose(alice, "Deutsch")
    speaks(alice, DE)
    with alice.page.expect_response("**/languages/ru.json"):
        held[0].fulfill(body=site.files["/languages/ru.json"])
    speaks(alice, DE)
    expect(alice.role("language")).to_have_value("de")


def test_a_page_in_a_language_of_its_own_keeps_it_in_the_menu(site: Site, visit: Visit) -> None:
    site.lang = "fi"
    alice = visit("alice")
    options = alice.role("language").locator("option")
    expect(options).to_have_text(["suomi", "English", "Deutsch", "עברית", "Русский"])
    expect(alice.role("language")).to_have_value("fi")


def test_a_page_in_a_dialect_is_in_its_language(site: Site, visit: Visit) -> None:
    site.lang = "de-AT"
    menu = visit("alice").role("language")
    expect(menu).to_have_value("de")
    expect(menu.locator("option")).to_have_count(4)


def test_the_site_may_begin_in_another_language(site: Site, visit: Visit) -> None:
    site.config |= {"language": "de", "language_menu": False}
    speaks(visit("alice"), DE)


def test_texts_from_a_file_are_text(site: Site, visit: Visit) -> None:
    site.files["/languages/de.json"] = '{"go_online": "<img src=x onerror=alert(1)>", "phone": 5}'
    alice = visit("alice")
    choose(alice, "Deutsch")
    expect(alice.role("online")).to_have_text("<img src=x onerror=alert(1)>")
    expect(alice.root).to_have_accessible_name("Phone")
