"""Redis for tests: an ordinary process on loopback that keeps nothing on disk."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.servers.process import LOOPBACK, Child, free_port, listens

SECONDS = 10


@dataclass(frozen=True)
class Redis:
    """A running Redis, which asks for a password if it has one."""

    port: int
    password: str

    @property
    def url(self) -> str:
        """Its address as the site's configuration has it."""
        login = f"{quote(self.password, safe='')}@" if self.password else ""
        return f"tcp://{login}{LOOPBACK}:{self.port}"

    def ask(self, *words: str) -> str:
        """Send a command and return the line that answers it."""
        with socket.create_connection((LOOPBACK, self.port), SECONDS) as connection:
            stream = connection.makefile("rwb")
            answer = ""
            for command in ([("AUTH", self.password)] if self.password else []) + [words]:
                parts = [f"${len(word.encode())}\r\n{word}\r\n" for word in command]
                stream.write(f"*{len(command)}\r\n{''.join(parts)}".encode())
                stream.flush()
                answer = stream.readline().decode().strip()
            return answer


@contextmanager
def redis(folder: Path, password: str = "") -> Iterator[Redis]:
    """Run a Redis in `folder`."""
    port = free_port()
    secret = ["--requirepass", password] if password else []
    child = Child(
        ["redis-server", "--bind", LOOPBACK, "--port", str(port), "--save", "", "--dir", str(folder), *secret],
        log=folder / "redis.log",
    )
    child.start(lambda: listens(port))
    try:
        yield Redis(port, password)
    finally:
        child.stop()
