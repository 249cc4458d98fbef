"""A WordPress with the plugin, by WordPress Playground: no database, no web server, no PHP of this machine."""

from __future__ import annotations

import json
import os
import urllib.request
from pathlib import Path

import typer

from jscomm_scaffold.errors import PreviewError
from jscomm_scaffold.preview.sites import SCRIPTS, Page, Request
from jscomm_scaffold.preview.telephony import PEOPLE
from jscomm_scaffold.preview.workshop import LOOPBACK, Workshop, free_port, listens, need

PLAYGROUND = "@wp-playground/cli@3.1.56"
_HINT = "Install Node.js 20.18 or later, with npm."
# The first time, npm brings half a gigabyte.
_SECONDS = 900.0
# A page asks for several things at once.
_WORKERS = 3
_ROOT = "/wordpress"
# Where each person is: a browser keeps the cookies of these names apart.
_HOSTS = dict(zip(PEOPLE, (LOOPBACK, "localhost"), strict=True))


def show(workshop: Workshop, request: Request) -> list[Page]:
    """Serve a WordPress whose first page is the phone; each person has an own host name."""
    npx, port, slug = need("npx", _HINT), free_port(), request.output.slug
    plugin = workshop.copy_output(request.output.folder, "plugin")
    preview = _preview(workshop, request)
    mounts = {plugin: f"wp-content/plugins/{slug}", preview: "wp-content/mu-plugins"}
    command = [npx, "--yes", PLAYGROUND, "server", f"--port={port}", f"--workers={_WORKERS}"]
    command += [f"--blueprint={_blueprint(workshop, slug)}"]
    command += [word for place, inside in mounts.items() for word in ("--mount-dir", str(place), f"{_ROOT}/{inside}")]
    if request.cms:
        command += _existing(workshop, request.cms)
    typer.echo("Starting WordPress Playground. The first time npm fetches it, which takes minutes.", err=True)
    workshop.run("WordPress Playground", command, lambda: _answers(port), _environment(workshop), _SECONDS)
    return _pages(port, calls=request.telephony is not None)


def _preview(workshop: Workshop, request: Request) -> Path:
    """Write the must-use plugin and its order, in the folder in which both of its scripts look for it."""
    output = request.output
    order = {
        "slug": output.slug,
        "name": output.answers.get("name", output.slug),
        "secret": request.secret,
        "people": PEOPLE,
        "settings": request.settings,
    }
    workshop.write(json.dumps(order), "preview", "preview.json")
    for name in ("wordpress-preview.php", "wordpress-set-up.php"):
        # Below the folder itself, WordPress would take a script for a plugin.
        parts = ("preview", name) if name == "wordpress-preview.php" else ("preview", "set-up", name)
        workshop.write((SCRIPTS / name).read_text("utf-8"), *parts)
    return workshop.folder / "preview"


def _blueprint(workshop: Workshop, slug: str) -> Path:
    set_up = f"{_ROOT}/wp-content/mu-plugins/set-up/wordpress-set-up.php"
    steps = [
        {"step": "activatePlugin", "pluginPath": f"{_ROOT}/wp-content/plugins/{slug}/{slug}.php"},
        {"step": "runPHP", "code": f"<?php require '{set_up}';"},
    ]
    return workshop.write(json.dumps({"steps": steps}), "blueprint.json")


def _existing(workshop: Workshop, cms: Path) -> list[str]:
    if not (cms / "wp-includes" / "version.php").is_file():
        raise PreviewError(f"{cms} holds no WordPress.", "It is the folder that holds wp-includes.")
    copy = workshop.copy(cms, "wordpress")
    (copy / "wp-config.php").unlink(missing_ok=True)
    return [
        *("--mount-dir-before-install", str(copy), _ROOT),
        "--wordpress-install-mode=install-from-existing-files",
    ]


def _environment(workshop: Workshop) -> dict[str, str]:
    script = workshop.write((SCRIPTS / "loopback.cjs").read_text("utf-8"), "loopback.cjs")
    return {"NODE_OPTIONS": f'{os.environ.get("NODE_OPTIONS", "")} --require "{script}"'.strip()}


def _answers(port: int) -> bool:
    """Tell whether the first page is there; it listens before that, and says so with another status."""
    if not listens(port):
        return False
    # Not by a proxy that the environment may name.
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(f"http://{LOOPBACK}:{port}/", timeout=30) as answer:
            return bool(answer.status == 200 and b"data-jsc-phone" in answer.read())  # noqa: PLR2004
    except OSError:
        return False


def _pages(port: int, *, calls: bool) -> list[Page]:
    admin = Page(f"http://{LOOPBACK}:{port}/?preview=admin", "admin", "changes the settings")
    if not calls:
        return [Page(f"http://{LOOPBACK}:{port}/"), admin]
    people = [Page(f"http://{host}:{port}/?preview={name}", name, "is logged in") for name, host in _HOSTS.items()]
    return [*people, admin]
