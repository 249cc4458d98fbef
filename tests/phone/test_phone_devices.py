"""Browsers and devices that fail, where the focus goes, and what is announced.

The faults of devices are put in place of getUserMedia: a machine without a microphone
cannot be had otherwise.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.browser import media_grows

REJECT = """MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('', '%s'));"""
NO_CAMERA = """(() => {
    const open = MediaDevices.prototype.getUserMedia;
    MediaDevices.prototype.getUserMedia = function (constraints) {
        return constraints.video ? Promise.reject(new DOMException('', '%s')) : open.call(this, constraints);
    };
})();"""


def with_fault(visit: Visit, script: str, **options: object) -> PhonePage:
    phone = visit("alice", **options)
    phone.page.add_init_script(script)
    phone.page.reload()
    return phone


@pytest.mark.parametrize(
    ("error", "text"),
    [
        ("NotAllowedError", "The microphone is not allowed for this site."),
        ("NotFoundError", "No microphone was found."),
        ("NotReadableError", "The microphone is in use by another program"),
        ("UnknownError", "The microphone could not be used."),
    ],
)
def test_microphone(visit: Visit, site: Site, error: str, text: str) -> None:
    alice = with_fault(visit, REJECT % error)
    alice.dial("bob")
    alice.says(text)
    alice.is_in("idle")
    assert site.asked == [], "nobody connects without a microphone"


def test_the_site_itself_blocks_the_microphone(visit: Visit, site: Site) -> None:
    site.headers["Permissions-Policy"] = "microphone=(), camera=()"
    alice = visit("alice")
    alice.dial("bob")
    alice.says("This site does not let this page use the microphone")


@pytest.mark.parametrize(("error", "text"), [("NotFoundError", "No camera"), ("NotReadableError", "camera is in use")])
def test_a_call_without_the_camera(visit: Visit, error: str, text: str) -> None:
    bob = visit("bob")
    bob.go_online()
    alice = with_fault(visit, NO_CAMERA % error)
    alice.dial("bob", video=True)
    alice.says(text, "hint")
    bob.is_in("incoming")
    bob.press("answer")
    alice.is_in("active")
    assert media_grows(bob.page, "audio")


def test_who_refused_the_camera_alone_is_heard(visit: Visit) -> None:
    bob = visit("bob")
    bob.go_online()
    alice = with_fault(visit, NO_CAMERA % "NotAllowedError", permissions=["microphone"])
    alice.dial("bob", video=True)
    alice.says("The camera is not allowed for this site: the other party hears you", "hint")
    bob.is_in("incoming")
    bob.press("answer")
    alice.is_in("active")
    assert media_grows(bob.page, "audio")


def test_who_refused_both_is_not_asked_again(visit: Visit) -> None:
    alice = with_fault(visit, NO_CAMERA % "NotAllowedError", permissions=["notifications"])
    alice.dial("bob", video=True)
    alice.says("The microphone or camera is not allowed for this site.")
    alice.is_in("idle")


def test_the_site_itself_blocks_the_camera(visit: Visit, site: Site) -> None:
    bob = visit("bob")
    bob.go_online()
    site.headers["Permissions-Policy"] = "camera=()"
    alice = visit("alice")
    alice.dial("bob", video=True)
    alice.says("The camera is not allowed for this site", "hint")
    bob.is_in("incoming")


def test_a_question_that_nobody_answers(visit: Visit) -> None:
    alice = with_fault(visit, "MediaDevices.prototype.getUserMedia = () => new Promise(() => {});")
    alice.dial("bob")
    alice.says("Please allow the microphone", "status")
    alice.press("hangup")
    alice.is_in("idle")


def test_no_webrtc(visit: Visit) -> None:
    alice = with_fault(visit, "delete window.RTCPeerConnection;")
    alice.says("This browser cannot make calls.")
    alice.dial("bob")
    alice.says("This browser cannot make calls.")


def test_insecure_page(visit: Visit) -> None:
    alice = with_fault(visit, "Object.defineProperty(window, 'isSecureContext', { value: false });")
    alice.says("Browsers allow calls on secure pages only.")


def test_sound_that_the_browser_holds_back(visit: Visit) -> None:
    blocked = """HTMLMediaElement.prototype.play = function () {
        return Promise.reject(new DOMException('', 'NotAllowedError'));
    };"""
    bob = visit("bob")
    bob.go_online()
    alice = with_fault(visit, blocked)
    alice.dial("bob")
    bob.press("answer")
    expect(alice.role("play")).to_be_visible()
    alice.page.evaluate("HTMLMediaElement.prototype.play = async () => {}")
    alice.press("play")
    expect(alice.role("play")).to_be_hidden()


def test_what_cannot_be_called(visit: Visit, site: Site) -> None:
    alice = visit("alice")
    alice.press("call-audio")
    alice.says("Please enter whom to call.")
    expect(alice.role("destination")).to_be_focused()
    alice.dial("two words")
    alice.says("not a number, name or address")
    assert site.asked == []


def test_an_error_belongs_to_its_field_until_that_is_changed(visit: Visit) -> None:
    alice = visit("alice")
    field = alice.role("destination")
    alice.press("call-audio")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Please enter whom to call.")
    field.press_sequentially("t")
    assert field.get_attribute("aria-invalid") is None
    expect(field).to_have_accessible_description("")

    field.fill("two words")
    alice.press("call-audio")
    expect(field).to_have_attribute("aria-invalid", "true")
    alice.page.evaluate("""() => {
        document.dispatchEvent(new CustomEvent('jsc:destination:set', { detail: 'bob' }));
    }""")
    expect(field).to_have_value("bob")
    assert field.get_attribute("aria-invalid") is None


def test_a_locked_destination(visit: Visit, site: Site) -> None:
    site.config.update({"destination": "helpdesk", "edit_destination": False, "receive": False})
    helpdesk = visit("helpdesk")
    expect(helpdesk.role("online")).to_be_hidden()
    guest = visit("guest")
    guest.says("Ready", "status")
    assert guest.role("destination").get_attribute("readonly") is not None
    guest.dial("")
    guest.says("Nobody answered.")
    assert site.asked == [("guest", "helpdesk@example.org")]


def test_the_focus_follows_the_call_and_comes_back(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.role("destination").fill("bob")
    alice.focus("call-audio")
    alice.page.keyboard.press("Enter")
    alice.is_in("ringing")
    expect(alice.role("hangup")).to_be_focused()
    bob.is_in("incoming")
    expect(bob.role("call")).to_be_focused()
    bob.focus("answer")
    bob.page.keyboard.press("Enter")
    bob.is_in("active")
    expect(bob.role("hangup")).to_be_focused()
    bob.page.keyboard.press("Space")
    alice.is_in("idle")
    expect(alice.role("call-audio")).to_be_focused()


def test_an_incoming_call_does_not_take_the_focus_from_a_field(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    bob.page.focus("#elsewhere")
    alice.dial("bob")
    bob.is_in("incoming")
    expect(bob.page.locator("#elsewhere")).to_be_focused()
    alice.press("hangup")
    bob.is_in("idle")
    bob.focus("destination")
    alice.dial("bob")
    bob.is_in("incoming")
    bob.page.keyboard.type(" ")
    bob.is_in("incoming")


def test_an_incoming_call_leaves_the_focus_with_who_writes_or_sets_something(site: Site, visit: Visit) -> None:
    site.config["chat"] = True
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    bob.press("chat-toggle")
    bob.role("chat-address").fill("carol")
    bob.press("chat-open")
    bob.page.keyboard.type("Dear Ca")
    alice.dial("bob")
    bob.is_in("incoming")
    bob.says("Incoming call from Alice")
    bob.page.keyboard.type("rol, ")
    alice.press("hangup")
    bob.is_in("idle")
    bob.page.keyboard.type("how are you?")
    expect(bob.role("chat-text")).to_have_value("Dear Carol, how are you?")
    bob.press("settings-toggle")
    bob.focus("ring-volume")
    alice.dial("bob")
    bob.is_in("incoming")
    expect(bob.role("ring-volume")).to_be_focused()


def test_the_end_of_a_call_does_not_take_the_focus_from_who_writes(site: Site, visit: Visit) -> None:
    site.config["chat"] = True
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    alice.dial("bob")
    bob.press("answer")
    bob.is_in("active")
    bob.press("chat-toggle")
    bob.focus("chat-text")
    alice.press("hangup")
    bob.is_in("idle")
    expect(bob.role("chat-text")).to_be_focused()


def test_leaving_is_asked_about_in_a_call_only(visit: Visit) -> None:
    alice, bob = visit("alice"), visit("bob")
    bob.go_online()
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    alice.page.on("dialog", accept)
    alice.page.reload()
    assert asked == []
    alice.dial("bob")
    bob.press("answer")
    alice.is_in("active")
    alice.page.reload()
    assert asked == ["beforeunload"]
    bob.is_in("idle")


def test_stopping_and_starting_again(visit: Visit) -> None:
    alice = visit("alice")
    alice.go_online()
    again = "(phone) => { phone.stop(); phone.start(); phone.start(); }"
    alice.page.evaluate(f"() => import('/phone/phone.js').then({again})")
    alice.says("Offline", "status")
    alice.go_online()


def test_a_theme_may_leave_parts_out(visit: Visit) -> None:
    bob = visit("bob")
    bob.go_online()
    alice = visit("alice")
    script = """() => import('/phone/phone.js').then((phone) => {
        phone.stop();
        const kept = ['dial', 'destination', 'call-audio', 'call', 'hangup', 'status'];
        for (const element of [...document.querySelectorAll('[data-jsc]')]) {
            if (!kept.includes(element.dataset.jsc) && !element.querySelector('[data-jsc="hangup"]')) element.remove();
        }
        phone.start();
    })"""
    alice.page.evaluate(script)
    alice.dial("bob")
    bob.press("answer")
    alice.is_in("active")
    assert media_grows(alice.page, "audio")
    alice.press("hangup")
    alice.is_in("idle")
