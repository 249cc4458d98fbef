"""Rendering: a plan becomes files in memory. The only module that knows Jinja2.

The templates are ordinary cookiecutter templates, but cookiecutter's own generator is not
called: it costs more than twice as much (``benchmarks/``), writes outside its output for a name that
renders to ``../`` and leaves half an output behind on an error. A test holds both to the
same bytes.
"""

from __future__ import annotations

import functools
import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.ext import Extension

from jscomm_scaffold.cache import TemplateCache, compiled_templates
from jscomm_scaffold.errors import TemplateError
from jscomm_scaffold.plan import Entry, Plan

_PLAIN = re.compile(r"[A-Za-z0-9]+( [A-Za-z0-9]+)*")


@dataclass(frozen=True)
class File:
    """A finished file: ``path`` is relative to the output's own folder."""

    path: PurePosixPath
    content: bytes


def render(plan: Plan) -> tuple[File, ...]:
    """Render every entry of the plan.

    Raises :class:`TemplateError` for a template that cannot be rendered, for a path that
    would leave the output, and for two entries that would become one file.
    """
    cache = compiled_templates(plan.folder.name)
    environment = _environment(plan.environment, FileSystemLoader(plan.loader_paths), cache)
    for name in plan.extensions:
        environment.add_extension(_extension(plan.folder, name))
    context = _context(environment, plan.context)
    files = tuple(_file(environment, context, entry) for entry in plan.entries)
    _refuse_twins(files)
    if cache:
        cache.save()
    return files


def expander(options: Mapping[str, Any]) -> Callable[[str, Mapping[str, str]], str]:
    """Make a function that renders one line, such as a question's default, from the answers so far."""
    environment = _environment(options)
    return lambda template, answers: _text(environment, template, {"cookiecutter": answers}, template)


def _environment(
    options: Mapping[str, Any], loader: FileSystemLoader | None = None, cache: TemplateCache | None = None
) -> Environment:
    environment = Environment(  # noqa: S701  the output is PHP, YAML …: templates escape per language
        **options,
        loader=loader,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        bytecode_cache=cache,
    )
    environment.filters["slugify"] = _slugify
    return environment


def _extension(folder: Path, name: str) -> type[Extension]:
    """Load an extension of the template's own, as cookiecutter does: ``module.Class`` in its folder."""
    module_name, _, class_name = name.rpartition(".")
    path = folder / f"{module_name}.py"
    spec = importlib.util.spec_from_file_location(module_name, path)
    if spec is None or spec.loader is None:
        raise TemplateError(f"The extension {name} cannot be loaded from {path}.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    extension: type[Extension] = getattr(module, class_name)
    return extension


def _slugify(value: str) -> str:
    """Do what cookiecutter's filter of this name does."""
    if _PLAIN.fullmatch(value):
        # The usual name does not need the library's tables of all scripts, which take long to load.
        return "-".join(value.lower().split())
    from slugify import slugify

    return slugify(value)


def _context(environment: Environment, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Derive the private values (``__prefix`` …), in order, as cookiecutter does."""
    values = dict(raw)
    for name, template in raw.items():
        if name.startswith("__") and isinstance(template, str):
            values[name] = _text(environment, template, {"cookiecutter": values}, name)
    return {"cookiecutter": values}


def _file(environment: Environment, context: dict[str, Any], entry: Entry) -> File:
    path = PurePosixPath(_text(environment, entry.path, context, entry.path))
    if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in str(path):
        raise TemplateError(f"The template {entry.path} would write outside its output: {path}.")
    return File(path, _content(environment, context, entry))


def _content(environment: Environment, context: dict[str, Any], entry: Entry) -> bytes:
    raw = entry.source.read_bytes()
    if not entry.rendered or not _has_tags(environment, raw):
        return raw
    try:
        return environment.get_template(entry.path).render(context).encode()
    except JinjaError as fault:
        raise _broken(entry.path, fault) from fault


def _has_tags(environment: Environment, raw: bytes) -> bool:
    starts = (
        environment.variable_start_string,
        environment.block_start_string,
        environment.comment_start_string,
    )
    return any(start.encode() in raw for start in starts)


def _text(environment: Environment, template: str, context: dict[str, Any], where: str) -> str:
    if environment.variable_start_string not in template:
        return template
    variable = _variable(environment.variable_start_string, environment.variable_end_string)
    values = context["cookiecutter"]
    plain = not _has_tags(environment, variable.sub("", template).encode())
    if plain and all(name in values for name in variable.findall(template)):
        # Nearly every path: Jinja2 would compile each of them anew.
        return variable.sub(lambda found: str(values[found[1]]), template)
    try:
        return environment.from_string(template).render(context)
    except JinjaError as fault:
        raise _broken(where, fault) from fault


@functools.cache
def _variable(start: str, end: str) -> re.Pattern[str]:
    """Make the pattern of an answer in a template."""
    return re.compile(rf"{re.escape(start)}\s*cookiecutter\.(\w+)\s*{re.escape(end)}")


def _broken(where: str, fault: JinjaError) -> TemplateError:
    line = f", line {fault.lineno}" if isinstance(fault, TemplateSyntaxError) else ""
    return TemplateError(
        f"The template {where}{line} cannot be rendered: {fault}.",
        "This is a bug of jscomm-scaffold; please report it with the command you used.",
    )


def _refuse_twins(files: tuple[File, ...]) -> None:
    """Refuse names that are one file where the file system ignores case."""
    seen = Counter(str(file.path).lower() for file in files)
    twins = sorted(path for path, count in seen.items() if count > 1)
    if twins:
        raise TemplateError(f"Two templates would become the same file: {', '.join(twins)}.")
