"""The generated plugin under hostile answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import HOSTILE, Generate

SLUG = "acme-phone"
PREFIX = "acme_phone"
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - for tests only


@pytest.fixture(scope="session")
def plugin(generate: Generate) -> Path:
    """Generate the plugin with free texts that break whatever is careless with them."""
    return generate(
        "wordpress",
        name=HOSTILE,
        description=HOSTILE,
        author=HOSTILE,
        slug=SLUG,
        namespace="Acme\\Phone",
        url="https://example.org/phone",
        contact="+49 30 123456",
    )
