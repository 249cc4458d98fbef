"""The translations that the generated module brings, in a real Drupal with several languages."""

from __future__ import annotations

import html
import json
import shutil
import urllib.request
from pathlib import Path

import pytest

from tests.drupal.conftest import MODULE
from tests.drupal.site import Drupal, NoDrupalError, install
from tests.translations import language

ADD_LANGUAGES = """
foreach ($input['codes'] as $code) {
  \\Drupal\\language\\Entity\\ConfigurableLanguage::createFromLangcode($code)->save();
}
"""

# What the page with the list of modules does: it runs the batch that imports translations.
INSTALL = """
$at = \\Drupal::request()->attributes;
$at->set('_route', '<front>');
$at->set('_route_object', new \\Symfony\\Component\\Routing\\Route('/'));
\\Drupal::service('module_installer')->install([$input['module']]);
$batch =& batch_get();
$batch['progressive'] = FALSE;
batch_process();
"""

TRANSLATE = """
$translate = fn ($code) => (string) t($input['text'], [], ['langcode' => $code]);
echo json_encode(array_combine($input['codes'], array_map($translate, $input['codes'])));
"""

SPEAK = """
\\Drupal::configFactory()->getEditable('system.site')->set('default_langcode', $input['language'])->save();
drupal_flush_all_caches();
"""

CODES = {"de": "de", "he": "he", "pt-br": "pt", "pt-pt": "pt", "nn": "nn"}


@pytest.fixture(scope="module")
def drupal(tmp_path_factory: pytest.TempPathFactory, module: Path) -> Drupal:
    try:
        drupal = install(tmp_path_factory.mktemp("drupal"))
    except NoDrupalError as lack:
        pytest.skip(str(lack))
    drupal.enable("language", "locale", "dblog")
    drupal.php(ADD_LANGUAGES, codes=list(CODES))
    # Another folder than the .info.yml file names.
    shutil.copytree(module, drupal.root / "modules" / "contrib" / module.name)
    drupal.php(INSTALL, module=MODULE)
    return drupal


def test_drupal_imports_the_translations_wherever_the_module_is(drupal: Drupal) -> None:
    shown = json.loads(drupal.php(TRANSLATE, text="Hang up", codes=list(CODES)))
    assert shown == {code: language(name).texts["hang_up"] for code, name in CODES.items()}
    # Drupal 10 warns of what is none.
    assert [problem for problem in drupal.problems() if "No configuration objects" not in problem] == []


def test_the_page_of_the_phone_is_in_the_language_of_the_site(drupal: Drupal) -> None:
    drupal.php(SPEAK, language="he")
    with (
        drupal.serve(**{f"{MODULE.upper()}_TOKEN_SECRET": "s" * 40}) as site,
        urllib.request.urlopen(f"{site.url}/{MODULE.replace('_', '-')}") as answer,  # noqa: S310
    ):
        page = html.unescape(answer.read().decode())

    hebrew = language("he").texts
    assert 'lang="he" dir="rtl"' in page
    assert f">{hebrew['hang_up']}<" in page
    config = json.loads(page.partition('data-jsc-phone="')[2].partition('" data-jsc-state')[0])
    assert config["strings"]["call_ended"] == hebrew["call_ended"]
