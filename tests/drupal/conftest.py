"""The generated module under hostile answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from cookiecutter.main import cookiecutter

from tests.conftest import HOSTILE, REPOSITORY

MODULE = "acme_phone"


def render(folder: Path, **answers: str) -> Path:
    """Generate the module with plain cookiecutter and return its folder."""
    template = str(REPOSITORY / "cookiecutters" / "drupal")
    return Path(
        cookiecutter(template, no_input=True, default_config=True, output_dir=str(folder), extra_context=answers)
    )


@pytest.fixture(scope="session")
def module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate the module with free texts that break whatever is careless with them."""
    return render(
        tmp_path_factory.mktemp("generated"),
        name=HOSTILE,
        description=HOSTILE,
        author=HOSTILE,
        slug=MODULE,
        url="https://example.org/phone",
        sip_domain="example.org",
        websocket_url="wss://sip.example.org/ws",
    )
