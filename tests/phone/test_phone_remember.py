"""The login form that remembers who signed in, and never how."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import Site

PASSWORD = "swordfish-4711"  # noqa: S105 - for tests only
KEPT = "() => JSON.stringify({ ...localStorage, ...sessionStorage, cookie: document.cookie })"


@pytest.fixture
def phone(visit: Visit, site: Site) -> PhonePage:
    # Nobody listens there: what is remembered does not hang on the server.
    site.websocket_url = "ws://127.0.0.1:9/"
    return visit("login")


def sign_in(phone: PhonePage, address: str, name: str, *, remember: bool) -> None:
    phone.role("login-address").fill(address)
    phone.role("login-password").fill(PASSWORD)
    phone.role("login-name").fill(name)
    phone.role("login-remember").set_checked(remember)
    phone.press("login-submit")
    expect(phone.role("login")).to_be_hidden()


def test_the_address_and_name_come_back(phone: PhonePage) -> None:
    sign_in(phone, "sip:Alice@example.org", "Alice Ångström", remember=True)
    phone.page.reload()
    expect(phone.role("login-address")).to_have_value("Alice@example.org")
    expect(phone.role("login-name")).to_have_value("Alice Ångström")
    expect(phone.role("login-remember")).to_be_checked()


def test_the_password_is_kept_nowhere(phone: PhonePage) -> None:
    sign_in(phone, "alice@example.org", "Alice", remember=True)
    assert "alice@example.org" in phone.page.evaluate(KEPT)
    assert PASSWORD not in phone.page.evaluate(KEPT)
    phone.page.reload()
    expect(phone.role("login-password")).to_have_value("")


def test_nothing_is_kept_unless_wanted(phone: PhonePage) -> None:
    sign_in(phone, "alice@example.org", "Alice", remember=False)
    assert "alice" not in phone.page.evaluate(KEPT).lower()
    phone.page.reload()
    expect(phone.role("login-address")).to_have_value("")
    expect(phone.role("login-remember")).not_to_be_checked()


def test_unticking_forgets_at_once(phone: PhonePage) -> None:
    sign_in(phone, "alice@example.org", "Alice", remember=True)
    phone.page.reload()
    phone.role("login-remember").uncheck()
    assert "alice" not in phone.page.evaluate(KEPT).lower()
    phone.page.reload()
    expect(phone.role("login-address")).to_have_value("")


@pytest.mark.parametrize("kept", ['{"address": "<script>", "name": 7}', "[]", "nonsense", '{"address": {"a": 1}}'])
def test_what_somebody_else_put_there_is_not_taken_over(phone: PhonePage, kept: str) -> None:
    phone.page.evaluate("kept => localStorage.setItem('jsc-phone-login', kept)", kept)
    phone.page.reload()
    expect(phone.role("login-address")).to_have_value("")
