"""A Drupal with the module: from Composer, on SQLite, under PHP's own web server."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import typer

from jscomm_scaffold.errors import PreviewError
from jscomm_scaffold.preview.php import HINT, serve
from jscomm_scaffold.preview.sites import SCRIPTS, Page, Request
from jscomm_scaffold.preview.telephony import PEOPLE
from jscomm_scaffold.preview.workshop import LOOPBACK, Workshop, need

_PROJECT = "drupal/recommended-project"
_HINT = "Install Composer, or name a folder with Drupal's files: --cms DIR."
_OLD = "7"


def show(workshop: Workshop, request: Request) -> list[Page]:
    """Serve a Drupal with the module on the page /NAME; people log in with Drupal's own form."""
    output = request.output
    if output.target != "drupal" or output.answers.get("core") == _OLD:
        raise PreviewError("There is no preview of modules for Drupal 7.", "Install it in a Drupal 7 of yours.")
    php = need("php", HINT)
    root = _code(workshop, request.cms)
    workshop.copy_output(output.folder, *root.relative_to(workshop.folder).parts, "modules", "custom", output.slug)
    password = secrets.token_hex(4)
    environment = {
        f"{output.constant}_TOKEN_SECRET": request.secret,
        "PREVIEW": json.dumps(
            {"slug": output.slug, "password": password, "people": PEOPLE, "settings": request.settings}
        ),
    }
    for script in ("drupal-install.php", "drupal-set-up.php"):
        _run([php, str(SCRIPTS / script)], root, environment, "Drupal cannot be set up.")
    url = serve(workshop, php, root, environment, root / ".ht.router.php")
    return _pages(url, output.slug.replace("_", "-"), password)


def _code(workshop: Workshop, cms: Path | None) -> Path:
    """Get Drupal's files into the workshop, and return the folder that holds core/."""
    if cms is None:
        composer = need("composer", _HINT)
        typer.echo("Composer fetches Drupal, which takes minutes.", err=True)
        words = [composer, "create-project", "--no-interaction", "--no-progress", _PROJECT, "drupal"]
        _run(words, workshop.folder, {}, "Composer cannot fetch Drupal.")
        return workshop.folder / "drupal" / "web"
    if not (cms / "core" / "lib" / "Drupal.php").is_file():
        raise PreviewError(f"{cms} holds no Drupal 10 or 11.", "It is the folder that holds core.")
    # In a Composer project vendor/ is beside the folder that holds core/.
    project = cms if (cms / "vendor").is_dir() else cms.parent
    return workshop.copy(project, "drupal") / cms.relative_to(project)


def _run(words: list[str], folder: Path, environment: dict[str, str], fault: str) -> None:
    done = subprocess.run(  # noqa: S603  no shell, and words of our own
        words,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise PreviewError(fault, (done.stderr or done.stdout).strip()[-1500:])


def _pages(url: str, path: str, password: str) -> list[Page]:
    port = urlsplit(url).port
    hosts = zip(PEOPLE, (LOOPBACK, "localhost"), strict=True)
    note = f"logs in at /user/login with the password {password}"
    people = [Page(f"http://{host}:{port}/{path}", name, note) for name, host in hosts]
    return [*people, Page(f"{url}admin/config/services/{path}", "admin", note)]
