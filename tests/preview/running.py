"""A preview that runs, as somebody has started it at a terminal."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import Terminal
from tests.servers.process import LOOPBACK, listens, wait_until
from tests.tool.trees import tree

START_SECONDS = 60


@dataclass(frozen=True)
class Preview:
    """A running preview, its pages, and the folder for its temporary files."""

    process: subprocess.Popen[str]
    scratch: Path
    pages: list[dict[str, str]]

    def url(self, person: str) -> str:
        """Return the address of somebody's page."""
        return next(page["url"] for page in self.pages if page["person"] == person)

    def note(self, person: str) -> str:
        """Return what to know of somebody's page."""
        return next(page["note"] for page in self.pages if page["person"] == person)

    @property
    def ports(self) -> list[int]:
        """The ports at which pages are."""
        return [int(page["url"].split(":")[2].split("/")[0]) for page in self.pages]


@contextmanager
def previewing(
    terminal: Terminal, folder: Path, *words: str, stop: signal.Signals = signal.SIGINT, seconds: float = START_SECONDS
) -> Iterator[Preview]:
    """Run a preview of `folder` for a `with` block, then stop it: nothing may be left, and `folder` as it was."""
    # As deep as a socket's path can't be.
    before, scratch = tree(folder), terminal.folder.parent / "temporary-files-".ljust(108, "-")
    scratch.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "jscomm_scaffold", "preview", str(folder), "--json", *words],
        cwd=terminal.folder,
        env={**terminal.env, "TMPDIR": str(scratch)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            assert line, process.stderr.read() if process.stderr else ""
            preview = Preview(process, scratch, json.loads(line)["pages"])
            yield preview
            children = _descendants(process.pid)
        finally:
            # Also after a failure: nothing else ends what it has started.
            process.send_signal(stop)
            exit_code = process.wait(seconds)
    assert exit_code == 0
    assert list(scratch.iterdir()) == []
    assert tree(folder) == before
    wait_until(lambda: not any(map(listens, preview.ports)), "the ports to be free")
    wait_until(lambda: not any(map(_runs, children)), "the end of all that it has started")


@dataclass(frozen=True)
class Answer:
    """What a preview answered."""

    status: int
    body: str


def ask(port: int, path: str, host: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
    """Ask a preview for something as a browser does that takes it for `host`."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=20)
    connection.request(method, path, body or None, {"Host": host, **headers})
    response = connection.getresponse()
    answer = Answer(response.status, response.read().decode("utf-8", "replace"))
    connection.close()
    return answer


def _runs(process: int) -> bool:
    """Tell whether a process is there, and not only because nobody has asked how it ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _descendants(process: int) -> list[int]:
    """List what a process has started, and what that has."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found, queue = [], [process]
    while queue:
        children = parents.get(queue.pop(), [])
        found += children
        queue += children
    assert os.getpid() not in found
    return found
