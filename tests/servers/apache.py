"""Apache for tests: an ordinary process on loopback with a configuration of its own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.debian import program
from tests.servers.nginx import localised
from tests.servers.process import LOOPBACK, Child, listens

MODULES = Path("/usr/lib/apache2/modules")
WANTED = ("mpm_event", "authz_core", "authz_host", "env", "headers", "mime", "proxy", "proxy_http", "proxy_wstunnel")
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
<VirtualHost *:{port}>
{site}
</VirtualHost>
"""


def readable(folder: Path) -> None:
    """Let Apache's own user get into a folder of the tests."""
    for path in (folder, *folder.parents):
        with contextlib.suppress(PermissionError):
            path.chmod(path.stat().st_mode | 0o011)


@contextmanager
def apache(folder: Path, root: Path, port: int, site: str, sip_port: int) -> Iterator[None]:
    """Serve the folder `root`; `site` is a generated part of the configuration."""
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in (*WANTED, "setenvif"))
    text = CONFIGURATION.format(
        folder=folder,
        host=LOOPBACK,
        port=port,
        root=root,
        modules=modules,
        user="User www-data\nGroup www-data" if os.geteuid() == 0 else "",
        site=localised(site, folder, sip_port).replace("${APACHE_LOG_DIR}", str(folder)),
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
