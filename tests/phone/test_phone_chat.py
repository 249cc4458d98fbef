"""People who write to each other, from browser to browser through a real SIP server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.phone.call_helpers import call
from tests.phone.chat_helpers import became, message, online, start, tab, write
from tests.phone.conftest import Visit
from tests.phone.hostile import PAYLOADS, is_inert
from tests.phone.site import Site
from tests.phone.test_phone_accessibility import WITH_AXE, is_accessible


@pytest.fixture(autouse=True)
def chat(site: Site) -> None:
    site.config["chat"] = True


def test_there_is_no_chat_where_the_site_wants_none(site: Site, visit: Visit) -> None:
    site.config["chat"] = False
    alice = online(visit, "alice")
    expect(alice.role("chat-toggle")).to_be_hidden()


def test_two_people_write_to_each_other(visit: Visit) -> None:
    alice, bob = visit("alice"), online(visit, "bob")
    start(alice, "bob")
    write(alice, "Hello Bob")
    became(alice, "Hello Bob", "Delivered")

    bob.says("Message from Alice", "hint")
    expect(bob.role("chat-toggle")).to_have_accessible_name("Chat (1)")
    bob.press("chat-toggle")
    expect(message(bob, "Hello Bob").locator(".jsc-phone__author")).to_have_text("Alice")
    expect(bob.role("chat-toggle")).to_have_accessible_name("Chat")
    expect(bob.role("hint")).to_be_empty()

    write(bob, "שלום Alice")
    expect(message(alice, "שלום Alice").locator(".jsc-phone__author")).to_have_text("Bob")
    assert message(alice, "שלום Alice").locator("p").evaluate("p => getComputedStyle(p).direction") == "rtl"
    # Alice wrote to "bob", and Bob answered: that is one conversation.
    expect(alice.role("chat-tabs").get_by_role("tab")).to_have_count(1)


def test_several_conversations_stand_in_tabs(visit: Visit) -> None:
    alice = online(visit, "alice")
    for who in ("bob", "carol"):
        friend = visit(who)
        start(friend, "alice")
        write(friend, f"I am {who}")
        became(friend, f"I am {who}", "Delivered")
    expect(alice.role("chat-toggle")).to_have_accessible_name("Chat (2)")

    alice.press("chat-toggle")
    expect(tab(alice, "Bob")).to_have_attribute("aria-selected", "true")
    expect(tab(alice, "Carol, new message")).to_have_attribute("aria-selected", "false")
    expect(alice.role("chat-toggle")).to_have_accessible_name("Chat (1)")
    expect(alice.root.get_by_role("tabpanel", name="Bob")).to_be_visible()

    tab(alice, "Bob").press("ArrowRight")
    expect(tab(alice, "Carol")).to_be_focused()
    expect(message(alice, "I am carol")).to_be_visible()
    expect(message(alice, "I am bob")).to_have_count(0)
    expect(alice.role("chat-toggle")).to_have_accessible_name("Chat")

    tab(alice, "Carol").press("ArrowRight")
    expect(tab(alice, "Bob")).to_be_focused()
    tab(alice, "Bob").press("End")
    expect(tab(alice, "Carol")).to_be_focused()
    tab(alice, "Carol").press("Delete")
    expect(tab(alice, "Bob")).to_be_focused()
    expect(alice.role("chat-tabs").get_by_role("tab")).to_have_count(1)
    alice.press("chat-close")
    expect(alice.role("conversation")).to_be_hidden()
    expect(alice.role("chat-address")).to_be_focused()


def test_the_left_arrow_leads_to_the_next_tab_from_right_to_left(site: Site, visit: Visit) -> None:
    site.dir = "rtl"
    alice = visit("alice")
    for who in ("bob", "carol", "dave"):
        start(alice, who)
    tab(alice, "dave").press("Home")
    expect(tab(alice, "bob")).to_be_focused()
    tab(alice, "bob").press("ArrowLeft")
    expect(tab(alice, "carol")).to_be_focused()
    tab(alice, "carol").press("ArrowRight")
    expect(tab(alice, "bob")).to_be_focused()


def test_no_more_conversations_than_fit(visit: Visit) -> None:
    alice = online(visit, "alice")
    for number in range(6):
        start(alice, f"friend{number}")
    start(alice, "stranger")
    alice.says("Please close a conversation first.")
    expect(alice.role("chat-tabs").get_by_role("tab")).to_have_count(6)

    bob = visit("bob")
    start(bob, "alice")
    write(bob, "There is no room for me")
    became(bob, "There is no room for me", "Delivered")
    expect(alice.role("chat-toggle")).to_have_accessible_name("Chat (1)")
    alice.press("chat-close")
    expect(tab(alice, "Bob")).to_have_attribute("aria-selected", "true")
    expect(message(alice, "There is no room for me")).to_be_visible()


def test_a_message_has_an_end(visit: Visit) -> None:
    alice, bob = visit("alice"), online(visit, "bob")
    start(alice, "bob")
    longest = "ü" * 650
    write(alice, longest + "!")
    alice.says("This message is too long.")
    expect(alice.role("chat-text")).to_be_focused()
    expect(alice.role("chat-text")).to_have_value(longest + "!")
    write(alice, longest)
    became(alice, longest, "Delivered")
    bob.press("chat-toggle")
    expect(message(bob, longest)).to_have_count(1)
    write(alice, "   ")
    expect(alice.role("chat-log").locator("li")).to_have_count(1)


def test_texts_of_others_are_text(site: Site, visit: Visit) -> None:
    site.names["mallory"] = "<img src=x onerror=testHacked=1>\u202e<b>x</b>"
    alice, mallory = online(visit, "alice"), visit("mallory")
    start(mallory, "alice")
    for payload in PAYLOADS:
        write(mallory, payload)
    became(mallory, PAYLOADS[-1], "Delivered")
    alice.press("chat-toggle")
    expect(alice.role("chat-log").locator("li p")).to_have_text(list(PAYLOADS))
    expect(alice.role("chat-tabs").get_by_role("tab")).to_have_text("<img src=x onerror=testHacked=1><b>x</b>")
    assert is_inert(alice)
    assert is_inert(mallory)
    alice.page.reload()
    alice.go_online()
    alice.press("chat-toggle")
    expect(alice.role("chat-log").locator("li")).to_have_count(len(PAYLOADS))
    assert is_inert(alice)


def test_what_turns_the_direction_of_a_text_is_taken_out(visit: Visit) -> None:
    alice, bob = visit("alice"), online(visit, "bob")
    start(alice, "bob")
    alice.role("chat-text").evaluate("field => { field.value = 'pay \\u202e5 EUR\\u2066\\u0007 now'; }")
    alice.press("chat-send")
    bob.press("chat-toggle")
    expect(message(bob, "pay 5 EUR now")).to_have_count(1)


def test_messages_stay_as_long_as_the_tab_is_open_for_the_same_person(visit: Visit, site: Site) -> None:
    alice, bob = visit("alice"), online(visit, "bob")
    start(alice, "bob")
    write(alice, "Do not forget")
    became(alice, "Do not forget", "Delivered")

    alice.page.goto(f"{site.url}/carol")
    alice.go_online()
    alice.press("chat-toggle")
    # Carol reads nothing of Alice's.
    expect(alice.role("conversation")).to_be_hidden()

    bob.page.reload()
    expect(bob.role("conversation")).to_be_hidden()
    bob.go_online()
    bob.press("chat-toggle")
    expect(message(bob, "Do not forget")).to_be_visible()
    expect(bob.role("chat-toggle")).to_have_accessible_name("Chat")


def test_people_write_during_a_call(visit: Visit) -> None:
    alice, bob = visit("alice"), online(visit, "bob")
    call(alice, bob, "bob")
    alice.press("chat-toggle")
    # The other party of the call is the one to write to.
    expect(tab(alice, "bob")).to_have_count(1)
    write(alice, "Here is the number: 42")
    became(alice, "Here is the number: 42", "Delivered")
    bob.says("Message from Alice", "hint")
    bob.press("chat-toggle")
    expect(message(bob, "Here is the number: 42")).to_be_visible()
    alice.is_in("active")
    bob.is_in("active")


def test_a_guest_writes_to_whom_the_site_allows(site: Site, visit: Visit) -> None:
    site.config |= {"receive": False, "destination": "helpdesk", "edit_destination": False}
    guest = visit("guest")
    site.config = {"chat": True}
    helpdesk = online(visit, "helpdesk")
    guest.press("chat-toggle")
    expect(guest.role("chat-start")).to_be_hidden()
    write(guest, "I need help")
    became(guest, "I need help", "Delivered")
    helpdesk.press("chat-toggle")
    expect(message(helpdesk, "I need help")).to_be_visible()
    # All guests share one account, so nobody can write to one of them.
    write(helpdesk, "What is it?")
    became(helpdesk, "What is it?", "Not delivered")


def test_a_refusal_of_the_site_is_told(site: Site, visit: Visit) -> None:
    site.answers["guest"] = (403, {}, {"code": "destination_refused", "message": "You may not call this address."})
    guest = visit("guest")
    start(guest, "boss")
    write(guest, "Hello")
    became(guest, "Hello", "Not delivered: You may not call this address.")


def test_an_error_is_not_covered_by_a_message(visit: Visit) -> None:
    alice, bob = visit("alice"), online(visit, "bob")
    bob.dial("??")
    expect(bob.role("alert")).not_to_be_empty()
    error = bob.role("alert").inner_text()
    start(alice, "bob")
    write(alice, "Hello")
    became(alice, "Hello", "Delivered")
    expect(bob.role("chat-toggle")).to_have_accessible_name("Chat (1)")
    expect(bob.role("alert")).to_have_text(error)


def test_escape_closes_the_chat_and_returns_the_focus(visit: Visit) -> None:
    alice = visit("alice")
    start(alice, "bob")
    expect(alice.role("chat-text")).to_be_focused()
    alice.role("chat-text").press("Escape")
    expect(alice.role("chat")).to_be_hidden()
    expect(alice.role("chat-toggle")).to_be_focused()
    expect(alice.role("chat-toggle")).to_have_attribute("aria-expanded", "false")


def test_the_names_of_what_is_in_the_chat(visit: Visit) -> None:
    alice = visit("alice")
    start(alice, "bob")
    log = alice.root.get_by_role("log", name="Messages")
    expect(log).to_be_visible()
    expect(log).to_have_attribute("aria-live", "polite")
    write(alice, "x")
    expect(log.locator("time").first).to_have_attribute("datetime", re.compile(r"^\d{4}-\d\d-\d\dT"))
    expect(alice.root.get_by_role("tablist", name="Conversations")).to_be_visible()
    expect(alice.root.get_by_label("Your message")).to_be_visible()


def test_a_chat_is_accessible(visit: Visit) -> None:
    alice = online(visit, "alice", **WITH_AXE)
    for who in ("bob", "carol"):
        friend = visit(who)
        start(friend, "alice")
        write(friend, f"I am {who}")
        became(friend, f"I am {who}", "Delivered")
    alice.press("chat-toggle")
    start(alice, "dave")
    write(alice, "Are you there?")
    became(alice, "Are you there?", "Not delivered")
    expect(tab(alice, "Carol, new message")).to_be_visible()
    is_accessible(alice)
    tab(alice, "Carol, new message").click()
    expect(message(alice, "I am carol")).to_be_visible()
    is_accessible(alice)
