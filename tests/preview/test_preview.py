"""What a preview shows, what it says, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from playwright.sync_api import Browser, expect

from jscomm_scaffold.errors import PreviewError
from jscomm_scaffold.preview import output, telephony, workshop
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
                    socket.create_connection((str(address), port), 10)


def test_no_secret_of_it_is_told(terminal: Terminal, generate: Generate) -> None:
    require("php", "kamailio")
    with previewing(terminal, generate("php", slug="acme-phone"), "--sip") as preview:
        scratch = next(preview.scratch.iterdir())
        secrets = (scratch / "kamailio" / "secrets.cfg").read_text("utf-8")
        assert (scratch.stat().st_mode & 0o077, (scratch / "kamailio/secrets.cfg").stat().st_mode & 0o077) == (0, 0)
        secret = secrets.split('"')[1]
        assert len(secret) == 64
        assert secret not in json.dumps(preview.pages)


def test_it_ends_when_its_server_does(terminal: Terminal, generate: Generate) -> None:
    require("php")
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
        os.kill(int(children[0]), signal.SIGKILL)
        assert process.wait(30) == 10
        assert "PHP has ended" in process.stderr.read()
    wait_until(lambda: not listens(port), "the port to be free")


def test_people_read_where_the_pages_are_and_whom_to_call(terminal: Terminal, generate: Generate) -> None:
    require("php", "kamailio")
    folder = generate("php", slug="acme-phone")
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
    records = (
        "{",
        "[]",
        '{"target": "nothing"}',
        '{"target": ["static"]}',
        '{"target": "php", "answers": {"slug": "../x"}}',
    )
    for record in (None, *records):
        if record is not None:
            (tmp_path / ".jscomm-scaffold.json").write_text(record)
        outcome = terminal.run("preview", str(tmp_path))
        assert (outcome.exit_code, outcome.stdout) == (3, ""), outcome
        assert "Name the folder that jscomm-scaffold has written" in outcome.stderr


@pytest.mark.parametrize(("target", "program"), [("php", "php"), ("wordpress", "npx"), ("drupal", "php")])
def test_what_is_not_installed_is_named(
    terminal: Terminal, generate: Generate, tmp_path: Path, target: str, program: str
) -> None:
    folder = generate(target, slug="acme_phone" if target == "drupal" else "acme-phone")
    terminal.env["PATH"] = str(tmp_path)

    outcome = terminal.run("preview", str(folder))

    assert (outcome.exit_code, outcome.stdout) == (10, "")
    assert f"{program} is not installed" in outcome.stderr


def test_without_kamailio_there_are_no_calls(
    generate: Generate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(workshop, "SYSTEM_PATH", str(tmp_path))

    with pytest.raises(PreviewError, match="kamailio is not installed") as raised, workshop.workshop() as place:
        telephony.start(place, output.read(generate("php", slug="acme-phone")))

    assert "Without --sip the phone is shown" in raised.value.hint


def test_drupal_is_refused_in_words_where_composer_cannot_fetch_it(terminal: Terminal, generate: Generate) -> None:
    require("php", "composer")
    folder = generate("drupal", slug="acme_phone")
    # An own configuration of Composer, in which no registry is: as on a machine without a network.
    terminal.env["COMPOSER_HOME"] = str(terminal.folder / "composer")
    (terminal.folder / "composer").mkdir()
    (terminal.folder / "composer" / "config.json").write_text('{"repositories": [{"packagist": false}]}')

    outcome = terminal.run("preview", str(folder))

    assert (outcome.exit_code, outcome.stdout) == (10, "")
    assert "Composer cannot fetch Drupal" in outcome.stderr
    assert "drupal/recommended-project" in outcome.stderr


def test_a_module_for_drupal_7_has_no_preview(terminal: Terminal, generate: Generate) -> None:
    outcome = terminal.run("preview", str(generate("drupal", core="7", slug="acme_phone")))

    assert (outcome.exit_code, outcome.stdout) == (10, "")
    assert "no preview of modules for Drupal 7" in outcome.stderr
