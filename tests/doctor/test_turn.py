"""A real allocation at a real coturn, and what is said where there is none."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from jscomm_scaffold.doctor import stun
from tests.conftest import render
from tests.doctor.conftest import TURN_SECRET, Doctor
from tests.doctor.listeners import hangs, listening
from tests.servers.certificates import issued
from tests.servers.coturn import coturn
from tests.servers.fixtures import require
from tests.servers.nginx import nginx
from tests.servers.process import LOOPBACK, free_port

GUESSES = (TURN_SECRET, "CHANGE-ME")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render("php", tmp_path_factory.mktemp("php"), slug="acme-phone", sip_domain="example.org")


@pytest.fixture(scope="module")
def relay(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Give the port of coturn with the generated configuration."""
    require("turnserver")
    with coturn(output, tmp_path_factory.mktemp("coturn"), TURN_SECRET) as port:
        yield port


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_an_allocation_is_made(doctor: Doctor, relay: int, transport: str) -> None:
    result = doctor.examine(f"--turn=turn:{LOOPBACK}:{relay}?transport={transport}")

    assert result.exit_code == 0, result.wrong
    assert f"over {transport.upper()} relays at {LOOPBACK}" in result.said("ok")


def test_over_tls(doctor: Doctor, output: Path, tmp_path: Path) -> None:
    require("turnserver", "openssl")
    certificate = issued(tmp_path)
    with coturn(output, tmp_path, TURN_SECRET, tls=certificate) as port:
        url = f"--turn=turns:{LOOPBACK}:{port}"
        unknown = doctor.examine(url)
        good = doctor.examine(url, SSL_CERT_FILE=str(certificate.authority))

    assert unknown.exit_code == 21
    assert good.exit_code == 0, good.wrong


def test_another_secret(doctor: Doctor, relay: int) -> None:
    result = doctor.examine(f"--turn=turn:{LOOPBACK}:{relay}", JSCOMM_TURN_SECRET="x" * 32)

    assert result.exit_code == 30
    assert "refused the allocation: 401" in result.wrong
    assert "static-auth-secret" in result.wrong


def test_before_a_secret_is_set_nobody_is_let_in(doctor: Doctor, output: Path, tmp_path: Path) -> None:
    require("turnserver")
    with coturn(output, tmp_path, TURN_SECRET, without=("static-auth-secret",)) as port:
        results = [doctor.examine(f"--turn=turn:{LOOPBACK}:{port}", JSCOMM_TURN_SECRET=guess) for guess in GUESSES]

    assert [result.exit_code for result in results] == [30] * len(GUESSES)
    assert all("refused the allocation: 401" in result.wrong for result in results)


def test_a_clock_that_is_ahead(doctor: Doctor, output: Path, tmp_path: Path) -> None:
    require("turnserver", "faketime")
    with coturn(output, tmp_path, TURN_SECRET, ahead=3600) as port:
        result = doctor.examine(f"--turn=turn:{LOOPBACK}:{port}")

    assert result.exit_code == 27
    assert "for a day, but none for five minutes" in result.wrong


def test_a_relay_for_everybody(doctor: Doctor, output: Path, tmp_path: Path) -> None:
    require("turnserver")
    with coturn(output, tmp_path, TURN_SECRET, without=("use-auth-secret", "static-auth-secret")) as port:
        result = doctor.examine(f"--turn=turn:{LOOPBACK}:{port}")

    assert result.exit_code == 30
    assert "Strangers use it as a relay" in result.wrong


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_nothing_listens(doctor: Doctor, transport: str) -> None:
    port = free_port(socket.SOCK_DGRAM if transport == "udp" else socket.SOCK_STREAM)

    result = doctor.examine(f"--turn=turn:{LOOPBACK}:{port}?transport={transport}")

    assert result.exit_code == 20
    assert "listens at" in result.wrong


def test_no_answer_over_udp(doctor: Doctor) -> None:
    with contextlib.closing(socket.socket(type=socket.SOCK_DGRAM)) as silent:
        silent.bind((LOOPBACK, 0))
        result = doctor.examine(f"--turn=turn:{LOOPBACK}:{silent.getsockname()[1]}", "--wait=1")

    assert result.exit_code == 30
    assert "Does a firewall stop UDP?" in result.wrong


@pytest.mark.parametrize("code", [b"", b"\0\0"])
def test_an_error_code_that_is_cut_short(doctor: Doctor, code: bytes) -> None:
    def refuse(server: socket.socket) -> None:
        data, client = server.recvfrom(2048)
        request = stun.decode(data)
        failure = stun.Message(stun.ALLOCATE | stun.FAILURE, [(stun.ERROR_CODE, code)], request.transaction)
        server.sendto(failure.encode(), client)

    with contextlib.closing(socket.socket(type=socket.SOCK_DGRAM)) as server:
        server.bind((LOOPBACK, 0))
        Thread(target=refuse, args=(server,), daemon=True).start()
        result = doctor.examine(f"--turn=turn:{LOOPBACK}:{server.getsockname()[1]}")

    assert result.exit_code == 30
    assert "refused the allocation: 0" in result.wrong


def test_an_address_to_which_nothing_can_be_sent(doctor: Doctor) -> None:
    result = doctor.examine("--turn=turn:255.255.255.255")

    assert result.exit_code == 20
    assert "255.255.255.255 cannot be reached" in result.wrong


def test_no_answer_over_tcp(doctor: Doctor) -> None:
    with listening(hangs) as server:
        result = doctor.examine(f"--turn=turn:{server}?transport=tcp", "--wait=1")

    assert result.exit_code == 30
    assert "No answer" in result.wrong


def test_what_is_no_turn_server(doctor: Doctor, tmp_path: Path) -> None:
    require("nginx")
    port = free_port()
    with nginx(tmp_path, tmp_path, port):
        result = doctor.examine(f"--turn=turn:{LOOPBACK}:{port}?transport=tcp")

    assert result.exit_code == 30
    assert "no TURN server" in result.wrong


def test_a_stun_server_is_asked_as_whom_it_sees_us(doctor: Doctor, relay: int) -> None:
    result = doctor.examine(f"--turn=stun:{LOOPBACK}:{relay}")

    assert result.exit_code == 0, result.wrong
    assert f"sees this machine as {LOOPBACK}" in result.said("ok")
