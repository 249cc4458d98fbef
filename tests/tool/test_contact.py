"""Another way to reach the people of a site: below the phone, with or without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Terminal, render

FRAGMENTS = {
    "wordpress": "templates/phone.php",
    "drupal": "templates/acme-phone.html.twig",
    "drupal7": "templates/acme-phone.tpl.php",
    "php": "templates/phone.php",
    "static": "index.html",
}
LINK = re.compile(r'<a href="([^"]+)"><bdi dir="ltr">([^<]+)</bdi></a>')


def written(target: str, folder: Path, **answers: str) -> str:
    """Return the phone's HTML of a new output."""
    name, core = ("drupal", {"core": "7"}) if target == "drupal7" else (target, {})
    return (render(name, folder, name="Acme Phone", **core, **answers) / FRAGMENTS[target]).read_text("utf-8")


@pytest.mark.parametrize("target", FRAGMENTS)
@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("+49 30/123-456", "tel:+4930123-456"),
        ("112", "tel:112"),
        ("desk@Example.org", "mailto:desk@example.org"),
    ],
)
def test_every_output_links_to_it(tmp_path: Path, target: str, contact: str, href: str) -> None:
    html = written(target, tmp_path, contact=contact)

    assert LINK.findall(html) == [(href, contact.lower())]
    assert "Another way to reach us:" in html


@pytest.mark.parametrize("target", FRAGMENTS)
def test_where_there_is_none_nothing_is_said(tmp_path: Path, target: str) -> None:
    assert "Another way to reach us:" not in written(target, tmp_path)


def test_a_site_says_it_in_its_language(tmp_path: Path) -> None:
    assert "So erreichen Sie uns auch:" in written("static", tmp_path, contact="112", language="de")


@pytest.mark.parametrize(
    "contact",
    ["12", "+", "+49 (0)30 123456", "call us", "a@b@example.org", "a@exa mple.org", '"@example.org', "1{{2}}3"],
)
def test_what_is_neither_number_nor_address_is_refused(terminal: Terminal, contact: str) -> None:
    outcome = terminal.run("static", "--yes", f"--contact={contact}")

    assert (outcome.exit_code, list(terminal.folder.iterdir())) == (3, [])
    assert "must be a telephone number or an e-mail address" in outcome.stderr
