"""nginx and PHP-FPM for tests: ordinary processes on loopback with a configuration of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.certificates import Certificate
from tests.servers.debian import program
from tests.servers.process import LOOPBACK, Child, fake_clock, listens, wait_until

FPM_VERSIONS = ("8.5", "8.4", "8.3", "8.2", "8.1", "8.0", "7.4")

# Their workers run as who starts the tests, so that they can read the folders of the tests.
NGINX = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 256; }}
http {{
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	access_log {folder}/access.log;
	client_body_temp_path {folder}/body;
	proxy_temp_path {folder}/proxy;
	fastcgi_temp_path {folder}/fastcgi;
	uwsgi_temp_path {folder}/uwsgi;
	scgi_temp_path {folder}/scgi;
	{http}
	server {{
		listen {host}:{port}{tls};
		root {root};
		index index.php index.html;
		{server}
	}}
}}
"""
FPM = """
[global]
daemonize = no
error_log = {folder}/fpm.log
[site]
{user}
listen = {folder}/fpm.sock
listen.mode = 0666
pm = static
pm.max_children = 4
clear_env = yes
catch_workers_output = yes
php_admin_value[error_log] = {folder}/php.log
php_admin_value[session.save_path] = {folder}
php_admin_flag[display_errors] = on
; A test that changes a file does not wait until PHP looks at it again.
php_admin_value[opcache.revalidate_freq] = 0
{environment}
"""


@dataclass(frozen=True)
class Nginx:
    """A running web server and the folder with its logs."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://{LOOPBACK}:{self.port}"

    def logs(self) -> str:
        """Return everything that was logged by anybody."""
        texts = (path.read_text("utf-8", "replace") for path in sorted(self.folder.glob("*log")))
        return "\n".join(texts)


def fpm() -> str | None:
    """Return the newest PHP-FPM of this machine."""
    found = (program(f"php-fpm{version}") for version in FPM_VERSIONS)
    return next(filter(None, found), None)


def localised(text: str, folder: Path, sip_port: int) -> str:
    """Change the addresses in a generated snippet to those of the tests, and nothing else."""
    changes = {
        "/var/log/nginx/": f"{folder}/",
        "/run/php/php-fpm.sock": f"{folder}/fpm.sock",
        "http://127.0.0.1:5062": f"http://127.0.0.1:{sip_port}",
    }
    for old, new in changes.items():
        text = text.replace(old, new)
    return text.replace("include fastcgi_params;", "include /etc/nginx/fastcgi_params;")


@contextmanager
def nginx(  # noqa: PLR0913  the settings of a server
    folder: Path,
    root: Path,
    port: int,
    http: Sequence[str] = (),
    server: Sequence[str] = (),
    *,
    tls: Certificate | None = None,
    ahead: int = 0,
) -> Iterator[Nginx]:
    """Serve the folder `root`; `http` and `server` are parts of the configuration.

    It speaks TLS where there is a certificate, and its clock is `ahead` by so many seconds.
    """
    text = NGINX.format(
        user="user root;" if os.geteuid() == 0 else "",
        folder=folder,
        host=LOOPBACK,
        port=port,
        tls=f" ssl;\nssl_certificate {tls.chain};\nssl_certificate_key {tls.key}" if tls else "",
        root=root,
        http="\n".join(http),
        server="\n".join(server),
    )
    configuration = folder / "nginx.conf"
    configuration.write_text(text, encoding="utf-8")
    child = Child(
        [
            *fake_clock(ahead),
            *(program("nginx") or "nginx", "-c", str(configuration), "-p", str(folder), "-e", "stderr"),
        ],
        log=folder / "nginx.log",
    )
    child.start(lambda: listens(port))
    try:
        yield Nginx(folder, port)
    finally:
        child.stop()


@contextmanager
def php_fpm(folder: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Run PHP-FPM at `folder`/fpm.sock with this environment and no other."""
    lines = [f'env[{name}] = "{value}"' for name, value in environment.items()]
    user = "user = root\ngroup = root" if os.geteuid() == 0 else ""
    text = FPM.format(folder=folder, user=user, environment="\n".join(lines))
    configuration = folder / "fpm.conf"
    configuration.write_text(text, encoding="utf-8")
    allowed = ["--allow-to-run-as-root"] if os.geteuid() == 0 else []
    socket = folder / "fpm.sock"
    # It makes a session of its own, so that no signal to ours reaches it: it ends when its parent does.
    follows = ["setpriv", "--pdeathsig=TERM", "--"] if shutil.which("setpriv") else []
    child = Child(
        [*follows, fpm() or "php-fpm", "--nodaemonize", *allowed, "--fpm-config", str(configuration)],
        log=folder / "fpm-output.log",
    )
    child.start(socket.exists)
    try:
        yield
    finally:
        child.stop()
        wait_until(lambda: not socket.exists(), "the end of PHP-FPM")
