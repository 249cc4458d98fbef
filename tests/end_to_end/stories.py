"""What people do on a site, whatever made the site and whichever SIP server carries their calls."""

from __future__ import annotations

from tests.end_to_end.phone import Phone
from tests.end_to_end.site import Site


def two_users_call_each_other_with_video(site: Site) -> None:
    """Alice calls Bob; both hear and see the other, no browser complains, and nobody else is asked."""
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.go_online()

        caller.call("bob", video=True)
        callee.expect_alert("Alice")
        callee.answer(video=True)

        for phone in (caller, callee):
            phone.expect_state("active")
            assert phone.receives("audio")
            assert phone.receives("video")
        callee.hang_up()
        caller.expect_state("idle")
        for person in (alice, bob):
            assert person.problems == []
            assert person.foreign_requests() == []


def a_guest_calls_the_help_desk_and_nobody_else(site: Site) -> None:
    """Hank answers for the help desk; a guest may not call Bob."""
    with site.user("hank") as hank, site.guest() as guest:
        desk, phone = Phone(hank.page), Phone(guest.page)
        desk.go_online()

        phone.call("bob")
        phone.expect_alert("may not")
        phone.call("helpdesk")
        desk.answer()

        for party in (phone, desk):
            party.expect_state("active")
            assert party.receives("audio")
        desk.hang_up()
        phone.expect_state("idle")
