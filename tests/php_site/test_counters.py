"""The rate limit counts every request once, wherever the counts are."""

from __future__ import annotations

import contextlib
import socket
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from tests.servers.fixtures import require
from tests.servers.process import LOOPBACK

WORKERS, EACH = 6, 50
COUNT = r"""<?php
require $argv[1] . '/autoload.php';
$class = 'Acme\\Phone\\Counter\\' . $argv[2];
$counter = new $class( ...array_slice( $argv, 4 ) );
for ( $i = 0; $i < (int) $argv[3]; $i++ ) {
	echo $counter->add( 'key', 60 ), "\n";
}
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """Write the script that counts."""
    require("php")
    path = tmp_path / "count.php"
    path.write_text(COUNT, "utf-8")
    return path


def counts(
    output: Path, script: Path, name: str, *arguments: str, times: int = EACH, flags: tuple[str, ...] = ()
) -> str:
    """Count in a process of its own and return what it printed."""
    words = ["php", *flags, str(script), str(output), name, str(times), *arguments]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_files_count_exactly_when_many_count_at_once(output: Path, script: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "counts")
    printed: list[str] = []
    threads = [
        Thread(target=lambda: printed.append(counts(output, script, "FileCounter", folder))) for _ in range(WORKERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(line) for line in "".join(printed).split()) == list(range(1, WORKERS * EACH + 1))
    assert (tmp_path / "counts").stat().st_mode & 0o077 == 0


def test_a_folder_of_somebody_else_is_not_used(output: Path, script: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert "belongs to somebody else" in counts(output, script, "FileCounter", str(tmp_path / "link"), times=1)


def test_apcu_counts(output: Path, script: Path) -> None:
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout.split()
    if "apcu" not in modules:
        pytest.skip("PHP has no APCu here (Debian package php-apcu)")
    assert counts(output, script, "ApcuCounter", times=3, flags=("-d", "apc.enable_cli=1")).split() == ["1", "2", "3"]


class Redis:
    """Speaks enough of Redis's protocol to be counted with."""

    def __init__(self, password: str = "") -> None:
        self.password = password
        self.counts: Counter[str] = Counter()
        self.expiries: dict[str, str] = {}
        self.listener = socket.create_server((LOOPBACK, 0))
        self.url = f"{LOOPBACK}:{self.listener.getsockname()[1]}"

    def serve(self) -> None:
        """Answer one connection after the other until the listener is closed."""
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                with connection, connection.makefile("rwb") as stream:
                    trusted = not self.password
                    while head := stream.readline():
                        words = [
                            stream.read(int(stream.readline()[1:]) + 2)[:-2].decode() for _ in range(int(head[1:]))
                        ]
                        trusted = trusted or words == ["AUTH", self.password]
                        stream.write(self._answer(words) if trusted else b"-NOAUTH Authentication required.\r\n")
                        stream.flush()

    def _answer(self, words: list[str]) -> bytes:
        if words[0] == "INCR":
            self.counts[words[1]] += 1
            return b":%d\r\n" % self.counts[words[1]]
        if words[0] == "EXPIRE":
            self.expiries[words[1]] = words[2]
            return b":1\r\n"
        return b"+OK\r\n"


@pytest.fixture(params=["", "pass:wörd"])
def redis(request: pytest.FixtureRequest) -> Iterator[Redis]:
    """Run a stand-in for Redis, without a password and with one."""
    server = Redis(request.param)
    Thread(target=server.serve, daemon=True).start()
    yield server
    server.listener.shutdown(socket.SHUT_RDWR)
    server.listener.close()


def test_redis_counts(output: Path, script: Path, redis: Redis) -> None:
    login = "pass%3Aw%C3%B6rd@" if redis.password else ""
    assert counts(output, script, "RedisCounter", f"tcp://{login}{redis.url}", times=3).split() == ["1", "2", "3"]
    assert redis.expiries == {"key": "60"}


def test_a_refusal_of_redis_lets_nobody_through(output: Path, script: Path) -> None:
    server = Redis("secret")
    Thread(target=server.serve, daemon=True).start()
    assert "Redis refused" in counts(output, script, "RedisCounter", f"tcp://wrong@{server.url}", times=1)
    server.listener.close()
