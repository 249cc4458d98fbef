"""Requests to the endpoints, as a page of the site sends them or otherwise."""

from __future__ import annotations

import http.client
from dataclasses import dataclass

from tests.end_to_end.php_site import Server

SESSION, NONCE, CONFIG = "/acme-phone/session.php", "/acme-phone/nonce.php", "/acme-phone/config.js.php"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def send(site: Server, method: str, path: str, body: bytes | None = None, /, **headers: str) -> Answer:
    """Send a request as a page of the site does; in names of headers "_" stands for "-"."""
    ordinary = {"Origin": site.url, "Content-Type": "application/json"}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(site.url.removeprefix("http://"), timeout=20)
    connection.request(method, path, body, {name: value for name, value in (ordinary | given).items() if value})
    response = connection.getresponse()
    answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    connection.close()
    return answer


def logged_in(site: Server, login: str) -> str:
    """Log in and return the Cookie header."""
    return send(site, "GET", f"/login.php?as={login}").headers["set-cookie"].split(";")[0]
