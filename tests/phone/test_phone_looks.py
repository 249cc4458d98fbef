"""How the phone looks among the rules of a theme, in narrow places and in forced colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.phone.browser_helpers import PhonePage
from tests.phone.conftest import Visit
from tests.phone.site import STYLE, Site

# What themes do to bare elements; the :not() rules are those of Twenty Twenty-One.
THEME = """
button:not(:hover):not(:active):not(.has-background) { background-color: #39414d; }
button:not(:hover):not(:active):not(.has-text-color) { color: #ff0; }
button { border: 3px solid; letter-spacing: 2px; min-width: 120px; text-transform: uppercase; transition: all .3s; }
button:hover, button:focus { background: #f0f; border-color: #00f; color: #0f0; }
input[type=text] { border: 3px solid #28303d; height: 20px; width: 50%; }
input[type=text]:focus { background: #000; color: red; }
label { float: left; text-transform: uppercase; }
form { background: #ffd; border: 2px solid green; margin: 20px; padding: 20px; }
main p { margin: 0 0 2em; }
svg { fill: red; height: 100px; width: 100px; }
select { appearance: none; background: #28303d; border: 3px solid; color: #fff; padding: 0; text-transform: uppercase; }
input[type=checkbox] { appearance: none; border: 3px solid; float: left; height: 25px; width: 25px; }
input[type=range] { background: red; border: 3px solid; height: 5px; width: 50%; }
ul, ol { list-style: square; margin: 0 0 2em 3em; padding-left: 40px; }
main li { margin-bottom: 1em; padding: 1em; }
meter { height: 50px; width: 20px; }
video { margin-bottom: 3em; max-width: 50%; }
"""
PROPERTIES = """() => {
  const styled = document.querySelectorAll('.jsc-phone *');
  return [...styled].map((element) => {
    const style = getComputedStyle(element);
    const names = ['backgroundColor', 'color', 'borderTopColor', 'borderTopWidth', 'letterSpacing', 'textTransform',
        'fill', 'float', 'marginBottom', 'paddingTop', 'paddingLeft', 'listStyleType', 'appearance', 'width', 'height'];
    return [element.dataset.jsc ?? element.tagName, ...names.map((name) => style[name])].join(' | ');
  });
}"""


# Every part, and an entry in every list.
SHOW_ALL = """() => {
  const phone = document.querySelector('.jsc-phone');
  const entries = { 'missed-list': 'missed-item', 'chat-tabs': 'chat-tab', 'chat-log': 'chat-message' };
  for (const [list, entry] of Object.entries(entries)) {
    const { content } = phone.querySelector(`[data-jsc="${entry}"]`);
    phone.querySelector(`[data-jsc="${list}"]`).append(content.cloneNode(true));
  }
  phone.querySelectorAll('[hidden]').forEach((element) => { element.hidden = false; });
}"""


def whole(visit: Visit) -> PhonePage:
    phone = visit("alice")
    expect(phone.role("settings-toggle")).to_be_visible()
    phone.page.evaluate(SHOW_ALL)
    return phone


def test_a_theme_does_not_change_the_phone(visit: Visit, site: Site) -> None:
    plain = whole(visit).page.evaluate(PROPERTIES)
    site.style = STYLE + THEME
    themed = whole(visit)
    assert themed.page.evaluate(PROPERTIES) == plain
    themed.focus("destination")
    field = "getComputedStyle(document.activeElement).color"
    assert themed.page.evaluate(field) != "rgb(255, 0, 0)"


def test_beside_other_things_in_a_row(visit: Visit, site: Site) -> None:
    site.style = STYLE + "main { display: flex; }"
    box = visit("alice").root.bounding_box()
    assert box is not None
    assert box["width"] > 200


@pytest.mark.parametrize("width", [416, 320, 240])
def test_nothing_moves_when_the_phone_goes_online(visit: Visit, site: Site, width: int) -> None:
    site.config["chat"] = True
    site.style = STYLE + f"main {{ width: {width}px; }}"
    alice = visit("alice")
    expect(alice.role("chat-toggle")).to_be_visible()
    before = [alice.role(role).bounding_box() for role in ("settings-toggle", "destination")]
    alice.go_online()
    assert [alice.role(role).bounding_box() for role in ("settings-toggle", "destination")] == before
    state, tools = alice.role("status").bounding_box(), before[0]
    assert state
    assert tools
    assert tools["y"] < state["y"] + state["height"] / 2 < tools["y"] + tools["height"], "one row"


@pytest.mark.parametrize(("width", "zoom"), [(320, 100), (240, 100), (320, 200)])
def test_there_is_room_for_a_message_in_a_narrow_column(visit: Visit, site: Site, width: int, zoom: int) -> None:
    site.config["chat"] = True
    site.style = STYLE + f"main {{ width: {width}px; }} :root {{ font-size: {zoom}%; }}"
    alice = visit("alice")
    alice.press("chat-toggle")
    alice.role("chat-address").fill("bob")
    alice.press("chat-open")
    field, send = alice.role("chat-text").bounding_box(), alice.role("chat-send").bounding_box()
    assert field
    assert send
    assert field["width"] > 120
    assert field["x"] + field["width"] <= send["x"] or field["y"] + field["height"] <= send["y"]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_is_wider_than_a_small_screen(visit: Visit, site: Site, direction: str) -> None:
    site.dir = direction
    alice = visit("alice", viewport={"width": 320, "height": 640})
    alice.dial("w" * 60)
    alice.says("Nobody answered.")
    assert alice.page.evaluate("document.documentElement.scrollWidth") == 320


def test_an_enabled_button_is_painted_enabled_in_forced_colours(visit: Visit) -> None:
    alice = visit("alice", forced_colors="active")
    call = alice.role("call-audio")
    painted = call.screenshot()
    alice.page.evaluate("""() => {
        const button = document.querySelector('[data-jsc="call-audio"]');
        button.replaceWith(button.cloneNode(true));
    }""")
    assert call.screenshot() == painted
