"""Pages for JSCommunicator: JSCommSettings, and no session endpoint."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.bus_helpers import record, script, settings, told
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.browser import media_grows
from tests.servers.kamailio import Kamailio
from tests.servers.process import wait_until

PASSWORDS = {"alice": "correct horse", "bob": "battery staple"}


@pytest.fixture
def digest(sip_server: Kamailio, site: Site) -> Kamailio:
    """Give a server that asks for passwords, and have the site name none."""
    sip_server.passwords = PASSWORDS
    sip_server.restart()
    site.websocket_url = ""
    return sip_server


def account(name: str, **more: object) -> dict[str, object]:
    uri = f"sip:{name}@example.org"
    return {
        "uri": uri,
        "sip_auth_user": name,
        "sip_auth_password": PASSWORDS[name],
        "display_name": name.title(),
        **more,
    }


def frames(phone: PhonePage) -> list[str]:
    sent: list[str] = []
    phone.page.on("websocket", lambda ws: ws.on("framesent", lambda frame: sent.append(str(frame))))
    return sent


def test_it_registers_with_the_account_in_the_page(site: Site, visit: Visit, digest: Kamailio) -> None:
    settings(
        site,
        websocket={"servers": digest.digest_url},
        user=account("alice"),
        registration={"on_startup": True, "user_control": False},
    )
    record(site)
    alice = visit("login")
    alice.is_registered()
    expect(alice.role("login")).to_be_hidden()
    expect(alice.role("identity")).to_have_text("Alice")
    expect(alice.role("offline")).to_be_hidden()
    assert told(alice.page, "jsc/ua/idle") == ["jsc/ua/idle"]
    site.head = ""
    settings(site, websocket={"servers": [digest.digest_url]}, user=account("bob"), registration={"user_control": True})
    bob = visit("login")
    expect(bob.role("offline")).to_be_hidden()
    bob.go_online()
    alice.dial("bob")
    bob.is_in("incoming")
    bob.says("Incoming call from Alice")
    bob.press("answer")
    alice.is_in("active")
    assert media_grows(alice.page, "audio")
    stored = alice.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert PASSWORDS["alice"] not in stored


def test_extra_headers_and_expiry_are_sent(site: Site, visit: Visit, digest: Kamailio) -> None:
    settings(
        site,
        websocket={"servers": digest.digest_url},
        user=account("alice"),
        registration={"on_startup": False, "expiry": 120, "user_control": True},
        extra_headers=["X-Page: demo", "X-Two: 2"],
    )
    alice = visit("login")
    sent = frames(alice)
    alice.go_online()
    alice.dial("nobody@example.org")
    alice.says("Nobody answered.")
    registers = [frame for frame in sent if frame.startswith("REGISTER")]
    invites = [frame for frame in sent if frame.startswith("INVITE")]
    assert all("Expires: 120" in frame and "X-Page" not in frame for frame in registers)
    assert invites
    assert all("X-Page: demo\r\nX-Two: 2\r\n" in frame for frame in invites)


def test_who_never_registers_calls_all_the_same(site: Site, visit: Visit, digest: Kamailio) -> None:
    registration = {"on_startup": False, "user_control": False}
    settings(site, websocket={"servers": digest.digest_url}, user=account("alice"), registration=registration)
    alice = visit("login")
    sent = frames(alice)
    expect(alice.role("online")).to_be_hidden()
    alice.dial("nobody@example.org")
    alice.says("Nobody answered.")
    assert not [frame for frame in sent if frame.startswith("REGISTER")]
    assert not digest.contacts("alice")


def test_without_a_password_the_login_form_asks(site: Site, visit: Visit, digest: Kamailio) -> None:
    user = account("alice") | {"sip_auth_password": None}
    settings(site, websocket={"servers": digest.digest_url}, user=user, registration={"on_startup": True})
    alice = visit("login")
    expect(alice.role("login-address")).to_have_value("alice@example.org")
    expect(alice.role("login-name")).to_have_value("Alice")
    alice.role("login-password").fill(PASSWORDS["alice"])
    alice.press("login-submit")
    alice.is_registered()


def test_another_account_does_not_take_the_first_ones_name(site: Site, visit: Visit, digest: Kamailio) -> None:
    """JSCommunicator sends the name of the first."""
    user = account("alice") | {"sip_auth_password": None}
    settings(site, websocket={"servers": digest.digest_url}, user=user)
    visitor = visit("login")
    visitor.role("login-address").fill("bob@example.org")
    visitor.role("login-password").fill(PASSWORDS["bob"])
    visitor.press("login-submit")
    visitor.is_registered()
    assert digest.contacts("bob")


def test_a_second_server_is_tried_when_the_first_is_gone(site: Site, visit: Visit, digest: Kamailio) -> None:
    servers = ["ws://127.0.0.1:9/", digest.digest_url]
    settings(site, websocket={"servers": servers}, user=account("alice"), registration={"on_startup": True})
    visit("login").is_registered(30)


def test_the_session_of_the_site_goes_before_the_page(site: Site, visit: Visit, sip_server: Kamailio) -> None:
    settings(
        site,
        websocket={"servers": "ws://127.0.0.1:9/"},
        user={"uri": "sip:eve@example.org", "sip_auth_password": "x"},
        turn_servers={"server": "turn:127.0.0.1:9", "username": "u", "password": "p"},
        registration={"on_startup": True, "server": "sip:127.0.0.1:9"},
    )
    alice = visit("alice")
    alice.is_registered()
    wait_until(lambda: bool(sip_server.contacts("alice")), "alice to be registered", 10)
    assert not sip_server.contacts("eve")


def test_how_the_page_wants_the_dial_form(site: Site, visit: Visit) -> None:
    dialing = {
        "auto_dial": {"default_destination": "bob", "on_startup": False},
        "edit_destination": False,
        "audio_dialing": False,
        "clear_dialbox": True,
    }
    settings(site, dialing=dialing)
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    expect(alice.role("destination")).to_have_value("bob")
    expect(alice.role("destination")).not_to_be_editable()
    expect(alice.role("call-audio")).to_be_hidden()
    alice.press("call-video")
    bob.is_in("incoming")
    bob.press("reject")
    alice.is_in("idle")
    expect(alice.role("destination")).to_have_value("bob")


def test_no_video_button_but_video_calls_are_answered(site: Site, visit: Visit) -> None:
    settings(site, dialing={"video_dialing": False})
    bob = visit("bob")
    bob.go_online()
    expect(bob.role("call-video")).to_be_hidden()
    site.head = ""
    alice = visit("alice")
    alice.dial("bob", video=True)
    bob.is_in("incoming")
    expect(bob.role("answer-video")).to_be_visible()


def test_a_destination_out_of_sight(site: Site, visit: Visit) -> None:
    settings(site, dialing={"show_destination": False, "auto_dial": {"default_destination": "nobody"}})
    alice = visit("alice")
    expect(alice.role("destination")).to_be_hidden()
    expect(alice.root.get_by_text("Whom do you want to call?")).to_be_hidden()
    alice.press("call-audio")
    alice.says("Nobody answered.")


def test_enter_calls_with_video_and_the_field_is_emptied(site: Site, visit: Visit) -> None:
    settings(site, dialing={"prefer_video": True, "clear_dialbox": True}, session={"show_dtmf_pad": True})
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.role("destination").fill("bob")
    alice.role("destination").press("Enter")
    bob.is_in("incoming")
    bob.says("Incoming video call")
    bob.press("answer")
    alice.is_in("active")
    expect(alice.role("keypad")).to_be_visible()
    alice.press("hangup")
    alice.is_in("idle")
    expect(alice.role("destination")).to_have_value("")


def test_nobody_is_called_before_the_visitor_does_something(site: Site, visit: Visit) -> None:
    auto = {"default_destination": "bob", "on_startup": True, "use_video": True}
    bob = visit("bob")
    bob.go_online()
    settings(site, dialing={"auto_dial": auto}, registration={"on_startup": True})
    # To Chromium, the questions of a test are something that the visitor does.
    script(site, "idle", "Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: false } });")
    alice = visit("alice")
    alice.is_registered()
    alice.says("Press Call to call bob.", "hint")
    expect(alice.role("call-video")).to_be_focused()
    assert alice.page.evaluate("testTracks.length") == 0
    alice.page.keyboard.press("Enter")
    bob.is_in("incoming")


def test_the_destination_is_called_when_the_visitor_goes_online(site: Site, visit: Visit) -> None:
    bob = visit("bob")
    bob.go_online()
    settings(site, dialing={"auto_dial": {"default_destination": "bob", "on_startup": True}})
    alice = visit("alice")
    alice.press("online")
    bob.is_in("incoming")
    bob.press("reject")
    alice.is_in("idle")
    alice.press("offline")
    alice.press("online")
    alice.is_registered()
    alice.is_in("idle")
