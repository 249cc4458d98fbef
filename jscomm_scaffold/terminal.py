"""The terminal: how a result and an error are written there, and the exit code of an error."""

from __future__ import annotations

import contextlib
import os
import reprlib
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import typer

from jscomm_scaffold.errors import ScaffoldError, WriteError

_BRIEF = reprlib.Repr()
_BRIEF.maxstring = 200


def styled(text: str, **style: Any) -> str:  # noqa: ANN401  as typer.style takes them
    """Style a text, but where the person wants none (https://no-color.org) or the terminal has none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain else typer.style(text, **style)


def printable(text: str) -> str:
    """Escape what a terminal would obey: the text may be anybody's."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def brief(text: str) -> str:
    """Quote a text that may be anybody's, shortened when it is long."""
    return _BRIEF.repr(text)


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person is at a standard stream, which may be closed."""
    return stream is not None and stream.isatty()


def tell(result: str, fault: str = "The result could not be written") -> None:
    """Write a result to stdout; raises :class:`WriteError`, which begins with ``fault``, when it takes none."""
    try:
        typer.echo(result)
    except OSError as error:
        # Python would write what is left of the text once more when it ends, and fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise WriteError(f"{fault}: {error.strerror}.") from error


@contextlib.contextmanager
def exit_codes() -> Iterator[None]:
    """Turn an error into its message on stderr and its exit code; a bug keeps its traceback."""
    try:
        yield
    except ScaffoldError as error:
        typer.echo(styled(_lines(f"Error: {error.message}"), fg=typer.colors.RED), err=True)
        if error.hint:
            typer.echo(_lines(error.hint), err=True)
        raise typer.Exit(error.exit_code) from error
    except (KeyboardInterrupt, typer.Abort) as stop:
        typer.echo("\nStopped.", err=True)
        raise typer.Exit(130) from stop


def _lines(text: str) -> str:
    # A file that was read, or the log of a program, may stand in it.
    return "\n".join(printable(line.expandtabs()) for line in text.splitlines())
