"""The generated module as files: what can be said of it without a Drupal."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tests.conftest import HOSTILE, render
from tests.drupal.conftest import MODULE
from tests.drupal.twig import twig

PHP = Path(__file__).parent / "php"
TEXT = {".php", ".module", ".install", ".yml", ".yaml", ".twig", ".md", ".js", ".json", ".neon", ".dist", ".txt"}
# Drupal's sniff for long lines lets these pass: no spaces, headings, tables, links, a long word at the end.
MAY_BE_LONG = re.compile(r"[^ ]+$|[#|]|.*\[.+\]\(.+\)|.{40}\S*$")


def own_files(module: Path) -> Iterator[Path]:
    for path in sorted(module.rglob("*")):
        if path.is_file() and path.suffix in TEXT and "assets" not in path.parts:
            yield path


def load(path: Path) -> Any:  # noqa: ANN401 - whatever stands in the file
    return yaml.safe_load(path.read_text("utf-8"))


def class_file(module: Path, name: str) -> Path:
    """Tell where PSR-4 wants a class of the module, or a method of one."""
    parts = name.partition("::")[0].strip("\\").split("\\")
    assert parts[:2] == ["Drupal", MODULE]
    return module.joinpath("src", *parts[2:]).with_suffix(".php")


def test_nothing_of_the_template_is_left(module: Path) -> None:
    for path in own_files(module):
        text = path.read_text("utf-8")
        assert not re.search(r"\[=|=\]|\[%|%\]|\[#(?! *\()|#\]", text.replace("[#Group", "")), path
        assert text.endswith("\n"), path
        assert not re.search(r"[ \t]$", text, re.MULTILINE) or path.suffix in {".md", ".txt"}, path


def test_lines_of_texts_are_as_short_as_drupal_wants_them(module: Path) -> None:
    texts = [path for path in own_files(module) if path.suffix in {".md", ".txt"}]
    lines = {line.rstrip() for path in texts for line in path.read_text("utf-8").splitlines()}

    assert {"README.md", "SECURITY.md", "LICENSE.txt"} <= {path.name for path in texts}
    assert [line for line in lines if len(line) > 80 and not MAY_BE_LONG.match(line)] == []


def test_every_php_file_can_be_read(module: Path) -> None:
    if not shutil.which("php"):
        pytest.skip("php-cli is not installed")
    for path in own_files(module):
        if path.suffix in {".php", ".module", ".install"}:
            done = subprocess.run(["php", "-l", str(path)], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout


def test_every_yaml_and_json_file_can_be_read(module: Path) -> None:
    for path in (*module.rglob("*.yml"), module / ".ddev/config.yaml"):
        assert load(path), path
    assert json.loads((module / "composer.json").read_text("utf-8"))["description"] == HOSTILE


def test_free_texts_stay_texts(module: Path) -> None:
    """Drupal takes these for HTML, so they are escaped in it: once."""
    info = load(module / f"{MODULE}.info.yml")
    routes = load(module / f"{MODULE}.routing.yml")
    link = load(module / f"{MODULE}.links.menu.yml")[f"{MODULE}.settings"]
    for text in (info["name"], info["description"], routes[f"{MODULE}.page"]["defaults"]["_title"], link["title"]):
        assert html.unescape(text) == HOSTILE
        assert not re.search("[<>\"']", text)


def test_the_info_file_is_complete(module: Path) -> None:
    info = load(module / f"{MODULE}.info.yml")

    assert info["type"] == "module"
    assert info["core_version_requirement"] == "^10.3 || ^11"
    assert info["configure"] in load(module / f"{MODULE}.routing.yml")
    assert "version" not in info


def test_routes_name_classes_and_permissions_that_exist(module: Path) -> None:
    permissions = load(module / f"{MODULE}.permissions.yml")
    for route in load(module / f"{MODULE}.routing.yml").values():
        controller = route["defaults"].get("_controller") or route["defaults"]["_form"]
        source = class_file(module, controller).read_text("utf-8")
        method = controller.partition("::")[2] or "buildForm"
        assert f"public function {method}(" in source
        assert route["requirements"]["_permission"] in permissions


def test_what_is_posted_is_json_and_no_answer_is_cached(module: Path) -> None:
    routes = load(module / f"{MODULE}.routing.yml").values()
    posted = [route for route in routes if route.get("methods") == ["POST"]]

    assert [route["path"] for route in posted] == ["/acme-phone/v1/session", "/acme-phone/v1/caller"]
    for route in posted:
        assert route["requirements"]["_content_type_format"] == "json"
        assert route["options"] == {"no_cache": True}


def test_permissions_are_those_of_the_code_and_wide_ones_are_marked(module: Path) -> None:
    permissions = load(module / f"{MODULE}.permissions.yml")
    named = re.findall(r"public const \w+ = '([^']+)';", (module / "src/Rights.php").read_text("utf-8"))

    assert sorted(named) == sorted(permissions)
    restricted = {name for name, permission in permissions.items() if permission.get("restrict access")}
    assert restricted == {f"administer {MODULE}", f"call domain with {MODULE}", f"call anywhere with {MODULE}"}


def test_services_are_classes_that_exist_and_every_hook_class_is_one(module: Path) -> None:
    services = [name for name in load(module / f"{MODULE}.services.yml")["services"] if name != "_defaults"]

    assert all(class_file(module, name).is_file() for name in services)
    hooks = {f"Drupal\\{MODULE}\\Hook\\{path.stem}" for path in (module / "src/Hook").glob("*.php")}
    assert hooks <= set(services)


def test_every_hook_of_a_class_is_called_for_drupal_10(module: Path) -> None:
    found = set()
    for path in (module / "src/Hook").glob("*.php"):
        found |= set(re.findall(r"#\[Hook\('(\w+)'\)\]", path.read_text("utf-8")))
    procedural = (module / f"{MODULE}.module").read_text("utf-8")
    shims = set(re.findall(rf"#\[LegacyHook\]\nfunction {MODULE}_(\w+)\(", procedural))

    assert found - shims == {"runtime_requirements"}
    assert shims <= found
    assert f"function {MODULE}_requirements(" in (module / f"{MODULE}.install").read_text("utf-8")


def test_the_schema_covers_the_configuration(module: Path) -> None:
    schema = load(module / f"config/schema/{MODULE}.schema.yml")
    settings = load(module / f"config/install/{MODULE}.settings.yml")
    mapping = schema[f"{MODULE}.settings"]["mapping"]

    assert settings.pop("langcode") == "en"
    assert settings["sip_domain"] == "example.org"
    assert settings["websocket_url"] == "wss://sip.example.org/ws"
    assert list(settings) == list(mapping)
    assert all("FullyValidatable" in part["constraints"] for part in schema.values())
    assert not [key for key in settings if "secret" in key]


def test_constraints_of_the_schema_exist(module: Path) -> None:
    text = (module / f"config/schema/{MODULE}.schema.yml").read_text("utf-8")
    source = (module / "src/Plugin/Validation/Constraint/SettingConstraint.php").read_text("utf-8")

    assert f"id: '{MODULE}_setting'" in source
    for kind in re.findall(r"kind: (\w+)", text):
        assert f"'{kind}' =>" in source


def test_the_block_s_options_are_those_of_its_schema(module: Path) -> None:
    mapping = load(module / f"config/schema/{MODULE}.schema.yml")[f"block.settings.{MODULE}"]["mapping"]
    source = (module / "src/PhoneBuilder.php").read_text("utf-8")
    options = re.search(r"OPTIONS = \[(.*?)\]", source, re.DOTALL)

    assert options
    assert re.findall(r"'(\w+)' =>", options[1]) == list(mapping)


def test_the_libraries_files_exist(module: Path) -> None:
    libraries = load(module / f"{MODULE}.libraries.yml")

    assert list(libraries) == ["phone", "directory", "caller_card"]
    for name, library in libraries.items():
        assert all((module / file).is_file() for file in (*library["js"], *library["css"]["component"]))
        assert library["js"][f"js/{name}.js"]["attributes"] == {"type": "module"}
    assert {library["version"] for library in libraries.values()} == {"1.0.0"}


def test_the_features_are_the_phone_s(module: Path) -> None:
    mapping = load(module / f"config/schema/{MODULE}.schema.yml")[f"{MODULE}.settings"]["mapping"]
    features = mapping["features"]["sequence"]["constraints"]["Choice"]["choices"]
    source = (module / "src/Settings.php").read_text("utf-8")
    listed = re.search(r"FEATURES = \[(.*?)\]", source)

    assert listed
    assert re.findall(r"'(\w+)'", listed[1]) == features
    known = (module / "assets/phone/config.js").read_text("utf-8")
    assert all(f"\n  {feature}: false," in known for feature in features)


def test_the_phone_s_template_compiles_in_real_twig(module: Path) -> None:
    page = twig(module / "templates/acme-phone.html.twig", t="strtoupper", uid="one", config='{"a":"<b> \'"}')

    assert 'data-jsc-phone="{&quot;a&quot;:&quot;&lt;b&gt; &#039;&quot;}"' in page
    assert 'id="one-destination"' in page
    assert "{{" not in page
    assert page.lstrip().startswith('<section class="jsc-phone"')
    assert "GO ONLINE" in page


@pytest.mark.parametrize(
    ("template", "opening"),
    [
        ("directory", '<nav class="jsc-directory" data-jsc-directory="/a?b&amp;c" data-jsc-texts="&lt;&quot;"'),
        (
            "caller-card",
            '<div class="jsc-caller" data-jsc-caller-card="/a?b&amp;c" data-jsc-texts="&lt;&quot;" hidden>',
        ),
    ],
)
def test_the_templates_about_people_compile_in_real_twig(module: Path, template: str, opening: str) -> None:
    page = twig(module / f"templates/acme-phone-{template}.html.twig", t="strtoupper", url="/a?b&c", texts='<"')

    assert page.strip().startswith(opening)
    assert re.search("></(nav|div)>$", page.strip()), "without JavaScript it is empty"


def test_the_unit_tests_pass(module: Path) -> None:
    if not shutil.which("phpunit"):
        pytest.skip("phpunit is not installed")
    done = subprocess.run(
        ["phpunit", "--bootstrap", str(PHP / "autoload.php"), str(module / "tests/src/Unit")],
        env={"PATH": "/usr/bin:/bin", "MODULE_SOURCE": str(module / "src"), "MODULE_NAME": MODULE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"OK \(\d\d+ tests", done.stdout)


def test_a_slug_with_hyphens_gives_the_same_module(tmp_path: Path) -> None:
    hyphens = render("drupal", tmp_path / "hyphens", slug="acme-phone")
    underscores = render("drupal", tmp_path / "underscores", slug="acme_phone")

    assert hyphens.name == underscores.name == "acme_phone"
    for path in own_files(underscores):
        assert path.read_bytes() == (hyphens / path.relative_to(underscores)).read_bytes()


def test_comments_are_as_drupal_s_sniffs_want_them(module: Path) -> None:
    for path in module.glob("src/**/*.php"):
        lines = path.read_text("utf-8").splitlines()
        comments = [line for line in lines if re.match(r"\s*(\*|/\*\*|//)", line)]
        # A single word may be longer.
        assert not [line for line in comments if len(line) > 80 and " " in line.strip().lstrip("*/ ")], path
        for at, line in enumerate(lines):
            if line.strip() == "/**":
                assert re.fullmatch(r"\s*(\*|\*/)", lines[at + 2]), f"{path}: {lines[at + 1].strip()}"
