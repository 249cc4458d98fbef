"""A static site, served by Python: once, or once for each person of the local SIP server."""

from __future__ import annotations

import functools
import http.server
import io
import json
import re
import threading
from pathlib import Path
from typing import BinaryIO

from jscomm_scaffold.errors import PreviewError
from jscomm_scaffold.preview.sites import Page, Request
from jscomm_scaffold.preview.telephony import PEOPLE, Telephony
from jscomm_scaffold.preview.workshop import HOSTS, LOOPBACK, Workshop

_CONFIG = """// The site's settings, but for the SIP server, which is one of the preview.
import site from './config.site.js';

export default {{ ...site, session: null, ice_servers: [], receive: true, edit_destination: true, ...{changes} }};
"""
_POLICY = re.compile(rb"(connect-src 'self')")


def show(workshop: Workshop, request: Request) -> list[Page]:
    """Serve a copy of the site; each person has an own address, so that a browser keeps them apart."""
    telephony = request.telephony
    site = workshop.copy_output(request.output.folder, "site")
    if telephony is None:
        return [Page(_serve(site))]
    _connect(site, telephony)
    return [
        Page(_serve(site), name, f"signs in as {name} with the password {telephony.passwords[name]}") for name in PEOPLE
    ]


def _connect(site: Path, telephony: Telephony) -> None:
    config = site / "config.js"
    if not config.is_file():
        raise PreviewError("The output has no config.js any more.", "Call without --sip.")
    config.rename(site / "config.site.js")
    changes = {"websocket_url": telephony.url, "sip_domain": telephony.domain}
    config.write_text(_CONFIG.format(changes=json.dumps(changes)), "utf-8")
    host = telephony.url.rpartition("/")[0].encode()
    for page in site.glob("*.html"):
        page.write_bytes(_POLICY.sub(rb"\1 " + host, page.read_bytes()))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files, without a word, and as what browsers want them to be."""

    extensions_map = {  # noqa: RUF012  as in the class above
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".svg": "image/svg+xml",
        ".webmanifest": "application/manifest+json",
    }

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer those who ask for this machine by a name of its own."""
        host, _, port = self.headers.get("Host", "").lower().rpartition(":")
        if host in HOSTS and port.isdigit():
            return super().send_head()
        self.send_error(http.HTTPStatus.FORBIDDEN)
        return None

    def end_headers(self) -> None:
        """Let no browser keep what is only a preview."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def _serve(site: Path) -> str:
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer((LOOPBACK, 0), handler)
    # A daemon's socket goes with this program, however that ends.
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://{LOOPBACK}:{server.server_address[1]}/"
