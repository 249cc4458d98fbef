"""The cache of compiled templates: never dangerous, never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.ext import Extension

from jscomm_scaffold.cache import TemplateCache
from tests.conftest import Terminal
from tests.tool.trees import is_whole

NO_HOME = """
import pathlib
def home(): raise RuntimeError("Could not determine home directory.")
pathlib.Path.home = home
from jscomm_scaffold.cli import main
main()
"""


def test_a_cache_that_others_could_write_to_is_not_used(terminal: Terminal, tmp_path: Path) -> None:
    shared = tmp_path / "shared" / "jscomm-scaffold"
    shared.mkdir(parents=True)
    shared.chmod(0o777)
    terminal.env["XDG_CACHE_HOME"] = str(shared.parent)

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 0
    assert list(shared.iterdir()) == []


def test_a_home_that_takes_no_cache_is_no_fault(terminal: Terminal) -> None:
    terminal.env["XDG_CACHE_HOME"] = "/proc/self"

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 0


def test_a_second_run_takes_what_the_first_has_compiled(terminal: Terminal, tmp_path: Path) -> None:
    cache = tmp_path / "home" / ".cache" / "jscomm-scaffold"
    terminal.run("wordpress", "--yes", "--slug=acme-phone")
    compiled = {path.name: path.stat().st_mtime_ns for path in cache.iterdir()}

    terminal.run("wordpress", "--yes", "--slug=other-phone")

    assert compiled
    assert {path.name: path.stat().st_mtime_ns for path in cache.iterdir()} == compiled
    assert cache.stat().st_mode & 0o777 == 0o700


def test_what_an_extension_makes_of_a_template_is_compiled_anew_when_the_extension_changes(tmp_path: Path) -> None:
    class Loud(Extension):
        def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
            return source.upper()

    def render(*extensions: type[Extension]) -> str:
        cache = TemplateCache(tmp_path / "compiled")
        environment = Environment(loader=DictLoader({"one": "a"}), extensions=extensions, bytecode_cache=cache)  # noqa: S701
        text = environment.get_template("one").render()
        cache.save()
        return text

    assert [render(), render(Loud)] == ["a", "A"]


@pytest.mark.parametrize("damage", [b"", b"\x00", b"damaged" * 100])
def test_a_damaged_cache_is_made_anew(terminal: Terminal, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "home" / ".cache" / "jscomm-scaffold"
    terminal.run("static", "--yes", "--slug=one")
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + damage)

    outcome = terminal.run("static", "--yes", "--slug=two")

    assert outcome.exit_code == 0, outcome.stderr
    assert len(file.read_bytes()) == len(whole)


def test_a_disk_too_full_for_the_cache_is_no_fault(terminal: Terminal) -> None:
    script = (
        "import pathlib\n"
        "write = pathlib.Path.write_bytes\n"
        "def full(self, data):\n"
        "    if '.cache' in self.parts: raise OSError(28, 'No space left on device')\n"
        "    return write(self, data)\n"
        "pathlib.Path.write_bytes = full\n"
        "from jscomm_scaffold.cli import main\nmain()\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, "wordpress", "--yes", "--slug=acme-phone"],
        cwd=terminal.folder,
        env=terminal.env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert is_whole(terminal.folder / "acme-phone")


def test_a_user_without_a_home_needs_none(terminal: Terminal) -> None:
    env = {name: value for name, value in terminal.env.items() if name != "HOME"}
    done = subprocess.run(
        [sys.executable, "-c", NO_HOME, "wordpress", "--yes", "--slug=acme-phone"],
        cwd=terminal.folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert is_whole(terminal.folder / "acme-phone")


@pytest.mark.parametrize("name", ["HOME", "XDG_CACHE_HOME"])
def test_a_relative_cache_folder_does_not_count(terminal: Terminal, name: str) -> None:
    terminal.env[name] = "relative"

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 0
    assert [path.name for path in terminal.folder.iterdir()] == ["acme-phone"]


def test_a_link_in_place_of_the_cache_folder_is_not_followed(terminal: Terminal, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "jscomm-scaffold").symlink_to(elsewhere)
    terminal.env["XDG_CACHE_HOME"] = str(cache)

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 0
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_cache_folder_of_somebody_else_is_not_used(terminal: Terminal, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "jscomm-scaffold"
    cache.mkdir(parents=True, mode=0o755)
    os.chown(cache, 12345, 12345)
    terminal.env["XDG_CACHE_HOME"] = str(cache.parent)

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 0
    assert list(cache.iterdir()) == []
