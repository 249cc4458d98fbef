"""The notes on Asterisk, followed to the letter: people log in with a password and talk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.end_to_end import static_site
from tests.end_to_end.phone import Phone
from tests.end_to_end.static_site import sign_in
from tests.servers import debian
from tests.servers.asterisk import Asterisk, asterisk, files
from tests.servers.fixtures import DOMAIN, require, unavailable

PASSWORD = "wonderland"  # noqa: S105 - of people who exist in a test only


@pytest.fixture(scope="module")
def server(output: Path) -> Iterator[Asterisk]:
    """Run Asterisk as the notes say, for alice and in the same way for bob."""
    require("apt-get", "dpkg")
    try:
        files()
    except debian.DownloadError as error:
        unavailable(f"Asterisk of Debian could not be had: {error}")
    notes = (output / "server" / "asterisk.conf").read_text("utf-8").replace("CHANGE-ME", PASSWORD)
    transport, alice = notes[: notes.index("[alice]")], notes[notes.index("[alice]") :]
    extensions = "\n".join(re.findall(r"^; (\[from-web\]|exten => .*)$", notes, re.MULTILINE))
    bob = alice.replace("alice", "bob")
    both = f"{extensions}\n{extensions.partition(chr(10))[2].replace('alice', 'bob')}"
    with asterisk(transport + alice + bob, both) as running:
        yield running
        assert "Failed to load" not in running.log()


def test_people_sign_in_and_talk(server: Asterisk, browser: Browser, tmp_path: Path) -> None:
    with static_site.at(tmp_path, browser, server.url, DOMAIN) as site, site.guest() as alice, site.guest() as bob:
        for person, name in ((alice, "alice"), (bob, "bob")):
            sign_in(person.page, name, PASSWORD)
            Phone(person.page).expect_link("online")
        caller, callee = Phone(alice.page), Phone(bob.page)

        caller.call("bob")
        callee.answer()

        for phone in (caller, callee):
            phone.expect_state("active")
            assert phone.receives("audio")
        callee.hang_up()
        caller.expect_state("idle")


def test_a_wrong_password_is_refused_in_words(server: Asterisk, browser: Browser, tmp_path: Path) -> None:
    with static_site.at(tmp_path, browser, server.url, DOMAIN) as site, site.guest() as stranger:
        sign_in(stranger.page, "alice", "wrong")
        Phone(stranger.page).expect_alert("did not accept this address and password")


def test_whom_somebody_may_dial_is_decided_by_its_context(server: Asterisk, browser: Browser, tmp_path: Path) -> None:
    with static_site.at(tmp_path, browser, server.url, DOMAIN) as site, site.guest() as alice:
        sign_in(alice.page, "alice", PASSWORD)
        phone = Phone(alice.page)
        phone.expect_link("online")
        phone.call("carol")
        phone.expect_alert("not found|no such|nobody|not available|not online")
        phone.expect_state("idle")
