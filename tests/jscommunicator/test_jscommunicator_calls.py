"""Calls and messages between people whose site has JSCommunicator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import expect

from tests.jscommunicator.page import PATIENCE, Page
from tests.phone.site import Site
from tests.servers.process import wait_until

Visit = Callable[..., Page]

PAYLOAD = "<img src=x onerror=\"window.attacked='yes'\">"


def attacked(page: Page) -> Any:  # noqa: ANN401  whatever the payload left
    return page.page.evaluate("window.attacked")


def test_nothing_connects_before_the_visitor_acts(visit: Visit, site: Site) -> None:
    alice = visit("alice")

    expect(alice.part('[data-jsc="online"]')).to_be_visible()

    assert site.asked == []
    assert alice.part("#encapsulate").count() == 0


def test_two_people_talk_and_see_each_other(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    alice.start()
    bob.start()

    alice.call("bob", video=True)
    bob.answer(video=True)

    alice.is_in_call()
    bob.is_in_call()
    assert alice.hears()
    assert bob.sees()
    bob.part("#session-hangup").click()
    expect(alice.part("#call-audio")).to_be_visible(timeout=PATIENCE)


def test_a_video_call_answered_with_sound_only_goes_on(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    alice.start()
    bob.start()

    alice.call("bob", video=True)
    bob.answer()

    alice.is_in_call()
    bob.is_in_call()
    assert alice.hears()
    assert bob.hears()
    expect(bob.part("#session-hangup")).to_be_visible()


def test_a_message_arrives_as_text(visit: Visit, site: Site) -> None:
    site.config["chat"] = True
    alice, bob = visit("alice"), visit("bob")
    alice.start()
    bob.start()

    alice.part("#chat-address").click()
    alice.part("#chat-address").fill(f"sip:bob@{site.domain}")
    alice.part("#start-chat").click()
    message = alice.part('[name="chat-input"]')
    message.click()
    message.fill(PAYLOAD)
    message.press("Enter")

    expect(bob.part(".chatting .peer")).to_have_text(f"Alice: {PAYLOAD}", timeout=PATIENCE)
    expect(alice.part(".chatting .me")).to_have_text(f"alice: {PAYLOAD}")
    assert attacked(alice) is None
    assert attacked(bob) is None


def test_a_hostile_name_is_text(visit: Visit, site: Site) -> None:
    site.names["mallory"] = PAYLOAD
    mallory, bob = visit("mallory"), visit("bob")
    mallory.start()
    bob.start()

    mallory.call("bob")

    bob.answer()
    bob.is_in_call()
    assert attacked(bob) is None
    assert PAYLOAD in (bob.part("#peer").text_content() or "")


def test_a_connection_is_made_anew_with_a_fresh_token(visit: Visit, site: Site) -> None:
    site.lifetime = 12
    alice = visit("alice")
    alice.start()

    wait_until(lambda: len(site.asked) > 2, "the session to be renewed", 40)

    bob = visit("bob")
    bob.start()
    bob.call("alice")
    alice.answer()
    bob.is_in_call()


def test_a_link_to_the_page_calls_nobody(visit: Visit, site: Site) -> None:
    bob, alice = visit("bob"), visit("alice", "?dial=bob")
    bob.start()
    alice.start()
    expect(alice.part("#address")).to_have_value("")

    site.config["dial_links"] = True
    carol = visit("carol", "?dial=bob&video=true")
    carol.start()

    expect(carol.part("#call-info .session-outgoing")).to_be_hidden()
    expect(bob.part("#session-answer")).to_be_hidden()
    assert carol.page.evaluate("JSCommSettings.dialing.auto_dial.default_destination") == "bob"


def test_texts_are_in_the_language_of_the_page(visit: Visit, site: Site) -> None:
    site.config["language"] = "de"
    alice = visit("alice")
    alice.start()

    expect(alice.part("#call h3")).to_have_text("Anrufen", timeout=PATIENCE)


def test_its_styles_stay_inside_the_phone(visit: Visit) -> None:
    alice = visit("alice")
    colour = "() => getComputedStyle(document.querySelector('label')).color"
    before = alice.page.evaluate(colour)
    alice.start()

    assert alice.page.evaluate(colour) == before


def test_a_visitor_without_a_session_sees_the_login_form(visit: Visit) -> None:
    person = visit("login")

    expect(person.part("#jsc-login-button")).to_be_visible(timeout=PATIENCE)
