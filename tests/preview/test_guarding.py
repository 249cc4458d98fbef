"""Whom a preview answers, and what of a folder it shows: the browser is open for pages of other sites, too."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jscomm_scaffold.preview import php
from jscomm_scaffold.preview.sites import SCRIPTS
from jscomm_scaffold.preview.workshop import need, workshop
from tests.conftest import Generate, Terminal
from tests.preview.running import Answer, ask, previewing
from tests.servers.fixtures import require
from tests.servers.process import LOOPBACK, free_port, listens, wait_until

MANY = 5000
SECRET = "kept in the folder"  # noqa: S105  to be found out by nobody


@pytest.mark.parametrize("target", ["static", "php"])
def test_pages_of_sites_that_took_the_address_of_this_machine_get_nothing(
    terminal: Terminal, generate: Generate, target: str
) -> None:
    require(*(["php"] if target == "php" else []))
    with previewing(terminal, generate(target, slug="acme-phone")) as preview:
        (port,) = preview.ports
        assert [ask(port, "/", f"{name}:{port}").status for name in (LOOPBACK, "localhost", "LocalHost")] == [200] * 3
        for host in (f"evil.example:{port}", "evil.example", f"{LOOPBACK}.evil.example:{port}", ""):
            for method in ("GET", "HEAD"):
                assert ask(port, "/", host, method).status == 403
        assert ask(port, "/acme-phone/assets/phone/phone.min.css", f"evil.example:{port}").status == 403


def test_a_site_with_a_router_of_its_own_keeps_it(tmp_path: Path) -> None:
    require("php")
    (tmp_path / "words.txt").write_text("from its folder")
    router = tmp_path / "router.php"
    router.write_text("<?php if ('/words.txt' === $_SERVER['REQUEST_URI']) { return false; } readfile('words.txt');")
    with workshop() as place:
        port = int(php.serve(place, need("php", ""), tmp_path, {}, router).split(":")[2].strip("/"))
        answers = [ask(port, path, f"{LOOPBACK}:{port}") for path in ("/words.txt", "/anything")]
        foreign = ask(port, "/anything", f"evil.example:{port}")

    assert answers == [Answer(200, "from its folder")] * 2
    assert foreign.status == 403


def test_a_session_is_for_pages_of_the_preview_only(terminal: Terminal, generate: Generate) -> None:
    require("php", "kamailio")
    with previewing(terminal, generate("php", slug="acme-phone"), "--sip") as preview:
        port = preview.ports[2]

        def session(host: str, origin: str) -> Answer:
            headers = {"Content-Type": "application/json", "Origin": f"http://{origin}"}
            return ask(port, "/acme-phone/session.php", host, "POST", '{"destination": null}', **headers)

        own, evil = f"{LOOPBACK}:{port}", f"evil.example:{port}"
        assert "WSSessionMAC" in session(own, own).body
        assert "WSSessionMAC" in session(f"localhost:{port}", f"localhost:{port}").body
        for host, origin in ((own, evil), (evil, evil), (own, f"{LOOPBACK}:{preview.ports[0]}")):
            answer = session(host, origin)
            assert (answer.status, "WSSession" in answer.body) == (403, False)


@pytest.mark.parametrize("target", ["static", "php"])
def test_what_is_for_developers_and_sip_servers_is_not_shown(
    terminal: Terminal, generate: Generate, target: str
) -> None:
    require("kamailio", *(["php"] if target == "php" else []))
    folder = generate(target, slug="acme-phone")
    secrets = ("server/kamailio/secrets.cfg", "tests/secret.txt", ".env", "assets/.secret", ".git/config")
    for name in secrets:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(SECRET)
    with previewing(terminal, folder, "--sip") as preview:
        port, root = preview.ports[0], "/acme-phone" if target == "php" else ""
        assert ask(port, f"{root}/assets/phone/phone.min.css", f"{LOOPBACK}:{port}").status == 200
        for name in (*secrets, ".jscomm-scaffold.json", "server/kamailio/kamailio.cfg"):
            answer = ask(port, f"{root}/{name}", f"{LOOPBACK}:{port}")
            assert (answer.status in {403, 404}, SECRET in answer.body) == (True, False), name


@pytest.mark.parametrize("target", ["static", "php"])
def test_what_links_show_that_lead_elsewhere_is_not_shown(
    terminal: Terminal, generate: Generate, tmp_path: Path, target: str
) -> None:
    require(*(["php"] if target == "php" else []))
    folder = generate(target, slug="acme-phone")
    (tmp_path / "home.txt").write_text(SECRET)
    (folder / "server" / "secrets.txt").write_text(SECRET)
    links = {
        "assets/file.txt": (tmp_path / "home.txt", ""),
        "assets/folder": (tmp_path, "/home.txt"),
        "assets/up": (Path(".."), "/server/secrets.txt"),
        "assets/servers": (Path("..", "server"), "/secrets.txt"),
        "assets/secrets.txt": (Path("..", "server", "secrets.txt"), ""),
    }
    for name, (shown, _) in links.items():
        (folder / name).symlink_to(shown)
    (folder / "assets" / "own.css").symlink_to(Path("phone", "phone.min.css"))
    with previewing(terminal, folder) as preview:
        port, root = preview.ports[0], "/acme-phone" if target == "php" else ""
        assert ask(port, f"{root}/assets/own.css", f"{LOOPBACK}:{port}").status == 200
        for name, (_, below) in links.items():
            answer = ask(port, f"{root}/{name}{below}", f"{LOOPBACK}:{port}")
            assert (answer.status, SECRET in answer.body) == (404, False), name


def test_a_site_that_is_not_in_utf_8_and_holds_pipes_and_rings_of_links_is_shown(
    terminal: Terminal, generate: Generate
) -> None:
    require("kamailio")
    folder = generate("static", slug="acme-phone")
    os.mkfifo(folder / "assets" / "pipe")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "assets" / "loop").symlink_to("..")
    (folder / "assets" / "round").symlink_to(".")
    with (folder / "server" / "kamailio" / "kamailio.cfg").open("ab") as configuration:
        configuration.write("# Grüße\n".encode("latin-1"))
    page = (folder / "index.html").read_bytes()
    (folder / "index.html").write_bytes(page.replace(b"</main>", "Grüße</main>".encode("latin-1")))
    with previewing(terminal, folder, "--sip") as preview:
        answer = ask(preview.ports[0], "/", f"{LOOPBACK}:{preview.ports[0]}")

    assert "Gr\ufffd\ufffde" in answer.body
    assert f"connect-src 'self' ws://{LOOPBACK}:" in answer.body


def test_a_disk_that_takes_no_more_is_told(terminal: Terminal, tmp_path: Path) -> None:
    require("kamailio")
    folder = tmp_path / "site"
    (folder / "server" / "kamailio").mkdir(parents=True)
    (folder / "server" / "kamailio" / "kamailio.cfg").touch()
    (folder / ".jscomm-scaffold.json").write_text('{"target": "static", "answers": {"slug": "site"}}')

    done = subprocess.run(
        [sys.executable, "-m", "jscomm_scaffold", "preview", str(folder), "--sip", "--no-browser"],
        cwd=terminal.folder,
        env={**terminal.env, "TMPDIR": str(terminal.folder)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 10
    assert done.stderr.startswith("Error: The preview cannot be set up: File too large.")
    assert "Traceback" not in done.stderr
    assert list(terminal.folder.iterdir()) == []


def test_who_presses_ctrl_c_twice_leaves_nothing_behind(terminal: Terminal, generate: Generate) -> None:
    folder = generate("static", slug="acme-phone")
    (folder / "assets" / "many").mkdir()
    for number in range(MANY):
        (folder / "assets" / "many" / str(number)).touch()
    with previewing(terminal, folder) as preview:
        copied = next(preview.scratch.glob("*/site/assets/many"))
        preview.process.send_signal(signal.SIGINT)
        # The second is sent when this block ends.
        wait_until(lambda: sum(len(names) for *_, names in os.walk(copied)) < MANY, "the removal of the copy", 60)


@contextmanager
def node_server(answer: str) -> Iterator[int]:
    """Run a web server as WordPress Playground's is run."""
    port = free_port()
    script = f"require('http').createServer((_, response) => response.end({json.dumps(answer)})).listen({port})"
    with subprocess.Popen(["node", "--require", str(SCRIPTS / "loopback.cjs"), "-e", script]) as process:
        try:
            wait_until(lambda: listens(port), "Node.js to listen", 60)
            yield port
        finally:
            process.terminate()


def test_wordpress_playground_is_for_this_machine_only() -> None:
    require("node")
    with node_server("WordPress") as port:
        asked = {
            f"{host} {path}": ask(port, path, host).status
            for host, path in (
                (f"{LOOPBACK}:{port}", "/?page=/.a"),
                (f"localhost:{port}", "/"),
                (f"evil.example:{port}", "/"),
                (f"{LOOPBACK}:{port}", "/.env"),
                (f"{LOOPBACK}:{port}", "/wp-content/%2Eenv"),
            )
        }

    assert list(asked.values()) == [200, 200, 403, 403, 403], asked
