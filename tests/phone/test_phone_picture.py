"""The pictures of a video call: full screen, small window, larger, and one's own away."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage

BUTTONS = ("hide-self", "small-window", "full-screen")


def see_each_other(alice: PhonePage, bob: PhonePage, *, answer: str = "answer-video") -> None:
    alice.dial("bob", video=True)
    bob.press(answer)
    alice.is_in("active")
    bob.is_in("active")
    expect((alice if answer == "answer-video" else bob).role("remote-video")).to_be_visible()


def width(phone: PhonePage) -> float:
    box = phone.role("stage").bounding_box()
    assert box
    return box["width"]


def is_on_top(phone: PhonePage, role: str) -> bool:
    """Tell whether a part of the phone is what one sees at its place."""
    script = """(element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    }"""
    return bool(phone.role(role).evaluate(script))


def test_hiding_ones_own_picture(alice: PhonePage, bob: PhonePage) -> None:
    see_each_other(alice, bob)
    alice.press("hide-self")
    expect(alice.role("local-video")).to_be_hidden()
    expect(alice.role("hide-self")).to_have_attribute("aria-pressed", "true")
    alice.press("mute")
    expect(alice.role("mute")).to_have_attribute("aria-pressed", "true")
    expect(alice.role("local-video")).to_be_hidden()
    alice.press("hide-self")
    expect(alice.role("local-video")).to_be_visible()
    alice.press("camera")
    expect(alice.role("hide-self")).to_be_hidden()
    expect(alice.role("local-video")).to_be_hidden()


def test_a_larger_picture(alice: PhonePage, bob: PhonePage) -> None:
    see_each_other(alice, bob)
    before = width(alice)
    alice.focus("larger")
    alice.page.keyboard.press("Enter")
    assert width(alice) > 1.5 * before
    expect(alice.role("larger")).to_have_attribute("aria-pressed", "true")
    alice.page.keyboard.press("Enter")
    assert width(alice) == before
    alice.press("larger")
    alice.press("hangup")
    alice.is_in("idle")
    box = alice.root.bounding_box()
    assert box
    assert box["width"] < before * 1.5, "without a picture the card is as it was"


def test_no_larger_picture_where_there_is_no_room(alice: PhonePage, bob: PhonePage) -> None:
    alice.page.set_viewport_size({"width": 420, "height": 800})
    see_each_other(alice, bob)
    expect(alice.role("larger")).to_be_hidden()
    alice.page.set_viewport_size({"width": 1200, "height": 800})
    expect(alice.role("larger")).to_be_visible()


def test_dragging_makes_the_picture_higher(alice: PhonePage, bob: PhonePage) -> None:
    see_each_other(alice, bob)
    alice.role("stage").scroll_into_view_if_needed()
    box = alice.role("stage").bounding_box()
    assert box
    right, bottom = box["x"] + box["width"] - 4, box["y"] + box["height"] - 4
    alice.page.mouse.move(right, bottom)
    alice.page.mouse.down()
    alice.page.mouse.move(right, bottom + 80, steps=4)
    alice.page.mouse.up()
    dragged = alice.role("stage").bounding_box()
    assert dragged
    assert dragged["height"] > box["height"] + 40
    assert dragged["width"] == box["width"]


def test_full_screen_with_the_buttons_of_the_call(alice: PhonePage, bob: PhonePage) -> None:
    see_each_other(alice, bob)
    alice.press("full-screen")
    expect(alice.role("full-screen")).to_have_attribute("aria-pressed", "true")
    expect(alice.role("hangup")).to_be_in_viewport()
    alice.press("full-screen")
    expect(alice.role("full-screen")).to_have_attribute("aria-pressed", "false")


def test_what_the_phone_says_is_seen_in_full_screen(alice: PhonePage, bob: PhonePage) -> None:
    see_each_other(alice, bob)
    alice.press("full-screen")
    expect(alice.role("full-screen")).to_have_attribute("aria-pressed", "true")
    alice.press("transfer-toggle")
    alice.press("transfer-submit")
    alice.says("Please enter whom to call.")
    bob.press("hold")
    alice.says("The other party put you on hold.", "status")
    for role in ("status", "alert", "hangup"):
        assert is_on_top(alice, role), role


def test_on_hold_there_is_no_black_picture(alice: PhonePage, bob: PhonePage) -> None:
    see_each_other(alice, bob)
    alice.press("hold")
    alice.says("On hold", "status")
    for phone in (alice, bob):
        expect(phone.role("stage")).to_be_hidden()
        expect(phone.role("peer-initial")).to_be_visible()
    alice.press("hold")
    for phone in (alice, bob):
        expect(phone.role("stage")).to_be_visible()
        expect(phone.role("remote-video")).to_be_visible()
        expect(phone.role("peer-initial")).to_be_hidden()


def test_full_screen_ends_with_the_call(alice: PhonePage, bob: PhonePage) -> None:
    see_each_other(alice, bob)
    alice.press("full-screen")
    expect(alice.role("full-screen")).to_have_attribute("aria-pressed", "true")
    bob.press("hangup")
    alice.is_in("idle")
    alice.page.wait_for_function("() => !document.fullscreenElement")
    expect(alice.role("dial")).to_be_in_viewport()


def test_a_small_window_above_all_others(alice: PhonePage, bob: PhonePage) -> None:
    see_each_other(alice, bob)
    alice.page.wait_for_function("() => document.querySelector('[data-jsc=remote-video]').readyState > 0")
    alice.press("small-window")
    expect(alice.role("small-window")).to_have_attribute("aria-pressed", "true")
    alice.press("hangup")
    alice.is_in("idle")
    alice.page.wait_for_function("() => !document.pictureInPictureElement")


def test_what_the_browser_cannot_is_not_offered(alice: PhonePage, bob: PhonePage) -> None:
    alice.page.add_init_script("""
        delete HTMLVideoElement.prototype.requestPictureInPicture;
        delete Element.prototype.requestFullscreen;
    """)
    alice.page.reload()
    see_each_other(alice, bob)
    expect(alice.role("hide-self")).to_be_visible()
    expect(alice.role("small-window")).to_be_hidden()
    expect(alice.role("full-screen")).to_be_hidden()


def test_nothing_to_be_done_without_the_other_partys_picture(alice: PhonePage, bob: PhonePage) -> None:
    see_each_other(alice, bob, answer="answer")
    for role in BUTTONS:
        expect(alice.role(role)).to_be_hidden()
