"""The files of the folder, read as the programs that they are for read them."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import HOSTILE, render
from tests.php_site.conftest import SLUG
from tests.php_site.kamailio_check import kamailio_verdict
from tests.servers.fixtures import require, unavailable

yaml = pytest.importorskip("yaml", reason="PyYAML comes with cookiecutter")

LICENCES = {"MIT": f"Copyright (c) {HOSTILE}", "GPL-2.0-or-later": "Version 2, June 1991"}
TWIG = "/usr/share/php/Twig/autoload.php"
RENDER_TWIG = """<?php
require $argv[1];
$phone = ( require $argv[2] . '/load.php' )->data();
$files = new Twig\\Loader\\FilesystemLoader( $argv[2] . '/examples/twig' );
$twig = new Twig\\Environment( $files, array( 'strict_variables' => true ) );
$twig->addFilter( new Twig\\TwigFilter( 'trans', $phone['translate'] ) );
echo $twig->render( 'phone.html.twig', array( 'phone' => $phone ) );
"""
LIST_CLASSES = """<?php
require $argv[1] . '/vendor/autoload.php';
$names = array_keys( require $argv[1] . '/vendor/composer/autoload_classmap.php' );
foreach ( $names as $name ) {
	echo class_exists( $name ) || interface_exists( $name ) ? $name : "missing-$name", "\\n";
}
"""
BLADE = "/usr/share/php/Illuminate/View/autoload.php"
# Laravel's translations, which the fragment asks for its texts, are not part of Blade.
RENDER_BLADE = """<?php
use Illuminate\\Filesystem\\Filesystem;
use Illuminate\\View;
require $argv[1];
function __( $text ) { return $text; }
$files = new Filesystem();
$engines = new View\\Engines\\EngineResolver();
$engines->register( 'blade', static function () use ( $files ) {
	return new View\\Engines\\CompilerEngine( new View\\Compilers\\BladeCompiler( $files, __DIR__ ) );
} );
$finder = new View\\FileViewFinder( $files, array( $argv[2] . '/examples/blade' ) );
$views = new View\\Factory( $engines, $finder, new Illuminate\\Events\\Dispatcher() );
echo $views->make( 'phone', array( 'phone' => ( require $argv[2] . '/load.php' )->data() ) )->render();
"""
TEMPLATES = {"Twig": (TWIG, RENDER_TWIG, "php-twig"), "Blade": (BLADE, RENDER_BLADE, "php-illuminate-view")}


def files(output: Path) -> list[Path]:
    """List the files that are templates; the phone's are copies."""
    return [path for path in output.rglob("*") if path.is_file() and "phone" not in path.relative_to(output).parts[:2]]


def run(script: Path, *words: str) -> str:
    """Run a PHP script as the command line does."""
    done = subprocess.run(["php", str(script), *words], capture_output=True, text=True, check=False)
    return done.stdout


def configured(tmp_path: Path) -> Path:
    """Render a folder that is set up but for its secret; give the phone no need for one."""
    output = render("php", tmp_path, name="Phone", slug=SLUG, sip_domain="example.org", websocket_url="wss://a.example")
    config = output / "config.php"
    config.write_text(config.read_text("utf-8").replace("// 'sign_in' => 'token'", "'sign_in' => 'password'"), "utf-8")
    return output


def test_json_yaml_and_xml_are_valid_and_hold_the_texts(output: Path) -> None:
    assert json.loads((output / "composer.json").read_text("utf-8"))["description"] == HOSTILE
    for name in ("phpcs.xml.dist", "phpunit.xml.dist", "server/freeswitch.xml"):
        ElementTree.fromstring((output / name).read_bytes())  # noqa: S314 - our own file
    workflow = (output / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert yaml.safe_load(workflow)["permissions"] == {}
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) for action in re.findall(r"uses: (\S+)", workflow))


def test_nothing_of_the_template_language_is_left(output: Path) -> None:
    for path in files(output):
        assert not re.search(r"\[[=%#]|[=%#]\]|cookiecutter", path.read_text("utf-8")), path


@pytest.mark.parametrize("licence", LICENCES)
def test_the_licence_is_there(tmp_path: Path, licence: str) -> None:
    output = render("php", tmp_path, slug=SLUG, author=HOSTILE, licence=licence)
    assert LICENCES[licence] in (output / "LICENSE").read_text("utf-8")
    assert f"SPDX-License-Identifier: {licence}\n" in (output / "src" / "Phone.php").read_text("utf-8")


def test_files_are_short(output: Path) -> None:
    long = {str(path): len(path.read_text("utf-8").splitlines()) for path in output.rglob("*.php")}
    assert {path: lines for path, lines in long.items() if lines >= 300} == {}


def test_the_example_page_shows_the_name_and_the_phone(tmp_path: Path) -> None:
    require("php")
    output = configured(tmp_path)
    page = output.parent / "page.php"
    page.write_bytes((output / "examples" / "page.php").read_bytes())
    printed = run(page)
    assert "<title>Phone</title>" in printed
    assert f'<script type="module" src="/{SLUG}/assets/phone/phone.min.js?v=1.0.0">' in printed
    found = re.search(r'data-jsc-phone="([^"]*)"', printed)
    assert found
    assert json.loads(html.unescape(found[1]))["sip_domain"] == "example.org"


def test_a_folder_that_is_not_set_up_says_what_is_missing(output: Path) -> None:
    require("php")
    assert "no secret for tokens (ACME_PHONE_TOKEN_SECRET" in run(output / "check.php")
    done = subprocess.run(["php", str(output / "jscommunicator.inc.php")], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
    assert "php check.php" in done.stderr


STORES = {
    "'rate_store' => 'redis', 'rate_redis' => 'unix:///nonexistent/redis'": "rate_store: Redis cannot be reached.",
    "'rate_folder' => '/nonexistent/a/b'": "rate_store: the folder in which rate_folder is to be made is missing.",
    "'rate_folder' => 'counts'": 'The setting "rate_folder" is wrong',
}


@pytest.mark.parametrize(("setting", "problem"), STORES.items())
def test_a_store_that_cannot_count_is_told_before_visitors_come(tmp_path: Path, setting: str, problem: str) -> None:
    require("php")
    output = configured(tmp_path)
    assert run(output / "check.php") == "The phone is set up.\n"
    config = output / "config.php"
    config.write_text(config.read_text("utf-8").replace("'sign_in'", f"{setting},\n\t'sign_in'"), "utf-8")
    assert problem in run(output / "check.php")


@pytest.mark.parametrize("language", TEMPLATES)
def test_twig_and_blade_give_the_same_phone(tmp_path: Path, language: str) -> None:
    require("php")
    library, text, package = TEMPLATES[language]
    if not Path(library).exists():
        unavailable(f"{language} is not installed (Debian package {package})")
    output = configured(tmp_path)
    script = tmp_path / "render.php"
    script.write_text(text, "utf-8")
    own = _normal(run(output / "jscommunicator.inc.php"))
    assert own.startswith('<section class="jsc-phone"')
    assert _normal(run(script, library, str(output))) == own


def test_kamailio_takes_the_generated_configuration(output: Path, tmp_path: Path) -> None:
    require("kamailio")
    assert "config file ok" in kamailio_verdict(output, tmp_path)


def test_composer_finds_every_class_by_psr_4(output: Path, tmp_path: Path) -> None:
    require("php", "composer")
    folder = tmp_path / "phone"
    shutil.copytree(output, folder)
    environment = {**os.environ, "COMPOSER_HOME": str(tmp_path / "home"), "COMPOSER_ALLOW_SUPERUSER": "1"}
    words = ["composer", "dump-autoload", "--no-interaction", "--no-dev", "--optimize", "--strict-psr"]
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    classes = {str(path.relative_to(folder / "src"))[:-4].replace("/", "\\") for path in folder.glob("src/**/*.php")}
    (tmp_path / "classes.php").write_text(LIST_CLASSES, "utf-8")
    listed = run(tmp_path / "classes.php", str(folder)).split()
    assert {name.removeprefix("Acme\\Phone\\") for name in listed if name.startswith("Acme\\Phone\\")} == classes


def _normal(text: str) -> str:
    """Take the phone out of a page, its entities and its white space written in one way."""
    return re.sub(r"\s+", " ", html.unescape(text[text.index("<section") :])).strip()
