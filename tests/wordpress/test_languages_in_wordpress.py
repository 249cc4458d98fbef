"""The translations that the generated plugin brings, in real WordPresses that speak other languages."""

from __future__ import annotations

import html
import json
import subprocess
from pathlib import Path

import pytest

from tests.servers.fixtures import Sites, require
from tests.servers.wordpress import WordPress
from tests.translations import SCRIPT_HASH, language, texts
from tests.wordpress.conftest import SECRET, SLUG
from tests.wordpress.visitor import Visitor

SET_UP = """
update_option( 'acme_phone_settings', array(
    'websocket_url'      => 'wss://sip.example.org/ws',
    'sip_domain'         => 'example.org',
    'guest_destinations' => array( 'helpdesk@example.org' ),
) );
"""

# Of the translation of WordPress itself the tests need that it is there, and the direction of writing.
PACK = "<?php return array( 'messages' => array( \"text direction\\4ltr\" => '{direction}' ) );"

SPEAK = "update_option( 'WPLANG', $input['locale'] );"


@pytest.fixture(scope="module", params=["sid", "trixie"])
def site(request: pytest.FixtureRequest, sites: Sites, plugin: Path) -> WordPress:
    site = sites.fresh(request.param)
    site.install_plugin(plugin)
    site.activate(SLUG)
    site.php(SET_UP)
    site.create_page("Phone", f"[{SLUG}]")
    (site.root / "wp-content" / "languages" / "plugins").mkdir(parents=True, exist_ok=True)
    return site


def speak(site: WordPress, locale: str) -> None:
    """Change the language of the site."""
    pack = PACK.format(direction="rtl" if locale == "he_IL" else "ltr")
    (site.root / "wp-content" / "languages" / f"{locale}.l10n.php").write_text(pack)
    site.php(SPEAK, locale=locale)


def page(site: WordPress, locale: str) -> str:
    """Return the page with the phone as a visitor sees it."""
    speak(site, locale)
    with site.serve(ACME_PHONE_TOKEN_SECRET=SECRET) as served:
        return html.unescape(Visitor(served).ask("/?pagename=phone").text)


def strings(shown: str) -> dict[str, str]:
    """Read what the scripts of the phone are told to say."""
    config, _ = json.JSONDecoder().raw_decode(shown.partition('data-jsc-phone="')[2])
    said: dict[str, str] = config["strings"]
    return said


@pytest.mark.parametrize(
    ("locale", "code"), [("de_DE", "de"), ("he_IL", "he"), ("de_DE_formal", "de"), ("pt_BR", "pt"), ("nn_NO", "nn")]
)
def test_the_phone_is_in_the_language_of_the_site(site: WordPress, locale: str, code: str) -> None:
    shown = page(site, locale)

    assert f">{language(code).texts['hang_up']}<" in shown
    assert strings(shown)["call_ended"] == language(code).texts["call_ended"]
    assert ('dir="rtl"' in shown) == (code == "he")
    assert site.debug_log() == ""


def test_a_site_in_a_language_that_we_have_not_shows_english(site: WordPress) -> None:
    shown = page(site, "fi")

    assert strings(shown)["call_ended"] == texts()["call_ended"]


def editor(site: WordPress, locale: str) -> dict[str, list[str]]:
    """Read what the script of the block in the editor is told to say."""
    speak(site, locale)
    with site.serve() as served:
        visitor = Visitor(served)
        visitor.log_in(site.admin_login, site.admin_password)
        shown = visitor.ask("/wp-admin/post-new.php").text
    _, found, script = shown.partition(f'id="{SLUG}-phone-editor-js-translations"')
    if not found:
        return {}
    content, _ = json.JSONDecoder().raw_decode(script[script.index(f'( "{SLUG}", {{') :].partition(", ")[2])
    said: dict[str, list[str]] = content["locale_data"]["messages"]
    return said


@pytest.mark.parametrize(("locale", "code"), [("de_DE", "de"), ("he_IL", "he"), ("de_AT", "de"), ("pt_BR", "pt")])
def test_the_block_in_the_editor_is_in_the_language_of_its_user(site: WordPress, locale: str, code: str) -> None:
    said = editor(site, locale)

    assert said["Offer video calls"] == [language(code).admin["Offer video calls"]]
    assert site.debug_log() == ""


def test_the_block_in_the_editor_is_english_where_we_have_no_translation(site: WordPress) -> None:
    assert editor(site, "fi") == {}


def test_a_translation_of_the_block_from_elsewhere_goes_before_ours(site: WordPress) -> None:
    folder = site.root / "wp-content" / "languages" / "plugins"
    pack = [folder / f"{SLUG}-nl_NL.l10n.php", folder / f"{SLUG}-nl_NL-{SCRIPT_HASH}.json"]
    pack[0].write_text("<?php return array( 'messages' => array( 'Guests' => 'Gasten' ) );")
    pack[1].write_text('{"locale_data": {"messages": {"": {}, "Offer video calls": ["Beeldbellen"]}}}')

    said = editor(site, "nl_NL")

    for path in pack:
        path.unlink()
    assert said["Offer video calls"] == ["Beeldbellen"]


@pytest.mark.parametrize("locale", ["nl_NL", "nl_BE"])
@pytest.mark.parametrize("kind", [".l10n.php", ".mo"])
def test_a_translation_from_elsewhere_goes_before_ours(site: WordPress, locale: str, kind: str) -> None:
    theirs = site.root / "wp-content" / "languages" / "plugins" / f"{SLUG}-{locale}{kind}"
    if kind == ".mo":
        require("msgfmt")
        po = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\nmsgid "Call ended."\nmsgstr "Klaar."\n'
        subprocess.run(["msgfmt", "-o", str(theirs), "-"], input=po, check=True)
    else:
        theirs.write_text("<?php return array( 'messages' => array( 'Call ended.' => 'Klaar.' ) );")

    said = strings(page(site, locale))["call_ended"]

    theirs.unlink()
    assert said == "Klaar."
