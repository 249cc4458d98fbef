"""A small web site that shows the phone, for tests of the phone without a CMS.

The page comes from the fragment that every target includes, under the strictest content
security policy that a phone can have. Visitors say who they are by the path: /alice is
alice's page, /guest a guest's, /login the page of a site without accounts.
"""

from __future__ import annotations

import html
import json
import mimetypes
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.servers.tokens import sign

SHARED = Path(__file__).parents[2] / "cookiecutters" / "_shared"
VENDOR = SHARED / "phone" / "vendor" / "jssip.js"
POLICY = "default-src 'self'; connect-src 'self' ws://127.0.0.1:*; media-src 'self' blob:; frame-ancestors 'none'"
MACROS = """[% macro t(text) %][= text | e =][% endmacro %][% macro ta(text) %][= text | e =][% endmacro %]
[% macro uid(name) %]phone-[= number =]-[= name =][% endmacro %][% include "phone/fragment.html" %]"""
PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Phone</title>
<link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="/phone/phone.css"></head>
<body><main>{phones}<label>Elsewhere <input id="elsewhere"></label></main>
<script type="module" src="/phone/phone.js"></script></body></html>"""
STYLE = """:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
body { margin: 1rem; }"""


def templates() -> Environment:
    """Return the Jinja environment that a target's templates are rendered with."""
    return Environment(  # noqa: S701 - the templates escape by macros, as in every target
        loader=FileSystemLoader(SHARED / "templates"),
        variable_start_string="[=",
        variable_end_string="=]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def strings() -> dict[str, str]:
    """Return the texts of the phone's JavaScript by key."""
    module: Any = templates().get_template("phone/strings.jinja").module
    return {key: text for key, text, _ in module.strings}


def fragment(config: dict[str, Any], number: int = 1) -> str:
    """Render the phone as a target does; `number` keeps two in a page apart."""
    escaped = html.escape(json.dumps(config))
    return templates().from_string(MACROS).render(config=escaped, number=number)


@dataclass
class Site:
    """The site's settings; change them between requests.

    `answers` replaces the session endpoint's answer to a visitor: (status, headers, body).
    `asked` is what the endpoint was asked: pairs of visitor and destination.
    """

    websocket_url: str
    secret: str
    domain: str = "example.org"
    lifetime: int = 300
    config: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, tuple[int, dict[str, str], Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    phones: int = 1
    style: str = STYLE
    dir: str = "ltr"
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.port}"

    def page(self, who: str) -> str:
        """Return the page that a visitor sees. It holds nothing secret."""
        session = {"url": f"/session/{who}", "nonce_url": None, "nonce_header": None}
        config = {
            "session": None if who == "login" else session,
            "websocket_url": self.websocket_url,
            "sip_domain": self.domain,
            "strings": strings(),
            **self.config,
        }
        shown = "".join(fragment(config, number + 1) for number in range(self.phones))
        return PAGE.format(lang="en", dir=self.dir, phones=shown)

    def session(self, who: str, destination: str | None) -> tuple[int, dict[str, str], Any]:
        """Answer the session endpoint: status, headers, JSON."""
        self.asked.append((who, destination))
        return self.answers.get(who) or (200, {}, self.granted(who, destination))

    def granted(self, who: str, destination: str | None) -> dict[str, Any]:
        """Return a session: users may call everybody of the domain, guests one address."""
        guest = who.startswith("guest")
        address = f"{who}@{self.domain}"
        reach = (destination or f"helpdesk@{self.domain}") if guest else f"*@{self.domain}"
        now = int(time.time())
        user = {
            "uri": f"sip:{address}",
            "display_name": self.names.get(who, who.title()),
            "register": not guest,
            "guest": guest,
        }
        token = sign(self.secret, address, reach, self.lifetime, "00ff")
        return {
            "websocket": {"url": self.websocket_url + token.path, "expires": now + self.lifetime},
            "ice_servers": [],
            "user": user,
            "destinations": [reach],
            "server_time": now,
        }


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            if path.startswith("/phone/"):
                self._file(SHARED / path.lstrip("/"))
            elif path == "/page.css":
                self._send(200, {"Content-Type": "text/css"}, site.style.encode())
            elif path == "/favicon.ico":
                self._send(204, {}, b"")
            else:
                headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
                self._send(200, {**headers, **site.headers}, site.page(path.strip("/")).encode())

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, headers, answer = site.session(self.path.split("/")[2], body["destination"])
            self._send(status, {"Content-Type": "application/json", **headers}, json.dumps(answer).encode())

        def _file(self, path: Path) -> None:
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self._send(200, {"Content-Type": kind, "Cache-Control": "max-age=60"}, path.read_bytes())

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet: the tests report."""

    return Handler


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve a site on loopback."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(site)) as server:
        site.port = server.server_port
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield site
        finally:
            server.shutdown()
