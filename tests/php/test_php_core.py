"""The PHP of an output compiles, and its unit tests pass, on every PHP from 7.4 to 8.5."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.php.runtime import HERE, SYSTEM, Runtime

# Where Debian has PHPUnit's classes; its "phpunit" looks for them in the include path.
DEBIAN_CLASSES = ".:/usr/share/php"


def test_runs_the_version_that_is_asked_for(php: Runtime, tmp_path: Path) -> None:
    script = tmp_path / "version.php"
    script.write_text("<?php echo PHP_VERSION;")
    version = php.run(script).text
    assert php.version == SYSTEM or version.startswith(f"{php.version}."), version


def test_every_file_compiles_without_a_notice(php: Runtime, plugin: Path) -> None:
    files = sorted(str(path) for path in plugin.rglob("*.php"))
    cache = php.scratch / "opcache"
    cache.mkdir()
    output = php.run(
        HERE / "lint.php",
        *files,
        **{
            "opcache.enable": "1",
            "opcache.enable_cli": "1",
            "opcache.file_cache": str(cache),
            "opcache.file_cache_only": "1",
        },
    )
    assert output.notices(plugin) == []
    assert output.text.splitlines()[-1] == f"compiled {len(files)}"


def test_the_unit_tests_of_the_core_pass_without_a_notice(php: Runtime, plugin: Path) -> None:
    phpunit = shutil.which("phpunit")
    if phpunit is None:
        pytest.skip("no phpunit here (Debian package phpunit)")
    unit = plugin / "tests" / "unit"
    output = php.run(
        Path(phpunit),
        "--no-configuration",
        "--do-not-cache-result",
        "--fail-on-risky",
        "--fail-on-warning",
        "--bootstrap",
        str(unit / "bootstrap.php"),
        str(unit),
        include_path=DEBIAN_CLASSES,
    )
    assert output.notices(plugin) == []
    assert output.text.strip().splitlines()[-1].startswith("OK ("), output.text
