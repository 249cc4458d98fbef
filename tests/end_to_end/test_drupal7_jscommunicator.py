"""What DruCall was: JSCommunicator in a Drupal 7, on the jQuery that Drupal 7 has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import render
from tests.drupal7.site import Drupal7, NoDrupal7Error, install
from tests.jscommunicator.conftest import upstream  # noqa: F401  a fixture
from tests.jscommunicator.page import Page
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
    drupal: Drupal7,
    upstream: Path,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
    browser: Browser,
    telephony: Kamailio,
) -> Iterator[Drupal7Site]:
    """Give a Drupal 7 with JSCommunicator, in whose log nothing may stand when the test is over."""
    from tests.end_to_end.drupal7_site import MODULE, set_up

    answers = {"core": "7", "slug": MODULE, "phone": "jscommunicator", "jscommunicator_dir": str(upstream)}
    module = render("drupal", tmp_path_factory.mktemp("module"), **answers)
    with set_up(drupal, module, browser, telephony) as ready:
        yield ready
        assert ready.drupal.problems() == []


def test_two_users_talk_and_see_each_other(site: Drupal7Site) -> None:
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Page(alice), Page(bob)
        caller.start()
        callee.start()

        caller.call("bob", video=True)
        callee.answer(video=True)

        caller.is_in_call()
        callee.is_in_call()
        assert caller.hears()
        assert callee.sees()
        assert alice.page.evaluate("jQuery.fn.jquery").startswith("1.4.")
        assert alice.problems == bob.problems == []
        assert alice.foreign_requests() == bob.foreign_requests() == []
