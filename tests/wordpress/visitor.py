"""Somebody who visits a WordPress site without a browser."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import CookieJar

from tests.servers.wordpress import WordPress


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Message
    text: str

    @property
    def json(self) -> dict[str, object]:
        """The body, which is a JSON object."""
        value: dict[str, object] = json.loads(self.text)
        return value


class Visitor:
    """Keeps cookies and follows redirects."""

    def __init__(self, site: WordPress) -> None:
        self.site = site
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send a request: GET, or POST with a body. In names of headers "_" stands for "-"."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        url = urllib.parse.urljoin(f"{self.site.url}/", path)
        request = urllib.request.Request(url, data=body, headers=names)  # noqa: S310 - our own server
        try:
            with self._opener.open(request) as response:
                return Answer(response.status, response.headers, response.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read().decode())

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        return self.ask(path, urllib.parse.urlencode(fields).encode())

    def log_in(self, login: str, password: str) -> None:
        """Log in with the site's own form."""
        self.ask("/wp-login.php")
        answer = self.post("/wp-login.php", log=login, pwd=password, testcookie="1")
        assert 'id="loginform"' not in answer.text, answer.text

    def save(self, page: str, form: str, **fields: str) -> Answer:
        """Send the form that goes to `form` on an admin page, with the hidden fields that it has."""
        html = self.ask(page).text
        found = re.search(rf'<form action="[^"]*{re.escape(form)}".*?</form>', html, re.DOTALL)
        assert found, html
        inputs = re.findall(r"<input type=.hidden.[^>]*>", found[0])
        hidden = {_attribute(tag, "name"): _attribute(tag, "value") for tag in inputs}
        return self.post(f"/wp-admin/{form}", **hidden, **fields)


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"""\b{name}=(["'])(.*?)\1""", tag)
    assert match, tag
    return match[2].replace("&amp;", "&")
