"""``jscomm-scaffold token``: for the person who looks for the reason why a phone is refused."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated

import typer

from jscomm_scaffold import secret_input
from jscomm_scaffold.errors import AnswerError
from jscomm_scaffold.terminal import exit_codes, printable, tell

WRONG = 8
"""The exit code for a token that is wrong."""

app = typer.Typer(help="Make, take apart and check WebSocket tokens.", no_args_is_help=True, rich_markup_mode=None)

_Text = Annotated[str, typer.Argument(metavar="TOKEN", help="A WebSocket URL or a Cookie header; - reads stdin.")]
_SecretFile = Annotated[
    Path | None,
    typer.Option(help=f"A file with the secret; else ${secret_input.TOKEN.variable}, else it is asked for."),
]
_Json = Annotated[bool, typer.Option("--json", help="Write the result as JSON, and only it, to stdout.")]


@app.command()
@exit_codes()
def sign(
    sender: Annotated[str, typer.Option("--from", help="Who calls, like alice@example.org.")],
    destination: Annotated[str, typer.Option("--to", help="Whom they may call: an address, *@example.org or *@*.")],
    websocket: Annotated[str, typer.Option("--url", help="The WebSocket URL to add the token to.")] = "",
    lifetime: Annotated[int, typer.Option(help="How long it is good: 60 to 3600 seconds.")] = 300,
    secret_file: _SecretFile = None,
) -> None:
    """Sign a token and write it as a URL, or as a Cookie header where no --url is given."""
    from jscomm_scaffold import tokens

    url = _checked(websocket)
    grant = tokens.Grant(sender, destination, int(time.time()), lifetime)
    try:
        token = tokens.sign(grant, secret_input.TOKEN.wanted(secret_file))
    except ValueError as fault:
        raise AnswerError(f"This token is not signed: {fault}.") from fault
    tell(token.url(url) if url else token.cookie())


@app.command()
@exit_codes()
def inspect(text: _Text, json: _Json = False) -> None:
    """Take a token apart and say what is wrong with it; its secret is not needed."""
    _report(text, None, as_json=json)


@app.command()
@exit_codes()
def verify(text: _Text, secret_file: _SecretFile = None, json: _Json = False) -> None:
    """Take a token apart and check it with the secret."""
    _report(text, secret_input.TOKEN.wanted(secret_file), as_json=json)


def _report(text: str, secret: str | None, *, as_json: bool) -> None:
    from jscomm_scaffold import tokens

    now = int(time.time())
    try:
        token = tokens.parse(secret_input.piped() if text == "-" else text)
    except ValueError as fault:
        raise AnswerError(f"That holds no token: {fault}.") from fault
    faults = tokens.faults(token, now, secret)
    fields = dict(zip(("version", "created", "expires", "from", "destination"), token.fields, strict=False))
    tell(_as_json(fields, token.extra, faults) if as_json else _as_text(fields, token.extra, faults))
    if faults:
        raise typer.Exit(WRONG)


def _checked(websocket: str) -> str:
    from jscomm_scaffold.validators import websocket_url

    try:
        return websocket_url(websocket)
    except ValueError as fault:
        raise AnswerError(f"--url {fault}.", "The token is added behind its path.") from fault


def _as_json(fields: dict[str, str], extra: str, faults: list[str]) -> str:
    return json.dumps({**fields, "extra": extra, "faults": faults}, indent=2)


def _as_text(fields: dict[str, str], extra: str, faults: list[str]) -> str:
    rows = [f"{name:12} {printable(value)}" for name, value in {**fields, "extra": extra}.items()]
    verdict = [f"Wrong: {fault}." for fault in faults] or ["Nothing wrong."]
    return "\n".join([*rows, "", *verdict])
