"""The generated static site under any file server and under nginx, with a login form or as a guest's phone."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, expect

from tests.conftest import HOSTILE, render
from tests.end_to_end.phone import Phone
from tests.servers.browser import Visitor, visitor
from tests.servers.fixtures import DOMAIN, SECRET
from tests.servers.kamailio import Kamailio, kamailio
from tests.servers.nginx import localised, nginx
from tests.servers.process import LOOPBACK, free_port

PASSWORDS = {"alice": "wonderland", "bob": "builder"}


@dataclass(frozen=True)
class Site:
    """A running site whose first page ``phone_url`` has the phone."""

    url: str
    root: Path
    logs: Path
    browser: Browser
    telephony: Kamailio

    @property
    def phone_url(self) -> str:
        """The page with the phone."""
        return f"{self.url}/"

    @contextmanager
    def guest(self) -> Iterator[Visitor]:
        """Give somebody who has not signed in, at the page with the phone."""
        with visitor(self.browser) as person:
            person.page.goto(self.phone_url)
            yield person

    @contextmanager
    def user(self, login: str) -> Iterator[Visitor]:
        """Give the user ``login``, signed in with the phone's own form."""
        with self.guest() as person:
            sign_in(person, login, PASSWORDS[login])
            yield person

    def log(self) -> str:
        """Return what the web server has logged."""
        return "\n".join(path.read_text("utf-8", "replace") for path in sorted(self.logs.glob("*log")))


def sign_in(person: Visitor, login: str, password: str) -> None:
    """Fill in the login form and send it."""
    phone = Phone(person.page)
    expect(phone.part("login")).to_be_visible()
    phone.part("login-address").fill(login)
    phone.part("login-password").fill(password)
    phone.part("login-submit").click()


@contextmanager
def set_up(folder: Path, browser: Browser, *, web_server: str) -> Iterator[Site]:
    """Generate the site with a login form and serve it by "python" or by "nginx".

    Under nginx the phone connects through the generated configuration, else straight to Kamailio.
    """
    port, sip_port = free_port(), free_port()
    url = f"http://{LOOPBACK}:{port}"
    websocket = f"ws://{LOOPBACK}:{port if web_server == 'nginx' else sip_port}/ws"
    answers = {"name": HOSTILE, "description": HOSTILE, "author": HOSTILE, "slug": "acme-phone", "url": url}
    root = render("static", folder, **answers, sip_domain=DOMAIN, websocket_url=websocket)
    logs = folder / "run"
    logs.mkdir()
    with ExitStack() as stack:
        sip = stack.enter_context(
            kamailio(
                [SECRET],
                PASSWORDS,
                domain=DOMAIN,
                origin=url,
                sources=root / "server" / "kamailio",
                port=sip_port,
                digest_path="/ws",
            )
        )
        serve = _under_nginx if web_server == "nginx" else _under_python
        stack.enter_context(serve(root, logs, port, sip))
        yield Site(url, root, logs, browser, sip)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep quiet: the tests report."""


@contextmanager
def _under_python(root: Path, _logs: Path, port: int, _sip: Kamailio) -> Iterator[None]:
    handler = functools.partial(_Quiet, directory=str(root))
    with ThreadingHTTPServer((LOOPBACK, port), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()


@contextmanager
def _under_nginx(root: Path, logs: Path, port: int, sip: Kamailio) -> Iterator[None]:
    def part(name: str) -> str:
        return localised((root / "server" / name).read_text("utf-8"), logs, sip.port)

    site = part("nginx-site.conf").replace("root /var/www/acme-phone;", "").replace("index index.html;", "")
    with nginx(logs, root, port, [part("nginx-http.conf")], [site, part("nginx-server.conf")]):
        yield
