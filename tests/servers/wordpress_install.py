"""Installs WordPress for tests: a template once, then fresh sites as copies of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.servers.process import ServerError
from tests.servers.wordpress import WordPress
from tests.servers.wordpress_files import sqlite_dropin, wordpress_tree, wordpress_version

SOURCES = Path(__file__).parent / "php"
CORE = ("wp-admin", "wp-includes")


@dataclass(frozen=True)
class Database:
    """Where a site's tables are: name and host as WordPress has them; host '' means SQLite."""

    name: str = "wordpress"
    host: str = ""

    @property
    def product(self) -> str:
        """The name of the database product, for messages."""
        return "MariaDB" if self.host else "SQLite"


def install(suite: str, root: Path, database: Database, *, network: bool = False) -> WordPress:
    """Put the WordPress of a Debian suite into `root`, which must not exist, and install it.

    Raises DownloadError when the files cannot be had, ServerError when the installation fails.
    """
    _copy_tree(wordpress_tree(suite), root)
    _configure(root, database, network=False)
    site = WordPress(root, wordpress_version(root), database.product)
    _php(root, "install.php", site.admin_login, site.admin_password)
    if network:
        _php(root, "network.php")
        _configure(root, database, network=True)
    return site


def copy_site(template: WordPress, root: Path) -> WordPress:
    """Return a fresh site in `root`, copied from an installed one on SQLite."""
    _copy_tree(template.root, root)
    return WordPress(root, template.version, template.database)


def _copy_tree(source: Path, destination: Path) -> None:
    """Copy a site; the code of WordPress itself, which nobody changes, is only linked."""
    shutil.copytree(source, destination, ignore=lambda folder, _: CORE if folder == str(source) else ())
    for name in CORE:
        shutil.copytree(source / name, destination / name, copy_function=_link)


def _link(source: str, destination: str) -> None:
    try:
        os.link(source, destination)
    except OSError:
        shutil.copy2(source, destination)


def _configure(root: Path, database: Database, *, network: bool) -> None:
    settings = {"database": database.name, "database_host": database.host, "network": network}
    (root / "test-site.json").write_text(json.dumps(settings), encoding="utf-8")
    shutil.copy(SOURCES / "wp-config.php", root)
    content = root / "wp-content"
    (content / "mu-plugins").mkdir(exist_ok=True)
    shutil.copy(SOURCES / "test-site.php", content / "mu-plugins")
    if not database.host:
        shutil.copy(SOURCES / "db.php", content)
        shutil.copytree(sqlite_dropin(), content / "sqlite-database-integration", dirs_exist_ok=True)


def _php(root: Path, script: str, *arguments: str) -> None:
    done = subprocess.run(
        ["php", "-d", "display_errors=stderr", str(SOURCES / script), *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerError(f"{script} failed: {done.stderr or done.stdout}")
