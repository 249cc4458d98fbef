"""The phone's line: fresh tokens, lost servers, sites that refuse."""

from __future__ import annotations

import time

from playwright.sync_api import WebSocketRoute, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.browser import media_grows
from tests.servers.kamailio import Kamailio
from tests.servers.process import wait_until
from tests.servers.tokens import sign

TOKEN_SECONDS = 60


def test_going_offline_unregisters_and_disconnects(visit: Visit, sip_server: Kamailio) -> None:
    alice = visit("alice")
    alice.go_online()
    assert len(sip_server.contacts("alice")) == 1
    alice.press("offline")
    alice.says("Offline", "status")
    wait_until(lambda: not sip_server.contacts("alice"), "alice to be unregistered", 10)


def test_a_killed_server_is_shown_and_come_back_to(visit: Visit, sip_server: Kamailio, site: Site) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    sip_server.kill()
    bob.says("The phone server cannot be reached.")
    bob.says("Trying again", "status")
    asked = len(site.asked)
    sip_server.start()
    bob.is_registered(40)
    expect(bob.role("alert")).to_have_text("")
    assert len(site.asked) > asked, "each connection has a token of its own"
    alice.dial("bob")
    bob.is_in("incoming")


def test_a_call_survives_the_server(visit: Visit, sip_server: Kamailio) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob")
    bob.press("answer")
    alice.is_in("active")
    sip_server.kill()
    bob.says("cannot be reached")
    assert media_grows(alice.page, "audio")
    sip_server.start()
    wait_until(lambda: bool(sip_server.contacts("bob")), "bob to be registered again", 40)
    bob.is_in("active")


def test_a_short_token_is_renewed_before_it_ends(visit: Visit, sip_server: Kamailio, site: Site) -> None:
    site.lifetime = TOKEN_SECONDS
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    began = time.monotonic()
    gaps = 0
    while time.monotonic() - began < TOKEN_SECONDS + 8:
        gaps += not sip_server.contacts("bob")
        bob.page.wait_for_timeout(250)
    assert gaps == 0, "the new registration comes before the old connection closes"
    assert [who for who, _ in site.asked] == ["bob", "bob"]
    expect(bob.role("status")).to_have_text("Online")
    alice.dial("bob")
    bob.is_in("incoming")
    assert "refused" not in sip_server.log()


def test_no_renewal_in_a_call_but_after_it(visit: Visit, site: Site) -> None:
    site.lifetime = TOKEN_SECONDS
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob")
    bob.press("answer")
    alice.is_in("active")
    alice.page.wait_for_timeout((TOKEN_SECONDS + 3) * 1000)
    assert sorted(who for who, _ in site.asked) == ["alice", "bob"]
    assert media_grows(alice.page, "audio")
    alice.press("hangup")
    bob.is_in("idle")
    wait_until(lambda: [who for who, _ in site.asked].count("bob") == 2, "bob's new token", 10)
    bob.is_registered()


def test_a_sign_of_life_is_sent_and_the_server_takes_it(visit: Visit, sip_server: Kamailio) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.page.clock.install()
    frames: list[str] = []
    bob.page.on("websocket", lambda ws: ws.on("framesent", lambda frame: frames.append(str(frame))))
    bob.go_online()
    bob.page.clock.fast_forward(26_000)
    bob.page.clock.fast_forward(26_000)

    def shows_life() -> bool:
        bob.page.wait_for_timeout(100)
        return frames.count("\r\n\r\n") == 2

    wait_until(shows_life, "signs of life", 5)
    alice.dial("bob")
    bob.is_in("incoming")
    assert "ERROR" not in sip_server.log()


def refuse_registration(socket: WebSocketRoute, status: str) -> None:
    """Answer every REGISTER of a connection by itself."""

    def answer(message: str | bytes) -> None:
        request = str(message)
        if request.startswith("REGISTER"):
            names = ("Via", "From", "To", "Call-ID", "CSeq")
            lines = [line for line in request.split("\r\n") if line.startswith(names)]
            socket.send("\r\n".join([f"SIP/2.0 {status}", *lines, "Content-Length: 0", "", ""]))

    socket.on_message(answer)


def test_a_server_without_outbound_is_told(visit: Visit) -> None:
    alice = visit("alice")
    status = "439 First Hop Lacks Outbound Support"
    alice.page.route_web_socket("**", lambda socket: refuse_registration(socket, status))
    alice.page.reload()
    alice.press("online")
    alice.says("does not support SIP outbound")


def test_a_tampered_token_is_refused_and_said_so(visit: Visit, site: Site) -> None:
    answer = site.granted("alice", None)
    bad = sign("another secret that is long enough!", "alice@example.org", "*@example.org")
    answer["websocket"]["url"] = site.websocket_url + bad.path
    site.answers["alice"] = (200, {}, answer)
    alice = visit("alice")
    alice.dial("bob")
    alice.says("The phone server cannot be reached.")
    alice.is_in("idle", 20)


def test_what_the_site_refuses_is_told(visit: Visit, site: Site) -> None:
    alice = visit("alice")
    texts = {
        (401, ""): "You are signed out.",
        (403, "Only staff may call."): "Only staff may call.",
        (429, ""): "Next try in 7 s.",
        (503, ""): "has not been set up",
        (500, ""): "did not answer as expected",
    }
    for (status, message), text in texts.items():
        headers = {"Retry-After": "7"} if status == 429 else {}
        site.answers["alice"] = (status, headers, {"code": "x", "message": message})
        alice.dial("bob")
        alice.says(text)
        alice.is_in("idle")
        alice.says("Offline", "status")


def test_signed_out_while_online(visit: Visit, site: Site, sip_server: Kamailio) -> None:
    alice = visit("alice")
    alice.go_online()
    site.answers["alice"] = (401, {}, {})
    sip_server.restart()
    alice.says("You are signed out.", seconds=20)
    alice.says("Offline", "status")
    asked = len(site.asked)
    alice.page.wait_for_timeout(5000)
    assert len(site.asked) == asked, "nobody tries again in vain"


def test_somebody_else_signed_in(visit: Visit, site: Site, sip_server: Kamailio) -> None:
    alice = visit("alice")
    alice.go_online()
    site.answers["alice"] = (200, {}, site.granted("bob", None))
    sip_server.restart()
    wait_until(lambda: bool(sip_server.contacts("bob")), "bob to be registered", 20)
    expect(alice.role("identity")).to_have_text("Bob")
    assert not sip_server.contacts("alice")


def test_a_guest_is_told_that_nobody_can_call(visit: Visit) -> None:
    guest = visit("guest")
    guest.press("online")
    guest.says("you can call, but not be called", "hint")
    guest.says("Offline", "status")


def test_login_form(visit: Visit, site: Site, sip_server: Kamailio) -> None:
    sip_server.passwords = {"alice": "correct horse", "bob": "battery staple"}
    sip_server.restart()
    site.websocket_url = sip_server.digest_url
    alice, bob = visit("login"), visit("login")
    sign_in(alice, "alice", "wrong")
    alice.says("did not accept")
    expect(alice.role("login")).to_be_visible()
    sign_in(alice, "alice", "correct horse")
    alice.is_registered()
    sign_in(bob, "sip:bob@example.org", "battery staple")
    bob.is_registered()
    alice.dial("bob")
    bob.is_in("incoming")
    bob.press("answer")
    alice.is_in("active")
    assert media_grows(alice.page, "audio")
    alice.press("hangup")
    alice.press("logout")
    expect(alice.role("login")).to_be_visible()
    wait_until(lambda: not sip_server.contacts("alice"), "alice to be unregistered", 10)
    assert alice.role("login-password").input_value() == ""


def sign_in(phone: PhonePage, address: str, password: str) -> None:
    phone.role("login-address").fill(address)
    phone.role("login-password").fill(password)
    phone.press("login-submit")
