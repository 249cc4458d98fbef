"""PHP in the style of WordPress, rewritten in the style of Drupal.

The PHP core is written once, in ``templates/php``, by the WordPress coding standards. A
target whose standards differ lists :class:`DrupalStyle` under ``_extensions`` in its
``cookiecutter.json`` and includes the core through the filter ``drupal_style``::

    [% filter drupal_style %][% include "php/address.php" %][% endfilter %]

The filter knows the PHP that the core uses, not all of PHP: no heredoc, no HTML and no
``else``. Standards: https://www.drupal.org/docs/develop/standards/php

In every template of such a target that imports classes of the module itself, the ``use``
lines are sorted: where they belong depends on the name of the module.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from jinja2 import Environment
from jinja2.ext import Extension

WIDTH = 80
ARRAY_WIDTH = 120

_TOKEN = re.compile(
    r"""
      (?P<comment> /\*.*?\*/ | //[^\n]* )
    | (?P<string>  '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" )
    | (?P<space>   \s+ )
    | (?P<word>    \$?[A-Za-z_\x80-\U0010ffff\\][\w\\]* )
    | (?P<other>   \#\[ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_CONSTANTS = {"true", "false", "null"}
_OPENING = {"(": ")", "[": "]", "#[": "]", "{": "}"}
_TAG = re.compile(r"@(param|return|throws)\s+(.*)", re.DOTALL)
_METHOD = re.compile(r"\bfunction (?!__)([a-z]+(?:_[a-z0-9]+)+)\b")
_IMPORTS = re.compile(r"(?m)(?:^use [\w\\ ]+;\n)+")
_OWN_IMPORT = re.compile(r"(?m)^use .*\[=")


class Token(NamedTuple):
    """A piece of source: ``kind`` is a group of the pattern above."""

    kind: str
    text: str


class DrupalStyle(Extension):
    """Gives templates the filter ``drupal_style``, and sorts what they import."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters["drupal_style"] = drupal_style
        environment.filters["sorted_imports"] = sorted_imports

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Put a template that imports classes of the module into the filter ``sorted_imports``."""
        return f"[% filter sorted_imports %]{source}[% endfilter %]" if _OWN_IMPORT.search(source) else source


def sorted_imports(code: str) -> str:
    """Sort ``use`` lines that stand together as Drupal's sniffs do: part by part, without regard to case."""
    return _IMPORTS.sub(lambda found: "".join(sorted(found[0].splitlines(keepends=True), key=_import_key)), code)


def _import_key(line: str) -> list[str]:
    return line.removeprefix("use ").rstrip(";\n").partition(" as ")[0].lower().split("\\")


def drupal_style(source: str) -> str:
    """Rewrite a whole PHP file of the core. Strings keep their bytes; the code keeps its meaning."""
    source = _drop_file_comment(source).replace("\t", "  ")
    tokens = _constants(_brackets(list(_tokens(_camel_methods(source)))))
    code = "".join(token.text for token in _spaces(tokens))
    code = "\n".join(_comments(code, _imports(code)))
    code = re.sub(r"(?m)^( *)\} catch ", r"\1}\n\1catch ", code)
    return _pad_classes(_pad_cases(_break_arrays(code)))


def _tokens(source: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(source):
        yield Token(found.lastgroup or "other", found.group())


def _drop_file_comment(source: str) -> str:
    """Leave out the comment about the file: one with a class in it has none in Drupal."""
    return re.sub(r"\A<\?php\n/\*\*\n.*?\*/\n", "<?php\n", source, count=1, flags=re.DOTALL)


def _camel_methods(source: str) -> str:
    """Rename the methods of a class, where they are made and where the class calls them.

    Functions outside of classes keep their names.
    """
    head, mark, body = source.partition("class ")
    for name in set(_METHOD.findall(body)):
        body = re.sub(rf"(function |->|::){name}\b", rf"\g<1>{_camel(name)}", body)
    return head + mark + body


def _camel(name: str) -> str:
    """Join words; never two capital letters, so "read_a_name" becomes "readAname"."""
    words = name.split("_")
    rest = (word if len(before) == 1 else word.capitalize() for before, word in pairwise(words))
    return words[0] + "".join(rest)


def _brackets(tokens: list[Token]) -> list[Token]:
    """Write ``array( … )`` as ``[ … ]``. The type ``array`` has no bracket after it."""
    made = list(tokens)
    for at, token in enumerate(tokens):
        if token == Token("word", "array") and _next(tokens, at) == "(":
            opening = at + 1
            made[at] = Token("space", "")
            made[opening] = Token("other", "[")
            made[_closing(tokens, opening)] = Token("other", "]")
    return made


def _next(tokens: list[Token], at: int) -> str:
    return tokens[at + 1].text if at + 1 < len(tokens) else ""


def _closing(tokens: list[Token], opening: int) -> int:
    """Find the bracket that closes the one at ``opening``."""
    depth = 0
    for at in range(opening, len(tokens)):
        if tokens[at].kind == "other":
            depth += (tokens[at].text in _OPENING) - (tokens[at].text in _OPENING.values())
            if depth == 0:
                return at
    raise ValueError("a bracket of the PHP core is not closed")


def _constants(tokens: list[Token]) -> list[Token]:
    return [
        token._replace(text=token.text.upper()) if token.kind == "word" and token.text in _CONSTANTS else token
        for token in tokens
    ]


def _spaces(tokens: list[Token]) -> Iterator[Token]:
    """Leave out spaces inside brackets and after "!", and those that align."""
    for at, token in enumerate(tokens):
        before = _text(tokens, at, -1)
        after = _text(tokens, at, 1)
        if token.kind != "space" or "\n" in token.text:
            yield token
        elif before in {"(", "[", "#[", "!"} or after in {")", "]"}:
            yield Token("space", "")
        elif token.text:
            yield Token("space", " ")


def _text(tokens: list[Token], at: int, step: int) -> str:
    """Give the nearest token that is not empty, in one direction."""
    at += step
    while 0 <= at < len(tokens) and not tokens[at].text:
        at += step
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _imports(code: str) -> dict[str, str]:
    """Map the short names of imported classes to their full names."""
    return {name.rpartition("\\")[2]: "\\" + name for name in re.findall(r"(?m)^use ([\w\\]+);", code)}


def _comments(code: str, classes: dict[str, str]) -> Iterator[str]:
    """Yield the lines of the code with every comment in Drupal's form."""
    block: list[str] = []
    for line in code.split("\n"):
        stripped = line.strip()
        if block or stripped == "/**":
            block.append(line)
            if stripped == "*/":
                yield from _block(block, classes)
                block = []
        elif stripped.startswith("// "):
            yield from _wrap(stripped[3:], line[: line.index("//")] + "// ")
        else:
            yield line


def _block(lines: list[str], classes: dict[str, str]) -> Iterator[str]:
    """Yield a comment of a class, a method or a property."""
    indent = lines[0][: lines[0].index("/")]
    yield lines[0]
    previous = ""
    for paragraph in _short_summary(list(_paragraphs(lines[1:-1])), WIDTH - len(f"{indent} * ")):
        tag = _TAG.match(paragraph)
        kind = tag[1] if tag else ""
        # Tags of one kind stand together, those of another after an empty line.
        if previous and (not kind or kind != previous):
            yield f"{indent} *"
        yield from _tag(kind, tag[2], indent, classes) if tag else _wrap(paragraph, f"{indent} * ")
        previous = kind or "text"
    yield lines[-1]


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Yield what stands between empty lines, and each tag, as one line."""
    paragraph: list[str] = []
    for line in [*lines, " *"]:
        text = re.sub(r"^\s*\* ?", "", line).strip()
        if paragraph and (not text or text.startswith("@")):
            yield " ".join(paragraph)
            paragraph = []
        if text:
            paragraph.append(text)


def _short_summary(paragraphs: list[str], width: int) -> list[str]:
    """Split a summary that is longer than a line at the end of its first sentence or part."""
    summary = paragraphs[0]
    if len(summary) <= width:
        return paragraphs
    cut = re.match(r"(.+?)(?:[.:,]| or| and) (.+)", summary)
    if cut is None:
        return paragraphs
    return [f"{cut[1]}.", cut[2][0].upper() + cut[2][1:], *paragraphs[1:]]


def _tag(kind: str, text: str, indent: str, classes: dict[str, str]) -> Iterator[str]:
    """Yield a tag in two parts: type and name, then the description on lines of its own."""
    words = text.split()
    count = 2 if kind == "param" else 1
    yield f"{indent} * @{kind} {' '.join([_type(words[0], classes), *words[1:count]])}"
    if words[count:]:
        description = " ".join(words[count:])
        yield from _wrap(description[0].upper() + description[1:], f"{indent} *   ")


def _type(text: str, classes: dict[str, str]) -> str:
    """Write a type with spaces in its list of types, and imported classes by their full names."""
    return re.sub(r"(?<![\w\\])\w+", lambda found: classes.get(found[0], found[0]), text.replace(",", ", "))


def _wrap(text: str, prefix: str) -> Iterator[str]:
    width = WIDTH - len(prefix)
    for line in textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]:
        yield (prefix + line).rstrip()


def _break_arrays(code: str) -> str:
    """Write an array that is too long for its line with each value on a line of its own."""
    return "\n".join(_break_array(line) if len(line) > ARRAY_WIDTH else line for line in code.split("\n"))


def _break_array(line: str) -> str:
    tokens = list(_tokens(line))
    opening = next((at for at, token in enumerate(tokens) if _opens_array(tokens, at)), None)
    if opening is None:
        return line
    closing = _closing(tokens, opening)
    indent = line[: len(line) - len(line.lstrip())]
    values = "".join(f"{indent}  {value},\n" for value in _values(tokens[opening + 1 : closing]))
    head, tail = tokens[: opening + 1], tokens[closing:]
    return "".join(token.text for token in head) + f"\n{values}{indent}" + "".join(token.text for token in tail)


def _opens_array(tokens: list[Token], at: int) -> bool:
    """Tell whether there is a list here, rather than a value taken out of one."""
    before = tokens[at - 1] if at else Token("space", "")
    return tokens[at] == Token("other", "[") and before.kind != "word" and before.text not in {"]", ")"}


def _values(tokens: list[Token]) -> Iterator[str]:
    """Split what stands in an array at its commas, but not at those inside brackets."""
    depth, value = 0, ""
    for token in tokens:
        if token.kind == "other":
            depth += (token.text in _OPENING) - (token.text in _OPENING.values())
        if token == Token("other", ",") and depth == 0:
            yield value.strip()
            value = ""
        else:
            value += token.text
    if value.strip():
        yield value.strip()


def _pad_cases(code: str) -> str:
    """Put an empty line after what ends a case."""
    return re.sub(r"(?m)^( +)switch \(.*?^\1\}", lambda found: _pad_case(found[0]), code, flags=re.DOTALL)


def _pad_case(switch: str) -> str:
    return re.sub(r"(\n +(?:return|break)\b[^\n]*;)(?=\n)", r"\1\n", switch)


def _pad_classes(code: str) -> str:
    """Put an empty line before the bracket that closes a class, as there is after the opening one."""
    return re.sub(r"\n  \}\n\}\n", "\n  }\n\n}\n", code)
