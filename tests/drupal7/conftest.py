"""The generated module under hostile answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import HOSTILE, render

MODULE = "acme_phone"


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
