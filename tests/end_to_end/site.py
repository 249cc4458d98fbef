"""A running site with a phone on one of its pages, whatever made the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.servers.browser import Visitor, visitor

PASSWORD = "password"  # noqa: S105  of people who exist in a test only
SignIn = Callable[[Page, str], None]
"""Signs the user of this login in on a page, by the site's own means."""


def read_logs(folder: Path) -> str:
    """Return what servers have logged in ``folder``."""
    return "\n".join(path.read_text("utf-8", "replace") for path in sorted(folder.glob("*log")))


@dataclass(frozen=True)
class Site:
    """A running site with a phone on its page ``phone_url``."""

    browser: Browser
    phone_url: str
    sign_in: SignIn

    @contextmanager
    def guest(self) -> Iterator[Visitor]:
        """Give somebody who is not logged in, at the page with the phone."""
        with visitor(self.browser) as person:
            person.page.goto(self.phone_url)
            yield person

    @contextmanager
    def user(self, login: str) -> Iterator[Visitor]:
        """Give the user ``login``, logged in, at the page with the phone."""
        with visitor(self.browser) as person:
            self.sign_in(person.page, login)
            person.page.goto(self.phone_url)
            yield person

    @contextmanager
    def signed_in(self, login: str) -> Iterator[Page]:
        """Give a page on which ``login`` is logged in, and which asks nobody else for anything."""
        with visitor(self.browser) as person:
            self.sign_in(person.page, login)
            yield person.page
            assert person.foreign_requests() == []
