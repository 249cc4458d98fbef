"""The files of the static site, read as the programs that they are for read them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from jscomm_scaffold.questions import LANGUAGES
from tests.conftest import HOSTILE, render
from tests.php_site.kamailio_check import kamailio_verdict
from tests.servers.fixtures import require
from tests.translations import language

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the site with free texts that break whatever is careless with them."""
    return _site(tmp_path_factory.mktemp("static"))


def _site(folder: Path, **answers: str) -> Path:
    texts = dict.fromkeys(("name", "description", "author"), HOSTILE)
    return render("static", folder, **{**texts, "slug": "acme-phone", "url": "https://phone.example.org", **answers})


class Page(HTMLParser):
    """What is in a page: its tags with their attributes, and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data

    def all(self, attribute: str) -> list[str]:
        """Return the values of an attribute."""
        return [value for _, attributes in self.tags if (value := attributes.get(attribute)) is not None]


@pytest.mark.parametrize("name", ["index.html", "legal.html", "offline.html"])
def test_pages_obey_a_strict_policy(site: Path, name: str) -> None:
    page = Page(site / name)
    policy = next(tag["content"] for _, tag in page.tags if tag.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert page.all("style") == []
    assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on")]
    assert all(attributes.get("src") for tag, attributes in page.tags if tag == "script")
    assert HOSTILE in page.text
    assert "b" not in [tag for tag, _ in page.tags]


def test_every_file_that_is_named_is_there(site: Path) -> None:
    for name in ("index.html", "legal.html", "offline.html"):
        page = Page(site / name)
        for link in page.all("src") + page.all("href"):
            if not link.startswith(("#", "https:", "./")):
                assert (site / link).is_file(), link
    worker = (site / "sw.js").read_text("utf-8")
    for link in re.findall(r"'([\w.]+\.(?:html|css|svg))'", worker):
        assert (site / link).is_file(), link


def test_json_and_svg_are_valid_and_hold_the_texts(site: Path) -> None:
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["name"] == manifest["description"] == HOSTILE
    for name in ("logo.svg", "favicon.svg", "card.svg"):
        root = ElementTree.fromstring((site / name).read_bytes())  # noqa: S314 - our own file
        words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
        assert name != "card.svg" or HOSTILE in words


@pytest.mark.parametrize("name", ["config.js", "texts.js", "configure.js", "start.js", "sw.js"])
def test_scripts_are_valid(site: Path, tmp_path: Path, name: str) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here (Debian package nodejs)")
    module = tmp_path / name.replace(".js", ".mjs")
    shutil.copy(site / name, module)
    subprocess.run([node, "--check", str(module)], check=True)


def _config(site: Path) -> dict[str, object]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here (Debian package nodejs)")
    address = "data:text/javascript," + quote((site / "config.js").read_text("utf-8"))
    script = f"import({json.dumps(address)}).then(m => console.log(JSON.stringify(m.default)))"
    done = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)
    config: dict[str, object] = json.loads(done.stdout)
    return config


def test_without_an_endpoint_there_is_a_login_form(site: Path) -> None:
    config = _config(site)
    assert config["session"] is None
    assert config["edit_destination"] is True


def test_with_an_endpoint_it_is_a_guests_phone(tmp_path: Path) -> None:
    answers = {"session_url": "/phone/session.php", "destination": "helpdesk", "websocket_url": "wss://a.example/ws"}
    site = _site(tmp_path, **answers)
    config = _config(site)
    assert config["session"] == {
        "url": "/phone/session.php",
        "nonce_url": "/phone/nonce.php",
        "nonce_header": "X-Phone-Nonce",
    }
    assert (config["destination"], config["edit_destination"], config["receive"]) == ("helpdesk", False, False)
    assert "connect-src 'self' wss://a.example;" in (site / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("colour", "on"), [("#0b7a55", "#ffffff"), ("#ffcc00", "#000000"), ("#000000", "#ffffff"), ("#777777", "#000000")]
)
def test_what_stands_on_the_colour_can_be_read(tmp_path: Path, colour: str, on: str) -> None:
    site = _site(tmp_path, colour=colour)
    style = (site / "style.css").read_text("utf-8")
    assert f"--brand: {colour};\n\t--on-brand: {on};" in style
    light, dark = sorted((_luminance(colour), _luminance(on)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_nothing_of_the_template_language_is_left(site: Path) -> None:
    for path in site.rglob("*"):
        if path.is_file() and "phone" not in path.relative_to(site).parts:
            assert not re.search(r"\[[=%#]|[=%#]\]|cookiecutter", path.read_text("utf-8")), path


def test_its_own_check_finds_nothing_and_finds_what_is_broken(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here (Debian package nodejs)")
    site = _site(tmp_path, websocket_url="wss://a.example/ws")

    def check() -> str:
        return subprocess.run([node, "tests/check.mjs"], cwd=site, capture_output=True, text=True, check=False).stdout

    assert check() == "All fits together.\n"
    (site / "logo.svg").unlink()
    config = site / "config.js"
    config.write_text(config.read_text("utf-8").replace("a.example", "b.example"), "utf-8")
    assert "index.html: logo.svg is missing" in check()
    assert "connect-src lacks wss://b.example" in check()


def test_kamailio_takes_the_generated_configuration(site: Path, tmp_path: Path) -> None:
    require("kamailio")
    assert '\n#!define DIGEST_PATH "/ws"\n' in (site / "server" / "kamailio" / "local.cfg").read_text("utf-8")
    assert "config file ok" in kamailio_verdict(site, tmp_path)


def _luminance(colour: str) -> float:
    """Compute the relative luminance of WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("code", "direction"), [("he", "rtl"), ("de", None)])
def test_the_site_is_in_the_language_that_was_chosen(tmp_path: Path, code: str, direction: str | None) -> None:
    site = _site(tmp_path, language=code)
    texts = language(code).texts

    for name in ("index.html", "offline.html"):
        root = next(attributes for tag, attributes in Page(site / name).tags if tag == "html")
        assert root == {"lang": code} | ({"dir": direction} if direction else {})
    shown = Page(site / "index.html").text
    assert texts["hang_up"] in shown
    assert texts["page_emergency"] in shown
    assert texts["page_offline_title"] in Page(site / "offline.html").text
    card = ElementTree.fromstring((site / "card.svg").read_bytes())  # noqa: S314 - our own file
    assert {group.get("direction") for group in card.iter(f"{SVG}g")} == {direction}
    assert f"call_ended: '{texts['call_ended']}'," in (site / "texts.js").read_text("utf-8")


def test_every_language_lies_where_the_menu_looks_for_it(site: Path) -> None:
    folder = site / "assets" / "languages"
    names = json.loads((folder / "languages.json").read_text("utf-8"))

    assert set(names) == set(LANGUAGES)
    assert names["he"] == language("he").name
    for code in LANGUAGES:
        texts = json.loads((folder / f"{code}.json").read_text("utf-8"))
        assert texts["direction"] == ("rtl" if code == "he" else "ltr")
        assert texts.keys() >= {"phone", "call_ended"}
