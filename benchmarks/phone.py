"""The phone beside JSCommunicator: ``python -m benchmarks.phone FOLDER``, with its sources in FOLDER.

Both pages are loaded by a new browser profile in turn and register at one Kamailio; what is
counted is what they ask for until they are registered: requests, bytes (gzip -9), time. A
number is the median of the rounds. Needs what the tests need, Debian's libjs-arbiter, and npm
for the libraries that JSCommunicator loads.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.site import Site, serving
from tests.servers.browser import chromium, visitor
from tests.servers.kamailio import kamailio
from tests.servers.tokens import sign

ROUNDS = 5
ROOT = Path(__file__).parent.parent
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105  for this run only
DOMAIN = "example.org"
PACKAGES = ("jquery@3.7.1", "jquery-ui@1.13.3", "jquery-i18n-properties@1.2.7", "font-awesome@4.7.0")
ARBITER = Path("/usr/share/javascript/arbiter/Arbiter.js")
SCRIPTS = ("i18n.js", "JSCommManager.js", "JSCommUI.js", "jssip-helper.js", "parseuri.js", "webrtc-check.js")
CONFIG = """JSCommSettings = {
  webserver: {url_prefix: null}, stun_servers: [], turn_servers: [],
  websocket: {servers: '%s', connection_recovery_min_interval: 2, connection_recovery_max_interval: 30},
  user: {display_name: 'Alice', uri: 'sip:alice@%s', sip_auth_user: '', sip_auth_password: ''},
  registration: {on_startup: true, expiry: 600, user_control: false, server: null},
  dialing: {auto_dial: {default_destination: 'bob', on_startup: false, use_video: true}, edit_destination: true,
    show_destination: true, audio_dialing: true, video_dialing: true, no_answer_timeout: 60},
  chat: {enable: true}, session: {}, i18n: {translate: true, show_menu: true, default_lang: 'en'}, extra_headers: []
};"""


@dataclass(frozen=True)
class Cost:
    """What one load of a page cost."""

    requests: int
    bytes: int
    milliseconds: float


def esbuild(*words: str) -> None:
    """Run the esbuild of frontend/."""
    subprocess.run([ROOT / "frontend/node_modules/.bin/esbuild", *words, "--log-level=error"], check=True)


def classic(upstream: Path, folder: Path) -> Path:
    """Lay out JSCommunicator's own page with its libraries, its scripts minified in one as in a release."""
    shutil.copytree(upstream, folder, dirs_exist_ok=True)
    subprocess.run(["npm", "install", "--no-save", "--silent", *PACKAGES], cwd=folder, check=True)
    modules = folder / "node_modules"
    shutil.copy(modules / "jquery/dist/jquery.min.js", folder / "jquery.js")
    shutil.copy(modules / "jquery-ui/dist/jquery-ui.min.js", folder / "jquery-ui.js")
    shutil.copy(modules / "jquery-ui/dist/themes/base/jquery-ui.min.css", folder / "jquery-ui.css")
    shutil.copy(ARBITER, folder / "Arbiter.js")
    library = next((modules / "jquery-i18n-properties").rglob("jquery.i18n.properties.min.js"))
    shutil.copy(library, folder / "jquery.i18n.properties.js")
    shutil.copytree(modules / "font-awesome", folder / "font-awesome", dirs_exist_ok=True)
    (folder / "all.js").write_text("\n".join((folder / name).read_text("utf-8") for name in SCRIPTS), "utf-8")
    esbuild(str(folder / "all.js"), "--minify", f"--outfile={folder / 'JSComm.js'}")
    entry = ROOT / "frontend/node_modules/jssip"
    esbuild(
        str(entry), "--bundle", "--minify", "--format=iife", "--global-name=JsSIP", f"--outfile={folder / 'jssip.js'}"
    )
    page = (folder / "phone.shtml").read_text("utf-8")
    inside = (folder / "jscommunicator.inc").read_text("utf-8")
    (folder / "phone.html").write_text(page.replace('<!--#include file="jscommunicator.inc"-->', inside), "utf-8")
    return folder


def ours_is_registered(page: Page) -> None:
    """Wait for our phone."""
    PhonePage(page).is_registered(60)


def theirs_is_registered(page: Page) -> None:
    """Wait for JSCommunicator."""
    expect(page.locator("#reg #state .up")).to_be_visible(timeout=60_000)


def load(browser: Browser, url: str, registered: Callable[[Page], None]) -> Cost:
    """Load a page with an empty cache until it is registered."""
    sizes: list[int] = []
    with visitor(browser) as person:
        person.page.on("response", lambda response: sizes.append(_size(response.body())))
        begin = time.perf_counter()
        person.page.goto(url)
        registered(person.page)
        spent = (time.perf_counter() - begin) * 1000
    return Cost(sum(1 for size in sizes if size), sum(sizes), spent)


def _size(body: bytes) -> int:
    return len(gzip.compress(body, 9, mtime=0)) if body else 0


def median(costs: list[Cost]) -> Cost:
    """Take the median of each number."""
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__annotations__))


def measure(upstream: Path) -> dict[str, Cost]:
    """Load both pages in turn."""
    with tempfile.TemporaryDirectory() as folder, kamailio(secrets=[SECRET], domain=DOMAIN) as server:
        page = classic(upstream, Path(folder) / "classic")
        token = sign(SECRET, f"alice@{DOMAIN}", f"*@{DOMAIN}", 3600, "00ff")
        (page / "config.js").write_text(CONFIG % (server.url + token.path, DOMAIN), "utf-8")
        site = Site(server.url, SECRET, DOMAIN, config={"autostart": True}, program="/phone/phone.min", style="")
        site.folders["/classic/"] = page
        site.headers["Content-Security-Policy"] = "default-src * 'unsafe-inline' 'unsafe-eval'"
        with serving(site), chromium() as browser:
            return _rounds(browser, site.url)


def _rounds(browser: Browser, url: str) -> dict[str, Cost]:
    pages = {
        "ours": (f"{url}/alice", ours_is_registered),
        "JSCommunicator": (f"{url}/classic/phone.html", theirs_is_registered),
    }
    rounds = [{name: load(browser, *page) for name, page in pages.items()} for _ in range(ROUNDS)]
    return {name: median([one[name] for one in rounds]) for name in pages}


def main() -> None:
    """Measure and print a table."""
    costs = measure(Path(sys.argv[1]))
    ours, theirs = costs.values()
    for name, cost in costs.items():
        print(f"{cost.requests:4.0f} requests {cost.bytes:8.0f} bytes {cost.milliseconds:6.0f} ms  {name}")
    shares = (ours.requests / theirs.requests, ours.bytes / theirs.bytes, ours.milliseconds / theirs.milliseconds)
    print("{:4.0%}          {:8.0%}       {:6.0%}     share".format(*shares))


if __name__ == "__main__":
    main()
