"""What becomes of messages: delivered, kept for later, not delivered; to whom they go, and in which order."""

from __future__ import annotations

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.phone.call_helpers import call
from tests.phone.chat_helpers import became, message, online, start, tab, write
from tests.phone.conftest import Visit
from tests.phone.site import Site


@pytest.fixture(autouse=True)
def chat(site: Site) -> None:
    site.config["chat"] = True


def test_a_message_to_somebody_who_is_away_can_be_sent_again(visit: Visit) -> None:
    alice = visit("alice")
    start(alice, "bob")
    write(alice, "Are you there?")
    became(alice, "Are you there?", "Not delivered")

    bob = online(visit, "bob")
    message(alice, "Are you there?").get_by_role("button", name="Send again").click()
    became(alice, "Are you there?", "Delivered")
    expect(message(alice, "Are you there?").get_by_role("button")).to_be_hidden()
    bob.press("chat-toggle")
    expect(message(bob, "Are you there?")).to_have_count(1)


def accept_only(socket: WebSocketRoute) -> None:
    """Stand in for a server that keeps messages: it says so by 202 instead of 200."""
    server = socket.connect_to_server()
    server.on_message(lambda data: socket.send(kept(data)))
    socket.on_message(server.send)


def kept(data: str | bytes) -> str | bytes:
    """Change what the server says of a message that was delivered."""
    if isinstance(data, str) and data.startswith("SIP/2.0 200") and " MESSAGE\r\n" in data:
        return data.replace("200 OK", "202 Accepted")
    return data


def test_a_message_that_a_server_keeps_is_sent_but_not_delivered(visit: Visit) -> None:
    bob, alice = online(visit, "bob"), visit("alice")
    alice.page.route_web_socket("**", accept_only)
    alice.page.reload()
    start(alice, "bob")
    write(alice, "Call me when you are back")
    became(alice, "Call me when you are back", "Sent")
    expect(message(alice, "Call me when you are back").get_by_role("button")).to_be_hidden()
    expect(bob.role("chat-toggle")).to_have_accessible_name("Chat (1)")


def test_what_was_begun_to_one_is_not_sent_to_another(visit: Visit) -> None:
    alice, bob = visit("alice"), online(visit, "bob")
    start(alice, "bob")
    start(alice, "carol")
    alice.role("chat-text").fill("A secret for Carol")
    tab(alice, "bob").click()
    expect(alice.role("chat-text")).to_have_value("")
    alice.role("chat-text").fill("For Bob")
    tab(alice, "carol").click()
    expect(alice.role("chat-text")).to_have_value("A secret for Carol")

    # The chat opens with the other party of the call.
    alice.press("chat-toggle")
    call(alice, bob, "bob")
    alice.press("chat-toggle")
    expect(alice.role("chat-text")).to_have_value("For Bob")
    alice.press("chat-send")
    became(alice, "For Bob", "Delivered")
    alice.press("chat-close")
    expect(alice.role("chat-text")).to_have_value("A secret for Carol")


def test_messages_arrive_in_the_order_in_which_they_were_written(visit: Visit) -> None:
    alice, bob = visit("alice"), online(visit, "bob")
    start(alice, "bob")
    texts = [f"number {count}" for count in range(8)]
    for text in texts:
        write(alice, text)
    became(alice, texts[-1], "Delivered")
    bob.press("chat-toggle")
    expect(bob.role("chat-log").locator("li p")).to_have_text(texts)
