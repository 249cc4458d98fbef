"""The generated plugin in a real WordPress: its own tests, its pages, its endpoint, its beginning and its end."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HOSTILE
from tests.servers.fixtures import Sites, require
from tests.servers.mariadb import MariaDb
from tests.servers.wordpress import WordPress
from tests.wordpress.conftest import PREFIX, SECRET, SLUG
from tests.wordpress.visitor import Answer, Visitor

SETTINGS_PAGE = f"/wp-admin/options-general.php?page={SLUG}"
ADMIN_PAGES = (
    SETTINGS_PAGE,
    f"{SETTINGS_PAGE}&tab=rights",
    f"{SETTINGS_PAGE}&tab=secrets",
    "/wp-admin/profile.php",
    "/wp-admin/plugins.php",
    "/wp-admin/site-health.php",
    "/wp-admin/site-health.php?tab=debug",
    "/wp-admin/options-privacy.php?tab=policyguide",
    "/wp-admin/post-new.php",
)
ENDPOINT = f"/wp-json/{SLUG}/v1/session"
NONCE = "/wp-admin/admin-ajax.php?action=rest-nonce"

# What WordPress writes by itself at any time.
VOLATILE = re.compile(
    r".*? (?:option|meta) (?:_transient_.*|_site_transient_.*|cron|session_tokens|recently_activated|rewrite_rules"
    r"|_wp_suggested_policy_text_has_changed|community-events-location|.*dashboard_quick_press_last_post_id)"
)

DATA = """
global $wpdb;
$data = array();
$keep = static function ( $owner, $query ) use ( $wpdb, &$data ) {
    foreach ( $wpdb->get_results( $query, ARRAY_N ) as $row ) {
        $data[ "$owner $row[0]" ] = $row[1];
    }
};
foreach ( is_multisite() ? get_sites( array( 'fields' => 'ids' ) ) : array( 1 ) as $site ) {
    $keep( "$site option", "SELECT option_name, option_value FROM {$wpdb->get_blog_prefix( $site )}options" );
}
foreach ( get_users( array( 'blog_id' => 0, 'fields' => 'ID' ) ) as $user ) {
    $keep( "user $user meta", "SELECT meta_key, meta_value FROM $wpdb->usermeta WHERE user_id = $user" );
}
if ( is_multisite() ) {
    $keep( 'network option', "SELECT meta_key, meta_value FROM $wpdb->sitemeta" );
}
echo wp_json_encode( $data );
"""

ROWS = """
global $wpdb;
$found = array();
foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) {
    foreach ( $wpdb->get_results( "SELECT * FROM $table", ARRAY_A ) as $row ) {
        if ( str_contains( serialize( $row ), $input['prefix'] ) ) {
            $found[] = $table . ' ' . wp_json_encode( $row );
        }
    }
}
echo wp_json_encode( $found );
"""


def data(site: WordPress) -> dict[str, str]:
    """Read options and user meta of all sites, but for what WordPress itself writes at any time."""
    read: dict[str, str] = json.loads(site.php(DATA))
    return {name: value for name, value in read.items() if not VOLATILE.fullmatch(name)}


def changed(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[str | None, str | None]]:
    """Tell what is not as it was."""
    names = before.keys() | after.keys()
    return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


def ours(site: WordPress) -> list[str]:
    """List the rows of the database in which the plugin's prefix is."""
    found: list[str] = json.loads(site.php(ROWS, prefix=PREFIX))
    return [row for row in found if "_site_transient_" not in row]


def run_phpunit(site: WordPress, plugin: Path) -> None:
    """Run the plugin's own tests in a site."""
    require("phpunit")
    site.install_plugin(plugin)
    done = subprocess.run(
        ["phpunit"],
        cwd=site.root / "wp-content" / "plugins" / SLUG,
        env={**os.environ, "WP_ROOT": str(site.root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr + site.debug_log()
    assert re.search(r"OK \(\d+ tests", done.stdout), done.stdout
    assert site.debug_log() == ""


@pytest.mark.parametrize("suite", ["sid", "trixie"])
def test_its_own_tests_pass(sites: Sites, plugin: Path, suite: str) -> None:
    run_phpunit(sites.fresh(suite), plugin)


def test_its_own_tests_pass_on_a_network(sites: Sites, plugin: Path) -> None:
    run_phpunit(sites.fresh(network=True), plugin)


def test_its_own_tests_pass_on_mariadb(sites: Sites, mariadb_server: MariaDb, plugin: Path) -> None:
    run_phpunit(sites.install("sid", mariadb_server.create("plugin")), plugin)


def test_wordpress_reads_the_header(wordpress: WordPress, plugin: Path) -> None:
    wordpress.install_plugin(plugin)
    text = wordpress.php(
        "require_once ABSPATH . 'wp-admin/includes/plugin.php';"
        "echo wp_json_encode( get_plugin_data( WP_PLUGIN_DIR . $input['file'], true, false ) );",
        file=f"/{SLUG}/{SLUG}.php",
    )
    header = json.loads(text)
    shown = html.unescape(re.sub(r"</?a\b[^>]*>", "", header["Title"]))
    assert header["TextDomain"] == SLUG
    assert header["RequiresWP"] == "6.5"
    assert shown == HOSTILE


def configure(admin: Visitor) -> None:
    """Set the plugin up with its admin pages."""
    settings = {"websocket_url": "wss://sip.example.org", "sip_domain": "example.org", "guest_destinations": "helpdesk"}
    fields = {f"{PREFIX}_settings[{key}]": value for key, value in settings.items()}
    assert "Settings saved." in admin.save(SETTINGS_PAGE, "options.php", **fields).text
    rights = {"rights[subscriber][reach]": "listed", "rights[subscriber][receive]": "1"}
    assert "Rights saved." in admin.save(f"{SETTINGS_PAGE}&tab=rights", "admin-post.php", **rights).text
    secrets = {"secrets[token]": SECRET}
    saved = admin.save(f"{SETTINGS_PAGE}&tab=secrets", "admin-post.php", **secrets)
    assert "Token secret saved." in saved.text
    assert SECRET not in saved.text


def test_it_comes_and_goes_without_a_trace(wordpress: WordPress, plugin: Path) -> None:
    with wordpress.serve() as site:
        admin = Visitor(site)
        admin.log_in(site.admin_login, site.admin_password)
        for page in ADMIN_PAGES[3:]:
            admin.ask(page)
        user = site.create_user("anna")
        pages = [
            site.create_page("Block", f'<!-- wp:{SLUG}/phone {{"destination":"helpdesk"}} /-->'),
            site.create_page("Shortcode", f'[{SLUG} destination="helpdesk"]'),
        ]
        site.php("update_option( 'permalink_structure', '/%postname%/' ); flush_rewrite_rules();")
        site.install_plugin(plugin)
        before = data(site)
        site.activate(SLUG)
        assert len(changed(before, data(site))) > 2
        for page in ADMIN_PAGES:
            assert_sound(admin.ask(page))
        assert not [page for page in pages if "phone.min.css" in admin.ask(page).text]
        configure(admin)
        assert not [page for page in pages if "phone.min.css" not in admin.ask(page).text.partition("</head>")[0]]
        for page in (*ADMIN_PAGES, *pages, "/wp-admin/user-edit.php?user_id=" + str(user)):
            assert_sound(admin.ask(page))
        assert_sound(Visitor(site).ask(pages[0]))
        site.php(f"update_user_meta( $input['user'], '{PREFIX}_sip_name', 'reception' );", user=user)
        assert session(Visitor(site)).status == 200
        site.deactivate(SLUG)
        assert_sound(Visitor(site).ask(pages[0]))
        site.uninstall(SLUG)
        assert changed(before, data(site)) == {}
        assert ours(site) == []
        assert site.debug_log() == ""


def test_it_comes_and_goes_on_a_network(sites: Sites, plugin: Path) -> None:
    site = sites.fresh(network=True)
    old = site.create_site("old")
    site.install_plugin(plugin)
    before = data(site)
    site.activate(SLUG, network=True)
    new = site.create_site("new")
    options = [name for name in data(site) if f"{PREFIX}_settings" in name]
    assert sorted(options) == [f"{number} option {PREFIX}_settings" for number in sorted({1, old, new})]
    assert sum(f"{PREFIX}_manage" in value for value in data(site).values()) == 3
    site.deactivate(SLUG)
    site.uninstall(SLUG)
    left = {name: values for name, values in changed(before, data(site)).items() if not name.startswith(f"{new} ")}
    assert [name for name in left if "option" in name and "network" not in name] == []
    assert ours(site) == []
    assert site.debug_log() == ""


def assert_sound(answer: Answer) -> None:
    """Check a page: it is there, whole, and shows no hostile text as HTML."""
    assert answer.status == 200
    assert "</html>" in answer.text
    assert "<?php" not in answer.text
    assert '"<b>"' not in answer.text
    assert "There has been a critical error" not in answer.text


def session(visitor: Visitor, **headers: str) -> Answer:
    """Ask for a session to call the help desk, as the phone does."""
    headers = {"Origin": visitor.site.url, "Content_Type": "application/json", **headers}
    return visitor.ask(ENDPOINT, b'{"destination": "helpdesk"}', **headers)


@pytest.fixture(scope="module")
def running(sites: Sites, plugin: Path) -> Iterator[WordPress]:
    """Give a served site with the plugin set up and a user, anna."""
    with sites.fresh().serve() as site:
        site.install_plugin(plugin)
        site.activate(SLUG)
        site.create_user("anna")
        admin = Visitor(site)
        admin.log_in(site.admin_login, site.admin_password)
        configure(admin)
        yield site


def test_a_guest_gets_a_session_that_no_cache_keeps(running: WordPress) -> None:
    answer = session(Visitor(running))
    assert answer.status == 200
    assert answer.json["destinations"] == ["helpdesk@example.org"]
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Cookie" in answer.headers.get_all("Vary", [""])[0]


def test_a_user_gets_a_session_with_a_nonce(running: WordPress) -> None:
    anna = Visitor(running)
    anna.log_in("anna", "password")
    assert session(anna).json == {"nonce_required": True}
    nonce = anna.ask(NONCE).text
    answer = session(anna, X_WP_Nonce=nonce)
    assert answer.json["user"] == {
        "uri": "sip:anna@example.org",
        "display_name": "anna",
        "register": True,
        "guest": False,
    }
    assert "no-store" in answer.headers["Cache-Control"]
    stale = session(anna, X_WP_Nonce="0123456789")
    assert (stale.status, stale.json["code"]) == (403, "rest_cookie_invalid_nonce")
    assert session(Visitor(running), X_WP_Nonce=nonce).status == 403


def test_another_site_learns_nothing(running: WordPress) -> None:
    anna = Visitor(running)
    anna.log_in("anna", "password")
    answer = session(anna, Origin="https://evil.example")
    assert answer.status == 403
    assert not [name for name in answer.headers if name.lower().startswith("access-control-allow-")]
    assert "no-store" in answer.headers["Cache-Control"]
    assert "WSSession" not in answer.text
    for path in (ENDPOINT.replace("session", "SESSION"), f"{ENDPOINT}?_envelope=1"):
        answer = anna.ask(path, b"{}", Origin="https://evil.example", Content_Type="application/json")
        assert not [name for name in answer.headers if name.lower().startswith("access-control-allow-")], path
        assert "no-store" in answer.headers["Cache-Control"], path
    trick = anna.ask(f"{ENDPOINT}?_method=POST&_jsonp=x", Sec_Fetch_Site="cross-site")
    assert "WSSession" not in trick.text
    assert trick.status == 403


def test_a_cached_page_holds_no_secret_and_is_the_same_for_all(running: WordPress) -> None:
    page = running.create_page("Phone", f"[{SLUG}]")
    anna = Visitor(running)
    anna.log_in("anna", "password")
    phones = [phone(visitor.ask(page).text) for visitor in (Visitor(running), anna)]
    assert phones[0] == phones[1]
    nonce = anna.ask(NONCE).text
    assert not [private for private in (SECRET, "WSSession", nonce, "anna") if private in phones[0]]


def phone(text: str) -> str:
    """Cut the phone out of a page."""
    match = re.search(r'<section class="jsc-phone".*?</section>', text, re.DOTALL)
    assert match, text
    return match[0]


def test_old_and_new_modules_do_not_mix(running: WordPress) -> None:
    text = Visitor(running).ask(running.create_page("Modules", f"[{SLUG}]")).text
    match = re.search(r"<script[^>]*importmap[^>]*>(.*?)</script>", text, re.DOTALL)
    assert match, text
    imports = json.loads(match[1])["imports"]
    folder = f"{running.url}/wp-content/plugins/{SLUG}/assets/phone/"
    for name in ("vendor/jssip.js", "chunks/chunk.min.js", "chunks/later_features.min.js"):
        assert imports[f"{folder}{name}"] == f"{folder}{name}?ver=1.0.0"
    assert f"{folder}phone.min.js?ver=1.0.0" in text
    assert f"{folder}phone.min.css?ver=1.0.0" in text
    assert "assets/phone" not in Visitor(running).ask("/").text
