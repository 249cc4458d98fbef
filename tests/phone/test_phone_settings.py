"""The panel "Sound and devices": which devices are used, and the test of the microphone.

Chromium's fake devices: two microphones, one camera, two speakers, and a default of each.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.call_helpers import call
from tests.phone.conftest import Visit
from tests.phone.site import Site
from tests.servers.browser import media_grows

MICROPHONE_USED = "() => testTracks.filter((track) => track.kind === 'audio').at(-1).getSettings().deviceId"
OPEN_TRACKS = "() => testTracks.filter((track) => track.readyState === 'live').length"


def with_names(phone: PhonePage) -> PhonePage:
    """Open the settings and let a test of the microphone make the browser tell the devices' names."""
    phone.press("settings-toggle")
    phone.press("test-microphone")
    expect(phone.role("microphone").locator("option")).to_have_count(3)
    phone.press("test-microphone")
    return phone


def with_script(visit: Visit, script: str) -> PhonePage:
    phone = visit("alice")
    phone.page.add_init_script(script)
    phone.page.reload()
    return phone


def remembering(visit: Visit, kind: str) -> PhonePage:
    return with_script(visit, f"""localStorage.setItem('jsc-phone-devices', '{{"{kind}": "gone"}}');""")


def test_opening_and_closing_by_keyboard(alice: PhonePage) -> None:
    toggle = alice.role("settings-toggle")
    toggle.focus()
    alice.page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(alice.role("microphone")).to_be_focused()
    alice.page.keyboard.press("Escape")
    expect(alice.role("settings")).to_be_hidden()
    expect(toggle).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "false")


def test_escape_does_not_end_a_call(alice: PhonePage, bob: PhonePage) -> None:
    call(alice, bob, "bob")
    alice.press("settings-toggle")
    alice.page.keyboard.press("Escape")
    expect(alice.role("settings")).to_be_hidden()
    alice.is_in("active")


def test_nothing_is_opened_or_named_before_the_visitor_allows_it(visit: Visit) -> None:
    nameless = (
        "MediaDevices.prototype.enumerateDevices = async () => [{ kind: 'audioinput', deviceId: '', label: '' }];"
    )
    alice = with_script(visit, nameless)
    alice.press("settings-toggle")
    for role in ("microphone", "camera-choice", "speaker"):
        expect(alice.role(role).locator("option")).to_have_text(["Default"])
    assert alice.page.evaluate(OPEN_TRACKS) == 0


def test_devices_have_names_once_one_is_allowed(visit: Visit) -> None:
    alice = with_script(
        visit,
        """(() => {
            const { getUserMedia, enumerateDevices } = MediaDevices.prototype;
            let allowed = false;
            MediaDevices.prototype.getUserMedia = async function (constraints) {
                const stream = await getUserMedia.call(this, constraints);
                allowed = true;
                return stream;
            };
            MediaDevices.prototype.enumerateDevices = async function () {
                return allowed ? enumerateDevices.call(this) : [{ kind: 'audioinput', deviceId: '', label: '' }];
            };
        })();""",
    )
    alice.press("settings-toggle")
    expect(alice.role("microphone").locator("option")).to_have_text(["Default"])
    alice.press("test-microphone")
    names = ["Default", "Fake Audio Input 1", "Fake Audio Input 2"]
    expect(alice.role("microphone").locator("option")).to_have_text(names)
    expect(alice.role("camera-choice").locator("option")).to_have_count(2)
    expect(alice.role("speaker").locator("option")).to_have_count(3)


def test_the_chosen_microphone_is_used_and_remembered(alice: PhonePage, bob: PhonePage) -> None:
    with_names(alice).role("microphone").select_option("Fake Audio Input 2")
    chosen = alice.role("microphone").input_value()
    alice.page.reload()
    call(alice, bob, "bob")
    assert alice.page.evaluate(MICROPHONE_USED) == chosen
    assert media_grows(bob.page, "audio")
    alice.press("settings-toggle")
    expect(alice.role("microphone")).to_have_value(chosen)


def test_another_microphone_during_a_call(alice: PhonePage, bob: PhonePage) -> None:
    call(alice, bob, "bob")
    alice.press("settings-toggle")
    alice.role("microphone").select_option("Fake Audio Input 2")
    chosen = alice.role("microphone").input_value()
    alice.page.wait_for_function("id => testTracks.at(-1)?.getSettings().deviceId === id", arg=chosen)
    alice.page.wait_for_function("() => testTracks.filter((track) => track.readyState === 'live').length === 1")
    assert media_grows(bob.page, "audio")
    assert alice.microphones() == [True]


def test_a_muted_call_stays_muted_with_another_microphone(alice: PhonePage, bob: PhonePage) -> None:
    call(alice, bob, "bob")
    alice.press("mute")
    alice.press("settings-toggle")
    alice.role("microphone").select_option("Fake Audio Input 1")
    alice.page.wait_for_function("() => testTracks.filter((track) => track.readyState === 'live').length === 1")
    alice.page.wait_for_function("() => testTracks.length === 2")
    assert alice.microphones() == [False]
    alice.press("mute")
    assert alice.microphones() == [True]


def test_a_microphone_that_fails_during_a_call_leaves_the_old_one(alice: PhonePage, bob: PhonePage) -> None:
    call(alice, bob, "bob")
    alice.press("settings-toggle")
    alice.page.evaluate("""() => {
        MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'));
    }""")
    alice.role("microphone").select_option("Fake Audio Input 1")
    alice.says("Another one is used.", "hint")
    assert media_grows(bob.page, "audio")
    alice.is_in("active")


def test_the_chosen_speaker_is_used(alice: PhonePage, bob: PhonePage) -> None:
    with_names(alice).role("speaker").select_option("Fake Audio Output 1")
    call(alice, bob, "bob")
    chosen = alice.role("speaker").input_value()
    sink = "element => element.sinkId"
    assert alice.role("remote-audio").evaluate(sink) == chosen
    alice.role("speaker").select_option("Fake Audio Output 2")
    changed = alice.role("speaker").input_value()
    alice.page.wait_for_function("id => document.querySelector('audio').sinkId === id", arg=changed)
    assert changed not in ("", chosen)
    assert media_grows(alice.page, "audio")


@pytest.mark.parametrize("kind", ["audioinput", "audiooutput"])
def test_a_chosen_device_that_is_gone(visit: Visit, bob: PhonePage, kind: str) -> None:
    alice = remembering(visit, kind)
    call(alice, bob, "bob")
    alice.says("The chosen device is not connected. Another one is used.", "hint")
    assert media_grows(bob.page, "audio")
    assert media_grows(alice.page, "audio")


def test_a_chosen_camera_that_is_gone(visit: Visit, bob: PhonePage) -> None:
    alice = remembering(visit, "videoinput")
    alice.dial("bob", video=True)
    alice.says("The chosen device is not connected.", "hint")
    bob.press("answer-video")
    assert media_grows(bob.page, "video")


def test_choices_that_somebody_spoilt_do_no_harm(visit: Visit, bob: PhonePage) -> None:
    alice = with_script(
        visit,
        """localStorage.setItem('jsc-phone-devices', '[{"audioinput": 7}]');
        localStorage.setItem('jsc-phone-sounds', '"loud"'); localStorage.setItem('jsc-phone-login', '7');""",
    )
    call(alice, bob, "bob")


def test_a_browser_that_keeps_nothing(visit: Visit, bob: PhonePage) -> None:
    forbidden = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
    )
    alice = with_script(visit, forbidden)
    with_names(alice).role("microphone").select_option("Fake Audio Input 1")
    chosen = alice.role("microphone").input_value()
    call(alice, bob, "bob")
    assert alice.page.evaluate(MICROPHONE_USED) == chosen


def test_no_choice_of_a_speaker_where_the_browser_has_none(visit: Visit) -> None:
    alice = with_script(visit, "delete HTMLMediaElement.prototype.setSinkId;")
    alice.press("settings-toggle")
    expect(alice.role("speaker")).to_be_hidden()
    expect(alice.root.get_by_text("Speaker", exact=True)).to_be_hidden()
    expect(alice.role("microphone")).to_be_visible()


def test_no_choice_of_a_camera_where_there_is_no_video(visit: Visit, site: Site) -> None:
    site.config["video"] = False
    alice = visit("alice")
    alice.press("settings-toggle")
    expect(alice.role("camera-choice")).to_be_hidden()
    expect(alice.root.get_by_text("Camera", exact=True)).to_be_hidden()


def test_a_device_that_is_plugged_in_is_listed_as_text(alice: PhonePage) -> None:
    alice.press("settings-toggle")
    alice.page.evaluate("""() => {
        const named = { kind: 'audioinput', deviceId: 'a', label: '<img src=x onerror=alert(1)>' };
        const unnamed = { kind: 'audioinput', deviceId: 'b', label: '' };
        MediaDevices.prototype.enumerateDevices = async () => [named, unnamed];
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    }""")
    names = ["Default", "<img src=x onerror=alert(1)>", "Device 2"]
    expect(alice.role("microphone").locator("option")).to_have_text(names)


def test_the_meter_moves_while_the_microphone_is_tested(alice: PhonePage) -> None:
    alice.press("settings-toggle")
    expect(alice.role("level")).to_be_hidden()
    alice.press("test-microphone")
    expect(alice.role("test-microphone")).to_have_attribute("aria-pressed", "true")
    alice.page.wait_for_function("() => document.querySelector('meter').value > 0.3")
    alice.press("test-microphone")
    expect(alice.role("level")).to_be_hidden()
    assert alice.page.evaluate(OPEN_TRACKS) == 0


def test_the_test_ends_when_the_settings_are_closed(alice: PhonePage) -> None:
    alice.press("settings-toggle")
    alice.press("test-microphone")
    alice.page.wait_for_function("() => testTracks.length > 0")
    alice.page.keyboard.press("Escape")
    expect(alice.role("settings")).to_be_hidden()
    assert alice.page.evaluate(OPEN_TRACKS) == 0
    alice.press("settings-toggle")
    expect(alice.role("test-microphone")).to_have_attribute("aria-pressed", "false")


def test_the_test_ends_with_a_call(alice: PhonePage, bob: PhonePage) -> None:
    alice.press("settings-toggle")
    alice.press("test-microphone")
    alice.page.wait_for_function("() => testTracks.length > 0")
    call(alice, bob, "bob")
    expect(alice.role("level")).to_be_hidden()
    expect(alice.role("test-microphone")).to_be_hidden()
    assert alice.page.evaluate(OPEN_TRACKS) == 1


def test_another_microphone_is_tested_at_once(alice: PhonePage) -> None:
    with_names(alice)
    alice.press("test-microphone")
    alice.role("microphone").select_option("Fake Audio Input 2")
    chosen = alice.role("microphone").input_value()
    alice.page.wait_for_function("id => testTracks.at(-1)?.getSettings().deviceId === id", arg=chosen)
    alice.page.wait_for_function(f"() => ({OPEN_TRACKS})() === 1")


def test_a_microphone_that_is_refused(visit: Visit) -> None:
    refuse = "MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));"
    alice = with_script(visit, refuse)
    alice.press("settings-toggle")
    alice.press("test-microphone")
    alice.says("The microphone is not allowed for this site.")
    expect(alice.role("test-microphone")).to_have_attribute("aria-pressed", "false")
