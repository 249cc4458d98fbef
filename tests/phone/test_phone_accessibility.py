"""axe-core finds nothing in any state of the phone: light and dark, left to right and right to left."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.fixtures import unavailable

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
    const options = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };
    const { violations } = await axe.run(document.querySelector('[data-jsc-phone]'), options);
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => [html, failureSummary])]);
}"""
# axe-core writes styles while it looks.
WITH_AXE = {"bypass_csp": True}
LOOKS = [(scheme, direction) for scheme in ("light", "dark") for direction in ("ltr", "rtl")]


def is_accessible(phone: PhonePage) -> None:
    """Look at the phone as it stands, in each colour scheme and direction."""
    page = phone.page
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme, direction in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
        violations: list[Any] = page.evaluate(RUN)
        assert not violations, f"{scheme}, {direction}: {json.dumps(violations, indent=1)}"


@contextmanager
def unanswered(phone: PhonePage) -> Iterator[None]:
    """Let the site keep the phone waiting for its session."""
    routes: list[Route] = []

    def keep(route: Route) -> None:
        routes.append(route)

    phone.page.route("**/session/*", keep)
    yield
    for route in routes:
        route.abort()


@pytest.fixture(autouse=True)
def _axe() -> None:
    if not AXE.exists():
        unavailable("axe-core is missing: run `npm ci` in frontend/")


@pytest.fixture
def alice(visit: Visit, site: Site) -> PhonePage:
    site.config["chat"] = True
    return visit("alice", **WITH_AXE)


@pytest.fixture
def bob(visit: Visit, alice: PhonePage) -> PhonePage:
    assert alice
    phone = visit("bob", **WITH_AXE)
    phone.go_online()
    return phone


def test_axe_finds_what_is_wrong(alice: PhonePage) -> None:
    alice.role("destination").evaluate("field => field.labels[0].remove()")
    with pytest.raises(AssertionError, match="label"):
        is_accessible(alice)


def test_the_login_form(visit: Visit) -> None:
    phone = visit("login", **WITH_AXE)
    is_accessible(phone)
    phone.press("login-submit")
    phone.says("Please enter an address")
    is_accessible(phone)


def test_offline_and_with_an_alert(alice: PhonePage) -> None:
    is_accessible(alice)
    alice.dial("two words")
    alice.says("not a number, name or address")
    is_accessible(alice)


def test_the_settings(alice: PhonePage) -> None:
    alice.press("settings-toggle")
    is_accessible(alice)
    alice.press("test-microphone")
    expect(alice.role("level")).to_be_visible()
    is_accessible(alice)


def test_connecting(alice: PhonePage) -> None:
    with unanswered(alice):
        alice.press("online")
        alice.says("Connecting", "status")
        is_accessible(alice)


def test_trying_again(alice: PhonePage, site: Site) -> None:
    site.answers["alice"] = (503, {}, {})
    alice.press("online")
    alice.says("No connection", "status")
    is_accessible(alice)


def test_online(bob: PhonePage) -> None:
    is_accessible(bob)


def test_asking_for_the_microphone(visit: Visit) -> None:
    alice = visit("alice", **WITH_AXE)
    alice.page.add_init_script("MediaDevices.prototype.getUserMedia = () => new Promise(() => {});")
    alice.page.reload()
    alice.dial("bob")
    alice.says("Please allow the microphone", "status")
    is_accessible(alice)


def test_calling(alice: PhonePage) -> None:
    with unanswered(alice):
        alice.dial("bob")
        alice.says("Calling", "status")
        is_accessible(alice)


@pytest.mark.parametrize("video", [False, True])
def test_ringing_incoming_active_and_missed(alice: PhonePage, bob: PhonePage, *, video: bool) -> None:
    alice.dial("bob", video=video)
    bob.is_in("incoming")
    is_accessible(bob)
    alice.is_in("ringing")
    is_accessible(alice)
    bob.press("answer-video" if video else "answer")
    alice.is_in("active")
    if video:
        expect(alice.role("remote-video")).to_be_visible()
    is_accessible(alice)
    alice.press("hangup")
    bob.is_in("idle")
    alice.dial("bob")
    bob.is_in("incoming")
    alice.press("hangup")
    expect(bob.role("missed")).to_be_visible()
    is_accessible(bob)


OPENED: dict[str, Callable[[PhonePage], None]] = {
    "keypad": lambda phone: phone.press("keypad-toggle"),
    "transfer": lambda phone: phone.press("transfer-toggle"),
    "settings": lambda phone: phone.press("settings-toggle"),
    "chat": lambda phone: phone.press("chat-toggle"),
    "hold": lambda phone: phone.press("hold"),
    "mute": lambda phone: phone.press("mute"),
}


@pytest.mark.parametrize("part", list(OPENED))
def test_in_a_call(alice: PhonePage, bob: PhonePage, part: str) -> None:
    call(alice, bob, "bob")
    OPENED[part](alice)
    is_accessible(alice)


def test_a_second_call_and_one_on_hold(alice: PhonePage, bob: PhonePage, visit: Visit) -> None:
    call(alice, bob, "bob")
    carol = visit("carol", **WITH_AXE)
    carol.dial("bob")
    expect(bob.role("waiting")).to_be_visible()
    is_accessible(bob)
    bob.press("waiting-answer")
    expect(bob.role("held")).to_be_visible()
    is_accessible(bob)


def test_a_conversation(alice: PhonePage, bob: PhonePage) -> None:
    alice.press("chat-toggle")
    for address, text in (("bob", "Hello"), ("nobody", "Anybody?")):
        alice.role("chat-address").fill(address)
        alice.press("chat-open")
        alice.role("chat-text").fill(text)
        alice.press("chat-send")
    alice.says("Not delivered", "chat-log")
    is_accessible(alice)
    expect(bob.role("chat-toggle")).to_have_accessible_name(re.compile("1"))
    is_accessible(bob)
    bob.press("chat-toggle")
    bob.says("Hello", "chat-log")
    is_accessible(bob)


def test_another_tab_takes_the_calls(bob: PhonePage, site: Site) -> None:
    other = bob.page.context.new_page()
    other.goto(f"{site.url}/bob")
    phone = PhonePage(other)
    phone.press("online")
    expect(phone.role("take-over")).to_be_visible()
    is_accessible(phone)


def test_a_larger_picture_and_full_screen(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob", video=True)
    bob.press("answer-video")
    expect(alice.role("remote-video")).to_be_visible()
    alice.press("larger")
    is_accessible(alice)
    alice.press("full-screen")
    expect(alice.role("full-screen")).to_have_attribute("aria-pressed", "true")
    is_accessible(alice)
