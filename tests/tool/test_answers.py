"""Where answers come from, and which are refused before anything is written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import HOSTILE, Terminal
from tests.tool.shells import shell
from tests.tool.trees import RECORD


def recorded(terminal: Terminal, slug: str = "acme-phone") -> dict[str, str]:
    answers: dict[str, str] = json.loads((terminal.folder / slug / RECORD).read_text("utf-8"))["answers"]
    return answers


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", '{"name": "Acme Phone", "sip_domain": "example.org"}'),
        ("a.toml", 'name = "Acme Phone"\nsip_domain = "example.org"\n'),
        ("windows.json", '\ufeff{"name": "Acme Phone", "sip_domain": "example.org"}'),
        ("windows.toml", '\ufeffname = "Acme Phone"\r\nsip_domain = "example.org"\r\n'),
    ],
)
def test_answers_come_from_a_file(terminal: Terminal, name: str, content: str) -> None:
    (terminal.folder / name).write_text(content, "utf-8", newline="")

    assert terminal.run("wordpress", f"--answers={name}").exit_code == 0
    assert recorded(terminal)["sip_domain"] == "example.org"


def test_a_flag_counts_more_than_the_file(terminal: Terminal) -> None:
    (terminal.folder / "a.json").write_text('{"name": "Acme Phone", "author": "File"}')

    terminal.run("wordpress", "--answers=a.json", "--author=Flag")

    assert recorded(terminal)["author"] == "Flag"


def test_slug_and_namespace_follow_the_name(terminal: Terminal) -> None:
    terminal.run("wordpress", "--yes", "--name=Ünser Télefon 2")

    answers = recorded(terminal, "unser-telefon-2")
    assert answers["namespace"] == "UnserTelefon2"


def test_a_short_name_gets_a_machine_name_that_is_long_enough(terminal: Terminal) -> None:
    terminal.run("wordpress", "--yes", "--name=PBX")

    assert recorded(terminal, "pbx-phone")["namespace"] == "PbxPhone"


def test_only_wordpress_wants_long_machine_names(terminal: Terminal) -> None:
    assert terminal.run("php", "--yes", "--name=PBX", "--slug=pbx", "--namespace=Pbx").exit_code == 0


def test_the_author_comes_from_git(terminal: Terminal, tmp_path: Path) -> None:
    config = tmp_path / "gitconfig"
    config.write_text('[user]\n\tname = "Git Author"\n')
    terminal.env["GIT_CONFIG_GLOBAL"] = str(config)

    terminal.run("wordpress", "--yes", "--slug=acme-phone")

    assert recorded(terminal)["author"] == "Git Author"


def test_cookiecutters_user_configuration_gives_defaults(terminal: Terminal) -> None:
    config = Path(terminal.env["HOME"]) / ".cookiecutterrc"
    config.write_text("default_context:\n  author: Rc Author\n  licence: MIT\n  github_username: ignored\n")

    outcome = terminal.run("wordpress", "--yes", "--slug=acme-phone")

    assert outcome.exit_code == 0, outcome.stderr
    assert (recorded(terminal)["author"], recorded(terminal)["licence"]) == ("Rc Author", "MIT")


@pytest.mark.parametrize("content", ["default_context: [a]", "default_context: word", "- a", "x: [", "\x00"])
def test_a_broken_user_configuration_is_named(terminal: Terminal, content: str) -> None:
    (Path(terminal.env["HOME"]) / ".cookiecutterrc").write_text(content)

    outcome = terminal.run("wordpress", "--yes")

    assert outcome.exit_code == 3
    assert ".cookiecutterrc cannot be" in outcome.stderr
    assert "default_context gives your own defaults" in outcome.stderr


def test_an_author_that_git_holds_in_another_encoding_is_no_fault(terminal: Terminal, tmp_path: Path) -> None:
    config = tmp_path / "gitconfig"
    config.write_bytes(b"[user]\n\tname = J\xf6rg\n")
    terminal.env["GIT_CONFIG_GLOBAL"] = str(config)

    assert terminal.run("wordpress", "--yes", "--slug=acme-phone").exit_code == 0
    assert recorded(terminal)["author"] == "J\ufffdrg"


def test_a_long_answer_is_not_repeated_at_length(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--slug=" + "x" * 10_000)

    assert len(outcome.stderr) < 500


def test_a_closed_standard_input_is_no_terminal(terminal: Terminal) -> None:
    outcome = shell(terminal, "wordpress <&-")

    assert outcome.exit_code == 3
    assert "no terminal" in outcome.stderr


def test_without_a_terminal_or_yes_it_says_so(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--name=Acme Phone")

    assert outcome.exit_code == 3
    assert "no terminal" in outcome.stderr
    assert "--yes" in outcome.stderr
    assert list(terminal.folder.iterdir()) == []


REFUSED = [
    ("--name=", "must not be empty"),
    ("--name=   ", "must not be empty"),
    ("--name=two\nlines", "U+000A"),
    ("--name=a\x1b[31mred", "U+001B"),
    ("--name=abc\u202edcba", "U+202E"),
    ("--name=" + "x" * 81, "at most 80"),
    ("--description=" + "x" * 151, "at most 150"),
    ("--slug=../evil", "small letters"),
    ("--slug=a/b", "small letters"),
    ("--slug=/abs", "small letters"),
    ("--slug=..", "small letters"),
    ("--slug=", "small letters"),
    ("--slug=Acme", "small letters"),
    ("--slug=acme--phone", "small letters"),
    ("--slug=acme\n", "small letters"),
    ("--slug=9phone", "small letters"),
    ("--slug=" + "a" * 51, "at most 50"),
    ("--slug=con", "Windows"),
    ("--slug=wp-phone", "plugin directory"),
    ("--slug=my-wordpress-phone", "plugin directory"),
    ("--slug=phone-plugin", "plugin directory"),
    ("--slug=pbx", "at least 4 letters and digits"),
    ("--slug=a-bc", "at least 4 letters and digits"),
    ("--slug=wp", "at least 4 letters and digits"),
    ("--slug=php", "at least 4 letters and digits"),
    ("--slug=video", 'WordPress uses that name itself; add a word, like "video-phone"'),
    ("--slug=core", "WordPress uses that name itself"),
    ("--namespace=Pbx", "at least 4 characters"),
    (r"--namespace=A\B", "at least 4 characters"),
    ("--namespace=WordPress", 'not be "WordPress"'),
    ("--namespace=acme", "capital"),
    ("--namespace=Acme;evil()", "capital"),
    (r"--namespace=Acme\\Phone", "capital"),
    (r"--namespace=Acme\Class", "PHP keeps"),
    ("--namespace=Ünser", "capital"),
    ("--url=javascript:alert(1)", "http(s)"),
    ("--url=https://user:pass@example.org/", "http(s)"),
    ("--url=https://example.org/<b>", "http(s)"),
    ("--url=https://:pass@example.org/", "http(s)"),
    ("--url=https://exa mple.org/", "http(s)"),
    ("--url=https://[::1", "address"),
    ("--licence=WTFPL", "one of"),
    ("--sip-domain=example.org:5060", "host name"),
    ("--sip-domain=*", "host name"),
    ("--sip-domain=sip:example.org", "host name"),
    ("--sip-domain=-bad.example.org", "host name"),
    ("--websocket-url=https://example.org", "WebSocket"),
    ("--websocket-url=wss://user@example.org", "WebSocket"),
    ("--websocket-url=wss://example.org/?a=b", "WebSocket"),
    ("--websocket-url=wss://example.org/;a=b", "WebSocket"),
    ("--websocket-url=wss://example.org/#a", "WebSocket"),
    ("--websocket-url=wss://example.org:0/", "port from 1"),
    ("--websocket-url=wss://example.org:99999/", "Port out of range"),
    ("--websocket-url=wss://example.org:5060:1/", "address"),
    ("--websocket-url=wss:///ws", "host name"),
    ("--websocket-url=wss://sip.exa\nmple.org/ws", "WebSocket"),
    ("--websocket-url=wss://sip.example.org/w\ts", "WebSocket"),
    ("--websocket-url=wss://sip.example.org:/ws", "WebSocket"),
    ("--websocket-url=wss://sip.example.org/" + "w" * 200, "at most 200"),
]


@pytest.mark.parametrize(("flag", "reason"), REFUSED)
def test_a_bad_answer_is_refused_before_anything_is_written(terminal: Terminal, flag: str, reason: str) -> None:
    outcome = terminal.run("wordpress", "--yes", flag)

    assert outcome.exit_code == 3
    assert flag.partition("=")[0] in outcome.stderr
    assert reason in outcome.stderr
    assert outcome.stdout == ""
    assert list(terminal.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("flag", "reason"),
    [
        ("--session-url=//evil.example/session.php", "one slash"),
        ("--session-url=session.php", "one slash"),
        ("--session-url=/session.php?a=b", "one slash"),
        ("--session-url=/session.php\n", "one slash"),
        ("--destination=*@example.org", "SIP name or address"),
        ("--destination=sip:helpdesk", "SIP name or address"),
        ("--destination=helpdesk@example.org@evil.example", "host name"),
        ("--colour=red;}", "colour"),
        ("--language=../en", "one of"),
    ],
)
def test_a_bad_answer_of_a_static_site_is_refused(terminal: Terminal, flag: str, reason: str) -> None:
    outcome = terminal.run("static", "--yes", flag)

    assert outcome.exit_code == 3
    assert reason in outcome.stderr
    assert list(terminal.folder.iterdir()) == []


def test_all_bad_answers_are_named_at_once(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--slug=..", "--licence=x", "--sip-domain=*")

    assert [flag in outcome.stderr for flag in ("--slug", "--licence", "--sip-domain")] == [True] * 3


def test_a_name_without_a_machine_name_asks_for_one(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--name=3 ☎")

    assert outcome.exit_code == 3
    assert "give --slug" in outcome.stderr


def test_bytes_that_are_no_text_are_refused(terminal: Terminal) -> None:
    outcome = terminal.run("wordpress", "--yes", "--name=a\udcff")

    assert outcome.exit_code == 3
    assert "U+DCFF" in outcome.stderr


def test_a_hostile_name_is_taken_as_it_is(terminal: Terminal) -> None:
    assert terminal.run("wordpress", "--yes", f"--name={HOSTILE}", "--slug=oneil").exit_code == 0
    assert recorded(terminal, "oneil")["name"] == HOSTILE


def test_one_name_has_one_spelling(terminal: Terminal) -> None:
    terminal.run("wordpress", "--yes", "--slug=acme-phone", "--name=U\u0308nser Phone")

    assert recorded(terminal)["name"] == "\u00dcnser Phone"


def test_an_address_is_kept_as_servers_write_it(terminal: Terminal) -> None:
    terminal.run("wordpress", "--yes", "--slug=acme-phone", "--websocket-url= WSS://SIP.Example.org:8443/Ws ")

    assert recorded(terminal)["websocket_url"] == "wss://sip.example.org:8443/Ws"


def test_a_home_that_cannot_be_looked_into_has_no_configuration(terminal: Terminal) -> None:
    terminal.env["HOME"] = f"/{'too-long-' * 100}"

    assert terminal.run("wordpress", "--yes").exit_code == 0


def test_an_unknown_command_is_a_usage_error(terminal: Terminal) -> None:
    outcome = terminal.run("joomla")

    assert outcome.exit_code == 2
    assert "joomla" in outcome.stderr


def test_no_git_is_no_fault(terminal: Terminal, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    shell = shutil.which("sh")
    assert shell is not None
    (tools / "sh").symlink_to(shell)
    terminal.env["PATH"] = str(tools)

    terminal.run("wordpress", "--yes", "--slug=acme-phone")

    assert recorded(terminal)["author"] == "Your name"
