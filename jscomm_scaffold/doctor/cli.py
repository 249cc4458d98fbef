"""The command: what to examine, and with which secrets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jscomm_scaffold import secret_input
from jscomm_scaffold.errors import AnswerError
from jscomm_scaffold.terminal import exit_codes, tell

_LONGEST_WAIT = 60


def _file(what: str, source: secret_input.SecretInput) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        source.flag, metavar="FILE", help=f"A file with {what}; else ${source.variable}."
    )
    return option


@exit_codes()
def doctor(  # noqa: PLR0913  the options of a command
    *,
    websocket: Annotated[
        str, typer.Argument(metavar="[URL]", help="The WebSocket, with a token in it or without; - reads stdin.")
    ] = "",
    session: Annotated[
        str, typer.Option(metavar="URL", help="A site's session endpoint, asked as its phone does.")
    ] = "",
    turn: Annotated[str, typer.Option(metavar="URL", help="A TURN server, like turn:turn.example.org:3478.")] = "",
    sender: Annotated[str, typer.Option("--from", metavar="ADDRESS", help="Who registers: alice@example.org.")] = "",
    origin: Annotated[str, typer.Option(metavar="URL", help="The site whose page connects: https://…")] = "",
    in_cookies: Annotated[
        bool, typer.Option("--in-cookies", help="Send the token in cookies, not in the URL.")
    ] = False,
    secret_file: Annotated[Path | None, _file("the secret of tokens", secret_input.TOKEN)] = None,
    password_file: Annotated[Path | None, _file("a password, where there are no tokens", secret_input.PASSWORD)] = None,
    turn_secret_file: Annotated[Path | None, _file("the secret of TURN", secret_input.TURN)] = None,
    cookie_file: Annotated[
        Path | None, _file("the Cookie header of somebody who is logged in to the site", secret_input.SITE_COOKIE)
    ] = None,
    wait: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, max=_LONGEST_WAIT, help="How long to wait for an answer.")
    ] = 10,
    json: Annotated[bool, typer.Option("--json", help="Write the result as JSON, and only it, to stdout.")] = False,
) -> None:
    """Connect and register as a phone does, and say in plain words what goes wrong.

    Registers for a moment, and takes it back. Secrets that are in no file and not in the environment are asked for.
    """
    from jscomm_scaffold.doctor import findings
    from jscomm_scaffold.doctor.examination import Order, examine
    from jscomm_scaffold.token_text import holds_token

    if not (websocket or session or turn):
        raise AnswerError("There is nothing to examine.", "Give the URL of a WebSocket, --session or --turn.")
    url = secret_input.piped() if websocket == "-" else websocket
    password = secret_input.PASSWORD.given(password_file) or ""
    signs = bool(url and sender and not password and not holds_token(url))
    secret = secret_input.TOKEN.wanted(secret_file) if signs else secret_input.TOKEN.given(secret_file)
    chart = examine(
        Order(
            websocket=url,
            session=session,
            turn=turn,
            sender=sender,
            origin=origin,
            in_cookies=in_cookies,
            seconds=wait,
            secret=secret or "",
            password=password,
            turn_secret=secret_input.TURN.wanted(turn_secret_file) if turn else "",
            site_cookie=secret_input.SITE_COOKIE.given(cookie_file) or "",
        )
    )
    tell(findings.as_json(chart) if json else findings.as_text(chart))
    if chart.exit_code:
        raise typer.Exit(chart.exit_code)
