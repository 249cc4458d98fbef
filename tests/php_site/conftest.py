"""The generated folder under hostile answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import HOSTILE, render
from tests.php.runtime import SYSTEM, VERSIONS, Runtime, find

SLUG = "acme-phone"


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the folder with free texts that break whatever is careless with them."""
    return render(
        "php",
        tmp_path_factory.mktemp("php"),
        **dict.fromkeys(("name", "description", "author"), HOSTILE),
        slug=SLUG,
        namespace="Acme\\Phone",
        url="https://www.example.org/a",
        sip_domain="example.org",
        websocket_url="wss://sip.example.org/ws",
    )


@pytest.fixture(scope="module", params=[SYSTEM, *VERSIONS])
def php(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runtime:
    """Give each PHP in turn."""
    return find(request.param, tmp_path_factory.mktemp("runtime"))
