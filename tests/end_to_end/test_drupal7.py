"""The same calls as on WordPress, on a Drupal 7 of one's own (JSCOMM_DRUPAL7_ROOT)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import HOSTILE, render
from tests.drupal7.site import LEFTOVERS, Drupal7, NoDrupal7Error, install
from tests.end_to_end.phone import Phone
from tests.end_to_end.test_access import (  # noqa: F401  run here as well
    test_a_guest_calls_nobody_else,
    test_a_guest_calls_the_help_desk,
    test_a_user_without_rights_is_treated_as_a_guest,
    test_nothing_is_connected_before_a_guest_acts,
    test_the_page_is_the_same_for_everybody_and_holds_no_secret,
)
from tests.end_to_end.test_calls import (  # noqa: F401
    test_a_call_to_nobody_says_so,
    test_a_video_call_can_be_answered_without_video,
    test_calls_are_rejected_and_cancelled_and_a_second_one_is_announced,
    test_tones_reach_the_other_side_and_mute_stops_the_microphone,
    test_two_users_call_each_other,
)
from tests.end_to_end.test_tokens import (  # noqa: F401
    test_a_call_outlives_its_token,
    test_a_wrong_token_is_refused_and_the_page_says_so,
    test_the_phone_stays_registered_past_the_token_and_through_a_killed_server,
)
from tests.servers.kamailio import Kamailio

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.end_to_end.drupal7_site import Drupal7Site


@pytest.fixture(scope="module")
def drupal(tmp_path_factory: pytest.TempPathFactory) -> Drupal7:
    try:
        return install(tmp_path_factory.mktemp("drupal7"))
    except NoDrupal7Error as lack:
        pytest.skip(str(lack))


@pytest.fixture(scope="module")
def site(
    drupal: Drupal7, tmp_path_factory: pytest.TempPathFactory, browser: Browser, telephony: Kamailio
) -> Iterator[Drupal7Site]:
    """Give a Drupal 7 with the module, in whose log nothing may stand when the tests are over."""
    from tests.end_to_end.drupal7_site import MODULE, set_up

    module = render("drupal", tmp_path_factory.mktemp("module"), core="7", name=HOSTILE, slug=MODULE)
    with set_up(drupal, module, browser, telephony) as ready:
        yield ready
        assert ready.drupal.problems() == []


@pytest.fixture(scope="module")
def any_site(site: Drupal7Site) -> Drupal7Site:
    """Give the one Drupal 7: which release it is, is up to who runs the tests."""
    return site


def test_guests_get_the_page_from_the_cache(site: Drupal7Site) -> None:
    with site.guest() as guest:
        again = guest.context.request.get(site.phone_url)

        assert again.headers["x-drupal-cache"] == "HIT"
        assert "data-jsc-phone" in again.text()


def test_drucall_s_address_leads_to_the_phone(site: Drupal7Site) -> None:
    with site.guest() as guest:
        guest.page.goto(f"{site.drupal.url}/drucall?from=bookmark")

        assert guest.page.url == f"{site.phone_url}?from=bookmark"
        expect(Phone(guest.page).part("call-audio")).to_be_enabled()


def test_a_block_is_placed_and_two_phones_of_a_page_are_two(site: Drupal7Site) -> None:
    from tests.end_to_end.drupal7_site import MODULE

    with site.administrator() as page:
        page.goto(f"{site.drupal.url}/admin/structure/block/manage/{MODULE}/phone/configure")
        page.get_by_label("Destination", exact=True).fill("helpdesk")
        page.get_by_label("Only this destination").check()
        page.get_by_label("Bartik").select_option("content")
        page.get_by_role("button", name="Save block").click()
        page.get_by_text("The block configuration has been saved.").wait_for()
    with site.guest() as guest:
        phones = guest.page.locator("[data-jsc-phone]")
        expect(phones).to_have_count(2)
        ids = guest.page.eval_on_selector_all("[data-jsc-phone] [id]", "all => all.map(one => one.id)")
        assert len(ids) == len(set(ids))
        assert guest.problems == []
    site.drupal.php(
        "db_update('block')->fields(['status' => 0])->condition('module', $input['id'])->execute();", id=MODULE
    )
    site.drupal.php("cache_clear_all();")


def test_no_second_phone_starts_when_behaviors_attach_again(site: Drupal7Site) -> None:
    with site.guest() as guest:
        expect(Phone(guest.page).part("call-audio")).to_be_enabled()
        same = guest.page.evaluate(
            """async () => {
              const {phoneOf} = await import(Drupal.settings.acme_phone['[data-jsc-phone]']);
              const root = document.querySelector('[data-jsc-phone]');
              const moment = () => new Promise((done) => setTimeout(done));
              const before = phoneOf(root);
              Drupal.attachBehaviors(document, Drupal.settings);
              await moment();
              const attached = phoneOf(root) === before;
              Drupal.detachBehaviors(document, Drupal.settings, 'serialize');
              await moment();
              const kept = phoneOf(root) === before;
              Drupal.detachBehaviors(jQuery('body'), Drupal.settings, 'unload');
              await moment();
              const stopped = phoneOf(root) === undefined;
              Drupal.attachBehaviors(jQuery(root), Drupal.settings);
              await moment();
              return [Boolean(before), attached, kept, stopped, phoneOf(root) !== undefined];
            }"""
        )
    assert same == [True, True, True, True, True]


def test_scripts_get_new_addresses_when_caches_are_cleared(site: Drupal7Site) -> None:
    def scripts() -> list[str]:
        with site.guest() as guest:
            expect(Phone(guest.page).part("call-audio")).to_be_enabled()
            return [url for url in guest.requests if "/phone" in url and re.search(r"\.js", url)]

    before = scripts()
    site.drupal.php("_drupal_flush_css_js(); cache_clear_all();")

    assert before
    assert not set(before) & set(scripts())


def test_who_agreed_to_be_listed_is_chosen_from_the_directory(site: Drupal7Site) -> None:
    from tests.end_to_end.drupal7_site import MODULE

    place = "db_update('block')->fields(['status' => $input['on'], 'region' => 'sidebar_first'])"
    place += "->condition('module', $input['module'])->condition('delta', ['directory', 'caller_card'])->execute();"
    site.drupal.php(place, module=MODULE, on=1)
    with site.user("bob") as bob:
        bob.page.goto(f"{site.drupal.url}/user")
        bob.page.get_by_role("link", name="Edit").click()
        bob.page.get_by_role("link", name="Phone directory").press("Enter")
        bob.page.get_by_label("List me in the phone directory").check()
        bob.page.locator("#edit-submit").click()
        bob.page.get_by_text("The changes have been saved.").wait_for()
        bob.page.goto(site.phone_url)
        callee = Phone(bob.page)
        callee.go_online()
        with site.user("alice") as alice:
            caller = Phone(alice.page)
            alice.page.get_by_role("navigation", name="People to call").get_by_role("button", name="bob").click()
            expect(caller.part("destination")).to_have_value(re.compile("bob@example.org"))
            caller.part("call-audio").click()
            callee.answer()
            caller.expect_state("active")
            expect(alice.page.locator("[data-jsc-caller-card]")).to_contain_text("bob")
            expect(bob.page.locator("[data-jsc-caller-card]")).to_be_hidden()
            assert alice.problems == []
    site.drupal.php(place, module=MODULE, on=0)


def test_the_status_report_is_content(site: Drupal7Site) -> None:
    with site.administrator() as page:
        page.goto(f"{site.drupal.url}/admin/reports/status")
        report = page.locator("table.system-status-report").inner_text()
        page.get_by_role("link", name="Ask the server").click()
        page.get_by_text("The WebSocket can be reached").wait_for()
        page.goto(f"{site.drupal.url}/admin/help/acme_phone")
        page.get_by_text("Who may call whom").wait_for()

    assert "A WebSocket URL and a SIP domain are set" in report
    assert "Roles: staff" in report
    assert "DruCall" not in report


def test_uninstalling_leaves_nothing(site: Drupal7Site) -> None:
    from tests.end_to_end.drupal7_site import MODULE

    site.drupal.uninstall(MODULE)
    assert site.drupal.php(LEFTOVERS, module=MODULE) == "[]"
