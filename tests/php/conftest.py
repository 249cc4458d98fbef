"""The generated plugin, and every PHP version to run it on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import HOSTILE, Generate
from tests.php.runtime import SYSTEM, VERSIONS, Runtime, find

NAMESPACE = "Acme\\Phone"


@pytest.fixture(scope="session")
def plugin(generate: Generate) -> Path:
    """Generate the WordPress plugin with a hostile name and a nested namespace."""
    return generate("wordpress", name=HOSTILE, slug="acme-phone", namespace=NAMESPACE)


@pytest.fixture(scope="module", params=[SYSTEM, *VERSIONS])
def php(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runtime:
    """Give each PHP in turn."""
    return find(request.param, tmp_path_factory.mktemp("php"))
