"""The WordPress that other tests are run in works, says its version, and leaves nothing to notice."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.servers.browser import log_in, visitor
from tests.servers.fixtures import SUITES, Sites
from tests.servers.mariadb import MariaDb
from tests.servers.process import ServerError, listens
from tests.servers.wordpress import WordPress

PLUGIN = """<?php
/* Plugin Name: Probe */
register_activation_hook( __FILE__, function ( $wide ) { update_option( 'probe', $wide ? 'network' : 'site' ); } );
add_shortcode( 'probe', function () { return 'answer ' . ( 6 * 7 ); } );
"""
UNINSTALL = "<?php foreach ( get_sites() as $s ) { delete_blog_option( $s->blog_id, 'probe' ); }"


def plugin(folder: Path, uninstall: str = "<?php delete_option( 'probe' );") -> Path:
    """Write a plugin that keeps one option and has one shortcode."""
    made = folder / "probe"
    made.mkdir()
    (made / "probe.php").write_text(PLUGIN, encoding="utf-8")
    (made / "uninstall.php").write_text(uninstall, encoding="utf-8")
    return made


def fetch(url: str) -> str:
    with urlopen(url) as answer:  # noqa: S310 - a server on loopback
        return str(answer.read().decode())


def assert_answers(site: WordPress) -> None:
    assert re.match(r"\d+\.\d+", site.version)
    with site.serve() as served:
        assert "Test site" in fetch(f"{served.url}/")
        assert f"{served.url}/wp-json/" in fetch(f"{served.url}/")
        assert '"namespaces"' in fetch(f"{served.url}/wp-json/")
    assert site.debug_log() == ""


@pytest.mark.parametrize("suite", SUITES)
def test_answers_on_sqlite(sites: Sites, suite: str) -> None:
    site = sites.fresh(suite)
    assert site.database == "SQLite"
    assert_answers(site)


@pytest.mark.parametrize("suite", SUITES)
def test_answers_on_mariadb(sites: Sites, mariadb_server: MariaDb, suite: str) -> None:
    site = sites.install(suite, mariadb_server.create(f"answers_{suite}"))
    assert "MariaDB" in site.php("echo $GLOBALS['wpdb']->db_server_info();")
    assert_answers(site)


@pytest.mark.parametrize("suite", SUITES)
def test_the_admin_pages_open_without_a_complaint(sites: Sites, browser: Browser, suite: str) -> None:
    with sites.fresh(suite).serve() as site, visitor(browser) as admin:
        log_in(admin.page, site.url, site.admin_login, site.admin_password)
        for page in ("index", "plugins", "options-general", "site-health", "post-new", "profile"):
            admin.page.goto(f"{site.url}/wp-admin/{page}.php")
        assert admin.problems == []
        assert admin.foreign_requests() == []
        assert site.debug_log() == ""


def test_nobody_logs_in_with_a_wrong_password(wordpress: WordPress, browser: Browser) -> None:
    with wordpress.serve() as site, visitor(browser) as stranger:
        stranger.page.goto(f"{site.url}/wp-login.php")
        stranger.page.fill("#user_login", site.admin_login)
        stranger.page.fill("#user_pass", "wrong")
        stranger.page.click("#wp-submit")
        assert stranger.page.locator("#login_error").is_visible()


def test_a_plugin_lives_from_activation_to_uninstall(wordpress: WordPress, tmp_path: Path) -> None:
    slug = wordpress.install_plugin(plugin(tmp_path))
    wordpress.activate(slug)
    assert wordpress.php("echo get_option( 'probe' );") == "site"
    address = wordpress.create_page("Probe", "[probe]")
    with wordpress.serve() as site:
        assert "answer 42" in fetch(address.replace(wordpress.url, site.url))
    wordpress.deactivate(slug)
    wordpress.uninstall(slug)
    assert wordpress.php("var_export( get_option( 'probe' ) );") == "false"
    assert not (wordpress.root / "wp-content/plugins/probe").exists()
    assert wordpress.debug_log() == ""


def test_a_network_of_sites(sites: Sites, browser: Browser, tmp_path: Path) -> None:
    network = sites.fresh(network=True)
    second = network.create_site("second")
    slug = network.install_plugin(plugin(tmp_path, UNINSTALL))
    network.activate(slug, network=True)
    assert network.php("echo get_option( 'probe' );") == "network"
    network.php("update_blog_option( $input['id'], 'probe', 'x' );", id=second)
    network.deactivate(slug)
    network.uninstall(slug)
    assert network.php("var_export( get_blog_option( $input['id'], 'probe' ) );", id=second) == "false"
    with network.serve() as site, visitor(browser) as admin:
        log_in(admin.page, site.url, site.admin_login, site.admin_password)
        admin.page.goto(f"{site.url}/wp-admin/network/plugins.php")
        admin.page.goto(f"{site.url}/second/wp-admin/plugins.php")
        assert admin.page.locator(".wp-list-table").is_visible()
        assert admin.problems == []
        admin.page.goto(f"{site.url}/second/")
        assert "second" in admin.page.title()
        assert admin.problems == []
    assert network.debug_log() == ""


def test_sites_share_nothing(sites: Sites) -> None:
    one, two = sites.fresh(), sites.fresh()
    one.create_user("alice", "editor")
    with pytest.raises(ServerError, match="already exists"):
        one.create_user("alice")
    assert two.create_user("alice", "editor") > 1
    one.php("trigger_error( $input['text'] );", text='it\'s a "notice"')
    assert 'it\'s a "notice"' in one.debug_log()
    assert two.debug_log() == ""


def test_says_why_php_failed(wordpress: WordPress) -> None:
    with pytest.raises(ServerError, match="undefined_function"):
        wordpress.php("undefined_function();")


def test_reaches_no_other_host(wordpress: WordPress) -> None:
    asked = "$r = wp_remote_get( 'http://192.0.2.1/' ); echo is_wp_error( $r ) ? $r->get_error_code() : 'answered';"
    assert wordpress.php(asked) == "http_request_not_executed"


def test_the_web_server_ends_with_its_block(wordpress: WordPress) -> None:
    with wordpress.serve() as site:
        port = int(site.url.rpartition(":")[2])
        assert listens(port)
    assert not listens(port)


def test_the_database_is_not_served(wordpress: WordPress) -> None:
    with wordpress.serve() as site, pytest.raises(Exception, match="404"):
        fetch(f"{site.url}/wp-content/database/.ht.sqlite")
