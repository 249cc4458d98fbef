"""Makes ``docs/phone.png`` for the README from a real call: ``python -m docs.picture``.

Wants what the end-to-end tests want; see ``tests/run``.
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.end_to_end.phone import Phone
from tests.end_to_end.site import Site
from tests.end_to_end.wordpress_site import SLUG, set_up
from tests.servers.browser import Visitor, chromium
from tests.servers.kamailio import kamailio
from tests.servers.wordpress_install import Database, install

PICTURE = Path(__file__).parent / "phone.png"
PAGE = """<!doctype html>
<body style="margin:0;padding:28px;display:flex;gap:28px;align-items:flex-start;background:#e9eef1">
{}
</body>
"""


def main() -> None:
    """Call, take pictures on the way, and lay them out side by side."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        wordpress = install("sid", Path(folder) / "site", Database())
        with (
            kamailio(secrets=["0123456789abcdef" * 2], domain="example.org") as server,
            set_up(wordpress, _plugin(Path(folder)), browser, server) as site,
        ):
            shots = _shots(site)
            page = browser.new_page(viewport={"width": 1220, "height": 300}, device_scale_factor=1.5)
            page.set_content(PAGE.format("".join(_image(shot) for shot in shots)))
            page.screenshot(path=PICTURE, full_page=True)


def _plugin(folder: Path) -> Path:
    words = ["wordpress", "--yes", "--name=Acme Phone", f"--slug={SLUG}", f"--output={folder}"]
    subprocess.run([sys.executable, "-m", "jscomm_scaffold", *words], check=True)
    return folder / SLUG


def _shots(site: Site) -> list[bytes]:
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.go_online()
        caller.part("destination").fill("bob")
        shots = [_card(alice)]
        caller.part("call-audio").click()
        callee.expect_state("incoming")
        shots.append(_card(bob))
        callee.answer()
        caller.expect_state("active")
        caller.part("keypad-toggle").click()
        shots.append(_card(alice))
    return shots


def _card(person: Visitor) -> bytes:
    person.page.set_viewport_size({"width": 420, "height": 900})
    person.page.evaluate("document.activeElement.blur()")
    return person.page.locator(".jsc-phone").screenshot(animations="disabled")


def _image(shot: bytes) -> str:
    return f'<img width="369" style="border-radius:18px" src="data:image/png;base64,{base64.b64encode(shot).decode()}">'


if __name__ == "__main__":
    main()
