"""Debian packages of the tests: what they want, what is there, and files of other suites.

Packages of another suite (a newer WordPress) are downloaded with an apt
configuration of their own and unpacked into a folder; nothing is installed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

PACKAGE_LIST = Path(__file__).with_name("debian-packages.txt")
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")

# Programs by the package that brings them, for the words of a skipped test.
PROGRAMS = {
    "apache2": "apache2-bin",
    "apt-get": "apt",
    "chromium": "chromium",
    "composer": "composer",
    "dpkg": "dpkg",
    "faketime": "faketime",
    "firefox-esr": "firefox-esr",
    "kamailio": "kamailio",
    "kamcmd": "kamailio",
    "mariadb": "mariadb-server",
    "mariadb-install-db": "mariadb-server",
    "mariadbd": "mariadb-server",
    "msgfmt": "gettext",
    "npm": "npm",
    "npx": "npm",
    "openssl": "openssl",
    "php": "php-cli",
    "phpunit": "phpunit",
    "redis-server": "redis-server",
    "turnserver": "coturn",
    "turnutils_uclient": "coturn",
    "unzip": "unzip",
}

# Isolated from the machine's sources, yet with its proxy and pinning of methods.
# The hooks are cleared because they would touch the machine's own package cache.
APT_CONFIGURATION = """\
Dir::Etc::SourceList "{root}/none.list";
Dir::Etc::SourceParts "{root}/sources";
Dir::Etc::Preferences "{root}/none";
Dir::Etc::PreferencesParts "{root}/none.d";
Dir::State "{root}/state";
Dir::State::Status "{root}/status";
Dir::Cache "{root}/cache";
Acquire::Languages "none";
APT::Sandbox::User "";
Debug::NoLocking "1";
#clear APT::Default-Release;
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
"""

# Targets: only the package index, none of the extra indexes that a desktop configures.
APT_SOURCE = """\
Types: deb
URIs: {mirror}
Suites: {suite}
Components: main
Targets: Packages
Signed-By: {keyring}
"""


class DownloadError(Exception):
    """A package could not be had; the message says why."""


def packages() -> list[str]:
    """Return the names of the Debian packages that the whole test suite uses."""
    lines = PACKAGE_LIST.read_text(encoding="utf-8").splitlines()
    names = (line.partition("#")[0].strip() for line in lines)
    return [name for name in names if name]


def program(name: str) -> str | None:
    """Return the path of a program, also of one in /usr/sbin, or None."""
    return shutil.which(name) or shutil.which(name, path="/usr/local/sbin:/usr/sbin:/sbin")


def missing(names: Iterable[str]) -> list[str]:
    """Return those of the named programs that this machine lacks."""
    return [name for name in names if program(name) is None]


def lack(names: Iterable[str]) -> str:
    """Say in plain words why tests that need these programs are skipped; '' when all are there."""
    absent = missing(names)
    if not absent:
        return ""
    wanted = sorted({PROGRAMS.get(name, name) for name in absent})
    verb = "is" if len(wanted) == 1 else "are"
    return (
        f"{', '.join(wanted)} {verb} not installed; tests/run installs what is missing when it is run as root on Debian"
    )


def mirror() -> str:
    """Return the URI of the Debian mirror that this machine's apt is set up with.

    Raises DownloadError on a machine whose apt knows no Debian archive.
    """
    if missing(["apt-get"]):
        raise DownloadError("this machine has no apt-get")
    lines = _run(["apt-get", "indextargets", "--format", "$(REPO_URI) $(LABEL)", "Created-By: Packages"]).splitlines()
    # The label is known once the index was fetched; before that the folder's name has to do.
    for is_archive in (_labelled_debian, _named_debian):
        found = next((line.split()[0] for line in lines if is_archive(line)), "")
        if found:
            return found
    raise DownloadError("apt is set up with no Debian mirror on this machine")


def unpack(suite: str, names: Iterable[str], folder: Path, *, with_dependencies: bool = False) -> Path:
    """Download packages of a Debian suite, and if so asked all that they need, and unpack them into one root.

    Returns that root, a folder inside `folder`, whose other content is apt's.
    Raises DownloadError when the mirror cannot be reached or lacks a package.
    """
    apt = folder / "apt"
    debs = folder / "debs"
    root = folder / "root"
    for needed in (apt / "sources", apt / "state/lists/partial", apt / "cache", debs / "partial", root):
        needed.mkdir(parents=True, exist_ok=True)
    (apt / "status").touch()
    (apt / "apt.conf").write_text(APT_CONFIGURATION.format(root=apt), encoding="utf-8")
    source = APT_SOURCE.format(mirror=mirror(), suite=suite, keyring=KEYRING)
    (apt / "sources" / "suite.sources").write_text(source, encoding="utf-8")
    configuration = ["-q", "-c", str(apt / "apt.conf")]
    _run(["apt-get", *configuration, "update"])
    if with_dependencies:
        wanted = ["install", "--yes", "--no-install-recommends", "--download-only"]
        _run(["apt-get", *configuration, "-o", f"Dir::Cache::Archives={debs}", *wanted, *names])
    else:
        _run(["apt-get", *configuration, "download", *names], cwd=debs)
    for deb in sorted(debs.glob("*.deb")):
        _run(["dpkg", "-x", str(deb), str(root)])
    return root


def materialise(root: Path, source: Path, destination: Path) -> None:
    """Copy a folder of an unpacked root with every symbolic link replaced by its target.

    A link whose target is in no unpacked package and not on this machine is left out.
    """
    for link in [path for path in root.rglob("*") if path.is_symlink()]:
        _bring_inside(root, link)
    # Only now: a link may lead to another that still had to be brought inside.
    for link in [path for path in root.rglob("*") if path.is_symlink() and not path.exists()]:
        link.unlink()
    shutil.copytree(source, destination)


def _bring_inside(root: Path, link: Path) -> None:
    """Point an absolute link at the unpacked root; what only the machine has stays there."""
    target = link.readlink()
    if not target.is_absolute():
        return
    inside = root / target.relative_to("/")
    if inside.exists() or inside.is_symlink():
        link.unlink()
        link.symlink_to(inside)


def _labelled_debian(line: str) -> bool:
    return line.endswith(" Debian")


def _named_debian(line: str) -> bool:
    return line.partition(" ")[0].rstrip("/").endswith("/debian")


def _run(command: list[str], cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise DownloadError(f"{' '.join(command[:1] + command[-1:])} failed: {said[-2000:]}")
    return done.stdout
