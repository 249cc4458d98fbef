"""The modules of the phone that an output around JSCommunicator loads, and no others.

What connects JSCommunicator, the directory and the caller card import some of the phone's modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r"""\b(?:from\s*|import\s*\(?\s*)['"](\.[^'"]+)['"]""")
_PEOPLE = ("directory", "caller_card")


def shared_modules(shared: Path) -> frozenset[str]:
    """List the files of ``shared/phone`` that are needed without the phone, relative to it.

    Modules that are imported for their types only are among them.
    """
    phone, around = shared / "phone", shared / "jscommunicator"
    starts = [*around.glob("*.js"), *around.glob("guards/*.js"), *(phone / f"{name}.js" for name in _PEOPLE)]
    modules = {path.relative_to(phone).as_posix() for path in _imported(starts) if path.is_relative_to(phone)}
    vendor = {path.relative_to(phone).as_posix() for path in (phone / "vendor").iterdir()}
    people = {file for name in _PEOPLE for file in (f"{name}.min.js", f"styles/{name}.css")}
    return frozenset(modules | vendor | people)


def _imported(starts: list[Path]) -> set[Path]:
    """Follow the imports of modules, from ``starts`` on."""
    found: set[Path] = set()
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting.extend(_imports(path))
    return found


def _imports(path: Path) -> Iterator[Path]:
    if path.parent.name != "vendor":
        for address in _IMPORT.findall(path.read_text("utf-8")):
            yield Path(path.parent, address).resolve()
