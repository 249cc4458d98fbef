"""The translation template of the WordPress plugin.

``python -m tests.wordpress.pot`` makes ``languages/….pot`` of the cookiecutter anew after
a text has changed. It needs xgettext (Debian package gettext).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
COOKIECUTTER = REPOSITORY / "cookiecutters" / "wordpress"
TEMPLATE = COOKIECUTTER / "[=cookiecutter.slug=]" / "languages" / "[=cookiecutter.slug=].pot"

KEYWORDS = (
    *("__", "_e", "esc_html__", "esc_html_e", "esc_attr__", "esc_attr_e"),
    *("_x:1,2c", "_ex:1,2c", "esc_html_x:1,2c", "esc_attr_x:1,2c", "_n:1,2", "_nx:1,2,4c"),
)
# What WordPress translates of a plugin's header, and how translators know it.
HEADERS = ("Plugin Name", "Plugin URI", "Description", "Author")
# What WordPress translates of block.json.
BLOCK = {"title": "block title", "description": "block description", "keywords": "block keyword"}

START = r"""[% from "escape.jinja" import plugin_header, po %]
[# Made by "python -m tests.wordpress.pot". Unlike xgettext, WordPress also reads the plugin's header and block.json. #]
[% set name = plugin_header(cookiecutter.name) %]
[% set url = plugin_header(cookiecutter.url) %]
[% set header = [
    ("Plugin Name", name), ("Plugin URI", url), ("Description", plugin_header(cookiecutter.description)),
    ("Author", plugin_header(cookiecutter.author)),
] %]
[% set texts = namespace(known=@KNOWN@) %]
msgid ""
msgstr ""
"Project-Id-Version: [= po(cookiecutter.name) =] 1.0.0\n"
"Report-Msgid-Bugs-To: [= po(cookiecutter.url) =]\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Domain: [= cookiecutter.slug =]\n"

[% for field, text in header if text and text not in texts.known %]
[% set texts.known = texts.known + [text] %]
#. [= field =] of the plugin
#: [= cookiecutter.slug =].php
msgid "[= po(text) =]"
msgstr ""

[% endfor %]
#: blocks/phone/block.json
msgctxt "block title"
msgid "[= po(cookiecutter.name) =]"
msgstr ""

#: blocks/phone/block.json
msgctxt "block description"
msgid "[= po(cookiecutter.description) =]"
msgstr ""

[% if cookiecutter.phone == "jscommunicator" %]
#: templates/phone.php
msgid "Start the phone"
msgstr ""

[% endif %]
[% if cookiecutter.contact %]
#: templates/phone.php
msgid "Another way to reach us:"
msgstr ""

[% endif %]
@BLOCKS@@ENTRIES@"""


@dataclass(frozen=True)
class Message:
    """A text to be translated."""

    text: str
    context: str = ""


def render(destination: Path, **answers: str) -> Path:
    """Render the cookiecutter as it is and return the new folder."""
    words = [f"{name}={value}" for name, value in answers.items()]
    command = [sys.executable, "-m", "cookiecutter", "--no-input", "-f", "-o", str(destination), str(COOKIECUTTER)]
    subprocess.run([*command, *words], check=True)
    return destination / answers["slug"]


def extract(plugin: Path) -> str:
    """Return what xgettext finds in the PHP and JavaScript of a plugin, without a header, as text in PO format."""
    files = sorted(path.relative_to(plugin) for path in plugin.rglob("*") if path.suffix in {".php", ".js"})
    sources = [str(path) for path in files if path.parts[0] not in {"tests", "assets"}]
    options = ["--from-code=UTF-8", "--add-comments=translators", "--add-location=file", "--no-wrap"]
    keywords = ["--keyword", *(f"--keyword={keyword}" for keyword in KEYWORDS)]
    command = ["xgettext", *options, *keywords, "--output=-", *sources]
    # Not --omit-header: without a charset in it, xgettext drops all that is not ASCII.
    done = subprocess.run(command, cwd=plugin, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.split("\n\n", 1)[1]


def parse(pot: str) -> list[Message]:
    """List the messages of a text in PO format, without the header."""
    messages = []
    for entry in pot.split("\n\n"):
        fields = {name: _strings(entry, name) for name in ("msgctxt", "msgid")}
        if fields["msgid"]:
            messages.append(Message(fields["msgid"], fields["msgctxt"]))
    return messages


def metadata(plugin: Path) -> list[Message]:
    """List what WordPress translates of the plugin's header and of block.json."""
    header = (plugin / f"{plugin.name}.php").read_text(encoding="utf-8")
    found = (re.search(rf"^ \* {field}: +(.*)$", header, re.MULTILINE) for field in HEADERS)
    blocks = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(plugin.glob("blocks/*/block.json"))]
    values = [(block[key], context) for block in blocks for key, context in BLOCK.items()]
    texts = [(text, context) for value, context in values for text in ([value] if isinstance(value, str) else value)]
    return [*(Message(match[1]) for match in found if match), *(Message(*pair) for pair in texts)]


def template(plugin: Path) -> str:
    """Write the template of the .pot file for the texts of a rendered plugin."""
    entries = extract(plugin)
    known = json.dumps(
        [message.text for message in parse(entries) if not message.context], ensure_ascii=False, indent=2
    )
    return START.replace("@KNOWN@", known).replace("@BLOCKS@", _blocks(plugin)).replace("@ENTRIES@", entries)


def _blocks(plugin: Path) -> str:
    """Write the entries for what block.json says of each block, but for what is made from the answers."""
    entries: dict[tuple[str, str], str] = {}
    for path in sorted(plugin.glob("blocks/*/block.json")):
        block = json.loads(path.read_text(encoding="utf-8"))
        keys = ["keywords"] if path.parent.name == "phone" else list(BLOCK)
        for context, text in [(BLOCK[key], text) for key in keys for text in _list(block[key])]:
            place = path.relative_to(plugin).as_posix()
            entries.setdefault((context, text), f'#: {place}\nmsgctxt "{context}"\nmsgid "{text}"\nmsgstr ""\n\n')
    return "".join(entries.values())


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _strings(entry: str, name: str) -> str:
    match = re.search(rf'^{name} ((?:"(?:[^"\\]|\\.)*"\n?)+)', entry, re.MULTILINE)
    quoted = re.findall(r'"(?:[^"\\]|\\.)*"', match[1]) if match else []
    return "".join(json.loads(part) for part in quoted)


def main() -> None:
    """Make the template anew."""
    with tempfile.TemporaryDirectory() as folder:
        text = template(render(Path(folder), name="Plugin", slug="plugin"))
    TEMPLATE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
