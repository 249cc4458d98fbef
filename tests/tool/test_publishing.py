"""Publishing: the whole plugin or nothing, and nothing of the user's is lost."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from jscomm_scaffold import publish
from jscomm_scaffold.errors import DestinationError
from jscomm_scaffold.render import File
from tests.conftest import Terminal
from tests.tool.trees import is_whole, tree

RUN = [sys.executable, "-m", "jscomm_scaffold", "wordpress", "--yes", "--slug=acme-phone"]


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
