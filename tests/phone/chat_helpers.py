"""Chats between people at their browsers, in the words of a story."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit


def online(visit: Visit, who: str, **options: object) -> PhonePage:
    phone = visit(who, **options)
    phone.go_online()
    return phone


def start(phone: PhonePage, whom: str) -> None:
    """Open the chat, where it is not, and a conversation."""
    if phone.role("chat").is_hidden():
        phone.press("chat-toggle")
    phone.role("chat-address").fill(whom)
    phone.press("chat-open")


def write(phone: PhonePage, text: str) -> None:
    phone.role("chat-text").fill(text)
    phone.press("chat-send")


def message(phone: PhonePage, text: str) -> Locator:
    return phone.role("chat-log").locator("li").filter(has=phone.page.get_by_text(text, exact=True))


def became(phone: PhonePage, text: str, status: str) -> None:
    """Wait until it is told what became of a message."""
    expect(message(phone, text).locator("small")).to_have_text(status, timeout=40_000)


def tab(phone: PhonePage, name: str) -> Locator:
    return phone.role("chat-tabs").get_by_role("tab", name=name)
