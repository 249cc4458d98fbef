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
from collections.abc import Callable, Iterator
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
[% macro uid(name) %]phone-[= number =]-[= name =][% endmacro %][% macro comment(text) %][% endmacro %]
[% include template %]"""
PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Phone</title>
<link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="{program}.css">{head}</head>
<body><main>{phones}<label>Elsewhere <input id="elsewhere"></label>{content}</main>
<script type="module" src="{program}.js"></script></body></html>"""
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


def fragment(config: dict[str, Any], number: int = 1, template: str = "phone/fragment.html") -> str:
    """Render the phone as a target does; `number` keeps two in a page apart."""
    escaped = html.escape(json.dumps(config))
    return templates().from_string(MACROS).render(config=escaped, number=number, template=template)


Endpoint = Callable[[bytes, dict[str, str]], tuple[int, Any]]
Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """The site's settings; change them between requests.

    `answers` replaces the session endpoint's answer to a visitor: (status, headers, body).
    `asked` is what the endpoint was asked: pairs of visitor and destination.
    `head` and `content` are HTML for the page; `files` are texts by path; `endpoints` by path
    are given a request's body and headers and give (status, JSON).
    """

    websocket_url: str
    secret: str
    domain: str = "example.org"
    lifetime: int = 300
    config: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, tuple[int, dict[str, str], Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    ice_servers: list[dict[str, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    phones: int = 1
    style: str = STYLE
    lang: str = "en"
    dir: str = "ltr"
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    port: int = 0
    head: str = ""
    content: str = ""
    files: dict[str, str] = field(default_factory=dict)
    endpoints: dict[str, Endpoint] = field(default_factory=dict)
    template: str = "phone/fragment.html"
    program: str = "/phone/phone"
    folders: dict[str, Path] = field(default_factory=lambda: {"/phone/": SHARED / "phone"})

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, headers: dict[str, str]) -> Reply:
        """Answer a GET request."""
        folder = next((folder for start, folder in self.folders.items() if path.startswith(start)), None)
        if path in self.endpoints:
            return _json(*self.endpoints[path](b"", headers))
        if path in self.files:
            return 200, {"Content-Type": _kind(path)}, self.files[path].encode()
        if folder:
            return _file(folder / path.split("/", 2)[2])
        if path == "/page.css":
            return 200, {"Content-Type": "text/css"}, self.style.encode()
        if path == "/favicon.ico":
            return 204, {}, b""
        given = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
        return 200, {**given, **self.headers}, self.page(path.strip("/")).encode()

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        """Answer a POST request."""
        if path in self.endpoints:
            return _json(*self.endpoints[path](body, headers))
        status, given, answer = self.session(path.split("/")[2], json.loads(body)["destination"])
        return _json(status, answer, given)

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
        shown = "".join(self.phone(config, number + 1) for number in range(self.phones))
        return PAGE.format(
            lang=self.lang, dir=self.dir, phones=shown, head=self.head, content=self.content, program=self.program
        )

    def phone(self, config: dict[str, Any], number: int) -> str:
        """Return the HTML of a phone; a target may write it in its own way."""
        return fragment(config, number, self.template)

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
            "ice_servers": self.ice_servers,
            "user": user,
            "destinations": [reach],
            "server_time": now,
        }


def _json(status: int, answer: Any, headers: dict[str, str] | None = None) -> Reply:  # noqa: ANN401 - as JSON is
    return status, {"Content-Type": "application/json", **(headers or {})}, json.dumps(answer).encode()


def _file(path: Path) -> Reply:
    if not path.is_file():
        return 404, {}, b""
    return 200, {"Content-Type": _kind(path.name), "Cache-Control": "max-age=60"}, path.read_bytes()


def _kind(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(*site.get(self.path.split("?")[0], dict(self.headers)))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._send(*site.post(self.path, body, dict(self.headers)))

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
