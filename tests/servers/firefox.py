"""Firefox for the tests, with a fake microphone and camera.

Firefox speaks WebDriver BiDi (https://w3c.github.io/webdriver-bidi/) by itself: no driver is
needed. Playwright speaks it, too, but asks for what the Firefox of Debian does not know.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.servers.browser import MEDIA_SCRIPT
from tests.servers.debian import program
from tests.servers.process import LOOPBACK, Child, free_port, listens, wait_until

PROGRAM = "firefox-esr"
# A busy machine takes its time to start a browser.
SECONDS = 60.0
PREFERENCES = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    # Without a network card there is but the loopback interface.
    "media.peerconnection.ice.loopback": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "media.autoplay.default": 0,
    # Nothing is asked of Mozilla.
    "app.update.disabledForTesting": True,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "extensions.installDistroAddons": False,
    "browser.safebrowsing.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}
CLICK = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]


class FirefoxError(Exception):
    """Firefox did not do what it was told to, or a script failed in the page."""


@dataclass
class Firefox:
    """A running Firefox with one page, and what went wrong there."""

    connection: ClientConnection
    problems: list[str] = field(default_factory=list)
    _page: str = ""
    _sent: int = 0

    def open(self) -> None:
        """Begin: take the page that is there, and watch it."""
        self._tell("session.new", capabilities={})
        self._tell("session.subscribe", events=["log.entryAdded"])
        watch = f"() => {{ {MEDIA_SCRIPT.read_text(encoding='utf-8')} }}"
        self._tell("script.addPreloadScript", functionDeclaration=watch)
        self._page = self._tell("browsingContext.getTree")["contexts"][0]["context"]

    def go(self, url: str) -> None:
        """Open an address; a page that asks whether to stay is left."""
        self._tell("browsingContext.navigate", context=self._page, url=url, wait="complete")

    def evaluate(self, script: str) -> Any:  # noqa: ANN401 - as the script has it
        """Return the value of a JavaScript expression, or what its promise resolves to, by way of JSON."""
        value = self._evaluate(f"(async () => JSON.stringify(await ({script})) ?? 'null')()")
        return json.loads(value["value"])

    def click(self, selector: str) -> None:
        """Click an element with the mouse, as soon as it can be clicked."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.wait_for(f"{found}?.checkVisibility() && !{found}.disabled")
        element = self._evaluate(f"({found}.scrollIntoView({{ block: 'center' }}), {found})")
        there = {"type": "element", "element": {"sharedId": element["sharedId"]}}
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": there}
        mouse = {"type": "pointer", "id": "mouse", "actions": [move, *CLICK]}
        self._tell("input.performActions", context=self._page, actions=[mouse])

    def wait_for(self, script: str, seconds: float = SECONDS) -> None:
        """Wait until a JavaScript expression holds."""
        wait_until(lambda: self.evaluate(f"Boolean({script})"), script, seconds)

    def _evaluate(self, script: str) -> Any:  # noqa: ANN401 - a value of the protocol
        target = {"context": self._page}
        answer = self._tell(
            "script.evaluate", expression=script, target=target, awaitPromise=True, userActivation=False
        )
        if answer["type"] != "success":
            raise FirefoxError(answer["exceptionDetails"]["text"])
        return answer["result"]

    def _tell(self, method: str, **parameters: Any) -> Any:  # noqa: ANN401 - as the protocol has them
        self._sent += 1
        self.connection.send(json.dumps({"id": self._sent, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.connection.recv(SECONDS))
            if message.get("id") == self._sent:
                break
            self._note(message)
        if message["type"] == "error":
            raise FirefoxError(f"{method}: {message['error']} {message['message']}")
        return message["result"]

    def _note(self, message: dict[str, Any]) -> None:
        if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
            self.problems.append(message["params"]["text"])


@contextmanager
def firefox() -> Iterator[Firefox]:
    """Run the machine's own Firefox without a window, in a profile of its own."""
    with TemporaryDirectory(prefix="jscomm-firefox-", ignore_cleanup_errors=True) as folder:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        Path(folder, "user.js").write_text("\n".join(lines), encoding="utf-8")
        port = free_port()
        command = [program(PROGRAM) or PROGRAM, "--headless", "--no-remote", "--profile", folder]
        child = Child([*command, f"--remote-debugging-port={port}"], Path(folder, "log"))
        child.start(lambda: listens(port), SECONDS)
        try:
            with _connected(port) as connection:
                running = Firefox(connection)
                running.open()
                yield running
        finally:
            child.stop()


def _connected(port: int) -> ClientConnection:
    # A connection of one's own goes by no proxy.
    own = socket.create_connection((LOOPBACK, port))
    return connect(f"ws://{LOOPBACK}:{port}/session", sock=own, max_size=None)
