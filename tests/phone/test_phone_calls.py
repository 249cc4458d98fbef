"""Calls between two browsers through a real SIP server."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.browser import media_grows, plays


def connect(caller: PhonePage, callee: PhonePage, *, video: bool = False, answer: str = "answer") -> None:
    caller.dial("bob", video=video)
    callee.is_in("incoming")
    callee.press(answer)
    caller.is_in("active")
    callee.is_in("active")


def test_nothing_happens_before_the_visitor_acts(alice: PhonePage, site: Site) -> None:
    alice.page.wait_for_timeout(500)
    assert site.asked == []
    assert not alice.page.evaluate("performance.getEntriesByType('resource').some(e => e.name.includes('jssip'))")


def test_audio_call(alice: PhonePage, bob: PhonePage) -> None:
    connect(alice, bob)
    for phone in (alice, bob):
        assert media_grows(phone.page, "audio")
        assert plays(phone.page, '[data-jsc="remote-audio"]')
        expect(phone.role("timer")).to_have_text(re.compile(r"^0:(?!00)\d\d$"), timeout=10000)
        expect(phone.role("stage")).to_be_hidden()
    alice.press("hangup")
    alice.is_in("idle")
    bob.is_in("idle")
    bob.says("Call ended", "hint")


def test_video_call(alice: PhonePage, bob: PhonePage) -> None:
    connect(alice, bob, video=True, answer="answer-video")
    for phone in (alice, bob):
        assert media_grows(phone.page, "audio")
        assert media_grows(phone.page, "video")
        assert plays(phone.page, '[data-jsc="remote-video"]')
        expect(phone.role("local-video")).to_be_visible()
    bob.press("camera")
    expect(bob.role("local-video")).to_be_hidden()
    bob.press("hangup")
    alice.is_in("idle")


def test_video_call_answered_with_sound_alone(alice: PhonePage, bob: PhonePage) -> None:
    connect(alice, bob, video=True, answer="answer")
    assert media_grows(alice.page, "audio")
    assert media_grows(bob.page, "video"), "the callee still sees the caller"
    expect(alice.role("remote-video")).to_be_hidden()
    expect(bob.role("local-video")).to_be_hidden()
    alice.is_in("active")


def test_rejected(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob")
    bob.is_in("incoming")
    bob.says("Incoming call from Alice")
    bob.press("reject")
    alice.says("The call was declined.")
    bob.is_in("idle")


def test_cancelled(alice: PhonePage, bob: PhonePage) -> None:
    alice.dial("bob")
    alice.is_in("ringing")
    bob.is_in("incoming")
    alice.press("hangup")
    alice.says("Call cancelled", "hint")
    bob.is_in("idle")
    bob.says("Missed call from Alice", "hint")


def test_nobody_there(alice: PhonePage) -> None:
    alice.dial("nobody")
    alice.says("Nobody answered.")


def test_digits_in_the_media(alice: PhonePage, bob: PhonePage) -> None:
    connect(alice, bob)
    alice.press("keypad-toggle")
    alice.root.locator('[data-jsc-tone="5"]').click()
    alice.page.keyboard.type("#1")
    expect(alice.role("tones")).to_have_text("5#1")
    alice.page.wait_for_function("() => testTones.join('') === '5#1'")


def test_digits_by_info(site: Site, visit: Visit, bob: PhonePage) -> None:
    site.config["dtmf"] = "info"
    alice = visit("alice")
    frames: list[str] = []
    alice.page.on("websocket", lambda ws: ws.on("framesent", lambda frame: frames.append(str(frame))))
    connect(alice, bob)
    alice.press("keypad-toggle")
    alice.root.locator('[data-jsc-tone="*"]').click()
    expect(alice.role("tones")).to_have_text("*")
    assert [frame for frame in frames if frame.startswith("INFO") and "Signal=*" in frame]
    alice.is_in("active")


HEARD = """async () => {
    const { phoneOf } = await import('/phone/phone.js');
    return phoneOf(document.querySelector('[data-jsc-phone]')).state.call.heard;
}"""


def test_digits_that_the_other_party_sends_are_heard(site: Site, visit: Visit, bob: PhonePage) -> None:
    site.config.update(dtmf="info", tone_duration=250)
    alice = visit("alice")
    frames: list[str] = []
    alice.page.on("websocket", lambda ws: ws.on("framesent", lambda frame: frames.append(str(frame))))
    connect(alice, bob)
    alice.press("keypad-toggle")
    for digit in "4#":
        alice.root.locator(f'[data-jsc-tone="{digit}"]').click()
        expect(alice.role("tones")).to_contain_text(digit)
    assert bob.page.evaluate(HEARD) == "4#"
    expect(bob.role("tones")).to_have_text("")
    assert [frame for frame in frames if "Duration=250" in frame]


def test_keys_outside_the_keypad_send_nothing(alice: PhonePage, bob: PhonePage) -> None:
    connect(alice, bob)
    alice.page.keyboard.type("7")
    expect(alice.role("tones")).to_have_text("")


def test_escape_closes_the_keypad(alice: PhonePage, bob: PhonePage) -> None:
    connect(alice, bob)
    alice.focus("keypad-toggle")
    alice.page.keyboard.press("Enter")
    expect(alice.root.locator('[data-jsc-tone="1"]')).to_be_focused()
    alice.page.keyboard.press("Escape")
    expect(alice.role("keypad")).to_be_hidden()
    expect(alice.role("keypad-toggle")).to_be_focused()
    expect(alice.role("keypad-toggle")).to_have_attribute("aria-expanded", "false")
    alice.is_in("active")


def test_mute_stops_the_sound_of_the_microphone(alice: PhonePage, bob: PhonePage) -> None:
    connect(alice, bob)
    alice.press("mute")
    expect(alice.role("mute")).to_have_attribute("aria-pressed", "true")
    assert alice.microphones() == [False]
    alice.press("mute")
    assert alice.microphones() == [True]
    alice.press("hangup")
    assert alice.page.evaluate("testTracks.every((track) => track.readyState === 'ended')")


def test_a_name_from_the_network_stays_text(site: Site, visit: Visit, bob: PhonePage) -> None:
    site.names["alice"] = "<img src=x onerror=alert(1)>\u202e<b>x</b>"
    visit("alice").dial("bob")
    bob.is_in("incoming")
    expect(bob.role("peer-name")).to_have_text("<img src=x onerror=alert(1)><b>x</b>")
    assert bob.root.locator("img").count() == 0


def test_a_guest_calls_one_address_and_is_offline_again(visit: Visit, site: Site) -> None:
    helpdesk = visit("helpdesk")
    helpdesk.go_online()
    guest = visit("guest")
    guest.dial("helpdesk")
    helpdesk.is_in("incoming")
    helpdesk.press("answer")
    guest.is_in("active")
    assert media_grows(guest.page, "audio")
    assert ("guest", "helpdesk@example.org") in site.asked
    helpdesk.press("hangup")
    guest.says("Offline", "status")
    expect(guest.role("online")).to_be_hidden()


def test_another_destination_gets_a_session_of_its_own(visit: Visit, site: Site, bob: PhonePage) -> None:
    guest = visit("guest")
    guest.dial("nobody")
    guest.says("Nobody answered.")
    guest.dial("bob")
    bob.is_in("incoming")
    assert site.asked[-1] == ("guest", "bob@example.org")


def test_two_phones_in_one_page(site: Site, visit: Visit, bob: PhonePage) -> None:
    site.phones = 2
    first = visit("alice")
    second = PhonePage(first.page, number=1)
    second.dial("bob")
    bob.is_in("incoming")
    first.is_in("idle")
    ids = first.page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_leaving_the_page_hangs_up(alice: PhonePage, bob: PhonePage) -> None:
    connect(alice, bob)
    alice.page.goto("about:blank")
    bob.is_in("idle")


def test_sound_and_picture_in_streams_of_their_own(alice: PhonePage) -> None:
    """Some servers send no stream names, or one for each track; a far end may add a picture later."""
    heard = alice.page.evaluate("""async () => {
        const { Call } = await import('/phone/call.js');
        const seen = [];
        const kinds = (stream) => stream.getTracks().map((track) => track.kind).sort().join('+');
        const call = new Call({ dispatch() {}, over() {}, remote: (stream) => seen.push(kinds(stream)) });
        const connection = new EventTarget();
        call.handlers.peerconnection({ peerconnection: connection });
        const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
        const picture = document.createElement('canvas').captureStream();
        const arrives = (track, streams) =>
            connection.dispatchEvent(Object.assign(new Event('track'), { track, streams }));
        arrives(sound.getTracks()[0], []);
        arrives(picture.getTracks()[0], [picture]);
        picture.dispatchEvent(Object.assign(new Event('removetrack'), { track: picture.getTracks()[0] }));
        sound.getTracks()[0].stop();
        return seen;
    }""")
    assert heard == ["audio", "audio+video", "audio"]
