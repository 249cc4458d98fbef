"""Stopping: whatever ends a run, the destination is absent or whole."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from jscomm_scaffold import publish
from jscomm_scaffold.render import File
from tests.conftest import Terminal
from tests.tool.trees import tree

# Publishes so many files that it takes long enough to be stopped in the middle.
PUBLISH_MANY = """
import sys
from pathlib import Path, PurePosixPath
from jscomm_scaffold.publish import publish
from jscomm_scaffold.render import File
files = [File(PurePosixPath(f"{n % 50}/{n}.txt"), b"x" * 4000) for n in range(2500)]
print("ready", flush=True)
try:
    publish(files, Path(sys.argv[1]))
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.fixture(autouse=True)
def _as_at_a_terminal() -> Iterator[None]:
    """Heed SIGHUP, which who runs the tests under nohup does not."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def stop_at_some_moment(terminal: Terminal, kind: signal.Signals, after: float) -> int:
    child = subprocess.Popen(
        [sys.executable, "-c", PUBLISH_MANY, "acme-phone"],
        cwd=terminal.folder,
        env=terminal.env,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(after)
        child.send_signal(kind)
    return child.returncode


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopped_at_any_moment_it_leaves_nothing_or_all(terminal: Terminal, kind: signal.Signals) -> None:
    chance = random.Random(7)  # noqa: S311
    codes = set()
    for _ in range(12):
        codes.add(stop_at_some_moment(terminal, kind, chance.uniform(0.0, 0.15)))
        left = list(terminal.folder.iterdir())
        if left:
            assert [path.name for path in left] == ["acme-phone"]
            assert len(tree(left[0])) == 2500
            left[0].rename(terminal.folder.parent / f"done-{time.monotonic_ns()}")
    assert 130 in codes


def test_killed_at_any_moment_the_destination_is_absent_or_whole_and_the_next_run_cleans_up(
    terminal: Terminal,
) -> None:
    chance = random.Random(7)  # noqa: S311
    leftovers = 0
    for _ in range(12):
        stop_at_some_moment(terminal, signal.SIGKILL, chance.uniform(0.0, 0.15))
        leftovers += len(list(terminal.folder.glob(".jscomm-scaffold-*")))
        destination = terminal.folder / "acme-phone"
        if destination.exists():
            assert len(tree(destination)) == 2500
            destination.rename(terminal.folder.parent / f"done-{time.monotonic_ns()}")
    assert leftovers

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 0
    assert [path.name for path in terminal.folder.iterdir()] == ["acme-phone"]


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_second_stop_does_not_stop_the_cleaning_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: signal.Signals
) -> None:
    removed = shutil.rmtree

    def stop_and_remove(path: Path, *, ignore_errors: bool) -> None:
        signal.raise_signal(kind)
        removed(path, ignore_errors=ignore_errors)

    def stop(_path: Path, _content: bytes) -> None:
        signal.raise_signal(kind)

    monkeypatch.setattr(Path, "write_bytes", stop)
    monkeypatch.setattr(shutil, "rmtree", stop_and_remove)
    before = signal.getsignal(kind)

    with pytest.raises(KeyboardInterrupt):
        publish.publish([File(PurePosixPath("a.txt"), b"x")], tmp_path / "acme-phone")

    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(kind) is before


def test_a_run_under_nohup_heeds_no_hangup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = Path.write_bytes

    def hang_up_and_write(path: Path, content: bytes) -> int:
        signal.raise_signal(signal.SIGHUP)
        return written(path, content)

    monkeypatch.setattr(Path, "write_bytes", hang_up_and_write)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        publish.publish([File(PurePosixPath("a.txt"), b"x")], tmp_path / "acme-phone")
    finally:
        signal.signal(signal.SIGHUP, before)

    assert tree(tmp_path / "acme-phone") == {"a.txt": b"x"}
