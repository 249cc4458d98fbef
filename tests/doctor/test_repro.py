"""The doctor at the real repro, with the generated settings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import render
from tests.doctor.conftest import ALICE, Doctor
from tests.servers.fixtures import DOMAIN, SECRET, unavailable
from tests.servers.repro import ABSENT, Repro, absent, repro


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repro]:
    """Give a repro without a web server in front."""
    if absent():
        unavailable(ABSENT)
    output = render("php", tmp_path_factory.mktemp("php"), sip_domain=DOMAIN)
    with repro(output / "server" / "repro.config", SECRET) as sip:
        yield sip
        assert sip.alive()


def test_a_token_in_cookies_registers(doctor: Doctor, server: Repro) -> None:
    result = doctor.examine(f"{server.url}/ws", ALICE, "--in-cookies")

    assert result.exit_code == 0, result.wrong
    assert "REGISTER" in result.said("ok")


def test_a_token_in_the_url_wants_a_web_server_that_adds_a_cookie(doctor: Doctor, server: Repro) -> None:
    result = doctor.examine(f"{server.url}/ws", ALICE)

    assert result.exit_code == 22
    assert "Let the web server in front add one" in result.wrong


def test_another_secret_is_refused_without_a_word(doctor: Doctor, server: Repro) -> None:
    result = doctor.examine(f"{server.url}/ws", ALICE, JSCOMM_TOKEN_SECRET="x" * 32)

    assert result.exit_code == 22
    assert "repro says no in this way" in result.wrong


def test_somebody_of_another_domain_is_not_registered(doctor: Doctor, server: Repro) -> None:
    result = doctor.examine(f"{server.url}/ws", "--from=alice@elsewhere.example", "--in-cookies")

    assert result.exit_code == 28
    assert "403" in result.wrong
