"""The generated module as files: what can be said of it without a Drupal 7."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HOSTILE, Terminal, render
from tests.drupal7.conftest import MODULE
from tests.tool.shells import shell
from tests.tool.trees import RECORD, tree

PHP = Path(__file__).parent / "php"
CODE = {".php", ".inc", ".module", ".install", ".test"}
TEXT = CODE | {".info", ".md", ".js", ".json", ".yml", ".dist", ".txt"}
DRUCALL = """
    default_destination enable_audio enable_video enable_chat enable_dtmf_pad sip_domain ws_cookie_secret
    ws_cookie_domain ws_cookie_timeout ws_cookies_in_url display_name from_uri auth_user auth_password auth_realm
    websocket_server_url sip_outboundproxy_url turn_server_url turn_username turn_password
""".split()


def own_files(module: Path) -> Iterator[Path]:
    for path in sorted(module.rglob("*")):
        if path.is_file() and path.suffix in TEXT and "assets" not in path.parts:
            yield path


def info(module: Path) -> dict[str, str]:
    """Read the .info file, whose values Drupal puts slashes back into."""
    lines = (module / f"{MODULE}.info").read_text("utf-8").splitlines()
    pairs = [re.fullmatch(r'([\w\[\]]+) = "?(.*?)"?', line) for line in lines]
    return {pair[1]: re.sub(r"\\(.)", r"\1", pair[2]) for pair in pairs if pair}


def test_nothing_of_the_template_is_left(module: Path) -> None:
    for path in own_files(module):
        text = path.read_text("utf-8")
        assert not re.search(r"\[=|=\]|\[%|%\]|\[#|#\]", text.replace("#[\\Sensitive", "")), path
        assert text.endswith("\n"), path
        assert not re.search(r"[ \t]$", text, re.MULTILINE) or path.suffix in {".md", ".txt"}, path


def test_the_info_file_is_complete_and_free_texts_stay_texts(module: Path) -> None:
    """Drupal takes both for HTML, so they are escaped in it: once."""
    found = info(module)

    assert html.unescape(found["name"]) == html.unescape(found["description"]) == HOSTILE
    assert not re.search("[<>\"']", found["name"])
    assert (found["core"], found["php"]) == ("7.x", "7.4")
    assert (module / found["files[]"]).is_file()
    assert f"$items['{found['configure']}']" in (module / f"{MODULE}.module").read_text("utf-8")


def test_permissions_are_those_of_the_code_and_wide_ones_are_marked(module: Path) -> None:
    source = (module / "src" / "Rights.php").read_text("utf-8")
    named = re.findall(r"public const (\w+) = '[^']+ acme_phone';", source)
    declared = source[source.index("function permissions()") : source.index("function reach(")]

    entries = dict(re.findall(r"      self::(\w+) => \[(.*?)\n      \],", declared, re.DOTALL))
    assert sorted(entries) == sorted(named)
    restricted = {name for name, entry in entries.items() if "'restrict access' => TRUE" in entry}
    assert restricted == {"ADMINISTER", "CALL_DOMAIN", "CALL_ANYWHERE"}


def test_menu_items_name_functions_and_files_that_exist(module: Path) -> None:
    sources = {path.name: path.read_text("utf-8") for path in module.glob(f"{MODULE}.*")}
    menu = sources[f"{MODULE}.module"]

    assert all(name in sources for name in re.findall(r"'file' => '([^']+)'", menu))
    for function in re.findall(rf"(?:callback|arguments)' => \[?'({MODULE}_\w+)'", menu):
        assert any(f"function {function}(" in source for source in sources.values()), function


def test_no_setting_is_a_secret_and_all_are_removed(module: Path) -> None:
    settings = (module / "src/Settings.php").read_text("utf-8")
    keys = re.findall(r"'(\w+)' =>", settings[settings.index("DEFAULTS = [") : settings.index("OPTIONS = [")])
    form = (module / f"{MODULE}.admin.inc").read_text("utf-8")

    assert {"websocket_url", "sip_domain", "page", "block"} <= set(keys)
    assert not [key for key in keys if "secret" in key]
    assert set(re.findall(rf"\$\w+\['{MODULE}_(\w+)'\]", form)) <= set(keys)
    assert "array_keys(Settings::DEFAULTS)" in (module / f"{MODULE}.install").read_text("utf-8")


def test_the_readme_says_what_became_of_each_variable_of_drucall(module: Path) -> None:
    text = (module / "README.md").read_text("utf-8")
    table = re.findall(r"^\| (.*?) +\|", text, re.MULTILINE)

    assert sorted(re.findall(r"`(\w+)`", " ".join(table))) == sorted(DRUCALL)


def test_the_template_prints_the_phone(module: Path) -> None:
    if not shutil.which("php"):
        pytest.skip("php-cli is not installed")
    template = module / "templates" / "acme-phone.tpl.php"
    done = subprocess.run(["php", PHP / "template.php", template], capture_output=True, text=True, check=True)

    page = done.stdout
    assert page.lstrip().startswith('<section class="jsc-phone"')
    assert 'data-jsc-phone="{&quot;a&quot;:&quot;&lt;b&gt; &#039;&quot;}"' in page
    assert 'id="one-destination"' in page
    assert ">HANG UP<" in page
    assert "<?php" not in page


def test_comments_are_as_drupal_s_sniffs_want_them(module: Path) -> None:
    for path in own_files(module):
        if path.suffix in CODE:
            lines = path.read_text("utf-8").splitlines()
            comments = [line for line in lines if re.match(r"\s*(\*|/\*\*|//)", line)]
            # A single word may be longer.
            assert not [line for line in comments if len(line) > 80 and " " in line.strip().lstrip("*/ ")], path


def test_the_answer_core_chooses_the_template_and_is_part_of_the_record(terminal: Terminal) -> None:
    written = terminal.run("drupal", "--yes", "--json", "--core=7", "--slug=acme_phone")
    report = json.loads(written.stdout)
    module = terminal.folder / MODULE

    assert "acme_phone.info" in report["files"]
    assert "sites/all/modules" in report["next_steps"][0]
    assert "--core=7" in report["command"]
    record = json.loads((module / RECORD).read_text("utf-8"))
    assert (record["target"], record["answers"]["core"]) == ("drupal", "7")
    module.rename(terminal.folder / "first")

    terminal.run("drupal", "--yes", f"--answers=first/{RECORD}")
    assert tree(module) == tree(terminal.folder / "first")
    module.rename(terminal.folder / "second")

    assert shell(terminal, report["command"].removeprefix("jscomm-scaffold ")).exit_code == 0
    assert tree(module) == tree(terminal.folder / "first")


def test_other_versions_of_drupal_are_refused(terminal: Terminal) -> None:
    outcome = terminal.run("drupal", "--yes", "--core=8")

    assert outcome.exit_code == 3
    assert "--core must be one of 10.3, 7" in outcome.stderr


def test_a_module_named_drucall_keeps_its_paths(tmp_path: Path) -> None:
    module = render("drupal", tmp_path, core="7", slug="drucall")
    source = (module / "drucall.module").read_text("utf-8")

    assert "$items['drucall'] = [" in source
    assert "return $items + DruCall::paths();" in source
    assert "module_exists('drucall')" not in source + (module / "src/DruCall.php").read_text("utf-8")
