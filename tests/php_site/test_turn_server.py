"""The generated coturn gives an allocation to whom the site made a password, until that expires."""

from __future__ import annotations

import base64
import hashlib
import hmac
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.coturn import coturn as running_coturn
from tests.servers.coturn import has_ipv6
from tests.servers.debian import program
from tests.servers.fixtures import require, unavailable
from tests.servers.process import LOOPBACK

TURN_SECRET = "fedcba9876543210fedcba9876543210"  # noqa: S105 - for tests only
# The site's own maker of passwords, not another one for the test.
MAKE = r"""<?php
require $argv[1] . '/autoload.php';
use Acme\Phone\Sip\Secret;
use Acme\Phone\Sip\Turn;
$turn = new Turn( new Secret( $argv[2] ), array( 'turn:127.0.0.1' ), 300 );
$server = $turn->server( 'alice@example.org', (int) $argv[3] );
echo $server['username'], "\n", $server['credential'];
"""


@pytest.fixture(scope="module")
def coturn(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Run coturn with the generated configuration; only its port and folder are those of the test."""
    require("turnserver", "php")
    with running_coturn(output, tmp_path_factory.mktemp("coturn"), TURN_SECRET) as port:
        yield port


@pytest.fixture(scope="module")
def changing(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Run coturn while its secret is changed: the new one and the old one stand in its configuration."""
    require("turnserver", "php")
    both = f"{'f' * 32}\nstatic-auth-secret={TURN_SECRET}"
    with running_coturn(output, tmp_path_factory.mktemp("coturn"), both) as port:
        yield port


def _credentials(output: Path, tmp_path: Path, secret: str, now: int) -> tuple[str, str]:
    script = tmp_path / "turn.php"
    script.write_text(MAKE, "utf-8")
    done = subprocess.run(
        ["php", str(script), str(output), secret, str(now)], capture_output=True, text=True, check=True
    )
    username, credential = done.stdout.split("\n")
    return username, credential


def _ask(port: int, username: str, credential: str, *options: str) -> subprocess.CompletedProcess[str]:
    client = program("turnutils_uclient") or "turnutils_uclient"
    return subprocess.run(
        [client, *options, "-n", "1", "-m", "1", "-u", username, "-w", credential, "-p", str(port), LOOPBACK],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def _allocates(port: int, username: str, credential: str) -> bool:
    return _ask(port, username, credential, "-y").returncode == 0


def test_gives_an_allocation_for_the_sites_password(coturn: int, output: Path, tmp_path: Path) -> None:
    assert _allocates(coturn, *_credentials(output, tmp_path, TURN_SECRET, int(time.time())))


def test_refuses_what_has_expired_or_is_of_another_secret(coturn: int, output: Path, tmp_path: Path) -> None:
    assert not _allocates(coturn, *_credentials(output, tmp_path, TURN_SECRET, int(time.time()) - 400))
    assert not _allocates(coturn, *_credentials(output, tmp_path, "x" * 32, int(time.time())))


@pytest.mark.parametrize("peer", ["10.0.0.1", "192.0.0.8", "198.18.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1"])
def test_relays_nothing_into_private_networks(coturn: int, output: Path, tmp_path: Path, peer: str) -> None:
    if ":" in peer and not has_ipv6():
        unavailable("this machine has no IPv6")
    family = ["-x"] if ":" in peer else []
    credentials = _credentials(output, tmp_path, TURN_SECRET, int(time.time()))
    assert "error 403 (Forbidden IP)" in _ask(coturn, *credentials, *family, "-e", peer).stdout


def test_the_password_is_that_of_the_specification(output: Path, tmp_path: Path) -> None:
    require("php")
    username, credential = _credentials(output, tmp_path, TURN_SECRET, 1700000000)
    assert username == "1700000300:alice@example.org"
    wanted = hmac.new(TURN_SECRET.encode(), username.encode(), hashlib.sha1).digest()
    assert credential == base64.b64encode(wanted).decode()


@pytest.mark.parametrize("secret", ["f" * 32, TURN_SECRET])
def test_while_the_secret_is_changed_both_are_good(changing: int, output: Path, tmp_path: Path, secret: str) -> None:
    assert _allocates(changing, *_credentials(output, tmp_path, secret, int(time.time())))
