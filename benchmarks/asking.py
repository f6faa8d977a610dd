"""Asking the desk as a browser does: logged in, with the cookie and the tokens of its forms."""

import http.client
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from benchmarks.checks import PASSWORD

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HIDDEN = re.compile(r'<input[^>]*\bname="(csrf_token|version|base)"[^>]*\bvalue="([^"]*)"')


@dataclass
class Answer:
    """What came back."""

    status: int
    body: str


@dataclass
class Desk:
    """One connection of one person."""

    port: int
    cookie: str = ""
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    @classmethod
    def logged_in(cls, port: int, login: str) -> "Desk":
        """Log in by the form."""
        desk = cls(port)
        token = dict(HIDDEN.findall(desk.get("/login").body))["csrf_token"]
        sent = {"csrf_token": token, "login": login, "password": PASSWORD}
        if desk.post("/login", sent).status != 302:
            raise RuntimeError(f"{login} could not log in.")
        return desk

    def get(self, path: str) -> Answer:
        """Open an address."""
        return self._ask("GET", path, None)

    def post(self, path: str, values: dict[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(values))

    def hidden(self, path: str, form: str) -> dict[str, str]:
        """What the form with this id on a page sends along: token, version, what stood there."""
        page = self.get(path).body
        part = page.partition(f'id="{form}"')[2].partition("</form>")[0]
        return {name: unescape(value) for name, value in HIDDEN.findall(part)}

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie, "Connection": "close", **(FORM if body else {})}
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            told = answer.read().decode()
        finally:
            self._connection.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookie = value.partition(";")[0]
        return Answer(answer.status, told)
