"""The command: what to show, and how it is told."""

from __future__ import annotations

import contextlib
import json as json_
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jscomm_scaffold.terminal import exit_codes, is_terminal, tell

if TYPE_CHECKING:
    from jscomm_scaffold.preview.sites import Page


@exit_codes()
def preview(
    *,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that jscomm-scaffold has written.")],
    sip: Annotated[bool, typer.Option("--sip", help="Run a SIP server for two people, by Kamailio.")] = False,
    cms: Annotated[
        Path | None, typer.Option(metavar="DIR", help="WordPress's or Drupal's own files, instead of downloading them.")
    ] = None,
    browse: Annotated[
        bool | None,
        typer.Option(
            "--open/--no-browser", help="Open a browser, or none. [default: at a terminal]", show_default=False
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Write the addresses as JSON, and only them, to stdout.")
    ] = False,
) -> None:
    """Show the phone of an output in a browser, until Ctrl-C. The folder is not changed.

    What is shown is a copy, on this machine's loopback interface only.
    """
    from jscomm_scaffold.preview import output, sites, telephony
    from jscomm_scaffold.preview.workshop import workshop

    shown = output.read(folder)
    with workshop() as place:
        server = telephony.start(place, shown) if sip else None
        pages = sites.of(shown.target)(place, sites.Request(shown, server, cms))
        # Who has read where the pages are may stop at once.
        with contextlib.suppress(KeyboardInterrupt):
            tell(_as_json(pages) if json else _as_text(pages, calls=sip))
            if browse or (browse is None and is_terminal(sys.stdout) and not json):
                _browse(pages[: 2 if sip else 1])
            place.watch()


def _as_json(pages: list[Page]) -> str:
    return json_.dumps({"pages": [{"url": page.url, "person": page.person, "note": page.note} for page in pages]})


def _as_text(pages: list[Page], *, calls: bool) -> str:
    width = max(len(page.url) for page in pages)
    rows = [f"  {page.url:{width}}  {page.person} {page.note}".rstrip() for page in pages]
    advice = ["", _advice(pages)] if calls else []
    return "\n".join(["The phone is here, until Ctrl-C:", *rows, *advice])


def _advice(pages: list[Page]) -> str:
    caller, callee = pages[0].person, pages[1].person
    return f'Open both pages. {callee.capitalize()} presses "Go online"; {caller.capitalize()} calls {callee}.'


def _browse(pages: list[Page]) -> None:
    import webbrowser

    for page in pages:
        webbrowser.open_new_tab(page.url)
