"""The files in the targets' folders that hold the phone's texts in other languages.

Each is a few lines that call the macros of ``phone/translations.jinja``. ``python -m
tests.translations`` writes them anew after a language was added to ``templates/languages``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jscomm_scaffold.questions import LANGUAGES
from tests.phone.site import SHARED, templates

COOKIECUTTERS = SHARED.parent
SLUG = "[=cookiecutter.slug=]"
MODULE = "[=cookiecutter.__prefix=]"
TARGETS = {
    "wordpress": SLUG,
    "drupal": MODULE,
    "drupal7": MODULE,
    "php": SLUG,
    "static": SLUG,
}

# Where a CMS has other names than the code of the language; a dialect reads the nearest file.
_WORDPRESS = "bg_BG de_DE es_ES fr_FR he_IL it_IT nb_NO nl_NL nn_NO pl_PL pt_PT ru_RU sk_SK"
WORDPRESS = {locale[:2]: locale for locale in _WORDPRESS.split()}
# WordPress names the texts of a script by the path of the script.
SCRIPT_HASH = hashlib.md5(b"blocks/phone/index.js", usedforsecurity=False).hexdigest()
DRUPAL = {"pt": ("pt-pt", "pt-br")}

JSON = '[% from "phone/translations.jinja" import json %]\n[= json("@CODE@") =]'
MENU = '[% from "phone/translations.jinja" import menu %]\n[= menu(@CODES@) =]'
PO = '[% from "phone/translations.jinja" import po %]\n[= po("@CODE@", "@LOCALE@", cookiecutter.@NAME@ ~ " 1.0.0") =]'
WORDPRESS_PO = (
    PO
    + """
[% from "phone/admin_translations.jinja" import admin_po %]
[= admin_po("@CODE@") =]"""
)
SCRIPT_JSON = """[% from "phone/admin_translations.jinja" import admin_json %]
[= admin_json("@CODE@", "@LOCALE@") =]"""
L10N_PHP = """[% from "phone/translations.jinja" import php_array %]
[% from "phone/admin_translations.jinja" import admin_php %]
<?php
// phpcs:ignoreFile -- The texts of [=cookiecutter.slug=]-@LOCALE@.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => '@LOCALE@',
	'messages' => array(
[= php_array("@CODE@", "\t\t") =][= admin_php("@CODE@", "\t\t") =]	),
);
"""
PHP = """[% from "phone/translations.jinja" import php_array %]
<?php
/**
 * Every text of the phone in another language: see "language" in config.php.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

return array(
[= php_array("@CODE@", "\t") =]
);
"""


CODES = LANGUAGES[1:]
"""The languages other than English."""


def language(code: str) -> Any:  # noqa: ANN401 - a module of Jinja
    """Return `name`, `direction` and `texts` of a language."""
    return templates().get_template(f"languages/{code}.jinja").module


def texts() -> dict[str, str]:
    """Return every text of the phone in English, by key."""
    module: Any = templates().get_template("phone/strings.jinja").module
    return {key: text for key, text, _ in [*module.labels, *module.strings, *module.answers, *module.pages]}


def files() -> Iterator[tuple[Path, str]]:
    """Yield path and content of each file that calls the macros."""
    for target, root in TARGETS.items():
        folder = COOKIECUTTERS / target / root
        yield folder / "assets" / "languages" / "languages.json", _fill(MENU, codes=_list(CODES))
        for code in LANGUAGES:
            yield folder / "assets" / "languages" / f"{code}.json", _fill(JSON, code=code)
    for code in CODES:
        yield from _wordpress(code)
        yield from _drupal(code)
        yield COOKIECUTTERS / "php" / SLUG / "languages" / f"{code}.php", _fill(PHP, code=code)


def _wordpress(code: str) -> Iterator[tuple[Path, str]]:
    locale = WORDPRESS[code]
    folder = COOKIECUTTERS / "wordpress" / SLUG / "languages"
    yield folder / f"{SLUG}-{locale}.po", _fill(WORDPRESS_PO, code=code, locale=locale, name="slug")
    yield folder / f"{SLUG}-{locale}.l10n.php", _fill(L10N_PHP, code=code, locale=locale)
    yield folder / f"{SLUG}-{locale}-{SCRIPT_HASH}.json", _fill(SCRIPT_JSON, code=code, locale=locale)


def _drupal(code: str) -> Iterator[tuple[Path, str]]:
    for target in ("drupal", "drupal7"):
        for locale in DRUPAL.get(code, (code,)):
            path = COOKIECUTTERS / target / MODULE / "translations" / f"{MODULE}.{locale}.po"
            yield path, _fill(PO, code=code, locale=locale, name="__prefix")


def _fill(template: str, **values: str) -> str:
    for name, value in values.items():
        template = template.replace(f"@{name.upper()}@", value)
    return template


def _list(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def main() -> None:
    """Write the files."""
    for path, content in files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
