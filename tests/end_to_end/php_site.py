"""A small PHP site with the generated folder, under each web server that runs PHP."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.conftest import HOSTILE, render
from tests.end_to_end.site import Site, read_logs
from tests.servers.apache import apache_with_php, php_module
from tests.servers.debian import lack
from tests.servers.fixtures import DOMAIN, SECRET
from tests.servers.kamailio import Kamailio, kamailio
from tests.servers.nginx import fpm, localised, nginx, php_fpm
from tests.servers.process import LOOPBACK, Child, free_port, listens
from tests.servers.repro import Repro

SLUG = "acme-phone"
CONSTANT = "ACME_PHONE"
WORKERS = 4

# Logs in whom the address names, as a site's own form would.
LOGIN = """<?php
session_start();
session_regenerate_id( true );
$_SESSION = array( 'login' => $_GET['as'], 'name' => ucfirst( $_GET['as'] ) );
"""
# The site's own pages under nginx.
PAGES = r"""location ~ ^/[a-z]+\.php$ {
	include fastcgi_params;
	fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
	fastcgi_pass unix:/run/php/php-fpm.sock;
}
"""
# alice and bob may call everybody, guests the help desk. hank answers that.
CONFIG = """<?php
$find = require '{folder}/examples/login/php-session.php';
return array(
	'user' => static function () use ( $find ) {{
		$user = $find();
		$more = array(
			'hank'  => array( 'sip_name' => 'helpdesk' ),
			'carol' => array( 'calls' => 'none', 'receive' => false ),
		);
		return null === $user ? null : ( $more[ $user['login'] ] ?? array() ) + $user;
	}},
	'websocket_url'      => '{websocket_url}',
	'user_calls'         => 'domain',
	'guest_destinations' => array( 'helpdesk' ),
	'token_lifetime'     => 60,
	'token_transport'    => '{transport}',
	'rate_guest'         => 10000,
	'rate_user'          => 10000,
	'rate_folder'        => '{counts}',
) + require '{folder}/config.php';
"""


@dataclass(frozen=True)
class Server:
    """A running web server with the folder, and the SIP server that it signs for."""

    url: str
    folder: Path
    logs: Path
    telephony: Kamailio

    @property
    def root(self) -> Path:
        """The web root."""
        return self.folder.parent

    def log(self) -> str:
        """Return what the servers of the site have logged."""
        return read_logs(self.logs)


@dataclass(frozen=True)
class PhpSite(Site, Server):
    """A site with a phone on a page, which people visit."""


@dataclass(frozen=True)
class Made:
    """A generated folder in its web root, and the port at which the site is to be."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def root(self) -> Path:
        """The web root."""
        return self.folder / "web"

    @property
    def output(self) -> Path:
        """The generated folder."""
        return self.root / SLUG

    @property
    def logs(self) -> Path:
        """The folder in which servers log."""
        return self.folder / "run"


@contextmanager
def set_up(folder: Path, browser: Browser, *, web_server: str, transport: str) -> Iterator[PhpSite]:
    """Serve the site as `serve` does, for people with a browser."""
    with serve(folder, web_server=web_server, transport=transport) as server:
        yield PhpSite(**vars(visited(browser, server.url)), **vars(server))


def visited(browser: Browser, url: str) -> Site:
    """Return the site as people with a browser see it."""

    def sign_in(page: Page, login: str) -> None:
        page.goto(f"{url}/login.php?as={login}")

    return Site(browser=browser, phone_url=f"{url}/phone.php", sign_in=sign_in)


@contextmanager
def serve(folder: Path, *, web_server: str, transport: str) -> Iterator[Server]:
    """Generate the folder and serve it by one of `WEB_SERVERS`; `transport` is "url" or "cookie".

    Under PHP's own web server the phone connects straight to Kamailio, else through the generated
    configuration of the web server.
    """
    made = make(folder)
    with (
        kamailio([SECRET], domain=DOMAIN, origin=made.url, sources=made.output / "server" / "kamailio") as sip,
        serving(made, sip, web_server=web_server, transport=transport),
    ):
        yield Server(made.url, made.output, made.logs, sip)


def make(folder: Path) -> Made:
    """Generate the folder, and put it into a web root."""
    made = Made(folder, free_port())
    output = render(
        "php",
        folder,
        name=HOSTILE,
        slug=SLUG,
        namespace=r"Acme\Phone",
        url=made.url,
        sip_domain=DOMAIN,
        websocket_url=f"{made.url.replace('http', 'ws', 1)}/ws",
    )
    _fill(made.root, output)
    made.logs.mkdir()
    return made


@contextmanager
def serving(made: Made, sip: Kamailio | Repro, *, web_server: str, transport: str) -> Iterator[None]:
    """Serve what was made, in front of a SIP server; see `serve`."""
    websocket_url = sip.url if web_server == "php" else f"{made.url.replace('http', 'ws', 1)}/ws"
    environment = _configure(made, websocket_url, transport)
    with WEB_SERVERS[web_server](made, sip.port, environment):
        yield


def _fill(root: Path, output: Path) -> None:
    shutil.copytree(output, root / SLUG)
    shutil.copy(root / SLUG / "examples" / "page.php", root / "phone.php")
    (root / "favicon.ico").touch()
    (root / "login.php").write_text(LOGIN, encoding="utf-8")


def _configure(made: Made, websocket_url: str, transport: str) -> dict[str, str]:
    counts = made.logs / "counts"
    text = CONFIG.format(folder=made.output, websocket_url=websocket_url, transport=transport, counts=counts)
    config = made.folder / "config.php"
    config.write_text(text, encoding="utf-8")
    return {f"{CONSTANT}_CONFIG": str(config), f"{CONSTANT}_TOKEN_SECRET": SECRET}


@contextmanager
def _under_php(made: Made, _sip_port: int, environment: dict[str, str]) -> Iterator[None]:
    # The last: a test that changes a file does not wait until PHP looks at it again.
    settings = (f"session.save_path={made.logs}", "display_errors=1", "error_reporting=-1", "opcache.revalidate_freq=0")
    flags = [word for setting in settings for word in ("-d", setting)]
    child = Child(
        ["php", *flags, "-S", f"{LOOPBACK}:{made.port}", "-t", str(made.root)],
        log=made.logs / "php.log",
        environment={**environment, "PHP_CLI_SERVER_WORKERS": str(WORKERS)},
    )
    child.start(lambda: listens(made.port))
    try:
        yield
    finally:
        child.stop()


@contextmanager
def _under_nginx(made: Made, sip_port: int, environment: dict[str, str]) -> Iterator[None]:
    snippets = made.output / "server"

    def part(name: str) -> str:
        return localised((snippets / name).read_text("utf-8"), made.logs, sip_port)

    pages = localised(PAGES, made.logs, sip_port)
    server = [part("nginx-server.conf"), part("nginx-php.conf"), pages]
    with php_fpm(made.logs, environment), nginx(made.logs, made.root, made.port, [part("nginx-http.conf")], server):
        yield


@contextmanager
def _under_apache(made: Made, sip_port: int, environment: dict[str, str]) -> Iterator[None]:
    """Serve with Apache's own PHP."""
    made.logs.chmod(0o777)
    site = (made.output / "server" / "apache.conf").read_text("utf-8")
    with apache_with_php(made.logs, made.root, made.port, site, sip_port, environment):
        yield


@contextmanager
def _under_apache_with_fpm(made: Made, sip_port: int, environment: dict[str, str]) -> Iterator[None]:
    made.logs.chmod(0o777)
    site = (made.output / "server" / "apache.conf").read_text("utf-8")
    with php_fpm(made.logs, environment), apache_with_php(made.logs, made.root, made.port, site, sip_port, None):
        yield


WEB_SERVERS = {
    "php": _under_php,
    "nginx": _under_nginx,
    "apache": _under_apache,
    "apache with fpm": _under_apache_with_fpm,
}


def lacking(web_server: str) -> str:
    """Say what this machine lacks for a site under one of `WEB_SERVERS`; '' when nothing."""
    programs = {"nginx": ["nginx"], "apache": ["apache2"], "apache with fpm": ["apache2"]}.get(web_server, [])
    absent = lack(["php", "kamailio", *programs])
    if not absent and web_server in {"nginx", "apache with fpm"} and fpm() is None:
        return "php-fpm is not installed; tests/run installs it when it is run as root on Debian"
    if not absent and web_server == "apache" and php_module() is None:
        return "libapache2-mod-php is not installed; tests/run installs it when it is run as root on Debian"
    return absent
