"""Clocks that differ, and tokens that are over."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.doctor.conftest import ALICE, SITE, Doctor
from tests.doctor.listeners import listening, upgrade
from tests.servers.fixtures import DOMAIN, SECRET, require
from tests.servers.kamailio import Kamailio, kamailio
from tests.servers.nginx import nginx
from tests.servers.process import LOOPBACK, free_port
from tests.servers.tokens import sign


def test_an_expired_token(doctor: Doctor, sip: Kamailio) -> None:
    token = sign(SECRET, f"alice@{DOMAIN}", f"*@{DOMAIN}", lifetime=-3600, extra="00ff")

    result = doctor.examine(sip.url + token.path, f"--origin={SITE}")

    assert result.exit_code == 27
    assert re.search(r"it expired 36\d\d s ago", result.wrong)
    assert "The server says that the token has expired" in result.wrong


def test_a_sip_server_whose_clock_is_ahead(doctor: Doctor) -> None:
    require("kamailio", "faketime")
    with kamailio([SECRET], domain=DOMAIN, ahead=600) as server:
        result = doctor.examine(server.url, ALICE)

    assert result.exit_code == 27
    assert "the clocks differ" in result.wrong


@pytest.mark.parametrize(("ahead", "which"), [(600, "ahead of"), (-600, "behind")])
def test_the_date_of_a_web_server_is_compared(doctor: Doctor, tmp_path: Path, ahead: int, which: str) -> None:
    require("nginx", "faketime")
    port = free_port()
    with nginx(tmp_path, tmp_path, port, ahead=ahead):
        result = doctor.examine(f"ws://{LOOPBACK}:{port}/nothing", ALICE)

    assert result.exit_code == 27
    assert re.search(rf"clock is (59\d|60\d) s {which} this machine's", result.wrong)


def test_dropped_because_the_servers_clock_is_ahead(doctor: Doctor) -> None:
    def ten_minutes_ahead(request: str) -> str | None:
        expires = re.search(r"1%3A\d+%3A(\d+)", request)
        return upgrade(request) if expires and int(expires[1]) > time.time() + 600 else ""

    with listening(ten_minutes_ahead) as server:
        result = doctor.examine(f"ws://{server}", ALICE)

    assert result.exit_code == 27
    assert "with a longer life it is accepted" in result.wrong
