"""The browser tests of the phone again, on the HTML that the module's Twig template prints. It needs no Drupal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.drupal.twig import twig
from tests.phone import site as phone_site
from tests.phone.conftest import alice, bob, visit  # noqa: F401  fixtures
from tests.phone.site import VENDOR, serving
from tests.phone.test_phone_calls import (  # noqa: F401  run here as well
    test_audio_call,
    test_digits_in_the_media,
    test_mute_stops_the_sound_of_the_microphone,
    test_nothing_happens_before_the_visitor_acts,
    test_rejected,
    test_two_phones_in_one_page,
    test_video_call,
)
from tests.servers.fixtures import SECRET, unavailable
from tests.servers.kamailio import Kamailio


@dataclass
class TwigSite(phone_site.Site):
    """A small site that shows the phone as the module's template prints it."""

    twig_template: Path = Path()

    def phone(self, config: dict[str, Any], number: int) -> str:
        """Print the template."""
        return twig(self.twig_template, config=json.dumps(config), uid=f"phone-{number}")


@pytest.fixture
def site(sip_server: Kamailio, module: Path) -> Iterator[phone_site.Site]:
    """Give a site with the module's phone, whose visitors use the SIP server."""
    if not VENDOR.exists():
        unavailable("the phone is not built: run `npm ci && npm run build` in frontend/")
    template = module / "templates" / "acme-phone.html.twig"
    with serving(TwigSite(sip_server.url, SECRET, sip_server.domain, twig_template=template)) as running:
        yield running
