"""A WordPress with the generated plugin, set up by an administrator in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.end_to_end.site import PASSWORD, Site
from tests.servers.browser import log_in
from tests.servers.kamailio import Kamailio
from tests.servers.wordpress import WordPress

SLUG = "acme-phone"
SECRET_NAME = "ACME_PHONE_TOKEN_SECRET"  # noqa: S105  its name, not the secret


@dataclass(frozen=True)
class WordPressSite(Site):
    """A WordPress with the phone; its administrator sets it up in a browser."""

    wordpress: WordPress

    def administrator(self) -> AbstractContextManager[Page]:
        """Give the administrator's page, logged in."""
        return self.signed_in(self.wordpress.admin_login)


@contextmanager
def set_up(wordpress: WordPress, plugin: Path, browser: Browser, sip_server: Kamailio) -> Iterator[WordPressSite]:
    """Install and set up the plugin: alice and bob may call everybody, guests the help desk.

    hank answers the help desk. Tokens live 60 s, as short as they may.
    """
    wordpress.install_plugin(plugin)
    for login in ("alice", "bob", "hank"):
        wordpress.create_user(login, "editor", PASSWORD)
    wordpress.create_user("carol", "subscriber", PASSWORD)
    with wordpress.serve(**{SECRET_NAME: sip_server.secrets[0]}) as served:
        page_url = served.create_page("Phone", f"<!-- wp:{SLUG}/phone /-->")

        def sign_in(page: Page, login: str) -> None:
            log_in(page, served.url, login, served.admin_password if login == served.admin_login else PASSWORD)

        site = WordPressSite(browser, page_url, sign_in, served)
        with site.administrator() as page:
            _activate(page, served.url)
            _enter_settings(page, served.url, sip_server)
            _grant_rights(page, served.url)
            _name_help_desk(page, served)
        yield site


def _activate(page: Page, url: str) -> None:
    page.goto(f"{url}/wp-admin/plugins.php")
    page.locator(f'tr[data-plugin="{SLUG}/{SLUG}.php"] .activate a').click()
    page.wait_for_selector("#message.updated, .notice-success")


def _enter_settings(page: Page, url: str, sip_server: Kamailio) -> None:
    page.goto(f"{url}/wp-admin/options-general.php?page={SLUG}")
    page.get_by_label("WebSocket URL").fill(sip_server.url)
    page.get_by_label("SIP domain").fill(sip_server.domain)
    page.get_by_label("Token lifetime").fill("60")
    page.get_by_label("Guests may call").fill("helpdesk")
    page.get_by_role("button", name="Save Changes").click()
    page.get_by_text("Settings saved.").wait_for()


def _grant_rights(page: Page, url: str) -> None:
    page.goto(f"{url}/wp-admin/options-general.php?page={SLUG}&tab=rights")
    page.locator('select[name="rights[editor][reach]"]').select_option("domain")
    page.locator('input[name="rights[editor][receive]"]').check()
    page.locator('#wpbody-content [type="submit"]').click()
    page.get_by_text("Rights saved.").wait_for()


def _name_help_desk(page: Page, wordpress: WordPress) -> None:
    user = wordpress.php("echo get_user_by( 'login', 'hank' )->ID;")
    page.goto(f"{wordpress.url}/wp-admin/user-edit.php?user_id={user}")
    page.get_by_label("SIP name").fill("helpdesk")
    page.locator("#submit").click()
    page.get_by_text("User updated.").wait_for()
