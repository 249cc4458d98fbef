"""A MariaDB server of the tests' own: data in a temporary folder, reached by a socket only."""

from __future__ import annotations

import getpass
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.debian import program
from tests.servers.process import Child, ServerError
from tests.servers.wordpress_install import Database

PROGRAMS = ("mariadbd", "mariadb-install-db", "mariadb")

# Nothing here has to survive a power cut, so nothing waits for the disk.
SPEED = (
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-flush-method=nosync",
    "--innodb-buffer-pool-size=32M",
    "--skip-log-bin",
)


@dataclass(frozen=True)
class MariaDb:
    """A running server; its user `root` needs no password."""

    socket: Path

    def create(self, name: str) -> Database:
        """Create an empty database and return where it is, as WordPress needs it."""
        self.sql(f"CREATE DATABASE `{name}`")
        return Database(name, f"localhost:{self.socket}")

    def sql(self, statement: str) -> str:
        """Run an SQL statement and return its rows, one a line; ServerError when it fails."""
        client = ["mariadb", "--no-defaults", f"--socket={self.socket}", "--user=root", "--batch"]
        done = subprocess.run(
            [*client, "--skip-column-names", "--execute", statement],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServerError(f"MariaDB refused: {done.stderr}")
        return done.stdout


@contextmanager
def mariadb() -> Iterator[MariaDb]:
    """Run a MariaDB server, whatever account the tests run as, and end it afterwards."""
    # Not pytest's folder: the path of a Unix socket may have no more than 107 bytes.
    with tempfile.TemporaryDirectory(prefix="jscomm-mariadb-") as name:
        folder = Path(name)
        data = folder / "data"
        server = MariaDb(folder / "socket")
        _initialise(data)
        child = Child(
            [
                _path("mariadbd"),
                "--no-defaults",
                f"--user={getpass.getuser()}",
                f"--datadir={data}",
                f"--socket={server.socket}",
                f"--pid-file={folder / 'pid'}",
                "--skip-networking",
                *SPEED,
            ],
            log=folder / "log",
        )
        try:
            child.start(lambda: _answers(server))
            yield server
        finally:
            child.stop()


def _initialise(data: Path) -> None:
    done = subprocess.run(
        [
            _path("mariadb-install-db"),
            "--no-defaults",
            f"--user={getpass.getuser()}",
            f"--datadir={data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerError(f"mariadb-install-db failed: {done.stderr or done.stdout}")


def _answers(server: MariaDb) -> bool:
    try:
        return server.socket.exists() and server.sql("SELECT 1") == "1\n"
    except ServerError:
        return False


def _path(name: str) -> str:
    return program(name) or name
