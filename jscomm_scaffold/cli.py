"""The command line: one command a target, made from its questions. Declarations only."""

from __future__ import annotations

import inspect
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from jscomm_scaffold import __version__, token_cli
from jscomm_scaffold.doctor.cli import doctor
from jscomm_scaffold.preview.cli import preview
from jscomm_scaffold.questions import Question
from jscomm_scaffold.targets import TARGETS, Target
from jscomm_scaffold.terminal import exit_codes

app = typer.Typer(
    name="jscomm-scaffold",
    help="Writes a ready-to-edit CMS plugin that puts a WebRTC SIP phone into a web site.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_COMMON: dict[str, Any] = {
    "answers": Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help="Take answers from a JSON or TOML file, or from a record."),
    ],
    "yes": Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: take the default where no answer is given.")],
    "output": Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", readable=False, help="The folder to write the new folder into."),
    ],
    "jscommunicator_dir": Annotated[
        Path | None,
        typer.Option(metavar="DIR", readable=False, help="For --phone jscommunicator: a copy of it."),
    ],
    "json": Annotated[bool, typer.Option("--json", help="Write the result as JSON, and only it, to stdout.")],
}
_COMMON_DEFAULTS: dict[str, Any] = {
    "answers": None,
    "yes": False,
    "output": Path(),
    "jscommunicator_dir": None,
    "json": False,
}


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"jscomm-scaffold {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line. Exit codes are listed in :mod:`jscomm_scaffold.errors`."""
    # A name may hold what this terminal's encoding lacks: shown escaped, it stops nothing.
    _escape(sys.stdout, "backslashreplace")
    # Typed bytes that are no text are for the check of the answer to refuse.
    _escape(sys.stdin, "surrogateescape")
    app()


def _escape(stream: object, how: str) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=how)


def _command(target: Target) -> Callable[..., None]:
    """Make the command of ``target``: its parameters are the questions and the common options."""

    def command(**options: Any) -> None:  # noqa: ANN401  Typer hands over what the signature says
        with exit_codes():
            _run(target, options)

    parameters = [_parameter(question.name, _flag(question), None) for question in target.questions]
    parameters += [_parameter(name, kind, _COMMON_DEFAULTS[name]) for name, kind in _COMMON.items()]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def _flag(question: Question) -> Any:  # noqa: ANN401  an annotation made at run time
    choices = "|".join(question.choices)
    default = f"from {question.derived_from}" if question.derived_from else question.default
    about = f"{question.about} [default: {default}]" if default else question.about
    return Annotated[str | None, typer.Option(question.flag, help=about, metavar=choices or "TEXT")]


def _parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:  # noqa: ANN401
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _run(target: Target, options: dict[str, Any]) -> None:
    from jscomm_scaffold.run import Order, run

    common = {name: options.pop(name) for name in _COMMON}
    given = {name: value for name, value in options.items() if value is not None}
    run(Order(target=target, given=given, **common))


for _target in TARGETS:
    app.command(_target.name, help=f"Write {_target.title}.")(_command(_target))
app.add_typer(token_cli.app, name="token")
app.command()(doctor)
app.command()(preview)
