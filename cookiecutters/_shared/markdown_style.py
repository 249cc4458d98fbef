"""Markdown with short lines, as the coding standards of Drupal want it.

A target lists :class:`MarkdownStyle` under ``_extensions`` in its ``cookiecutter.json``::

    [% filter wrap_markdown %][% include "server/parts/README.md" %][% endfilter %]

It keeps tables, headings and code as they are.
"""

from __future__ import annotations

import re
import textwrap

from jinja2 import Environment
from jinja2.ext import Extension

WIDTH = 80

_LIST_ITEM = re.compile(r" *(?:[-*]|\d+\.) +")
_WHOLE_LINE = re.compile(r" *$| *[|#]")
# What would begin a list, a heading or a quotation at the start of a line.
_MARK = re.compile(r" (?=(?:[-+*>#]+|\d+[.)])(?: |$))")
_GLUE = "\0"


class MarkdownStyle(Extension):
    """Gives templates the filter ``wrap_markdown``."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters["wrap_markdown"] = wrap_markdown


def wrap_markdown(text: str) -> str:
    """Break the lines of paragraphs and lists; tables, headings and code stay as they are."""
    written: list[str] = []
    paragraph: list[str] = []
    fenced = False
    for line in [*text.split("\n"), ""]:
        fence = line.lstrip().startswith("```")
        kept = fenced or fence or _WHOLE_LINE.match(line)
        if kept or _LIST_ITEM.match(line):
            written += _paragraph(paragraph)
            paragraph = []
        if kept:
            written.append(line)
        else:
            paragraph.append(line)
        fenced ^= fence
    return "\n".join([*written, *_paragraph(paragraph)]).rstrip("\n") + "\n"


def _paragraph(lines: list[str]) -> list[str]:
    """Fill the lines of a paragraph or a list item anew."""
    if not lines:
        return []
    item = _LIST_ITEM.match(lines[0])
    start = item[0] if item else lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    words = " ".join([lines[0][len(start) :], *lines[1:]]).split()
    filled = textwrap.fill(
        _MARK.sub(_GLUE, " ".join(words)),
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return filled.replace(_GLUE, " ").split("\n")
