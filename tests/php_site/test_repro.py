"""The generated settings in the real repro, behind the generated nginx or Apache."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.php_site.proxies import Proxy, Setting, upgrade
from tests.php_site.test_repro_verdicts import ACCEPTED, CURED, REFUSED
from tests.servers.fixtures import SECRET, unavailable
from tests.servers.repro import ABSENT, Repro, absent, repro

# More attempts than a phone's.
SETTINGS = [Setting("nginx", changes=("burst=50", "burst=500")), Setting("Apache", drops_headers=True)]
pytestmark = pytest.mark.parametrize("proxy", SETTINGS, ids=["nginx", "Apache"], indirect=True)

# Signed by the site's secret, but what no site should sign: README.md says that repro takes it.
TAKEN = {
    "expires in milliseconds",
    "version 01",
    "a field too many",
    "the boundary of info and extra moved",
    "everybody",
    "everybody, escaped",
    "two @",
    "sip:",
    "a port",
    "no user",
    "a blank in the user",
}


@pytest.fixture(scope="module")
def server(proxy: Proxy) -> Iterator[Repro]:
    """Run repro where the proxy looks for it."""
    if absent():
        unavailable(ABSENT)
    (settings,) = proxy.folder.parent.glob("out/*/server/repro.config")
    with repro(settings, SECRET, proxy.sip_port) as sip:
        yield sip


@pytest.mark.parametrize("case", [*ACCEPTED, *CURED])
def test_a_good_token_opens(proxy: Proxy, server: Repro, case: str) -> None:
    path, cookie = (ACCEPTED | CURED)[case]
    assert upgrade(proxy.origin, path, Cookie=cookie) == "open"
    assert server.alive()


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_one_is_refused_unless_the_site_itself_has_signed_it(proxy: Proxy, server: Repro, case: str) -> None:
    path, cookie = REFUSED[case]
    expected = {"open"} if case in TAKEN else {"400", "403", "404", "502"}
    assert upgrade(proxy.origin, path, Cookie=cookie) in expected
    assert server.alive()


@pytest.mark.parametrize("size", [7900, 20000])
def test_a_request_that_would_end_it_does_not_arrive(proxy: Proxy, server: Repro, size: int) -> None:
    path, cookie = ACCEPTED["cookies"]
    much = "a" * size
    upgrade(proxy.origin, f"{path}/{much}", Cookie=cookie)
    upgrade(proxy.origin, path, Cookie=f"{cookie}; a={much}")
    upgrade(proxy.origin, path, Cookie=cookie, X_Padding=much)
    assert server.alive()
    assert upgrade(proxy.origin, path, Cookie=cookie) == "open"
