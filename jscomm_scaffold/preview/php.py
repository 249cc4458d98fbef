"""A PHP site with the folder, under PHP's own web server: one for each person, who is logged in there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from jscomm_scaffold.errors import PreviewError
from jscomm_scaffold.preview.output import Output
from jscomm_scaffold.preview.sites import SCRIPTS, Page, Request
from jscomm_scaffold.preview.telephony import PEOPLE, Telephony
from jscomm_scaffold.preview.workshop import LOOPBACK, Workshop, free_port, listens, need

# A page asks for several things at once.
WORKERS = {"PHP_CLI_SERVER_WORKERS": "3"}
_GUEST = ""
HINT = "On Debian: apt install php-cli."


def show(workshop: Workshop, request: Request) -> list[Page]:
    """Serve the folder's example page."""
    php, output, telephony = need("php", HINT), request.output, request.telephony
    folder = workshop.copy_output(output.folder, "web", output.slug)
    page = folder / "examples" / "page.php"
    if not page.is_file():
        raise PreviewError("The output has no examples/page.php any more.", "It is the page that is shown.")
    shutil.copy(page, folder.parent / "index.php")
    (folder.parent / "favicon.ico").touch()
    order = _order(workshop, output, folder, telephony)
    people = (*PEOPLE, _GUEST) if telephony else (_GUEST,)
    pages = []
    for person in people:
        environment = {
            f"{output.constant}_CONFIG": str(SCRIPTS / "php-config.php"),
            f"{output.constant}_TOKEN_SECRET": request.secret,
            "PREVIEW": json.dumps({**order, "person": person}),
        }
        pages.append(_page(serve(workshop, php, folder.parent, environment), person, telephony))
    return pages


def serve(workshop: Workshop, php: str, root: Path, environment: dict[str, str], router: Path | None = None) -> str:
    """Serve a folder with PHP's own web server, to this machine only, and return its address."""
    port = free_port()
    command = [php, "-S", f"{LOOPBACK}:{port}", "-t", str(root), str(SCRIPTS / "router.php")]
    following = {"PREVIEW_ROUTER": str(router or "")}
    workshop.run("PHP", command, lambda: listens(port), {**environment, **WORKERS, **following})
    return f"http://{LOOPBACK}:{port}/"


def _order(workshop: Workshop, output: Output, folder: Path, telephony: Telephony | None) -> dict[str, Any]:
    order = {"folder": str(folder), "slug": output.slug, "counts": str(workshop.folder / "counts")}
    if telephony is None:
        return order
    server = {"websocket_url": telephony.url, "sip_domain": telephony.domain, "guest_destinations": [PEOPLE[0]]}
    return {**order, **server}


def _page(url: str, person: str, telephony: Telephony | None) -> Page:
    if telephony is None:
        return Page(url)
    if not person:
        return Page(url, "guest", f"may call {PEOPLE[0]}")
    return Page(url, person, "is logged in")
