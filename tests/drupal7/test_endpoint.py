"""The session endpoint of a real Drupal 7."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any

import pytest

from tests.drupal7.site import Drupal7

SETTINGS = "foreach ($input['values'] as $name => $value) { variable_set('acme_phone_' . $name, $value); }"


@dataclass(frozen=True)
class Answer:
    """What the session endpoint answered."""

    status: int
    headers: Message
    body: str

    def json(self) -> Any:  # noqa: ANN401 - whatever it answered
        """Read the body."""
        return json.loads(self.body)


def ask(drupal: Drupal7, method: str = "POST", body: object = None, **headers: str) -> Answer:
    """Ask for a session, as the phone of a guest does; ``headers`` differ from the usual ones."""
    return request(drupal, method, "session", {"destination": body}, **headers)


def request(drupal: Drupal7, method: str, path: str, body: object, **headers: str) -> Answer:
    """Ask one of the endpoints."""
    usual = {"Origin": drupal.url, "Content-Type": "application/json"}
    question = urllib.request.Request(  # noqa: S310 - our own server
        f"{drupal.url}/acme-phone/v1/{path}",
        json.dumps(body).encode() if method == "POST" else None,
        {**usual, **{name.replace("_", "-"): value for name, value in headers.items()}},
        method=method,
    )
    try:
        response = urllib.request.urlopen(question)  # noqa: S310
    except urllib.error.HTTPError as refusal:
        response = refusal
    with response:
        return Answer(response.status, response.headers, response.read().decode())


@pytest.fixture
def served(drupal: Drupal7) -> Iterator[Drupal7]:
    """Give the Drupal with a server, and guests who may call the help desk."""
    drupal.php(SETTINGS, values={"guest_destinations": ["helpdesk"]})
    with drupal.serve() as running:
        yield running


def test_a_guest_gets_a_token_for_one_address_which_no_cache_keeps(served: Drupal7) -> None:
    answer = ask(served, body="helpdesk")

    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Content-Type"] == "application/json"
    assert "Set-Cookie" not in answer.headers
    session = answer.json()
    assert session["user"] == {
        "uri": "sip:guest@example.org",
        "display_name": "Guest",
        "register": False,
        "guest": True,
    }
    assert session["destinations"] == ["helpdesk@example.org"]
    assert re.fullmatch(
        r"wss://sip\.example\.org/ws;WSSessionInfo=1%3A\d+%3A\d+%3Aguest%40example\.org%3Ahelpdesk%40example\.org"
        r";WSSessionExtra=[0-9a-f]{32};WSSessionMAC=[0-9a-f]{40}",
        session["websocket"]["url"],
    )


@pytest.mark.parametrize(
    ("method", "headers", "status", "code"),
    [
        ("GET", {}, 405, "not_post"),
        ("POST", {"Origin": "https://evil.example"}, 403, "origin_refused"),
        ("POST", {"Origin": "null"}, 403, "origin_refused"),
        ("POST", {"Content_Type": "text/plain"}, 415, "not_json"),
    ],
)
def test_what_is_no_request_of_our_own_page_is_refused(
    served: Drupal7, method: str, headers: dict[str, str], status: int, code: str
) -> None:
    answer = ask(served, method, "helpdesk", **headers)

    assert (answer.status, answer.json()["code"]) == (status, code)
    assert "no-store" in answer.headers["Cache-Control"]


def test_addresses_that_guests_may_not_call_are_refused(served: Drupal7) -> None:
    for wanted in ("bob", "*@*", "helpdesk@example.com", ["helpdesk"], "x" * 3000):
        answer = ask(served, body=wanted)
        assert answer.status == 403, wanted
        assert answer.json()["code"] in {"destination_refused", "address_invalid"}


def test_visitors_without_a_phone_are_told_so_in_json(served: Drupal7) -> None:
    served.php(SETTINGS, values={"guest_destinations": []})
    assert (ask(served).status, ask(served).json()["code"]) == (401, "signed_out")

    served.php("user_role_revoke_permissions(1, ['use acme_phone']);")
    assert (ask(served).status, ask(served).json()["code"]) == (401, "signed_out")
    served.php("db_delete('watchdog')->condition('type', 'access denied')->execute();")


def test_a_site_in_maintenance_answers_without_json(served: Drupal7) -> None:
    served.php("variable_set('maintenance_mode', 1);")
    answer = ask(served)
    served.php("variable_del('maintenance_mode');")

    assert (answer.status, answer.body) == (503, "")
    assert answer.headers["Retry-After"] == "60"


def test_guests_who_ask_too_often_have_to_wait(served: Drupal7) -> None:
    answers = [ask(served, body="helpdesk").status for _ in range(61)]

    assert answers == [200] * 60 + [429]
    assert ask(served).headers["Retry-After"] == "60"
    served.php("db_delete('flood')->execute();")
    assert ask(served).status == 200


def test_tokens_travel_in_cookies_where_that_is_chosen(served: Drupal7) -> None:
    served.php(SETTINGS, values={"token_transport": "cookie", "cookie_domain": "example.org"})
    answer = ask(served, body="helpdesk")
    cookies = answer.headers.get_all("Set-Cookie", [])

    assert answer.json()["websocket"]["url"] == "wss://sip.example.org/ws"
    assert [cookie.partition("=")[0] for cookie in cookies] == ["WSSessionInfo", "WSSessionExtra", "WSSessionMAC"]
    for cookie in cookies:
        assert cookie.endswith("; path=/ws; domain=example.org; secure; HttpOnly; SameSite=Strict")

    served.php(SETTINGS, values={"guest_destinations": []})
    gone = ask(served)
    assert gone.status == 401
    assert len(gone.headers.get_all("Set-Cookie", [])) == 3
    assert all("=deleted; " in cookie for cookie in gone.headers.get_all("Set-Cookie", []))


def test_guests_are_told_of_those_only_whom_they_may_call(served: Drupal7) -> None:
    served.php(
        "user_role_grant_permissions(2, ['receive with acme_phone']);"
        "foreach ($input['people'] as $login => $department) {"
        "  $account = user_save(NULL, ['name' => $login, 'mail' => $login . '@example.org', 'status' => 1]);"
        "  (new Drupal\\acme_phone\\Listing())->add((int) $account->uid, $department);"
        "}"
        "user_save(user_load_by_name('hank'), ['acme_phone_sip_name' => 'helpdesk']);",
        people={"hank": "<b>Help</b>", "bob": "Sales"},
    )
    served.php("variable_set('cache', 1);")
    directory = [request(served, "GET", "directory", None) for _ in range(2)]
    cards = {
        address: request(served, "POST", "caller", {"address": address})
        for address in ("helpdesk@example.org", "HelpDesk", "bob@example.org", "nobody", "*@*")
    }
    served.php(
        "variable_del('cache');"
        "foreach (['hank', 'bob'] as $login) { user_delete(user_load_by_name($login)->uid); }"
        "user_role_revoke_permissions(2, ['receive with acme_phone']);"
    )

    hank = {"name": "hank", "address": "helpdesk@example.org", "photo": None}
    for answer in directory:
        assert answer.json() == {"groups": [{"name": "<b>Help</b>", "people": [hank]}]}
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert answer.headers["X-Drupal-Cache"] == "MISS"
    told = {address: answer.json().get("about") for address, answer in cards.items() if answer.status == 200}
    assert told == {"helpdesk@example.org": "<b>Help</b>", "HelpDesk": "<b>Help</b>"}
    assert {answer.status for answer in cards.values()} == {200, 404}


def test_who_others_are_is_told_to_pages_of_this_site_only(served: Drupal7) -> None:
    wanted = {"address": "helpdesk@example.org"}

    assert request(served, "POST", "caller", wanted, Origin="https://evil.example").status == 403
    assert request(served, "GET", "caller", wanted).status == 405
    assert [request(served, "POST", "caller", wanted).status for _ in range(31)] == [404] * 30 + [429]
