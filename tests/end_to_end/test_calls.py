"""Two people talk: from the command line to media in two browsers."""

from __future__ import annotations

import pytest

from tests.end_to_end.phone import Phone
from tests.end_to_end.site import Site


@pytest.mark.parametrize("kind", ["audio", "video"])
def test_two_users_call_each_other(any_site: Site, kind: str) -> None:
    video = kind == "video"
    with any_site.user("alice") as alice, any_site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.go_online()

        caller.call("bob", video=video)
        callee.expect_alert("alice")
        callee.answer(video=video)

        for phone in (caller, callee):
            phone.expect_state("active")
            assert phone.receives("audio")
            assert not video or phone.receives("video")
        callee.hang_up()
        caller.expect_state("idle")
        callee.expect_state("idle")

        for person in (alice, bob):
            assert person.problems == []
            assert person.foreign_requests() == []


def test_a_video_call_can_be_answered_without_video(site: Site) -> None:
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.go_online()

        caller.call("bob", video=True)
        callee.answer()

        caller.expect_state("active")
        callee.expect_state("active")
        assert caller.receives("audio")
        assert callee.receives("audio")
        assert callee.receives("video")


def test_calls_are_rejected_and_cancelled_and_a_second_one_is_announced(site: Site) -> None:
    with site.user("alice") as alice, site.user("bob") as bob, site.user("hank") as hank:
        caller, callee, third = Phone(alice.page), Phone(bob.page), Phone(hank.page)
        callee.go_online()

        caller.call("bob")
        callee.expect_state("incoming")
        callee.part("reject").click()
        caller.expect_alert("declined|rejected|busy|not available")
        caller.expect_state("idle")

        caller.call("bob")
        callee.expect_state("incoming")
        caller.hang_up()
        callee.expect_state("idle")

        caller.call("bob")
        callee.answer()
        caller.expect_state("active")
        third.call("bob")
        callee.part("waiting-reject").click()
        third.expect_alert("declined|rejected|busy")
        third.expect_state("idle")
        callee.expect_state("active")


def test_tones_reach_the_other_side_and_mute_stops_the_microphone(site: Site) -> None:
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.go_online()
        caller.call("bob")
        callee.answer()
        caller.expect_state("active")

        caller.part("keypad-toggle").click()
        caller.page.locator('[data-jsc-tone="5"]').click()
        caller.page.keyboard.press("#")
        caller.part("mute").click()

        assert caller.part("tones").inner_text() == "5#"
        assert caller.part("mute").get_attribute("aria-pressed") == "true"
        callee.hang_up()
        caller.expect_state("idle")


def test_a_call_to_nobody_says_so(site: Site) -> None:
    with site.user("alice") as alice:
        phone = Phone(alice.page)

        phone.call("nobody-there")

        phone.expect_alert("not found|no such|nobody|not available|not online")
        phone.expect_state("idle")
