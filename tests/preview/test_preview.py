"""What a preview shows, what it says, and how it ends."""

from __future__ import annotations

import json
import signal
import socket
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Generate, Terminal
from tests.end_to_end.phone import Phone
from tests.preview.running import previewing
from tests.servers.browser import visitor
from tests.servers.fixtures import require
from tests.servers.process import LOOPBACK, listens, wait_until


@pytest.mark.parametrize("target", ["static", "php"])
def test_a_phone_is_shown_before_anything_is_set_up(
    terminal: Terminal, browser: Browser, generate: Generate, target: str
) -> None:
    require("chromium", *(["php"] if target == "php" else []))
    with previewing(terminal, generate(target, slug="acme-phone")) as preview, visitor(browser) as person:
        (page,) = preview.pages
        person.page.goto(page["url"])
        expect(Phone(person.page).part("login-submit" if target == "static" else "call-audio")).to_be_visible()
        assert person.problems == []
        assert person.foreign_requests() == []


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_stops_it_leaves_nothing(terminal: Terminal, generate: Generate, stop: signal.Signals) -> None:
    require("php", "kamailio")
    with previewing(terminal, generate("php", slug="acme-phone"), "--sip", stop=stop) as preview:
        assert len(preview.pages) == 3


def test_it_listens_on_this_machine_only(terminal: Terminal, generate: Generate) -> None:
    require("php", "kamailio")
    with previewing(terminal, generate("php", slug="acme-phone"), "--sip") as preview:
        assert all(page["url"].startswith(f"http://{LOOPBACK}:") for page in preview.pages)
        own = {address[4][0] for address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        for address in own - {LOOPBACK}:
            for port in preview.ports:
                with pytest.raises(OSError, match="refused"):
                    socket.create_connection((str(address), port), 1)


def test_no_secret_of_it_is_told(terminal: Terminal, generate: Generate) -> None:
    require("php", "kamailio")
    with previewing(terminal, generate("php", slug="acme-phone"), "--sip") as preview:
        scratch = next((terminal.folder.parent / "scratch").iterdir())
        secrets = (scratch / "kamailio" / "secrets.cfg").read_text("utf-8")
        assert (scratch.stat().st_mode & 0o077, (scratch / "kamailio/secrets.cfg").stat().st_mode & 0o077) == (0, 0)
        secret = secrets.split('"')[1]
        assert len(secret) == 64
        assert secret not in json.dumps(preview.pages)


def test_it_ends_when_its_server_does(terminal: Terminal, generate: Generate) -> None:
    require("php")
    import subprocess
    import sys

    folder = generate("php", slug="acme-phone")
    command = [sys.executable, "-m", "jscomm_scaffold", "preview", str(folder), "--json"]
    with subprocess.Popen(
        command, env=terminal.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        port = int(json.loads(process.stdout.readline())["pages"][0]["url"].split(":")[2].strip("/"))
        assert listens(port)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        import os

        os.kill(int(children[0]), signal.SIGKILL)
        assert process.wait(30) == 10
        assert "PHP has ended" in process.stderr.read()
    wait_until(lambda: not listens(port), "the port to be free")


def test_people_read_where_the_pages_are_and_whom_to_call(terminal: Terminal, generate: Generate) -> None:
    require("php", "kamailio")
    import pexpect

    folder = generate("php", slug="acme-phone")
    import sys

    child = pexpect.spawn(
        sys.executable,
        ["-m", "jscomm_scaffold", "preview", str(folder), "--sip", "--no-browser"],
        env={**terminal.env, "TERM": "dumb"},
        encoding="utf-8",
        timeout=60,
    )
    child.expect("The phone is here, until Ctrl-C:")
    child.expect(r"http://127\.0\.0\.1:\d+/ +alice is logged in")
    child.expect(r"http://127\.0\.0\.1:\d+/ +bob is logged in")
    child.expect('Bob presses "Go online"; Alice calls bob.')
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_folder_that_is_no_output_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    for record in (None, "{", "[]", '{"target": "nothing"}', '{"target": "php", "answers": {"slug": "../x"}}'):
        if record is not None:
            (tmp_path / ".jscomm-scaffold.json").write_text(record)
        outcome = terminal.run("preview", str(tmp_path))
        assert (outcome.exit_code, outcome.stdout) == (3, ""), outcome
        assert "Name the folder that jscomm-scaffold has written" in outcome.stderr


@pytest.mark.parametrize(
    ("target", "words", "reason"),
    [
        ("php", [], "php is not installed"),
        ("wordpress", [], "npx is not installed"),
        ("drupal", [], "php is not installed"),
    ],
)
def test_what_is_not_installed_is_named(
    terminal: Terminal, generate: Generate, tmp_path: Path, target: str, words: list[str], reason: str
) -> None:
    slug = "acme_phone" if target == "drupal" else "acme-phone"
    folder = generate(target, slug=slug)
    terminal.env["PATH"] = str(tmp_path)

    outcome = terminal.run("preview", str(folder), *words)

    assert (outcome.exit_code, outcome.stdout) == (10, "")
    assert reason in outcome.stderr
