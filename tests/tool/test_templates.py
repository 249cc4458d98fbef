"""The templates are ordinary cookiecutter templates; a broken one harms nobody."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jscomm_scaffold import plan, reference, render
from jscomm_scaffold.bundles import BUNDLES
from jscomm_scaffold.errors import IncompleteInstallError, TemplateError
from jscomm_scaffold.targets import TEMPLATES as EDITIONS
from jscomm_scaffold.targets import WORDPRESS, Target
from tests.conftest import HOSTILE, REPOSITORY, Terminal
from tests.tool.trees import RECORD, tree

TEMPLATES = REPOSITORY / "cookiecutters"
ANSWERS = {question.name: question.default for question in WORDPRESS.questions} | {
    "slug": "acme-phone",
    "namespace": "AcmePhone",
}


def cookiecutter(target: str, folder: Path, *answers: str) -> Path:
    """Run plain cookiecutter and return its output."""
    out = folder / "plain"
    subprocess.run(
        [sys.executable, "-m", "cookiecutter", "--no-input", "-o", str(out), str(TEMPLATES / target), *answers],
        env={"HOME": str(folder), "PATH": ""},
        check=True,
    )
    return next(out.iterdir())


@pytest.mark.parametrize("target", EDITIONS, ids=lambda target: target.folder)
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"name": HOSTILE, "slug": "oneil", "author": HOSTILE, "description": HOSTILE},
        {
            "slug": "abcd",
            "namespace": r"A\B1",
            "licence": "MIT",
            "url": "https://example.org/?a=b&c=%22",
            "language": "he",
        },
        {"licence": "GPL-3.0-or-later", "sip_domain": "example.org", "websocket_url": "wss://sip.example.org:8443/ws"},
    ],
)
def test_plain_cookiecutter_gives_the_same_bytes(
    terminal: Terminal, tmp_path: Path, target: Target, given: dict[str, str]
) -> None:
    asked = {question.name for question in target.template_questions}
    answers = {name: value for name, value in given.items() if name in asked}
    flags = [f"--{name.replace('_', '-')}={value}" for name, value in answers.items()]
    flags += [f"{target.chooser.flag}={target.edition}"] if target.chooser and target.edition else []
    outcome = terminal.run(target.name, "--yes", *flags)
    assert outcome.exit_code == 0, outcome.stderr

    plain = tree(cookiecutter(target.folder, tmp_path, *(f"{name}={value}" for name, value in answers.items())))

    ours = tree(next(terminal.folder.iterdir()))
    del ours[RECORD]
    assert ours == plain


@pytest.mark.parametrize("name", ["Phone", "PBX", "A-B c"])
def test_plain_cookiecutter_derives_the_same_names(terminal: Terminal, tmp_path: Path, name: str) -> None:
    assert terminal.run("wordpress", "--yes", f"--name={name}").exit_code == 0

    plain = cookiecutter("wordpress", tmp_path, f"name={name}")

    ours = next(terminal.folder.iterdir())
    assert (ours.name, tree(ours).keys() - {RECORD}) == (plain.name, set(tree(plain)))


@pytest.mark.parametrize("target", EDITIONS, ids=lambda target: target.folder)
@pytest.mark.parametrize("slug", ["../x", "a/b", '"'])
def test_plain_cookiecutter_takes_no_path_for_a_name(tmp_path: Path, target: Target, slug: str) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        cookiecutter(target.folder, tmp_path, f"slug={slug}")

    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in written if ".cookiecutter_replay" not in path.parts] == []
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("target", EDITIONS, ids=lambda target: target.folder)
def test_cookiecutter_asks_the_questions_of_the_model(target: Target) -> None:
    current = json.loads((TEMPLATES / target.folder / "cookiecutter.json").read_text("utf-8"))

    wanted = reference.cookiecutter_json(target, current)

    assert list(current.items()) == list(wanted.items()), "run: python -m jscomm_scaffold.reference"


def test_the_readme_holds_the_reference_of_the_model() -> None:
    text = (REPOSITORY / "README.md").read_text("utf-8")

    assert reference.readme(text) == text, "run: python -m jscomm_scaffold.reference"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Copy the folder of templates, small, to break it."""
    folder = tmp_path / "cookiecutters"
    for built in BUNDLES:
        (folder / "_shared" / built).parent.mkdir(parents=True, exist_ok=True)
        (folder / "_shared" / built).touch()
    root = folder / "wordpress" / "[=cookiecutter.slug=]"
    root.mkdir(parents=True)
    shutil.copy(TEMPLATES / "wordpress" / "cookiecutter.json", folder / "wordpress")
    (folder / "wordpress" / "templates").mkdir()
    (root / "a.txt").write_text("[= cookiecutter.name =]\n")
    return folder


def rendered(templates: Path, **answers: str) -> dict[str, bytes]:
    files = render.render(plan.make(WORDPRESS, ANSWERS | answers, templates))
    return {str(file.path): file.content for file in files}


def test_a_plan_renders_to_files_in_memory(templates: Path) -> None:
    assert rendered(templates, name="Ä") == {"a.txt": "Ä\n".encode()}


@pytest.mark.parametrize("name", ["[=cookiecutter.author=]x", "[=cookiecutter.author=]/a.txt"])
@pytest.mark.parametrize("author", ["../evil", "../", "a/../../evil", "/etc/evil", "a\\..\\..\\evil"])
def test_no_path_leaves_the_output(templates: Path, name: str, author: str) -> None:
    path = templates / "wordpress" / "[=cookiecutter.slug=]" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")

    with pytest.raises(TemplateError, match="outside its output"):
        rendered(templates, author=author)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("fine\n[% if %]", "line 2"),
        ("[= cookiecutter.nmae =]", "nmae"),
        ('[% include "missing" %]', "missing"),
        ("[= cookiecutter.name.__class__.x =]", "x"),
    ],
)
def test_a_broken_template_is_named_and_is_our_bug(templates: Path, body: str, reason: str) -> None:
    (templates / "wordpress" / "[=cookiecutter.slug=]" / "b.txt").write_text(body)

    with pytest.raises(TemplateError, match=reason) as caught:
        rendered(templates)

    assert "b.txt" in caught.value.message
    assert "bug of jscomm-scaffold" in caught.value.hint


def test_two_templates_never_become_one_file(templates: Path) -> None:
    (templates / "wordpress" / "[=cookiecutter.slug=]" / "A.txt").write_text("x")

    with pytest.raises(TemplateError, match=r"a\.txt"):
        rendered(templates)


@pytest.mark.parametrize("built", BUNDLES)
def test_a_missing_bundle_is_an_incomplete_install(templates: Path, built: str) -> None:
    (templates / "_shared" / built).unlink()

    with pytest.raises(IncompleteInstallError) as caught:
        rendered(templates)

    assert "npm run build" in caught.value.hint


def test_links_that_git_wrote_as_files_are_an_incomplete_install(templates: Path) -> None:
    link = templates / "wordpress" / "templates"
    link.rmdir()
    link.write_text("../_shared/templates")

    with pytest.raises(IncompleteInstallError, match="no link to a folder"):
        rendered(templates)
