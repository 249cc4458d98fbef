"""The sites that show each kind of output, and where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jscomm_scaffold.preview.output import Output
from jscomm_scaffold.preview.telephony import Telephony
from jscomm_scaffold.preview.workshop import Workshop

SCRIPTS = Path(__file__).parent / "scripts"
NO_SECRET = "0" * 64
"""Stands where a site wants a secret, and there is no SIP server that knows one."""


@dataclass(frozen=True)
class Request:
    """What is to be shown: an output, with a local SIP server or without; ``cms`` has WordPress's or Drupal's files."""

    output: Output
    telephony: Telephony | None
    cms: Path | None

    @property
    def secret(self) -> str:
        """The secret with which the site signs."""
        return self.telephony.secret if self.telephony else NO_SECRET

    @property
    def settings(self) -> dict[str, object]:
        """The settings of a CMS that matter here, by the names that all outputs have for them."""
        server = self.telephony
        return {
            "websocket_url": server.url if server else self.output.websocket_url,
            "sip_domain": server.domain if server else self.output.domain,
            "guest_destinations": ["helpdesk"],
        }


@dataclass(frozen=True)
class Page:
    """A page with the phone: its address, whose it is, and what to know of it."""

    url: str
    person: str = ""
    note: str = ""


Show = Callable[[Workshop, Request], list[Page]]
"""Serves an output in a workshop, and returns its pages."""


def of(target: str) -> Show:
    """Give what shows outputs of ``target``."""
    if target == "php":
        from jscomm_scaffold.preview.php import show
    elif target == "wordpress":
        from jscomm_scaffold.preview.wordpress import show
    elif target == "static":
        from jscomm_scaffold.preview.static import show
    else:
        from jscomm_scaffold.preview.drupal import show
    return show
