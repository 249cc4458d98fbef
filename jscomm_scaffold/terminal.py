"""How an error ends at the terminal: its message on stderr, and its exit code."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Any

import typer

from jscomm_scaffold.errors import ScaffoldError


def styled(text: str, **style: Any) -> str:  # noqa: ANN401  as typer.style takes them
    """Style a text, but where the person wants none (https://no-color.org) or the terminal has none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain else typer.style(text, **style)


@contextlib.contextmanager
def exit_codes() -> Iterator[None]:
    """Turn an error into its message on stderr and its exit code; a bug keeps its traceback."""
    try:
        yield
    except ScaffoldError as error:
        typer.echo(styled(f"Error: {error.message}", fg=typer.colors.RED), err=True)
        if error.hint:
            typer.echo(error.hint, err=True)
        raise typer.Exit(error.exit_code) from error
    except (KeyboardInterrupt, typer.Abort) as stop:
        typer.echo("\nStopped.", err=True)
        raise typer.Exit(130) from stop
