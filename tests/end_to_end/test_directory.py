"""The directory and the caller card of WordPress: who agreed is listed, is chosen, is known when calling."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.end_to_end.phone import Phone
from tests.end_to_end.wordpress_site import SLUG, WordPressSite

PATIENCE = 20_000


def test_a_user_lists_herself_is_chosen_and_is_known(site: WordPressSite) -> None:
    wordpress = site.wordpress
    # Avatars would come from another host.
    wordpress.php("update_option( 'show_avatars', 0 );")
    blocks = "".join(f"<!-- wp:{SLUG}/{name} /-->" for name in ("phone", "directory", "caller"))
    address = wordpress.create_page("People", blocks)

    with site.user("alice") as alice, site.user("bob") as bob:
        alice.page.goto(f"{wordpress.url}/wp-admin/profile.php")
        alice.page.get_by_label("List me").check()
        alice.page.get_by_label("Department").fill('R&D "lab"')
        alice.page.locator("#submit").click()
        alice.page.get_by_text("Profile updated.").wait_for()
        alice.page.goto(address)
        # What WordPress's own admin pages report.
        alice.problems.clear()
        Phone(alice.page).go_online()

        bob.page.goto(address)
        expect(bob.page.get_by_role("button", name='R&D "lab"')).to_be_visible(timeout=PATIENCE)
        bob.page.get_by_role("button", name="alice").click()
        expect(Phone(bob.page).part("destination")).to_have_value("alice@example.org")
        Phone(bob.page).part("call-audio").click()
        Phone(alice.page).answer()
        Phone(bob.page).expect_state("active")

        card = bob.page.locator(".jsc-caller")
        expect(card).to_contain_text("alice", timeout=PATIENCE)
        expect(card).to_contain_text('R&D "lab"')
        expect(alice.page.locator(".jsc-caller")).to_be_hidden()
        assert bob.problems == []
        # Bob is not listed, and Chromium reports the answer that says so.
        assert [problem for problem in alice.problems if "404" not in problem] == []


def test_a_guest_sees_nobody_whom_guests_may_not_call(site: WordPressSite) -> None:
    address = site.wordpress.create_page("People for guests", f"[{SLUG}-directory]")

    with site.guest() as guest:
        guest.page.goto(address)

        expect(guest.page.locator(".jsc-directory")).to_contain_text("Nobody is listed here.", timeout=PATIENCE)
        assert guest.problems == []
