"""A Drupal with the generated module, set up by an administrator in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.drupal.site import Drupal
from tests.end_to_end.site import PASSWORD, Site
from tests.servers.kamailio import Kamailio

MODULE = "acme_phone"
PATH = "acme-phone"
SECRET_NAME = "ACME_PHONE_TOKEN_SECRET"  # noqa: S105  its name, not the secret


PLACE_BLOCK = """
\\Drupal\\block\\Entity\\Block::create([
  'id' => $input['id'],
  'plugin' => $input['id'],
  'theme' => \\Drupal::config('system.theme')->get('default'),
  'region' => 'content',
])->save();
"""


@dataclass(frozen=True)
class DrupalSite(Site):
    """A Drupal with the phone; its administrator sets it up in a browser."""

    drupal: Drupal

    def administrator(self) -> AbstractContextManager[Page]:
        """Give the administrator's page, logged in."""
        return self.signed_in(self.drupal.admin_login)


def log_in(page: Page, url: str, login: str, password: str) -> None:
    """Log a visitor in through Drupal's own form."""
    page.goto(f"{url}/user/login")
    page.locator("#edit-name").fill(login)
    page.locator("#edit-pass").fill(password)
    page.locator("#user-login-form #edit-submit").click()
    page.wait_for_url("**/user/*")


@contextmanager
def set_up(drupal: Drupal, module: Path, browser: Browser, sip_server: Kamailio) -> Iterator[DrupalSite]:
    """Install and set up the module: alice and bob may call everybody, guests the help desk.

    hank answers the help desk. Tokens live 60 s, as short as they may.
    """
    drupal.add_module(module)
    drupal.enable("dblog", "page_cache", "dynamic_page_cache", "big_pipe", "help")
    for login in ("alice", "bob", "hank"):
        drupal.create_user(login, "staff", password=PASSWORD)
    drupal.create_user("carol", password=PASSWORD)
    with drupal.serve(**{SECRET_NAME: sip_server.secrets[0]}) as served:

        def sign_in(page: Page, login: str) -> None:
            log_in(page, served.url, login, served.admin_password if login == served.admin_login else PASSWORD)

        site = DrupalSite(browser, f"{served.url}/{PATH}", sign_in, served)
        with site.administrator() as page:
            _install(page, served.url)
            _enter_settings(page, served.url, sip_server)
            _grant_rights(page, served.url)
            _name_help_desk(page, served)
        yield site


def _install(page: Page, url: str) -> None:
    page.goto(f"{url}/admin/modules")
    page.locator(f'input[name="modules[{MODULE}][enable]"]').check()
    page.locator("#edit-submit").click()
    page.get_by_text("has been installed").wait_for()


def _enter_settings(page: Page, url: str, sip_server: Kamailio) -> None:
    page.goto(f"{url}/admin/config/services/{PATH}")
    page.get_by_label("WebSocket URL").fill(sip_server.url)
    page.get_by_label("SIP domain").fill(sip_server.domain)
    page.get_by_label("Token lifetime").fill("60")
    page.get_by_label("Guests may call").fill("helpdesk")
    page.get_by_role("button", name="Save configuration").click()
    page.get_by_text("The configuration options have been saved.").wait_for()


def _grant_rights(page: Page, url: str) -> None:
    page.goto(f"{url}/admin/people/permissions/module/{MODULE}")
    for permission in ("call with", "call domain with", "receive with"):
        page.locator(f'input[name="staff[{permission} {MODULE}]"]').check()
    page.get_by_role("button", name="Save permissions").click()
    page.get_by_text("The changes have been saved.").wait_for()


def _name_help_desk(page: Page, drupal: Drupal) -> None:
    user = drupal.php("echo user_load_by_name('hank')->id();")
    page.goto(f"{drupal.url}/user/{user}/edit")
    page.get_by_label("SIP name").fill("HelpDesk")
    page.locator("#edit-submit").click()
    page.get_by_text("The changes have been saved.").wait_for()
    page.goto(f"{drupal.url}/user/{user}/edit")
    page.get_by_text("helpdesk@example.org").wait_for()


def list_in_directory(site: DrupalSite, login: str, *, listed: bool = True, department: str = "") -> None:
    """Let a user decide on the page of their account whether they are in the directory."""
    with site.signed_in(login) as page:
        page.goto(f"{site.drupal.url}/user/edit")
        section = page.locator("details", has_text="Phone directory")
        if section.get_attribute("open") is None:
            section.locator("summary").click()
        page.get_by_label("List me in the phone directory").set_checked(listed)
        page.get_by_label("Department").fill(department)
        page.locator("#edit-submit").click()
        page.get_by_text("The changes have been saved.").wait_for()


@contextmanager
def place_blocks(drupal: Drupal, *names: str) -> Iterator[None]:
    """Show blocks of the module on every page for a while."""
    for name in names:
        drupal.php(PLACE_BLOCK, id=f"{MODULE}_{name}")
    try:
        yield
    finally:
        for name in names:
            drupal.php("\\Drupal\\block\\Entity\\Block::load($input['id'])->delete();", id=f"{MODULE}_{name}")
