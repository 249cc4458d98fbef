"""The proof of media tells a live call from a dead one."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.servers.browser import Visitor, media, media_grows, plays, visitor

LOOPED_CALL = """async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
    a.onicecandidate = (event) => b.addIceCandidate(event.candidate);
    b.onicecandidate = (event) => a.addIceCandidate(event.candidate);
    b.ontrack = (event) => { document.querySelector('video').srcObject = event.streams[0]; };
    stream.getTracks().forEach((track) => a.addTrack(track, stream));
    await a.setLocalDescription();
    await b.setRemoteDescription(a.localDescription);
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription);
    window.hangUp = () => { a.close(); b.close(); };
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing about it."""

    def log_message(self, *_: object) -> None:
        """Leave the tests' output alone."""


@pytest.fixture
def page_url(tmp_path: Path) -> Iterator[str]:
    """Serve an empty page with a video element on loopback."""
    (tmp_path / "index.html").write_text("<title>t</title><video autoplay muted></video>", encoding="utf-8")
    (tmp_path / "favicon.ico").touch()
    handler = partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def person(browser: Browser, page_url: str) -> Iterator[Visitor]:
    with visitor(browser) as someone:
        someone.page.goto(page_url)
        yield someone


def test_media_grows_while_a_call_is_up(person: Visitor) -> None:
    person.page.evaluate(LOOPED_CALL)
    assert media_grows(person.page, "audio")
    assert media_grows(person.page, "video")
    assert plays(person.page, "video")
    assert media(person.page, "video").frames_decoded > 0
    assert person.page.evaluate("testConnections()") == ["connected", "connected"]
    person.page.evaluate("hangUp()")
    assert not media_grows(person.page, "audio", seconds=0.5)
    assert person.problems == []


def test_no_call_is_no_media(person: Visitor) -> None:
    assert not media_grows(person.page, "video", seconds=0.2)
    assert media(person.page, "audio").packets_received == 0
    assert not plays(person.page, "video", seconds=0.2)


def test_a_silenced_sender_is_noticed(person: Visitor) -> None:
    person.page.evaluate(LOOPED_CALL.replace("addTrack(track, stream)", "addTransceiver(track.kind)"))
    person.page.wait_for_function("() => testConnections().every((state) => state === 'connected')")
    assert not media_grows(person.page, "audio", seconds=0.5)


def test_notes_what_goes_wrong_in_a_page(person: Visitor, page_url: str) -> None:
    person.page.evaluate("setTimeout(() => { throw new Error('boom'); })")
    person.page.evaluate("console.error('bad'); console.info('fine')")
    person.page.evaluate("fetch('http://192.0.2.1/').catch(() => 0); 1")
    person.page.wait_for_timeout(100)
    assert any("boom" in problem for problem in person.problems)
    assert any("bad" in problem for problem in person.problems)
    assert "info: fine" in person.console
    assert person.foreign_requests() == ["http://192.0.2.1/"]
    assert page_url in person.requests
