"""The generated module under hostile answers, and a Drupal 7 for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HOSTILE, render
from tests.drupal7.site import LEFTOVERS, Drupal7, NoDrupal7Error, install

MODULE = "acme_phone"
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - for tests only


@pytest.fixture(scope="session")
def module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate the module with free texts that break whatever is careless with them."""
    return render(
        "drupal",
        tmp_path_factory.mktemp("generated"),
        core="7",
        name=HOSTILE,
        description=HOSTILE,
        author=HOSTILE,
        slug=MODULE,
        url="https://example.org/phone",
        sip_domain="example.org",
        websocket_url="wss://sip.example.org/ws",
    )


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, module: Path) -> Drupal7:
    """Give a Drupal 7 in which the module is not installed."""
    try:
        drupal = install(tmp_path_factory.mktemp("drupal7"))
    except NoDrupal7Error as lack:
        pytest.skip(str(lack))
    drupal.add_module(module)
    drupal.configure(f"$conf['acme_phone_token_secret'] = '{SECRET}';")
    return drupal


@pytest.fixture
def drupal(bare: Drupal7) -> Iterator[Drupal7]:
    """Give a Drupal 7 with the module, which takes everything along when the test is over."""
    bare.enable(MODULE)
    yield bare
    bare.uninstall(MODULE)
    assert bare.php(LEFTOVERS, module=MODULE) == "[]"
    assert bare.problems() == []
