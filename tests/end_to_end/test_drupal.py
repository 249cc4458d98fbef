"""The same calls as on WordPress, on a Drupal of one's own (JSCOMM_DRUPAL_ROOT)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import HOSTILE, render
from tests.drupal.site import LEFTOVERS, Drupal, NoDrupalError, install
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

    from tests.end_to_end.drupal_site import DrupalSite


@pytest.fixture(scope="module")
def drupal(tmp_path_factory: pytest.TempPathFactory) -> Drupal:
    try:
        return install(tmp_path_factory.mktemp("drupal"))
    except NoDrupalError as lack:
        pytest.skip(str(lack))


@pytest.fixture(scope="module")
def site(
    drupal: Drupal, tmp_path_factory: pytest.TempPathFactory, browser: Browser, telephony: Kamailio
) -> Iterator[DrupalSite]:
    """Give a Drupal with the module, in whose log nothing may stand when the tests are over."""
    from tests.end_to_end.drupal_site import MODULE, set_up

    module = render("drupal", tmp_path_factory.mktemp("module"), name=HOSTILE, slug=MODULE)
    with set_up(drupal, module, browser, telephony) as ready:
        yield ready
        assert ready.drupal.problems() == []


@pytest.fixture(scope="module")
def any_site(site: DrupalSite) -> DrupalSite:
    """Give the one Drupal: which version it is, is up to who runs the tests."""
    return site


def test_guests_get_the_page_from_the_cache(site: DrupalSite) -> None:
    with site.guest() as guest:
        again = guest.context.request.get(site.phone_url)

        assert again.headers["x-drupal-cache"] == "HIT"
        assert "data-jsc-phone" in again.text()


def test_a_block_is_placed_and_two_phones_of_a_page_are_two(site: DrupalSite) -> None:
    from tests.end_to_end.drupal_site import MODULE

    with site.administrator() as page:
        page.goto(f"{site.drupal.url}/admin/structure/block/add/{MODULE}/stark?region=content")
        page.get_by_label("Destination", exact=True).fill("helpdesk")
        page.get_by_label("Only this destination").check()
        page.get_by_role("button", name="Save block").click()
        page.get_by_text("The block configuration has been saved.").wait_for()
    with site.guest() as guest:
        phones = guest.page.locator("[data-jsc-phone]")
        expect(phones).to_have_count(2)
        ids = guest.page.eval_on_selector_all("[data-jsc-phone] [id]", "all => all.map(one => one.id)")
        assert len(ids) == len(set(ids))
        assert guest.problems == []
    site.drupal.php(
        "foreach (\\Drupal\\block\\Entity\\Block::loadMultiple() as $b) "
        "{ if ($b->getPluginId() === $input['id']) { $b->delete(); } }",
        id=MODULE,
    )


def test_no_second_phone_starts_when_behaviors_attach_again(site: DrupalSite) -> None:
    with site.guest() as guest:
        root = guest.page.locator("[data-jsc-phone]")
        expect(root).to_have_attribute("data-once", re.compile("acme-phone"))
        same = guest.page.evaluate(
            """async () => {
              const map = JSON.parse(document.querySelector('script[type=importmap]').textContent).imports;
              const {phoneOf} = await import(Object.values(map).find(url => url.includes('/phone.min.js')));
              const root = document.querySelector('[data-jsc-phone]');
              const before = phoneOf(root);
              Drupal.attachBehaviors(document, {});
              const attached = phoneOf(root) === before;
              Drupal.detachBehaviors(document, {}, 'serialize');
              const kept = phoneOf(root) === before;
              Drupal.detachBehaviors(document, {}, 'unload');
              return [Boolean(before), attached, kept, phoneOf(root) === undefined];
            }"""
        )
    assert same == [True, True, True, True]


def test_the_status_report_is_content(site: DrupalSite) -> None:
    with site.administrator() as page:
        page.goto(f"{site.drupal.url}/admin/reports/status")
        report = page.locator("main").inner_text()
        page.get_by_role("link", name="Ask the server").click()
        page.get_by_text("The WebSocket can be reached").wait_for()
        page.goto(f"{site.drupal.url}/admin/help/acme_phone")
        page.get_by_text("Who may call whom").wait_for()

    assert "A WebSocket URL and a SIP domain are set" in report
    assert "Roles: Staff" in report


def test_people_who_agreed_are_called_from_the_directory(site: DrupalSite) -> None:
    from tests.end_to_end.drupal_site import list_in_directory, place_blocks

    list_in_directory(site, "hank", department="Desk <b>")
    with place_blocks(site.drupal, "directory", "caller_card"), site.user("hank") as hank, site.guest() as guest:
        desk, phone = Phone(hank.page), Phone(guest.page)
        desk.go_online()
        people = guest.page.locator("[data-jsc-directory]")
        expect(people.get_by_role("button", name="Desk <b>")).to_be_visible()

        people.get_by_role("button", name="hank").click()
        expect(phone.part("destination")).to_have_value("helpdesk@example.org")
        phone.part("call-audio").click()
        desk.answer()

        phone.expect_state("active")
        card = guest.page.locator("[data-jsc-caller-card]")
        expect(card).to_contain_text("hank")
        expect(card).to_contain_text("Desk <b>")
        phone.hang_up()
        expect(card).to_be_hidden()
        assert guest.problems == []


def test_who_leaves_the_directory_is_off_it_at_once(site: DrupalSite) -> None:
    from tests.end_to_end.drupal_site import list_in_directory, place_blocks

    with place_blocks(site.drupal, "directory"):
        list_in_directory(site, "hank", department="")
        with site.guest() as guest:
            expect(guest.page.locator("[data-jsc-directory]")).to_contain_text("hank")
        list_in_directory(site, "hank", listed=False)
        with site.guest() as guest:
            expect(guest.page.locator("[data-jsc-directory]")).to_contain_text("Nobody is listed here.")


def test_uninstalling_leaves_nothing(site: DrupalSite) -> None:
    from tests.end_to_end.drupal_site import MODULE

    site.drupal.uninstall(MODULE)
    assert site.drupal.php(LEFTOVERS, module=MODULE) == "[]"
