"""How an error ends at the terminal: its message on stderr, and its exit code."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import typer

from jscomm_scaffold.errors import ScaffoldError


@contextlib.contextmanager
def exit_codes() -> Iterator[None]:
    """Turn an error into its message on stderr and its exit code; a bug keeps its traceback."""
    try:
        yield
    except ScaffoldError as error:
        typer.secho(f"Error: {error.message}", err=True, fg=typer.colors.RED)
        if error.hint:
            typer.echo(error.hint, err=True)
        raise typer.Exit(error.exit_code) from error
    except (KeyboardInterrupt, typer.Abort) as stop:
        typer.echo("\nStopped.", err=True)
        raise typer.Exit(130) from stop
