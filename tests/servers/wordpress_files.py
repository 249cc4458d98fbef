"""The files of WordPress: its tree from a Debian suite, and its SQLite drop-in from npm."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers import debian
from tests.servers.cache import cached

PLAYGROUND = "@wp-playground/cli@3.1.56"

# Debian replaces libraries inside WordPress by links into these packages.
PACKAGES = (
    "wordpress",
    "wordpress-theme-twentytwentyfive",
    "libjs-cropper",
    "libjs-jquery-ui",
    "libjs-lodash",
    "libjs-underscore",
    "libphp-phpmailer",
    "php-getid3",
)

# Debian's configuration looks for files in /etc; its .htaccess is a link that leads nowhere.
UNWANTED = ("wp-config.php", ".htaccess")


def wordpress_tree(suite: str) -> Path:
    """Return a folder with the WordPress of a Debian suite, without configuration or links.

    Raises DownloadError when it is neither cached nor to be downloaded.
    """
    return cached(f"wordpress-{suite}", lambda folder: _make_tree(suite, folder))


def wordpress_version(root: Path) -> str:
    """Return the version that a WordPress tree says it has, e.g. '6.8.1'."""
    source = (root / "wp-includes" / "version.php").read_text(encoding="utf-8")
    found = re.search(r"^\$wp_version = '([^']+)'", source, re.MULTILINE)
    return found.group(1) if found else "unknown"


def sqlite_dropin() -> Path:
    """Return the folder of the SQLite implementation that WordPress Playground ships.

    Raises DownloadError when it is neither cached nor to be downloaded.
    """
    pinned = "sqlite-" + PLAYGROUND.rpartition("@")[2]
    return cached(pinned, _make_dropin, keep_seconds=float("inf"))


def _make_tree(suite: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = debian.unpack(suite, PACKAGES, Path(scratch))
        shutil.rmtree(folder)
        debian.materialise(root, root / "usr/share/wordpress", folder)
    for name in UNWANTED:
        (folder / name).unlink(missing_ok=True)


def _make_dropin(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "pack", "--silent", "--pack-destination", scratch, PLAYGROUND]
        done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=False)
        if done.returncode:
            raise debian.DownloadError(f"npm could not fetch {PLAYGROUND}: {done.stderr[-2000:]}")
        (tarball,) = Path(scratch).glob("*.tgz")
        shutil.unpack_archive(tarball, scratch)
        shutil.unpack_archive(Path(scratch, "package/sqlite-database-integration.zip"), scratch)
        (plugin,) = Path(scratch).glob("*/wp-includes/sqlite")
        shutil.copytree(plugin.parents[1], folder, dirs_exist_ok=True)
