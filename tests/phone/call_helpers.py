"""Calls between people at their browsers, in the words of a story."""

from __future__ import annotations

from tests.phone.browser_helpers import PhonePage
from tests.servers.browser import Kind, media
from tests.servers.process import wait_until

# How long nothing may come before it counts as silence.
SILENCE = 1500


def call(caller: PhonePage, callee: PhonePage, name: str, *, video: bool = False) -> None:
    """Call somebody who is online under a name, and let them answer."""
    caller.dial(name, video=video)
    callee.is_in("incoming")
    callee.press("answer-video" if video else "answer")
    caller.is_in("active")
    callee.is_in("active")


def is_silent(phone: PhonePage, kind: Kind = "audio", seconds: float = 10) -> bool:
    """Tell whether a phone comes to neither send nor receive any more."""

    def silent() -> bool:
        before = media(phone.page, kind)
        phone.page.wait_for_timeout(SILENCE)
        now = media(phone.page, kind)
        return (before.packets_sent, before.packets_received) == (now.packets_sent, now.packets_received)

    try:
        return wait_until(silent, f"{kind} to stop", seconds)
    except TimeoutError:
        return False
