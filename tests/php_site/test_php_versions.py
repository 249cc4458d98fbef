"""The PHP of the folder compiles, and its tests pass, on every PHP from 7.4 to 8.5."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.php.runtime import HERE, Runtime
from tests.php.test_php_core import DEBIAN_CLASSES


def test_every_file_compiles_without_a_notice(php: Runtime, output: Path) -> None:
    files = sorted(str(path) for path in output.rglob("*.php"))
    cache = php.scratch / "opcache"
    cache.mkdir()
    settings = {"opcache.enable": "1", "opcache.enable_cli": "1", "opcache.file_cache_only": "1"}
    printed = php.run(HERE / "lint.php", *files, **settings, **{"opcache.file_cache": str(cache)})
    assert printed.notices(output) == []
    assert printed.text.splitlines()[-1] == f"compiled {len(files)}"


@pytest.mark.parametrize("folder", ["unit", "site"])
def test_its_own_tests_pass_without_a_notice(php: Runtime, output: Path, folder: str) -> None:
    phpunit = shutil.which("phpunit")
    if phpunit is None:
        pytest.skip("no phpunit here (Debian package phpunit)")
    tests = output / "tests"
    printed = php.run(
        Path(phpunit),
        *("--no-configuration", "--do-not-cache-result", "--fail-on-risky", "--fail-on-warning"),
        *("--bootstrap", str(tests / "unit" / "bootstrap.php"), str(tests / folder)),
        include_path=DEBIAN_CLASSES,
    )
    assert printed.notices(output) == []
    assert printed.text.strip().splitlines()[-1].startswith("OK ("), printed.text
