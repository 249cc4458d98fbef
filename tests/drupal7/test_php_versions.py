"""The module's PHP compiles, and its unit tests pass, on every PHP from 7.4 on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.drupal7.test_files import CODE
from tests.php.runtime import HERE, SYSTEM, VERSIONS, Runtime, find
from tests.php.test_php_core import DEBIAN_CLASSES


@pytest.fixture(scope="module", params=[SYSTEM, *VERSIONS])
def php(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runtime:
    """Give each PHP in turn."""
    return find(request.param, tmp_path_factory.mktemp("runtime"))


def test_every_file_compiles_without_a_notice(php: Runtime, module: Path) -> None:
    files = sorted(str(path) for path in module.rglob("*") if path.suffix in CODE)
    cache = php.scratch / "opcache"
    cache.mkdir()
    settings = {"opcache.enable": "1", "opcache.enable_cli": "1", "opcache.file_cache_only": "1"}
    printed = php.run(HERE / "lint.php", *files, **settings, **{"opcache.file_cache": str(cache)})

    assert printed.notices(module) == []
    assert printed.text.splitlines()[-1] == f"compiled {len(files)}"


def test_the_unit_tests_pass_without_a_notice(php: Runtime, module: Path) -> None:
    phpunit = shutil.which("phpunit")
    if phpunit is None:
        pytest.skip("no phpunit here (Debian package phpunit)")
    printed = php.run(
        Path(phpunit),
        *("--no-configuration", "--do-not-cache-result", "--fail-on-risky", "--fail-on-warning"),
        *("--bootstrap", str(module / "autoload.php"), str(module / "tests" / "unit")),
        include_path=DEBIAN_CLASSES,
    )

    assert printed.notices(module) == []
    assert printed.text.strip().splitlines()[-1].startswith("OK ("), printed.text
