"""Apache for tests: an ordinary process on loopback with a configuration of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.servers.debian import program
from tests.servers.nginx import localised
from tests.servers.process import LOOPBACK, Child, listens

MODULES = Path("/usr/lib/apache2/modules")
WANTED = ("authz_core", "authz_host", "env", "headers", "mime", "proxy", "proxy_http", "proxy_wstunnel", "setenvif")
PHP_MODULES = "libphp*.so"
INTERPRETED = """
<FilesMatch "\\.php$">
	SetHandler application/x-httpd-php
</FilesMatch>
php_admin_value error_log {folder}/php.log
php_admin_value session.save_path {folder}
php_admin_flag display_errors on
php_admin_value error_reporting -1
php_admin_value opcache.revalidate_freq 0
{environment}
"""
HANDED_ON = """
<FilesMatch "\\.php$">
	SetHandler "proxy:unix:{folder}/fpm.sock|fcgi://localhost"
</FilesMatch>
"""
CONFIGURATION = """
ServerRoot {folder}
ServerName {host}
Listen {host}:{port}
PidFile {folder}/apache.pid
ErrorLog {folder}/apache-error.log
DefaultRuntimeDir {folder}
TypesConfig /etc/mime.types
{modules}
{user}
DocumentRoot {root}
<Directory />
	AllowOverride None
	Require all denied
</Directory>
<Directory {root}>
	AllowOverride AuthConfig FileInfo Options
	Require all granted
</Directory>
{before}
<VirtualHost *:{port}>
ServerName {host}
{site}
</VirtualHost>
"""


@contextmanager
def public_folder() -> Iterator[Path]:
    """Give a folder for a `with` block that Apache's own user can get into: not so those of pytest."""
    with tempfile.TemporaryDirectory(prefix="jscomm-web-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def php_module() -> Path | None:
    """Return Apache's own PHP, where it is installed."""
    return next(iter(sorted(MODULES.glob(PHP_MODULES), reverse=True)), None)


@contextmanager
def apache(  # noqa: PLR0913  the settings of a server
    folder: Path, root: Path, port: int, site: str, sip_port: int, *, before: str = "", modules: Sequence[str] = ()
) -> Iterator[None]:
    """Serve the folder `root` without PHP; `site` is a generated part of the configuration, `before` another site."""
    loaded = _load("mpm_event", *modules)
    with _running(folder, root, port, _localised(site, folder, sip_port), loaded, before):
        yield


@contextmanager
def apache_with_php(  # noqa: PLR0913, PLR0917  the settings of a server
    folder: Path, root: Path, port: int, site: str, sip_port: int, environment: Mapping[str, str] | None
) -> Iterator[None]:
    """Serve `root` with Apache's own PHP in this environment; None: with PHP-FPM at `folder`/fpm.sock."""
    site = _localised(site, folder, sip_port)
    if environment is None:
        modules = f"{_load('mpm_event', 'proxy_fcgi')}{HANDED_ON.format(folder=folder)}"
    else:
        variables = "\n".join(f'SetEnv {name} "{value}"' for name, value in environment.items())
        own = f"LoadModule php_module {php_module()}"
        modules = f"{_load('mpm_prefork')}\n{own}{INTERPRETED.format(folder=folder, environment=variables)}"
    with _running(folder, root, port, site, modules):
        yield


def _load(*more: str) -> str:
    return "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in (*WANTED, *more))


def _localised(site: str, folder: Path, sip_port: int) -> str:
    return localised(site, folder, sip_port).replace("${APACHE_LOG_DIR}", str(folder))


@contextmanager
def _running(  # noqa: PLR0913, PLR0917  the settings of a server
    folder: Path, root: Path, port: int, site: str, modules: str, before: str = ""
) -> Iterator[None]:
    text = CONFIGURATION.format(
        folder=folder,
        host=LOOPBACK,
        port=port,
        root=root,
        modules=modules,
        user="User www-data\nGroup www-data" if os.geteuid() == 0 else "",
        before=before,
        site=site,
    )
    configuration = folder / "apache.conf"
    configuration.write_text(text, encoding="utf-8")
    child = Child(
        [program("apache2") or "apache2", "-f", str(configuration), "-D", "FOREGROUND"], log=folder / "apache.log"
    )
    child.start(lambda: listens(port))
    try:
        yield
    finally:
        child.stop()
