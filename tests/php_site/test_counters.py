"""The rate limit counts every request once, wherever the counts are."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.servers.fixtures import require
from tests.servers.process import wait_until
from tests.servers.redis import Redis
from tests.servers.redis import redis as running_redis

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


def count_at_once(output: Path, script: Path, name: str, argument: str) -> list[int]:
    """Count in several processes at once, and return all numbers that they have got."""
    with ThreadPoolExecutor(WORKERS) as pool:
        printed = pool.map(lambda _: counts(output, script, name, argument), range(WORKERS))
        return sorted(int(line) for text in printed for line in text.split())


def test_files_count_exactly_when_many_count_at_once(output: Path, script: Path, tmp_path: Path) -> None:
    counted = count_at_once(output, script, "FileCounter", str(tmp_path / "counts"))
    assert counted == list(range(1, WORKERS * EACH + 1))
    assert (tmp_path / "counts").stat().st_mode & 0o077 == 0


def test_a_folder_of_somebody_else_is_not_used(output: Path, script: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert "belongs to somebody else" in counts(output, script, "FileCounter", str(tmp_path / "link"), times=1)


def test_old_counts_are_removed_and_files_of_others_are_left_alone(output: Path, script: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    counts(output, script, "FileCounter", str(folder), times=1)
    (count,) = folder.iterdir()
    old, foreign = count.rename(count.with_name(count.name.replace("key", "old"))), folder / "invoice.pdf"
    foreign.write_text("not ours", "utf-8")
    for path in (old, foreign):
        os.utime(path, (0, 0))
    # One count in a hundred cleans up.
    counts(output, script, "FileCounter", str(folder), times=3000)
    assert not old.exists()
    assert foreign.exists()


def test_apcu_counts(output: Path, script: Path) -> None:
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout.split()
    if "apcu" not in modules:
        pytest.skip("PHP has no APCu here (Debian package php-apcu)")
    assert counts(output, script, "ApcuCounter", times=3, flags=("-d", "apc.enable_cli=1")).split() == ["1", "2", "3"]


@pytest.fixture(scope="module", params=["", "pass:wörd@/"], ids=["without a password", "with a password"])
def redis(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    """Run a Redis, without a password and with one."""
    require("redis-server")
    with running_redis(tmp_path_factory.mktemp("redis"), request.param) as server:
        yield server
        server.ask("FLUSHALL")


def test_redis_counts_and_forgets(output: Path, script: Path, redis: Redis) -> None:
    assert counts(output, script, "RedisCounter", redis.url, times=3).split() == ["1", "2", "3"]
    assert redis.ask("TTL", "key") in {":60", ":59"}
    assert redis.ask("PEXPIRE", "key", "1") == ":1"
    wait_until(lambda: redis.ask("EXISTS", "key") == ":0", "the count to be over")
    assert counts(output, script, "RedisCounter", redis.url, times=1).split() == ["1"]


def test_redis_counts_exactly_when_many_count_at_once(output: Path, script: Path, redis: Redis) -> None:
    redis.ask("DEL", "key")
    assert count_at_once(output, script, "RedisCounter", redis.url) == list(range(1, WORKERS * EACH + 1))


def test_a_refusal_of_redis_lets_nobody_through(output: Path, script: Path, tmp_path: Path) -> None:
    require("redis-server")
    with running_redis(tmp_path, "secret") as server:
        for url in (server.url.replace("secret", "wrong"), server.url.replace("secret@", "")):
            assert "Redis refused" in counts(output, script, "RedisCounter", url, times=1)
