"""JSCommunicator in a WordPress plugin: jQuery comes from WordPress, tokens from the plugin."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import Browser

from tests.conftest import Generate
from tests.end_to_end.wordpress_site import SLUG, set_up
from tests.jscommunicator.page import Page
from tests.servers.fixtures import Sites
from tests.servers.kamailio import Kamailio
from tests.wordpress.test_in_wordpress import run_phpunit


def test_the_tests_of_the_plugin_pass(sites: Sites, generate: Generate, upstream: Path) -> None:
    plugin = generate("wordpress", slug=SLUG, phone="jscommunicator", jscommunicator_dir=str(upstream))

    run_phpunit(sites.fresh(), plugin)


def test_two_users_call_each_other(
    sites: Sites, generate: Generate, upstream: Path, browser: Browser, sip_server: Kamailio
) -> None:
    plugin = generate("wordpress", slug=SLUG, phone="jscommunicator", jscommunicator_dir=str(upstream))

    with (
        set_up(sites.fresh(), plugin, browser, sip_server) as site,
        site.user("alice") as one,
        site.user("bob") as other,
    ):
        alice, bob = Page(one), Page(other)
        alice.start()
        bob.start()
        alice.call("bob")
        bob.answer()

        alice.is_in_call()
        assert alice.hears()
        assert alice.page.evaluate("jQuery.fn.jquery").startswith("3.")
        assert not [url for url in one.requests if "jscommunicator/vendor" in url]
        assert one.problems == []
        assert other.problems == []
        assert site.wordpress.debug_log() == ""
