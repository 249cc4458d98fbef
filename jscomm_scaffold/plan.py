"""The plan: which template becomes which file, and what the templates may use.

Reads ``cookiecutter.json`` and lists the template's folder as cookiecutter 2 does
(https://cookiecutter.readthedocs.io/en/stable/advanced/), but renders and writes nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from jscomm_scaffold.bundles import BUNDLES
from jscomm_scaffold.errors import IncompleteInstallError, TemplateError
from jscomm_scaffold.modules import shared_modules
from jscomm_scaffold.questions import Answers
from jscomm_scaffold.targets import Target

if TYPE_CHECKING:
    from jscomm_scaffold.upstream import Upstream

_PHONE = ("assets/phone/", "assets/languages/")
_UPSTREAM = "assets/jscommunicator"


@dataclass(frozen=True)
class Entry:
    """One file to come: ``path``, itself a template, is its path inside the output."""

    source: Path
    path: str
    rendered: bool


@dataclass(frozen=True)
class Plan:
    """All that rendering needs. ``context`` is cookiecutter's, with derived values unrendered.

    ``target`` is the edition that the answers chose.
    """

    target: Target
    answers: Answers
    context: Mapping[str, Any]
    folder: Path
    loader_paths: tuple[Path, ...]
    entries: tuple[Entry, ...]

    @property
    def environment(self) -> Mapping[str, Any]:
        """The Jinja2 options of the template."""
        options: Mapping[str, Any] = self.context["_jinja2_env_vars"]
        return options

    @property
    def extensions(self) -> tuple[str, ...]:
        """The Jinja2 extensions of the template: ``module.Class``, the module in ``folder``."""
        return tuple(self.context.get("_extensions", ()))


def make(target: Target, answers: Answers, templates: Path, upstream: Upstream | None = None) -> Plan:
    """Lay out what ``target`` consists of, from the folder ``cookiecutters``.

    With ``upstream``, JSCommunicator and what it needs is laid in the place of the phone.

    Raises :class:`IncompleteInstallError` when a built file of the phone or a link is not there, and
    :class:`TemplateError` when the template's folder is not a cookiecutter template.
    """
    chosen = target.chosen(answers)
    folder = templates / chosen.folder
    context = _read_context(folder) | dict(answers)
    root = _root(folder, context["_jinja2_env_vars"]["variable_start_string"])
    if not (folder / "templates").is_dir():
        raise IncompleteInstallError(
            f"{folder / 'templates'} is no link to a folder: git wrote a plain file in its place.",
            "Allow links (git config core.symlinks true), and check the source out again.",
        )
    _refuse_unbuilt(templates / "_shared")
    copied: list[str] = context["_copy_without_render"]
    entries = tuple(Entry(root / path, path, rendered=not _matches(path, copied)) for path in _files(root))
    if upstream:
        entries = (*_without_phone(entries, templates / "_shared"), *_around(upstream, chosen, templates / "_shared"))
    return Plan(chosen, answers, context, folder, (root, folder / "templates"), entries)


def _without_phone(entries: tuple[Entry, ...], shared: Path) -> Iterator[Entry]:
    """Yield ``entries`` without what only our own phone loads."""
    kept = {f"assets/phone/{name}" for name in shared_modules(shared.resolve())}
    for entry in entries:
        if entry.path in kept or not entry.path.startswith(_PHONE):
            yield entry


def _around(upstream: Upstream, target: Target, shared: Path) -> Iterator[Entry]:
    """Yield JSCommunicator's files and ours around it; a CMS has jQuery itself."""
    own = shared / "jscommunicator"
    for path in _files(own):
        if target.lacks_jquery or not path.startswith("vendor/"):
            yield Entry(own / path, f"{_UPSTREAM}/{path}", rendered=False)
    for name in upstream.files:
        yield Entry(upstream.folder / name, f"{_UPSTREAM}/upstream/{name}", rendered=False)


def _refuse_unbuilt(shared: Path) -> None:
    for bundle in BUNDLES:
        if not (shared / bundle).is_file():
            raise IncompleteInstallError(
                f"A built file of the phone is missing: {shared / bundle}.",
                "It is made when the package is built: install it with pip, "
                "or run `npm ci && npm run build` in the folder frontend of the source.",
            )


def jinja_options(folder: Path) -> Mapping[str, Any]:
    """Give the Jinja2 options of the cookiecutter template in ``folder``."""
    options: Mapping[str, Any] = _read_context(folder)["_jinja2_env_vars"]
    return options


def _read_context(folder: Path) -> dict[str, Any]:
    try:
        context: dict[str, Any] = json.loads((folder / "cookiecutter.json").read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise TemplateError(f"{folder} is not a cookiecutter template: {fault}") from fault
    return context


def _root(folder: Path, start: str) -> Path:
    for child in sorted(folder.iterdir()):
        if start in child.name and "cookiecutter" in child.name:
            return child
    raise TemplateError(f"{folder} has no folder named after an answer.")


def _files(root: Path) -> Iterator[str]:
    """Yield the files below ``root`` as paths relative to it, shared folders included."""
    for parent, folders, files in os.walk(root, followlinks=True):
        folders.sort()
        for file in sorted(files):
            yield (Path(parent) / file).relative_to(root).as_posix()


def _matches(path: str, patterns: list[str]) -> bool:
    """Tell whether cookiecutter would copy ``path``: it or a folder above fits a pattern."""
    whole = PurePosixPath(path)
    return any(fnmatch(str(part), pattern) for part in (whole, *whole.parents) for pattern in patterns)
