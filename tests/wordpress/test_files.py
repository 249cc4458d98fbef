"""The files of the generated plugin, read as the programs that they are for read them."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import HOSTILE, Generate
from tests.servers.fixtures import require
from tests.translations import SCRIPT_HASH, WORDPRESS, language
from tests.wordpress import pot
from tests.wordpress.conftest import SLUG

yaml = pytest.importorskip("yaml", reason="PyYAML comes with cookiecutter")

LICENCES = {
    "GPL-2.0-or-later": "Version 2, June 1991",
    "GPL-3.0-or-later": "Version 3, 29 June 2007",
    "MIT": f"Copyright (c) {HOSTILE}",
}
# Plugin Check refuses these in a released plugin.
UNWANTED = re.compile(r"(?:^|/)\.|\.(?:dist|phar|sh|zip|gz)$")


def files(plugin: Path, *suffixes: str) -> list[Path]:
    """List the files with these suffixes; the assets are copies, not templates."""
    found = (path for path in plugin.rglob("*") if path.is_file() and "assets" not in path.relative_to(plugin).parts)
    return [path for path in found if not suffixes or path.suffix in suffixes]


def test_json_yaml_and_xml_are_valid(plugin: Path) -> None:
    for path in files(plugin, ".json"):
        json.loads(path.read_text(encoding="utf-8"))
    for path in files(plugin, ".yml", ".neon", ".neon.dist"):
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8").replace("\t", "  ")), dict)
    for path in files(plugin, ".dist"):
        if ".xml" in path.name:
            ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own file


def test_texts_arrive_unchanged(plugin: Path) -> None:
    block = json.loads((plugin / "blocks" / "phone" / "block.json").read_text(encoding="utf-8"))
    assert (block["title"], block["description"]) == (HOSTILE, HOSTILE)
    assert json.loads((plugin / "composer.json").read_text(encoding="utf-8"))["description"] == HOSTILE


def test_its_name_is_the_same_in_the_readme_as_in_the_header(plugin: Path) -> None:
    header = re.search(r"Plugin Name: +(.*)", (plugin / f"{SLUG}.php").read_text(encoding="utf-8"))
    readme = (plugin / "readme.txt").read_text(encoding="utf-8")
    assert header
    assert html.unescape(header[1]) == HOSTILE
    assert readme.startswith(f"=== {header[1]} ===\n")


def test_nothing_of_the_template_language_is_left(plugin: Path) -> None:
    for path in files(plugin):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\[[=%#]|[=%#]\]|cookiecutter", text), path


def test_the_short_description_is_short(tmp_path: Path) -> None:
    plugin = pot.render(tmp_path, name="Phone", slug=SLUG, description="word " * 50)
    readme = (plugin / "readme.txt").read_text(encoding="utf-8")
    short = readme.split("\n\n")[1]
    assert 100 < len(short) <= 150


def test_versions_are_in_step(plugin: Path) -> None:
    places = {
        f"{SLUG}.php": r"Version: +(\S+)",
        "readme.txt": r"Stable tag: (\S+)",
        "blocks/phone/block.json": r'"version": "([^"]+)"',
        "blocks/directory/block.json": r'"version": "([^"]+)"',
        "blocks/caller/block.json": r'"version": "([^"]+)"',
        "includes/class-plugin.php": r"VERSION = '([^']+)'",
    }
    found = [re.findall(pattern, (plugin / name).read_text(encoding="utf-8")) for name, pattern in places.items()]
    assert found == [["1.0.0"]] * len(places)
    release = (plugin / "README.md").read_text(encoding="utf-8").partition("## Release")[2]
    patterns = re.findall(r"`([^` ]+)`", release.split("\n2. ")[0])
    assert {path.relative_to(plugin).as_posix() for name in patterns for path in plugin.glob(name)} == set(places)


@pytest.mark.parametrize("licence", LICENCES)
def test_the_licence_is_there(generate: Generate, licence: str) -> None:
    plugin = generate("wordpress", slug=SLUG, author=HOSTILE, licence=licence)
    assert LICENCES[licence] in (plugin / "LICENSE").read_text(encoding="utf-8")
    for name in (f"{SLUG}.php", "readme.txt"):
        assert re.search(rf"License: +{re.escape(licence)}\n", (plugin / name).read_text(encoding="utf-8"))


def test_the_page_of_the_plugin_is_not_said_to_be_that_of_its_author(plugin: Path) -> None:
    # The plugin directory of WordPress refuses one address for both.
    header = (plugin / f"{SLUG}.php").read_text(encoding="utf-8")
    assert "Plugin URI:        https://example.org/phone\n" in header
    assert "Author URI" not in header


def test_no_address_of_a_test_machine_is_left(plugin: Path) -> None:
    # What Plugin Check looks for.
    for path in (path for path in files(plugin, ".php") if "tests" not in path.relative_to(plugin).parts):
        assert not re.search(r"https?://(localhost|127\.0\.0\.1)", path.read_text(encoding="utf-8")), path


def test_optional_header_fields_are_left_out(generate: Generate) -> None:
    header = (generate("wordpress", slug=SLUG) / f"{SLUG}.php").read_text(encoding="utf-8")
    assert "Plugin URI" not in header
    assert "Author URI" not in header


def test_a_release_holds_nothing_that_reviewers_refuse(plugin: Path) -> None:
    ignored = (plugin / ".distignore").read_text(encoding="utf-8").split()
    kept = [
        name
        for name in (f"/{path.relative_to(plugin).as_posix()}" for path in files(plugin))
        if not any(fnmatch(name, pattern) or name.startswith(f"{pattern}/") for pattern in ignored)
    ]
    assert [name for name in kept if UNWANTED.search(name)] == []
    assert f"/{SLUG}.php" in kept


@pytest.mark.parametrize(
    ("target", "rules"),
    [("wordpress", ".distignore"), *((target, ".gitignore") for target in ("wordpress", "php", "static", "drupal"))],
)
def test_what_npm_installs_to_build_the_phone_is_kept_out(generate: Generate, target: str, rules: str) -> None:
    require("git")
    output = generate(target)
    subprocess.run(["git", "init", "--quiet", str(output)], check=True)
    # Both are read by the same rules.
    (output / rules).rename(output / ".gitignore")
    (phone,) = output.rglob("phone/package.json")
    tool, source = phone.parent / "node_modules" / "esbuild" / "bin" / "esbuild", phone.parent / "phone.js"
    ask = ["git", "-C", str(output), "check-ignore", str(tool), str(source)]
    assert subprocess.run(ask, capture_output=True, text=True, check=False).stdout.split() == [str(tool)]


def test_no_array_is_aligned_by_the_length_of_the_slug(plugin: Path) -> None:
    # The coding standard leaves long lines out of an alignment, so a slug that is long enough moves all others.
    aligned = re.compile(rf"'{SLUG}'.*\)\s{{2,}}=>")
    assert [path for path in files(plugin, ".php") if aligned.search(path.read_text(encoding="utf-8"))] == []


def test_actions_are_pinned(plugin: Path) -> None:
    workflow = (plugin / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)(.*)", workflow)
    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v?[0-9.]+", comment)
    assert yaml.safe_load(workflow)["permissions"] == {}


def test_the_translation_template_is_in_step(plugin: Path) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip("no xgettext here (Debian package gettext)")
    listed = pot.parse((plugin / "languages" / f"{SLUG}.pot").read_text(encoding="utf-8"))
    used = [*pot.parse(pot.extract(plugin)), *pot.metadata(plugin)]
    assert set(listed) == set(used), 'run "python -m tests.wordpress.pot"'
    assert len(listed) == len(set(listed))


def test_the_script_in_the_editor_has_a_file_of_its_texts_in_each_language(plugin: Path) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip("no xgettext here (Debian package gettext)")
    entries = [entry for entry in pot.extract(plugin).split("\n\n") if "#: blocks/phone/index.js" in entry]
    texts = {message.text for message in pot.parse("\n\n".join(entries))}
    for code, locale in WORDPRESS.items():
        content = json.loads((plugin / "languages" / f"{SLUG}-{locale}-{SCRIPT_HASH}.json").read_text("utf-8"))
        messages = content["locale_data"]["messages"]
        assert messages.pop("") == {"domain": "messages", "lang": locale}
        assert messages == {text: [language(code).admin[text]] for text in texts}
        # From these "wp i18n make-json" makes the file anew.
        po = (plugin / "languages" / f"{SLUG}-{locale}.po").read_text("utf-8")
        referred = [entry for entry in po.split("\n\n") if entry.startswith("#: blocks/phone/index.js\n")]
        assert {message.text for message in pot.parse("\n\n".join(referred))} == texts


def test_the_translation_template_is_well_formed_for_any_name(generate: Generate) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("no msgfmt here (Debian package gettext)")
    for name in (HOSTILE, "Call", "Phone"):
        plugin = generate("wordpress", name=name, description=name, author=name, slug=SLUG)
        done = subprocess.run(
            ["msgfmt", "-o", "/dev/null", str(plugin / "languages" / f"{SLUG}.pot")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
