"""Calls with media from the static site, whose people sign in with a SIP address and a password."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import render
from tests.end_to_end import php_site
from tests.end_to_end.phone import Phone
from tests.end_to_end.static_site import PASSWORDS, StaticSite, set_up, sign_in
from tests.servers import kamailio
from tests.servers.fixtures import DOMAIN, require
from tests.servers.process import wait_until
from tests.translations import language

BOXES = """[...document.querySelectorAll("text")].map((text) => {
    const { x, y, width, height } = text.getBBox();
    return { x, y, width, height };
})"""


@pytest.fixture(scope="module", params=["python", "nginx"])
def site(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StaticSite]:
    """Give the site under a plain file server and under nginx."""
    require(*kamailio.PROGRAMS)
    if request.param == "nginx":
        require("nginx")
    with set_up(tmp_path_factory.mktemp("static"), browser, web_server=request.param) as running:
        yield running
        assert "nginx: " not in running.log()


@pytest.fixture(scope="module")
def endpoint(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[php_site.PhpSite]:
    """Give a guest's phone: static pages, and an endpoint of the target "php" beside them."""
    require("php", *kamailio.PROGRAMS)
    with php_site.set_up(tmp_path_factory.mktemp("guest"), browser, web_server="php", transport="url") as site:
        pages = render(
            "static",
            tmp_path_factory.mktemp("pages"),
            slug="pages",
            sip_domain=DOMAIN,
            websocket_url=site.telephony.url,
            session_url=f"/{php_site.SLUG}/session.php",
            destination="helpdesk",
        )
        shutil.copytree(pages, site.root, dirs_exist_ok=True)
        yield site


def test_a_guest_calls_with_one_click(endpoint: php_site.PhpSite) -> None:
    with endpoint.user("hank") as hank, endpoint.guest() as guest:
        guest.page.goto(f"{endpoint.url}/index.html")
        desk, phone = Phone(hank.page), Phone(guest.page)
        desk.go_online()
        expect(phone.part("login")).to_be_hidden()

        phone.part("call-audio").click()
        desk.answer()

        phone.expect_state("active")
        assert phone.receives("audio")
        assert desk.receives("audio")
        assert guest.problems == []


def test_a_page_that_is_no_php_starts_the_phone_with_the_configuration_of_the_folder(
    endpoint: php_site.PhpSite,
) -> None:
    with endpoint.guest() as guest:
        fragment = guest.context.request.get(endpoint.phone_url).text()
        phone = fragment[fragment.index("<section") : fragment.index("</section>")]
        phone = re.sub(r'data-jsc-phone="[^"]*"', 'data-jsc-phone="{}"', phone)
        script = f'<script type="module" src="{php_site.SLUG}/start.js"></script>'
        (endpoint.root / "plain.html").write_text(f"<!doctype html><title>x</title>{script}{phone}</section>", "utf-8")
        guest.page.goto(f"{endpoint.url}/plain.html")
        Phone(guest.page).call("bob")
        Phone(guest.page).expect_alert("may not")


def test_two_people_sign_in_and_call_each_other(site: StaticSite) -> None:
    with site.user("alice") as alice, site.user("bob") as bob:
        caller, callee = Phone(alice.page), Phone(bob.page)
        callee.expect_link("online")
        caller.expect_link("online")

        caller.call("bob", video=True)
        callee.answer(video=True)

        for phone in (caller, callee):
            phone.expect_state("active")
            assert phone.receives("audio")
            assert phone.receives("video")
        caller.hang_up()
        callee.expect_state("idle")
        for person in (alice, bob):
            assert person.problems == []
            assert person.foreign_requests() == []


def test_a_wrong_password_is_refused_in_words(site: StaticSite) -> None:
    with site.guest() as stranger:
        sign_in(stranger.page, "alice", "wrong")
        Phone(stranger.page).expect_alert("did not accept this address and password")


def test_the_password_is_never_sent(site: StaticSite) -> None:
    with site.guest() as alice:
        frames: list[str] = []
        alice.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.append(str(frame))))
        sign_in(alice.page, "alice")
        Phone(alice.page).expect_link("online")
    assert any("REGISTER" in frame for frame in frames)
    assert not any(PASSWORDS["alice"] in frame for frame in frames)


def test_nothing_is_connected_before_a_visitor_acts(site: StaticSite) -> None:
    with site.guest() as guest:
        guest.page.wait_for_load_state("networkidle")
        assert not [url for url in guest.requests if "jssip" in url or url.startswith("ws")]
        assert guest.problems == []


def test_scripts_of_the_page_find_the_bus_when_the_page_is_ready(site: StaticSite) -> None:
    with site.guest() as guest:
        guest.page.add_init_script(
            "document.addEventListener('DOMContentLoaded', () => { window.bus = typeof window.Arbiter; })"
        )
        guest.page.reload()
        assert guest.page.evaluate("window.bus") == "object"
        assert guest.problems == []


def test_without_a_connection_a_page_says_so(site: StaticSite) -> None:
    with site.guest() as guest:
        guest.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        guest.context.set_offline(True)
        said = guest.page.get_by_role("heading", name="You are offline")

        def is_said() -> bool:
            # The browser is not at once offline for service workers, too.
            guest.page.goto(site.phone_url)
            return said.is_visible()

        assert wait_until(is_said, "the page that says so", 20)
        assert guest.page.evaluate("document.querySelector('img').naturalWidth") > 0
        guest.context.set_offline(False)
        guest.page.get_by_role("link", name="Open the phone").click()
        expect(Phone(guest.page).part("login")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/legal.html", "/offline.html"])
def test_pages_are_whole_and_narrow_enough(site: StaticSite, path: str) -> None:
    with site.guest() as guest:
        guest.page.set_viewport_size({"width": 320, "height": 640})
        guest.page.goto(f"{site.url}{path}")
        assert guest.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert "O'Neil" in guest.page.title()
        assert guest.page.locator("b").count() == 0


@pytest.mark.parametrize("site", ["nginx"], indirect=True)
def test_the_web_server_sends_what_a_meta_tag_cannot_and_hides_what_is_no_page(site: StaticSite) -> None:
    with site.guest() as guest:
        ask = guest.context.request.get
        headers = ask(site.phone_url).headers
        hidden = {
            path: ask(f"{site.url}/{path}").status for path in ("server/repro.config", "README.md", "package.json")
        }
    assert headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert headers["permissions-policy"] == "microphone=(self), camera=(self), geolocation=()"
    assert set(hidden.values()) == {404}


def test_logo_icon_and_card_are_pictures_and_the_texts_fit_on_the_card(site: StaticSite) -> None:
    with site.guest() as guest:
        for name in ("logo.svg", "favicon.svg", "card.svg"):
            guest.page.goto(f"{site.url}/{name}")
            assert guest.page.evaluate("document.documentElement.nodeName") == "svg", name
        boxes = guest.page.evaluate(BOXES)
        assert boxes
        for box in boxes:
            assert box["x"] + box["width"] <= 1200, box
            assert 0 <= box["y"] <= 630 - box["height"], box


def test_a_visitor_chooses_the_language_of_the_phone(site: StaticSite) -> None:
    with site.guest() as person:
        menu = Phone(person.page).part("language")
        for code in ("he", "de"):
            menu.select_option(code)
            expect(Phone(person.page).part("login-submit")).to_have_text(language(code).texts["sign_in"])
            expect(person.page.locator("[data-jsc-phone]")).to_have_attribute("lang", code)
        assert person.problems == []
