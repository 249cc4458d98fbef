"""Templates of the generated module, compiled by the Twig that Debian packages."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.servers.fixtures import unavailable

SCRIPT = Path(__file__).parent / "php" / "twig.php"
AUTOLOADER = Path("/usr/share/php/Twig/autoload.php")


def twig(template: Path, *, t: str = "strval", **variables: str) -> str:
    """Print a template; ``t`` names the PHP function that stands for Drupal's translation."""
    if not shutil.which("php") or not AUTOLOADER.is_file():
        unavailable("php-twig is not installed")
    done = subprocess.run(
        ["php", str(SCRIPT), str(AUTOLOADER), str(template)],
        input=json.dumps({"variables": variables, "t": t}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(done.stderr or done.stdout)
    return done.stdout
