"""A plugin in WordPress Playground: two people on one WordPress, in two tabs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Generate, Terminal
from tests.preview.running import ask, previewing
from tests.preview.test_calls import ANSWERS, tab, talk
from tests.servers import debian
from tests.servers.browser import visitor
from tests.servers.fixtures import require, unavailable
from tests.servers.wordpress_files import wordpress_tree

PATIENCE = 180


@pytest.fixture
def wordpress(terminal: Terminal) -> Path:
    """Give the files of a WordPress, and npm as it is set up on this machine."""
    require("npx", "kamailio", "chromium", "apt-get", "dpkg")
    terminal.env.update({name: value for name, value in os.environ.items() if name.lower().startswith(("npm", "node"))})
    terminal.env["HOME"] = os.environ["HOME"]
    try:
        return wordpress_tree("trixie")
    except debian.DownloadError as error:
        unavailable(f"WordPress could not be had: {error}")


def test_two_people_call_each_other_and_the_administrator_sees_the_settings(
    terminal: Terminal, browser: Browser, generate: Generate, wordpress: Path
) -> None:
    plugin = generate("wordpress", **ANSWERS)
    with previewing(terminal, plugin, "--sip", f"--cms={wordpress}") as preview, visitor(browser) as person:
        with tab(person, preview.url("alice")) as alice, tab(person, preview.url("bob")) as bob:
            # PHP runs in WebAssembly here: on a busy machine the first answer takes its time.
            bob.part("online").click()
            bob.expect_link("online", PATIENCE)
            alice.part("online").click()
            alice.expect_link("online", PATIENCE)
            talk(alice, bob, "bob")
        assert person.foreign_requests() == []
        assert ask(preview.ports[0], "/", f"evil.example:{preview.ports[0]}").status == 403
        with visitor(browser) as administrator:
            administrator.page.goto(preview.url("admin"))
            expect(administrator.page.get_by_label("SIP domain")).to_have_value("phones.example.org")


def test_a_folder_without_wordpress_is_refused(
    terminal: Terminal, generate: Generate, wordpress: Path, tmp_path: Path
) -> None:
    assert wordpress.is_dir()
    outcome = terminal.run("preview", str(generate("wordpress", **ANSWERS)), f"--cms={tmp_path}")

    assert (outcome.exit_code, outcome.stdout) == (10, "")
    assert "holds no WordPress" in outcome.stderr
