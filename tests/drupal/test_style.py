"""The filters that rewrite the PHP core and the READMEs in the style of Drupal."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from tests.conftest import REPOSITORY, render

SHARED = REPOSITORY / "cookiecutters" / "_shared"


def _load(module_name: str, function: str) -> Callable[[str], str]:
    spec = importlib.util.spec_from_file_location(module_name, SHARED / f"{module_name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Callable[[str], str]", getattr(module, function))


drupal_style = _load("php_style", "drupal_style")
sorted_imports = _load("php_style", "sorted_imports")
wrap_markdown = _load("markdown_style", "wrap_markdown")


@pytest.mark.parametrize(
    ("wordpress", "drupal"),
    [
        ("f( $a, g( $b ) );", "f($a, g($b));"),
        ("array( 1, array( 'a' => array() ), f( array( 2 ) ) )", "[1, ['a' => []], f([2])]"),
        ("private array $list = array();", "private array $list = [];"),
        ("(array) f( $x )", "(array) f($x)"),
        ("if ( ! $a && ! f( true ) )", "if (!$a && !f(TRUE))"),
        ("$a       = null;", "$a = NULL;"),
        ("'( true )  array( 1 )'", "'( true )  array( 1 )'"),
        ('"it\'s ( $x )"', '"it\'s ( $x )"'),
        ("'\\\\' . f( '\\'( ' )", "'\\\\' . f('\\'( ')"),
        ("$list[ $key ]", "$list[$key]"),
        ("\t\t$x = 1;", "    $x = 1;"),
        ("  // A ( note ) that stays.", "  // A ( note ) that stays."),
        ("} catch ( E $e ) {", "}\ncatch (E $e) {"),
    ],
)
def test_code(wordpress: str, drupal: str) -> None:
    assert drupal_style("<?php\n" + wordpress) == "<?php\n" + drupal


def test_tags_stand_on_two_lines_with_full_class_names() -> None:
    code = """use Acme\\Sip\\Address;
\t/**
\t * Reads.
\t *
\t * @param Address|null $from The one who calls, in words that are so many that
\t *                           one line is not enough for them.
\t * @param int          $now  Seconds.
\t * @return array<string,Address> All of them.
\t * @throws \\DomainException When there are none.
\t */
"""
    assert drupal_style(code).split("\n")[1:] == [
        "  /**",
        "   * Reads.",
        "   *",
        "   * @param \\Acme\\Sip\\Address|null $from",
        "   *   The one who calls, in words that are so many that one line is not enough",
        "   *   for them.",
        "   * @param int $now",
        "   *   Seconds.",
        "   *",
        "   * @return array<string, \\Acme\\Sip\\Address>",
        "   *   All of them.",
        "   *",
        "   * @throws \\DomainException",
        "   *   When there are none.",
        "   */",
        "",
    ]


def test_a_long_summary_becomes_two_paragraphs() -> None:
    code = "/**\n * The phone of a person who does not want one: it is shown to nobody at all.\n * */\n"
    long = code.replace(" * */", " */").replace("nobody at all", "nobody at all, ever")
    assert drupal_style(long).split("\n")[1:4] == [
        " * The phone of a person who does not want one.",
        " *",
        " * It is shown to nobody at all, ever.",
    ]


def test_methods_are_camel_case_and_functions_are_not() -> None:
    code = "function read_it() {}\nclass A {\n\tfunction test_a_name_of_it() { $this->read_it_all(); read_it(); }\n"
    code += "\tfunction read_it_all() {}\n}\n"
    styled = drupal_style(code)

    assert "function read_it() {}" in styled
    assert "function testAnameOfIt() { $this->readItAll(); read_it(); }" in styled


def test_cases_and_classes_end_in_empty_lines() -> None:
    code = "class A {\n\n\tfunction f() {\n\t\tswitch ( $x ) {\n\t\t\tcase 1:\n\t\t\t\treturn 1;\n\t\t\tcase 2:\n"
    code += "\t\t\t\treturn 2;\n\t\t}\n\t}\n}\n"
    styled = drupal_style(code)

    assert "return 1;\n\n      case 2:\n        return 2;\n\n    }\n  }\n\n}\n" in styled


def test_an_array_that_is_too_long_is_broken() -> None:
    values = ", ".join(f"f( '{letter * 20}', 1 )" for letter in "abcd")
    styled = drupal_style(f"<?php\n\tforeach ( array( {values} ) as $x ) {{")

    assert styled.startswith("<?php\n  foreach ([\n    f('aaaaaaaaaaaaaaaaaaaa', 1),\n    f('b")
    assert styled.endswith("1),\n  ] as $x) {")


def test_imports_are_sorted_as_the_sniffs_of_drupal_want_them() -> None:
    code = "<?php\n\nuse Drupal\\web_phone\\Sip\\Address;\nuse Drupal\\web_phone\\Rights;\n"
    code += (
        "use Drupal\\Core\\Site\\Settings as SiteSettings;\nuse Drupal\\user\\UserInterface;\nuse Drupal\\Core\\Url;\n"
    )
    code += "\nfinal class A {\n\n  use StringTranslationTrait;\n  use ATrait;\n\n}\n"

    assert sorted_imports(code).splitlines()[2:7] == [
        r"use Drupal\Core\Site\Settings as SiteSettings;",
        r"use Drupal\Core\Url;",
        r"use Drupal\user\UserInterface;",
        r"use Drupal\web_phone\Rights;",
        r"use Drupal\web_phone\Sip\Address;",
    ]
    assert sorted_imports(code).partition("final class")[2] == code.partition("final class")[2]


@pytest.mark.parametrize("core", ["", "7"])
@pytest.mark.parametrize("slug", ["aaa", "acme_phone", "web_phone", "zzz"])
def test_imports_are_sorted_whatever_the_module_is_called(tmp_path: Path, slug: str, core: str) -> None:
    module = render("drupal", tmp_path, slug=slug, **({"core": core} if core else {}))
    sources = [path for path in module.rglob("*") if path.suffix in {".php", ".module", ".install", ".inc", ".test"}]

    for path in sources:
        names = re.findall(r"(?m)^use ([\w\\]+)(?: as \w+)?;$", path.read_text("utf-8"))
        assert names == sorted(names, key=lambda name: name.lower().split("\\")), path


def test_the_core_means_the_same_in_both_styles() -> None:
    """PHP takes both for the same code: the same tokens but for spaces, comments, arrays and case."""
    if not shutil.which("php"):
        pytest.skip("php-cli is not installed")
    for template in sorted((SHARED / "templates/php").glob("*.php")):
        source = re.sub(r"\[%.*?%\]\n?|\[=.*?=\]", "", template.read_text("utf-8"), flags=re.DOTALL)
        source = source.replace("namespace \\Sip", "namespace Acme\\Sip")
        assert _meaning(drupal_style(source)) == _meaning(source), template.name


def test_markdown_lines_are_short_and_mean_the_same() -> None:
    text = "# A heading that " + "goes on and " * 8 + "on\n\nWords " + "and words " * 9 + "- 1. not a list\n"
    text += "- an item " + "with words " * 9 + "\n  that go on\n1. first\n    1. second " + "again " * 20
    text += "\n\n   More.\n```\ncode " + "stays " * 20 + "\n```\n| a table " + "stays " * 20 + "|\n"
    wrapped = wrap_markdown(text).split("\n")

    assert [line for line in wrapped if len(line) > 80] == [
        line for line in text.split("\n") if line.startswith(("#", "|", "code"))
    ]
    assert " ".join(" ".join(wrapped).split()) == " ".join(text.split())
    assert [line[:12] for line in wrapped if line.lstrip().startswith(("-", "1."))] == [
        "- an item wi",
        "1. first",
        "    1. secon",
    ]
    assert "   More." in wrapped


def _meaning(source: str) -> str:
    done = subprocess.run(
        ["php", str(Path(__file__).parent / "php/meaning.php")],
        input=source,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
