"""Publishing: the whole plugin or nothing, and nothing of the user's is lost."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from jscomm_scaffold import publish
from jscomm_scaffold.errors import DestinationError
from jscomm_scaffold.render import File
from tests.conftest import Terminal
from tests.tool.trees import is_whole, tree

RUN = [sys.executable, "-m", "jscomm_scaffold", "wordpress", "--yes", "--slug=acme-phone"]
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


def test_a_folder_with_something_in_it_is_refused_and_left_alone(terminal: Terminal) -> None:
    mine = terminal.folder / "acme-phone" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")

    outcome = terminal.run("wordpress", "--yes", "--slug=acme-phone")

    assert (outcome.exit_code, outcome.stdout) == (4, "")
    assert "acme-phone is already there" in outcome.stderr
    assert "--slug" in outcome.stderr
    assert tree(terminal.folder) == {"acme-phone/mine.txt": b"mine"}


def test_a_file_in_the_way_is_refused(terminal: Terminal) -> None:
    (terminal.folder / "acme-phone").write_text("mine")

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 4
    assert tree(terminal.folder) == {"acme-phone": b"mine"}


@pytest.mark.parametrize("points_to", ["elsewhere", "nowhere"])
def test_a_link_in_the_way_is_refused_and_not_followed(terminal: Terminal, points_to: str) -> None:
    (terminal.folder / "elsewhere").mkdir()
    (terminal.folder / "acme-phone").symlink_to(points_to)

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 4
    assert list((terminal.folder / "elsewhere").iterdir()) == []
    assert (terminal.folder / "acme-phone").is_symlink()


def test_a_missing_output_folder_is_named(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--output=no/such")

    assert outcome.exit_code == 5
    assert "mkdir -p no/such" in outcome.stderr


def test_the_hint_for_a_missing_output_folder_can_be_pasted(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--output=it's $new")
    subprocess.run(outcome.stderr.rpartition("Make it first: ")[2], shell=True, cwd=terminal.folder, check=True)  # noqa: S602

    assert (terminal.folder / "it's $new").is_dir()


@pytest.mark.parametrize("output", ["file", "file/x", "x" * 300, "x/" * 3000])
def test_an_output_that_can_be_no_folder_is_an_error(terminal: Terminal, output: str) -> None:
    (terminal.folder / "file").touch()

    outcome = terminal.run("wordpress", "--yes", f"--output={output}")

    assert outcome.exit_code == 5
    assert "Traceback" not in outcome.stderr
    assert [path.name for path in terminal.folder.iterdir()] == ["file"]


def test_where_the_system_refuses_it_says_so(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--output=/proc/self")

    assert outcome.exit_code == 5
    assert "could not be written" in outcome.stderr


def test_a_disk_that_takes_no_more_leaves_nothing(terminal: Terminal) -> None:
    def allow_small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(
        RUN,
        cwd=terminal.folder,
        env=terminal.env,
        preexec_fn=allow_small_files_only,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 5
    assert "could not be written: File too large" in done.stderr
    assert list(terminal.folder.iterdir()) == []


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


def test_of_two_runs_at_once_one_wins_and_the_other_says_so(terminal: Terminal) -> None:
    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            RUN, cwd=terminal.folder, env=terminal.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )

    first, second = start(), start()
    with first, second:
        faults = first.communicate()[1] + second.communicate()[1]

    assert sorted([first.returncode, second.returncode]) == [0, 4], faults
    assert [path.name for path in terminal.folder.iterdir()] == ["acme-phone"]
    assert is_whole(terminal.folder / "acme-phone")


def test_hidden_folders_of_others_are_left_alone(terminal: Terminal) -> None:
    other = terminal.folder / ".jscomm-scaffold-acme-phone-two-0123456789abcdef"
    other.mkdir()

    terminal.run("wordpress", "--yes", "--slug=acme-phone")

    assert other.is_dir()


@pytest.mark.parametrize("kind", ["fifo", "file", "link", "dangling"])
def test_what_only_looks_like_a_leftover_neither_stops_nor_is_removed(terminal: Terminal, kind: str) -> None:
    (terminal.folder / "mine").mkdir()
    (terminal.folder / "mine" / "file").touch()
    trap = terminal.folder / ".jscomm-scaffold-acme-phone-0123456789abcdef"
    make: dict[str, Callable[[], None]] = {
        "fifo": lambda: os.mkfifo(trap),
        "file": trap.touch,
        "link": lambda: trap.symlink_to("mine"),
        "dangling": lambda: trap.symlink_to("nowhere"),
    }
    make[kind]()

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 0
    assert os.path.lexists(trap)
    assert (terminal.folder / "mine" / "file").exists()


def test_a_run_whose_folder_another_run_takes_for_a_leftover_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Path.mkdir

    def mkdir_and_be_swept(path: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        made(path, mode, parents, exist_ok)
        if path.name.startswith(".jscomm-scaffold-"):
            publish._sweep(tmp_path / "acme-phone")

    monkeypatch.setattr(Path, "mkdir", mkdir_and_be_swept)

    with pytest.raises(DestinationError, match="Another run"):
        publish.publish([File(PurePosixPath("a.txt"), b"")], tmp_path / "acme-phone")

    assert list(tmp_path.iterdir()) == []


def test_a_run_whose_folder_was_swept_before_its_lock_was_taken_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = publish._lock

    def lock_too_late(folder: Path) -> int | None:
        descriptor = lock(folder)
        folder.rmdir()
        return descriptor

    monkeypatch.setattr(publish, "_lock", lock_too_late)

    with pytest.raises(DestinationError, match="Another run"):
        publish.publish([File(PurePosixPath("a.txt"), b"")], tmp_path / "acme-phone")

    assert list(tmp_path.iterdir()) == []


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


def test_what_comes_to_stand_there_while_it_writes_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Path.write_bytes
    destination = tmp_path / "acme-phone"

    def write_and_be_forestalled(path: Path, content: bytes) -> int:
        destination.mkdir()
        written(destination / "mine.txt", b"mine")
        return written(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_and_be_forestalled)

    with pytest.raises(DestinationError, match="already there"):
        publish.publish([File(PurePosixPath("a.txt"), b"x")], destination)

    assert tree(tmp_path) == {"acme-phone/mine.txt": b"mine"}


def test_a_folder_of_a_team_hands_its_group_down(terminal: Terminal) -> None:
    team = terminal.folder / "team"
    team.mkdir()
    team.chmod(0o2775)

    terminal.run("wordpress", "--yes", "--slug=acme-phone", "--output=team")

    assert (team / "acme-phone").stat().st_mode & 0o2000
    assert (team / "acme-phone" / "includes").stat().st_mode & 0o2000


def test_it_writes_nowhere_else_but_into_the_users_cache(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("wordpress", "--yes", "--slug=acme-phone")

    assert [path.name for path in terminal.folder.iterdir()] == ["acme-phone"]
    assert [path.name for path in (tmp_path / "home").iterdir()] == [".cache"]
