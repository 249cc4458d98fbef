"""The doctor at a terminal, and what it found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.conftest import Terminal
from tests.servers.fixtures import DOMAIN, SECRET, require
from tests.servers.kamailio import Kamailio, kamailio

ALICE = f"--from=alice@{DOMAIN}"
TURN_SECRET = "fedcba9876543210fedcba9876543210"  # noqa: S105 - for tests only
SITE = "https://www.example.org"
PASSWORD = "wonderland"  # noqa: S105 - of somebody who exists in a test only


@dataclass(frozen=True)
class Result:
    """What the doctor said: its exit code, and its findings by their outcome."""

    exit_code: int
    findings: list[dict[str, Any]]

    def said(self, outcome: str) -> str:
        """Return the words of all findings of this outcome."""
        return "\n".join(f"{f['step']}: {f['message']} {f['advice']}" for f in self.findings if f["outcome"] == outcome)

    @property
    def wrong(self) -> str:
        """The words of what is wrong."""
        return self.said("wrong")


@dataclass(frozen=True)
class Doctor:
    """Examines what is named, with the secrets of the tests in its environment."""

    terminal: Terminal

    def examine(self, *words: str, **environment: str) -> Result:
        """Run the doctor; no secret may be in what it says."""
        self.terminal.env.update(environment)
        outcome = self.terminal.run("doctor", "--json", "--wait=3", *words)
        secrets = [value for name, value in self.terminal.env.items() if name.startswith("JSCOMM_")]
        assert not [secret for secret in secrets if secret in outcome.stdout + outcome.stderr]
        assert not re.search(r"WSSession\w+=(?!\(hidden\))|\b[0-9a-f]{40}\b", outcome.stdout + outcome.stderr)
        assert outcome.stdout, outcome.stderr
        found = json.loads(outcome.stdout)
        assert found["exit_code"] == outcome.exit_code
        assert found["works"] == (outcome.exit_code == 0)
        return Result(outcome.exit_code, found["findings"])


@pytest.fixture
def doctor(terminal: Terminal) -> Doctor:
    terminal.env["JSCOMM_TOKEN_SECRET"] = SECRET
    terminal.env["JSCOMM_TURN_SECRET"] = TURN_SECRET
    return Doctor(terminal)


@pytest.fixture(scope="module")
def sip() -> Iterator[Kamailio]:
    """Give a SIP server that takes pages of SITE only."""
    require("kamailio")
    with kamailio([SECRET], {"bob": PASSWORD}, domain=DOMAIN, origin=SITE) as server:
        yield server
        assert server.contacts("alice") == []
