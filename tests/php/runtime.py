"""A PHP of some version, and what it prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
VERSIONS = ("7.4", "8.0", "8.1", "8.2", "8.3", "8.4", "8.5")
SYSTEM = "system"
OLDEST_NODE = 20

NOTICE = re.compile(
    r"^(?:PHP )?(?:[A-Z][a-z]+ )?(?:[Ee]rror|Warning|Notice|Deprecated|Standards): .* in (/.*) on line \d+"
)
SETTINGS = {
    "display_errors": "1",
    "error_reporting": "-1",
    "html_errors": "0",
    "log_errors": "0",
    "zend.exception_ignore_args": "0",
}


@dataclass(frozen=True)
class Output:
    """What a PHP script printed."""

    text: str

    def notices(self, folder: Path) -> list[str]:
        """List the errors, warnings, notices and deprecations that come from files in ``folder``."""
        found = (NOTICE.match(line) for line in self.text.splitlines())
        return [match[0] for match in found if match and Path(match[1]).is_relative_to(folder)]


@dataclass(frozen=True)
class Runtime:
    """A PHP interpreter: the system's, or one compiled to WebAssembly."""

    version: str
    command: str
    scratch: Path

    def run(self, script: Path, *words: str, **settings: str) -> Output:
        """Run a script to its end. The exit status is not looked at: PHP in WebAssembly has none."""
        given = {**SETTINGS, **settings}
        flags = [word for name, value in given.items() for word in ("-d", f"{name}={value}")]
        env = {"PATH": os.environ["PATH"], "HOME": str(self.scratch), "TMPDIR": str(self.scratch), "PHP": self.version}
        done = subprocess.run(
            [self.command, *flags, str(script), *words],
            cwd=self.scratch,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return Output(done.stdout + done.stderr)


def find(version: str, scratch: Path) -> Runtime:
    """Find or install PHP of this version, or skip the test and say why."""
    if version == SYSTEM:
        return Runtime(version, _program("php", "php-cli"), scratch)
    _check_node(_program("node", "nodejs"))
    command = HERE / "node_modules" / ".bin" / "php-wasm-cli"
    if not command.exists():
        _install()
    return Runtime(version, str(command), scratch)


def _program(name: str, package: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"no {name} here (Debian package {package})")
    return path


def _check_node(node: str) -> None:
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.removeprefix("v").partition(".")[0]) < OLDEST_NODE:
        pytest.skip(f"PHP as WebAssembly needs Node {OLDEST_NODE} or newer, this is {version}")


def _install() -> None:
    npm = _program("npm", "npm")
    done = subprocess.run([npm, "ci"], cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"npm could not install PHP as WebAssembly: {done.stderr.strip()[-300:]}")
