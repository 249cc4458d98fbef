"""A Drupal 7 with the generated module, set up by an administrator in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.drupal7.site import Drupal7
from tests.end_to_end.site import PASSWORD, Site
from tests.servers.kamailio import Kamailio

MODULE = "acme_phone"
PATH = "acme-phone"
SECRET_NAME = "ACME_PHONE_TOKEN_SECRET"  # noqa: S105  its name, not the secret
CACHES = "array_map('variable_set', ['cache', 'preprocess_css', 'preprocess_js'], [1, 1, 1]);"


@dataclass(frozen=True)
class Drupal7Site(Site):
    """A Drupal 7 with the phone; its administrator sets it up in a browser."""

    drupal: Drupal7

    def administrator(self) -> AbstractContextManager[Page]:
        """Give the administrator's page, logged in."""
        return self.signed_in(self.drupal.admin_login)


def log_in(page: Page, url: str, login: str, password: str) -> None:
    """Log a visitor in through Drupal's own form."""
    page.goto(f"{url}/user/login")
    page.locator("#user-login #edit-name").fill(login)
    page.locator("#user-login #edit-pass").fill(password)
    page.locator("#user-login #edit-submit").click()
    page.get_by_role("link", name="Log out").first.wait_for()


@contextmanager
def set_up(drupal: Drupal7, module: Path, browser: Browser, sip_server: Kamailio) -> Iterator[Drupal7Site]:
    """Install and set up the module: alice and bob may call everybody, guests the help desk.

    hank answers the help desk. Tokens live 60 s, as short as they may. Pages are cached for
    guests, and scripts and styles are joined.
    """
    drupal.add_module(module)
    for login in ("alice", "bob", "hank"):
        drupal.create_user(login, "staff", password=PASSWORD)
    drupal.create_user("carol", password=PASSWORD)
    drupal.php(CACHES)
    with drupal.serve(**{SECRET_NAME: sip_server.secrets[0]}) as served:

        def sign_in(page: Page, login: str) -> None:
            log_in(page, served.url, login, served.admin_password if login == served.admin_login else PASSWORD)

        site = Drupal7Site(browser, f"{served.url}/{PATH}", sign_in, served)
        with site.administrator() as page:
            _install(page, served.url)
            _enter_settings(page, served.url, sip_server)
            _grant_rights(page, served)
            _name_help_desk(page, served)
        yield site


def _install(page: Page, url: str) -> None:
    page.goto(f"{url}/admin/modules")
    page.locator(f'input[name="modules[Phone][{MODULE}][enable]"]').check()
    page.locator("#edit-submit").click()
    page.get_by_text("The configuration options have been saved.").wait_for()


def _enter_settings(page: Page, url: str, sip_server: Kamailio) -> None:
    page.goto(f"{url}/admin/config/services/{PATH}")
    page.get_by_role("textbox", name="WebSocket URL").fill(sip_server.url)
    page.get_by_label("SIP domain").fill(sip_server.domain)
    page.get_by_label("Token lifetime").fill("60")
    page.get_by_label("Guests may call").fill("helpdesk")
    page.get_by_role("button", name="Save configuration").click()
    page.get_by_text("The configuration options have been saved.").wait_for()


def _grant_rights(page: Page, drupal: Drupal7) -> None:
    role = drupal.php("echo user_role_load_by_name('staff')->rid;")
    page.goto(f"{drupal.url}/admin/people/permissions")
    for permission in ("call with", "call domain with", "receive with"):
        page.locator(f'input[name="{role}[{permission} {MODULE}]"]').check()
    page.get_by_role("button", name="Save permissions").click()
    page.get_by_text("The changes have been saved.").wait_for()


def _name_help_desk(page: Page, drupal: Drupal7) -> None:
    user = drupal.php("echo user_load_by_name('hank')->uid;")
    page.goto(f"{drupal.url}/user/{user}/edit")
    page.get_by_label("SIP name").fill("HelpDesk")
    page.locator("#edit-submit").click()
    page.get_by_text("The changes have been saved.").wait_for()
    page.get_by_text("helpdesk@example.org").wait_for()
