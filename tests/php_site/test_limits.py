"""How many connections one address may open and hold: nginx counts them."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from tests.php_site.proxies import Proxy, Setting, connect, in_url, recording, request, serving, upgrade
from tests.servers.fixtures import require
from tests.servers.process import wait_until

BURST = 50
MOST = 100
PER_SECOND = 2


@pytest.mark.parametrize("proxy", ["nginx"], indirect=True)
def test_who_opens_too_many_is_told_to_wait_and_then_let_in_again(proxy: Proxy) -> None:
    with recording(proxy.sip_port):
        begin = time.monotonic()
        answers = [upgrade(proxy.origin, in_url()) for _ in range(2 * BURST)]
        allowed = BURST + 1 + PER_SECOND * (time.monotonic() - begin)

        assert answers[:BURST] == ["502"] * BURST
        assert answers.count("429") >= 2 * BURST - allowed - 1
        wait_until(lambda: upgrade(proxy.origin, in_url()) == "502", "another attempt to be let through")


def test_sockets_that_are_held_without_an_answer_do_not_use_up_all(tmp_path: Path) -> None:
    require("nginx")
    with contextlib.ExitStack() as stack:
        # The other limit would only make the test slow.
        proxy = stack.enter_context(serving(Setting("nginx", changes=("burst=50", "burst=500")), tmp_path))
        recorder = stack.enter_context(recording(proxy.sip_port, holds=True))
        held = [stack.enter_context(connect(proxy.origin)) for _ in range(MOST)]
        for connection in held:
            connection.sendall(request(proxy.origin, in_url()))
        wait_until(lambda: len(recorder.held) == MOST, "the SIP server to have them all")

        wait_until(lambda: _refused(proxy) == "429", "the next one to be refused")
        assert len(recorder.held) == MOST

        held.pop().close()
        recorder.held.pop().close()
        # What ends makes room for another.
        wait_until(lambda: not _refused(proxy), "room for another")


def _refused(proxy: Proxy) -> str:
    """Try to connect; return the status of a refusal, '' when there is no answer."""
    with connect(proxy.origin) as connection:
        connection.sendall(request(proxy.origin, in_url()))
        connection.settimeout(1)
        try:
            return connection.recv(4096).split()[1].decode()
        except TimeoutError:
            return ""
