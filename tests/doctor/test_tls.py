"""Certificates that no browser takes, and ports where TLS is not, or is and should not be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import render
from tests.doctor.conftest import ALICE, Doctor
from tests.doctor.listeners import hangs, listening
from tests.servers.certificates import Certificate, issued, self_signed
from tests.servers.fixtures import DOMAIN, SECRET, require
from tests.servers.kamailio import kamailio
from tests.servers.nginx import localised, nginx
from tests.servers.process import LOOPBACK, free_port


@pytest.fixture(autouse=True)
def _programs() -> None:
    require("nginx", "openssl")


@contextmanager
def serving(folder: Path, certificate: Certificate) -> Iterator[str]:
    """Serve a site without a WebSocket over TLS."""
    port = free_port()
    with nginx(folder, folder, port, tls=certificate):
        yield f"wss://{LOOPBACK}:{port}/ws"


def test_a_self_signed_certificate(doctor: Doctor, tmp_path: Path) -> None:
    with serving(tmp_path, self_signed(tmp_path)) as url:
        result = doctor.examine(url, ALICE)

    assert result.exit_code == 21
    assert "is self-signed" in result.wrong


def test_a_certificate_that_has_expired(doctor: Doctor, tmp_path: Path) -> None:
    certificate = issued(tmp_path, days=-1)
    with serving(tmp_path, certificate) as url:
        result = doctor.examine(url, ALICE, SSL_CERT_FILE=str(certificate.authority))

    assert result.exit_code == 21
    assert "has expired" in result.wrong


@pytest.mark.parametrize(("names", "words"), [("DNS:www.example.org", "for another address")])
def test_a_certificate_for_another_host(doctor: Doctor, tmp_path: Path, names: str, words: str) -> None:
    certificate = issued(tmp_path, names)
    with serving(tmp_path, certificate) as url:
        by_address = doctor.examine(url, ALICE, SSL_CERT_FILE=str(certificate.authority))
        by_name = doctor.examine(url.replace(LOOPBACK, "localhost"), ALICE)

    assert (by_address.exit_code, by_name.exit_code) == (21, 21)
    assert words in by_address.wrong
    assert "for another host" in by_name.wrong


def test_an_authority_that_nobody_knows(doctor: Doctor, tmp_path: Path) -> None:
    with serving(tmp_path, issued(tmp_path)) as url:
        result = doctor.examine(url, ALICE)

    assert result.exit_code == 21
    assert "Send the whole chain" in result.wrong


def test_a_certificate_that_ends_soon_is_noted(doctor: Doctor, tmp_path: Path) -> None:
    certificate = issued(tmp_path, days=5)
    with serving(tmp_path, certificate) as url:
        result = doctor.examine(url, ALICE, SSL_CERT_FILE=str(certificate.authority))

    assert "The certificate ends on" in result.said("note")


def test_a_good_certificate_in_front_of_a_sip_server(doctor: Doctor, tmp_path: Path) -> None:
    require("kamailio")
    port = free_port()
    url = f"wss://{LOOPBACK}:{port}/ws"
    site = f"https://{LOOPBACK}:{port}"
    certificate = issued(tmp_path)
    output = render("php", tmp_path, slug="acme-phone", url=site, sip_domain=DOMAIN, websocket_url=url)
    with kamailio([SECRET], domain=DOMAIN, origin=site) as sip:
        common, server = (
            localised((output / "server" / f"nginx-{part}.conf").read_text("utf-8"), tmp_path, sip.port)
            for part in ("http", "server")
        )
        with nginx(tmp_path, output, port, [common], [server], tls=certificate):
            result = doctor.examine(url, ALICE, SSL_CERT_FILE=str(certificate.authority))
            contacts = sip.contacts("alice")

    assert result.exit_code == 0, result.wrong
    assert "TLS with a good certificate" in result.said("ok")
    assert contacts == []


def test_wss_at_a_port_without_tls(doctor: Doctor, tmp_path: Path) -> None:
    port = free_port()
    with nginx(tmp_path, tmp_path, port):
        result = doctor.examine(f"wss://{LOOPBACK}:{port}/ws", ALICE)

    assert result.exit_code == 21
    assert "Is it the port for TLS?" in result.wrong


def test_wss_at_a_port_that_says_nothing(doctor: Doctor) -> None:
    with listening(hangs) as server:
        result = doctor.examine(f"wss://{server}/ws", ALICE, "--wait=1")

    assert result.exit_code == 23
    assert "never answers to TLS" in result.wrong


def test_ws_at_a_port_with_tls(doctor: Doctor, tmp_path: Path) -> None:
    with serving(tmp_path, self_signed(tmp_path)) as url:
        result = doctor.examine(url.replace("wss:", "ws:"), ALICE)

    assert result.exit_code == 21
    assert "Write wss:// instead" in result.wrong
