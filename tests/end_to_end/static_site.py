"""The generated static site under any file server and under nginx, with a login form or as a guest's phone."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, expect

from tests.conftest import HOSTILE, render
from tests.end_to_end.phone import Phone
from tests.end_to_end.site import Site, read_logs
from tests.servers.browser import Visitor
from tests.servers.fixtures import DOMAIN, SECRET
from tests.servers.kamailio import Kamailio, kamailio
from tests.servers.nginx import localised, nginx
from tests.servers.process import LOOPBACK, free_port

PASSWORDS = {"alice": "wonderland", "bob": "builder"}


@dataclass(frozen=True)
class StaticSite(Site):
    """A running site whose first page has the phone; people sign in with its own form."""

    url: str
    root: Path
    logs: Path
    telephony: Kamailio

    @contextmanager
    def user(self, login: str) -> Iterator[Visitor]:
        """Give the user ``login``, signed in at the page with the phone."""
        with self.guest() as person:
            self.sign_in(person.page, login)
            yield person

    def log(self) -> str:
        """Return what the web server has logged."""
        return read_logs(self.logs)


def sign_in(page: Page, login: str, password: str = "") -> None:
    """Fill in the login form, with the right password if none is given, and send it."""
    phone = Phone(page)
    expect(phone.part("login")).to_be_visible()
    phone.part("login-address").fill(login)
    phone.part("login-password").fill(password or PASSWORDS[login])
    phone.part("login-submit").click()


@contextmanager
def set_up(folder: Path, browser: Browser, *, web_server: str) -> Iterator[StaticSite]:
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
        yield StaticSite(browser, f"{url}/", sign_in, url, root, logs, sip)


@contextmanager
def at(folder: Path, browser: Browser, websocket: str, domain: str) -> Iterator[Site]:
    """Generate the site for another SIP server and serve it."""
    port = free_port()
    root = render("static", folder, slug="acme-phone", sip_domain=domain, websocket_url=websocket)
    with _serving_files(root, port):
        yield Site(browser, f"http://{LOOPBACK}:{port}/", sign_in)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep quiet: the tests report."""


@contextmanager
def _under_python(root: Path, _logs: Path, port: int, _sip: Kamailio) -> Iterator[None]:
    with _serving_files(root, port):
        yield


@contextmanager
def _serving_files(root: Path, port: int) -> Iterator[None]:
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
