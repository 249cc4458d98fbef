"""jscomm-scaffold wordpress: what a run writes and says."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from jscomm_scaffold import __version__
from tests.conftest import HOSTILE, REPOSITORY, Terminal
from tests.tool.shells import shell
from tests.tool.trees import RECORD, is_whole, tree


def test_yes_writes_a_whole_plugin_and_says_what_to_do_next(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--name=Acme Phone")

    assert (outcome.exit_code, outcome.stderr) == (0, "")
    plugin = terminal.folder / "acme-phone"
    assert is_whole(plugin)
    assert f"Wrote {len(tree(plugin))} files to acme-phone" in outcome.stdout
    assert "activate the plugin" in outcome.stdout
    assert "ACME_PHONE_TOKEN_SECRET" in outcome.stdout


def test_the_printed_command_makes_the_same_plugin_again(terminal: Terminal) -> None:
    first = terminal.run("wordpress", "--yes", "--json", f"--name={HOSTILE}", "--slug=oneil", f"--author={HOSTILE}")
    command = json.loads(first.stdout)["command"]
    again = terminal.folder / "again"
    again.mkdir()

    here = f"{shlex.quote(sys.executable)} -m jscomm_scaffold"
    subprocess.run(command.replace("jscomm-scaffold", here, 1), shell=True, cwd=again, env=terminal.env, check=True)  # noqa: S602

    assert tree(again / "oneil") == tree(terminal.folder / "oneil")


@pytest.mark.parametrize("output", ["it's here", "-there", "../next"])
def test_the_printed_command_names_the_same_place(terminal: Terminal, output: str) -> None:
    (terminal.folder / output).mkdir()
    first = terminal.run("wordpress", "--yes", "--slug=acme-phone", f"--output={output}")
    plugin = terminal.folder / output / "acme-phone"
    plugin.rename(terminal.folder / "first")

    assert shell(terminal, first.stdout.rpartition("  jscomm-scaffold ")[2]).exit_code == 0
    assert tree(plugin) == tree(terminal.folder / "first")


@pytest.mark.parametrize("output", ["it's here", "-there", "."])
def test_the_server_that_shows_a_site_is_told_where_it_is(terminal: Terminal, output: str) -> None:
    (terminal.folder / output).mkdir(exist_ok=True)
    made = terminal.run("static", "--yes", "--json", "--slug=acme-phone", f"--output={output}")

    command = shlex.split(json.loads(made.stdout)["next_steps"][0].partition("   shows")[0])
    folder = next(word.partition("=")[2] for word in command if word.startswith("--directory="))
    assert (terminal.folder / folder / "index.html").is_file()


def test_the_readme_shows_what_is_printed(terminal: Terminal) -> None:
    example = (REPOSITORY / "README.md").read_text("utf-8").split("```console\n$ jscomm-scaffold ")[1].split("```")[0]
    command, _, shown = example.partition("\n")

    printed = shell(terminal, command).stdout

    assert re.sub("[0-9]+ files", "… files", printed) == re.sub("[0-9]+ files", "… files", shown)


def test_a_terminal_that_cannot_show_a_name_stops_nothing(terminal: Terminal) -> None:
    terminal.env["PYTHONIOENCODING"] = "latin-1"

    outcome = terminal.run("wordpress", "--yes", f"--name={HOSTILE}", "--slug=oneil")

    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert r"\u65e5\u672c" in outcome.stdout


def test_json_is_the_same_in_every_encoding(terminal: Terminal) -> None:
    terminal.env["PYTHONIOENCODING"] = "latin-1"

    outcome = terminal.run("wordpress", "--yes", "--json", "--name=é 日本 😀", "--slug=acme-phone")

    assert "'--name=é 日本 😀'" in json.loads(outcome.stdout)["command"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("words", ["wordpress --yes", "wordpress --yes --json"])
def test_a_report_that_cannot_be_written_is_an_error_of_its_own(terminal: Terminal, words: str) -> None:
    outcome = shell(terminal, f"{words} --slug=acme-phone >/dev/full")

    assert outcome.exit_code == 5
    assert outcome.stderr == "Error: acme-phone was written, but not the report on it: No space left on device.\n"
    assert is_whole(terminal.folder / "acme-phone")


@pytest.mark.parametrize("streams", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_fault(terminal: Terminal, streams: str) -> None:
    assert shell(terminal, f"wordpress --yes --slug=acme-phone {streams}").exit_code == 0
    assert is_whole(terminal.folder / "acme-phone")


def test_help_says_what_each_flag_is_and_its_default(terminal: Terminal) -> None:
    words = " ".join(terminal.run("wordpress", "--help").stdout.split())

    assert "Address of the SIP server. Its WebSocket" in words
    assert "[default: Web Phone]" in words
    assert "[default: from --slug]" in words


def test_json_is_the_only_thing_on_stdout(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--json", "--slug=acme-phone")

    result = json.loads(outcome.stdout)
    assert result["target"] == "wordpress"
    assert result["destination"] == str(terminal.folder / "acme-phone")
    assert sorted(result["files"]) == sorted(tree(terminal.folder / "acme-phone"))
    assert outcome.stderr == ""


def test_json_leaves_stdout_empty_on_an_error(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--json", "--slug=../x")

    assert (outcome.exit_code, outcome.stdout) == (3, "")


def test_the_record_names_version_target_and_answers(terminal: Terminal) -> None:
    terminal.run("wordpress", "--yes", "--slug=acme-phone", "--sip-domain=Example.org")

    record = json.loads((terminal.folder / "acme-phone" / RECORD).read_text("utf-8"))
    assert (record["version"], record["target"]) == (__version__, "wordpress")
    assert record["answers"]["sip_domain"] == "example.org"
    assert record["answers"]["licence"] == "GPL-2.0-or-later"


def test_the_record_can_be_given_as_answers(terminal: Terminal) -> None:
    terminal.run("wordpress", "--yes", f"--name={HOSTILE}", "--slug=oneil")
    again = terminal.folder / "again"
    again.mkdir()

    outcome = terminal.run("wordpress", "--yes", f"--answers=oneil/{RECORD}", "--output=again")

    assert outcome.exit_code == 0, outcome.stderr
    assert tree(again / "oneil") == tree(terminal.folder / "oneil")


def test_an_empty_folder_may_be_filled(terminal: Terminal) -> None:
    plugin = terminal.folder / "acme-phone"
    plugin.mkdir(mode=0o750)

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 0
    assert is_whole(plugin)
    assert plugin.stat().st_mode & 0o777 == 0o750


def test_the_new_folder_has_the_modes_that_umask_gives(terminal: Terminal) -> None:
    terminal.run("wordpress", "--yes", "--slug=acme-phone")
    made = terminal.folder / "made-by-hand"
    made.mkdir()

    assert (terminal.folder / "acme-phone").stat().st_mode == made.stat().st_mode


def test_version_says_the_version(terminal: Terminal) -> None:
    assert terminal.run("--version").stdout == f"jscomm-scaffold {__version__}\n"


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["wordpress", "--help"]])
def test_nothing_heavy_is_imported_before_it_is_needed(words: list[str], tmp_path: Path) -> None:
    script = (
        "import sys; from jscomm_scaffold.cli import main; sys.argv = ['x', *sys.argv[1:]]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('IMPORTED', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    imported = done.stdout.partition("IMPORTED")[2].split()
    heavy = {"arrow", "cookiecutter", "jinja2", "pydantic", "requests", "rich", "slugify", "yaml"}
    assert heavy.isdisjoint(imported)
