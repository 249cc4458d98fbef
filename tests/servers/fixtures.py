"""Pytest fixtures for the real servers, and the reasons for skipped tests.

A test asks for what it needs; where a server cannot be had on this machine the test is
skipped in plain words, or fails when $JSCOMM_TESTS_MUST_RUN is set.
"""

from __future__ import annotations

import functools
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import pytest

from tests.servers import debian, kamailio, mariadb
from tests.servers.wordpress import WordPress
from tests.servers.wordpress_files import sqlite_dropin, wordpress_tree, wordpress_version
from tests.servers.wordpress_install import Database, copy_site, install

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SUITES = ("sid", "trixie")
WORDPRESS_PROGRAMS = ("php", "apt-get", "dpkg", "npm")
WORDPRESS_EXTENSIONS = ("mbstring", "mysqli", "pdo_sqlite", "sqlite3", "xml")

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - for tests only
DOMAIN = "example.org"

Product = Literal["SQLite", "MariaDB"]

_versions: dict[str, str] = {}


def unavailable(reason: str) -> NoReturn:
    """Skip the test that asked; where every test must run, fail it."""
    if os.environ.get("JSCOMM_TESTS_MUST_RUN"):
        pytest.fail(reason)
    pytest.skip(reason)


def require(*programs: str) -> None:
    """Skip the test that asked unless all these programs are installed."""
    lack = debian.lack(programs)
    if lack:
        unavailable(lack)


def pytest_configure() -> None:
    """Make a polite kill end the tests as Ctrl-C does: with every server stopped and folder removed."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which versions of WordPress the tests met."""
    if _versions:
        met = ", ".join(f"{version} (Debian {suite})" for suite, version in sorted(_versions.items()))
        terminalreporter.write_line(f"WordPress: {met}")


class Sites:
    """Makes fresh WordPress sites; each kind on SQLite is installed once and then copied."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[tuple[str, bool], WordPress] = {}
        self._made = 0

    def fresh(self, suite: str = "sid", *, network: bool = False) -> WordPress:
        """Return a new site on SQLite that nobody else uses."""
        template = self._templates.get((suite, network))
        if template is None:
            template = self.install(suite, Database(), network=network)
            self._templates[suite, network] = template
        return copy_site(template, self._next(suite))

    def install(self, suite: str, database: Database, *, network: bool = False) -> WordPress:
        """Install a site from scratch, on the database given."""
        _require_wordpress(suite)
        return install(suite, self._next(suite), database, network=network)

    def _next(self, suite: str) -> Path:
        self._made += 1
        return self._folder / f"{suite}-{self._made}"


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Give the maker of WordPress sites: `sites.fresh("trixie")`, `sites.fresh(network=True)`."""
    folder = tmp_path_factory.mktemp("wordpress")
    yield Sites(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def wordpress(sites: Sites) -> WordPress:
    """Give a fresh site of the newest WordPress, for one test."""
    return sites.fresh()


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[mariadb.MariaDb]:
    """Give a running MariaDB; `sites.install("sid", mariadb_server.create("name"))`."""
    require(*mariadb.PROGRAMS)
    with mariadb.mariadb() as server:
        yield server


@pytest.fixture
def sip_server() -> Iterator[kamailio.Kamailio]:
    """Give a running Kamailio that trusts SECRET, for one test; its log is shown on failure."""
    require(*kamailio.PROGRAMS)
    with kamailio.kamailio(secrets=[SECRET], domain=DOMAIN) as server:
        yield server
        print(server.log())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the machine's Chromium; `visitor(browser)` makes a person with a profile of their own."""
    require("chromium")
    from tests.servers.browser import chromium

    with chromium() as running:
        yield running


@functools.cache
def _require_wordpress(suite: str) -> None:
    require(*WORDPRESS_PROGRAMS)
    absent = set(WORDPRESS_EXTENSIONS) - _extensions()
    if absent:
        unavailable(f"PHP lacks {', '.join(sorted(absent))}; the list is in {debian.PACKAGE_LIST.name}")
    try:
        _versions[suite] = wordpress_version(wordpress_tree(suite))
        sqlite_dropin()
    except debian.DownloadError as error:
        unavailable(f"WordPress of Debian {suite} could not be had: {error}")


def _extensions() -> set[str]:
    done = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True)
    return {line.strip().lower() for line in done.stdout.splitlines()}
