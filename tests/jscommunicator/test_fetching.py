"""JSCommunicator's files: from a copy, from a server, never other ones than were pinned."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from jscomm_scaffold.errors import AnswerError, DownloadError, WriteError
from jscomm_scaffold.upstream import Pin, local_copy, pinned_copy, read_pin
from tests.conftest import Terminal

FILES = {"JSCommManager.js": b"manager", "sounds/ring.ogg": b"\x00ring"}
AROUND = ("--yes", "--phone=jscommunicator", "--licence=GPL-2.0-or-later")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Serve a folder; give it and its address."""
    folder = tmp_path / "served"
    folder.mkdir()
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is fetched in a folder of this test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def pin(url: str, files: dict[str, bytes] = FILES) -> Pin:
    """Pin these files, in an archive at ``url``."""
    return Pin(
        "0123abc", f"{url}/archive.tar.gz", {name: hashlib.sha256(body).hexdigest() for name, body in files.items()}
    )


def archive(path: Path, files: dict[str, bytes]) -> None:
    """Write an archive as GitHub makes them: everything in one folder."""
    with tarfile.open(path, "w:gz") as tar:
        for name, body in files.items():
            member = tarfile.TarInfo(f"jscommunicator-0123abc/{name}")
            member.size = len(body)
            tar.addfile(member, io.BytesIO(body))


def test_files_are_fetched_once_and_checked(server: tuple[Path, str]) -> None:
    folder, url = server
    archive(folder / "archive.tar.gz", {**FILES, "unwanted.js": b"x", "../evil.js": b"x"})

    first = pinned_copy(pin(url))
    (folder / "archive.tar.gz").unlink()
    second = pinned_copy(pin(url))

    assert {name: (first.folder / name).read_bytes() for name in first.files} == FILES
    assert second.folder == first.folder
    assert sorted(path.name for path in first.folder.parent.rglob("*.*s")) == ["JSCommManager.js"]


def test_what_was_changed_in_the_cache_is_fetched_again(server: tuple[Path, str]) -> None:
    folder, url = server
    archive(folder / "archive.tar.gz", FILES)
    copy = pinned_copy(pin(url))
    (copy.folder / "JSCommManager.js").write_bytes(b"changed")

    again = pinned_copy(pin(url))

    assert (again.folder / "JSCommManager.js").read_bytes() == b"manager"


@pytest.mark.parametrize("served", [{**FILES, "JSCommManager.js": b"another"}, {"sounds/ring.ogg": b"\x00ring"}])
def test_other_files_than_were_pinned_are_refused(
    server: tuple[Path, str], cache: Path, served: dict[str, bytes]
) -> None:
    folder, url = server
    archive(folder / "archive.tar.gz", served)

    with pytest.raises(DownloadError, match=r"JSCommManager\.js .*is not the file that was pinned"):
        pinned_copy(pin(url))

    assert not list(cache.rglob("*.js"))


def test_what_is_no_archive_is_refused(server: tuple[Path, str]) -> None:
    folder, url = server
    (folder / "archive.tar.gz").write_text("<html>not found</html>")

    with pytest.raises(DownloadError, match="is no archive"):
        pinned_copy(pin(url))


def test_without_a_network_there_is_a_hint() -> None:
    with pytest.raises(DownloadError, match="could not be fetched") as caught:
        pinned_copy(pin("http://127.0.0.1:9"))

    assert "--jscommunicator-dir" in caught.value.hint


def test_a_cache_that_takes_nothing_is_named(server: tuple[Path, str], cache: Path) -> None:
    folder, url = server
    archive(folder / "archive.tar.gz", FILES)
    (cache / "jscomm-scaffold").mkdir(parents=True, mode=0o700)
    (cache / "jscomm-scaffold" / "jscommunicator-0123abc").touch()

    with pytest.raises(WriteError, match="jscommunicator-0123abc could not be written"):
        pinned_copy(pin(url))


def test_without_a_cache_nothing_is_left_behind(server: tuple[Path, str], terminal: Terminal) -> None:
    folder, url = server
    archive(folder / "archive.tar.gz", FILES)
    script = (
        "from jscomm_scaffold.upstream import Pin, pinned_copy\n"
        f"copy = pinned_copy({pin(url)})\n"
        "print(*((copy.folder / name).read_text() for name in copy.files))"
    )
    env = {**terminal.env, "XDG_CACHE_HOME": "not/absolute", "TMPDIR": str(terminal.folder)}

    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)

    assert done.stdout == "manager \0ring\n"
    assert list(terminal.folder.iterdir()) == []


@pytest.mark.parametrize("kind", ["unreadable", "too-long-" * 40])
def test_a_copy_that_cannot_be_read_is_named(tmp_path: Path, kind: str) -> None:
    (tmp_path / "unreadable").mkdir()
    (tmp_path / "unreadable" / "JSCommManager.js").symlink_to("/proc/self/mem")

    with pytest.raises(AnswerError, match="cannot be read"):
        local_copy(tmp_path / kind, pin("", {"JSCommManager.js": b""}))


def test_a_copy_with_changes_is_taken_and_said(tmp_path: Path) -> None:
    for name, body in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(body)
    (tmp_path / "JSCommManager.js").write_bytes(b"ours")

    assert local_copy(tmp_path, pin("")).changed == ("JSCommManager.js",)


def test_a_folder_without_the_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnswerError, match=r"JSCommManager\.js is not there"):
        local_copy(tmp_path, pin(""))


def test_another_licence_than_the_gpl_is_refused(terminal: Terminal) -> None:
    outcome = terminal.run("static", "--yes", "--phone=jscommunicator")

    assert outcome.exit_code == 3
    assert "--licence GPL-2.0-or-later" in outcome.stderr
    assert not list(terminal.folder.iterdir())


def test_a_folder_is_for_this_phone_only(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--jscommunicator-dir=.")

    assert outcome.exit_code == 3
    assert "--phone jscommunicator" in outcome.stderr


@pytest.mark.parametrize("target", ["wordpress", "drupal", "php", "static"])
def test_an_output_holds_jscommunicator_unchanged(terminal: Terminal, upstream: Path, target: str) -> None:
    outcome = terminal.run(target, *AROUND, "--slug=acme", f"--jscommunicator-dir={upstream}")

    assert outcome.exit_code == 0, outcome.stderr
    assets = terminal.folder / "acme" / "assets" / "jscommunicator"
    for name in read_pin().files:
        assert (assets / "upstream" / name).read_bytes() == (upstream / name).read_bytes()
    assert (assets / "vendor").exists() == (target in {"php", "static"})
    assert "--phone=jscommunicator" in outcome.stdout
    assert f" --jscommunicator-dir={upstream} " in outcome.stdout


def test_an_output_holds_what_jscommunicator_loads_of_the_phone_and_no_more(terminal: Terminal, upstream: Path) -> None:
    outcome = terminal.run("static", *AROUND, "--slug=acme", f"--jscommunicator-dir={upstream}")

    assert outcome.exit_code == 0, outcome.stderr
    assets = terminal.folder / "acme" / "assets"
    modules = [*assets.glob("jscommunicator/**/*.js"), *assets.glob("phone/**/*.js")]
    own = [path for path in modules if not {"upstream", "vendor"} & set(path.parts) and ".min." not in path.name]
    imported = {target for path in own for target in imports(path)}
    assert sorted(path for path in imported if not path.is_file()) == []
    starts = {"start.js", "directory.js", "caller_card.js"}
    assert sorted(path.name for path in own if path.resolve() not in imported and path.name not in starts) == []
    assert not (assets / "phone" / "phone.min.js").exists()


def imports(module: Path) -> list[Path]:
    """List what a module imports, for its types, too."""
    found = re.findall(r"""(?:from |import |import\()'(\.[^']+)'""", module.read_text("utf-8"))
    return [Path(module.parent, address).resolve() for address in found]
