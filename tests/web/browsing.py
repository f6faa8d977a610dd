"""A browser for tests: cookies, the page's own forms with their tokens, what a page is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.factories import PASSWORD

Values = Mapping[str, Any]


@dataclass
class SentForm:
    """A form as it stands on a page: where it goes, and what it would send."""

    action: str
    method: str
    values: dict[str, Any] = field(default_factory=dict)


class Html(HTMLParser):
    """A page: its elements, its words, its forms."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.forms: list[SentForm] = []
        self.scripts: list[str] = []
        self._inside: list[str] = []
        self._area: str | None = None
        self._select: str | None = None
        self.feed(html)

    @cached_property
    def text(self) -> str:
        """All words of the page, with the values of attributes, unescaped."""
        values = [value for _, attributes in self.elements for value in attributes.values()]
        return " ".join((*self.words, *values))

    def form(self, action: str) -> SentForm:
        """The one form that goes to an address ("" is the page itself)."""
        found = [form for form in self.forms if form.action == action and form.method == "post"]
        assert len(found) == 1, f"{len(found)} forms go to {action!r}: {self.forms}"
        return found[0]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag == "form":
            self.forms.append(SentForm(given.get("action", ""), given.get("method", "get")))
        if tag in ("script", "style"):
            self._inside.append(tag)
        if self.forms:
            self._field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts += [data] if self._inside[-1] == "script" else []
            return
        self.words.append(data)
        if self._area:
            self.forms[-1].values[self._area] += data

    def _field(self, tag: str, given: dict[str, str]) -> None:
        values, name = self.forms[-1].values, given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind not in ("checkbox", "radio"):
                values[name] = given.get("value", "")
            elif "checked" in given:
                values.setdefault(name, [] if kind == "checkbox" else "")
                value = given.get("value", "on")
                values[name] = [*values[name], value] if kind == "checkbox" else value
        elif tag == "textarea":
            self._area, values[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            first = self._select not in values
            if first or "selected" in given:
                values[self._select] = given.get("value", "")


class Browser:
    """One person at one machine. Forgery protection stays on: tokens come off the pages."""

    def __init__(self, app: Flask, *, address: str = "127.0.0.1") -> None:
        self.client = app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = address
        self.address = address

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open an address."""
        return self.client.get(path, buffered=True, **options)

    def page(self, path: str) -> Html:
        """Open an address that must answer well."""
        response = self.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return Html(response.text)

    @cached_property
    def token(self) -> str:
        """The token of this session, off a page of the desk."""
        return str(self.page("/account/password").form("").values["csrf_token"])

    def post(self, path: str, data: Values | None = None, **options: Any) -> TestResponse:
        """Send values of one's own making, with the session's token."""
        return self.client.post(path, data={"csrf_token": self.token, **(data or {})}, **options)

    def submit(self, page: str | Html, action: str = "", **values: Any) -> TestResponse:
        """Fill in a form that stands on a page and send it, as a browser would.

        With an address for the page, a form without an action goes back to that address.
        """
        html = self.page(page) if isinstance(page, str) else page
        target = action or (page if isinstance(page, str) else "")
        data = {**html.form(action).values, **values}
        referrer = {"Referer": f"http://localhost{page}"} if isinstance(page, str) else {}
        return self.client.post(target, data=data, headers=referrer)

    def again(self, response: TestResponse, **values: Any) -> TestResponse:
        """Send the form on a page that refused it once more, with everything still in it."""
        path = response.request.path
        html = Html(response.text)
        action = path if any(form.action == path for form in html.forms) else ""
        return self.client.post(path, data={**html.form(action).values, **values})

    def log_in(self, login: str, password: str = PASSWORD, *, onward: str = "") -> TestResponse:
        """Log in by the real form."""
        page = self.page("/login")
        values = {**page.form("").values, "login": login, "password": password}
        self.__dict__.pop("token", None)
        return self.client.post(
            "/login", query_string={"next": onward} if onward else {}, data=values
        )

    def open_link(self, token: str) -> TestResponse:
        """Open a guest link by its real button."""
        self.__dict__.pop("token", None)
        return self.post_form(f"/visit/{token}", self.page(f"/visit/{token}"))

    def post_form(self, path: str, page: Html) -> TestResponse:
        """Send the form of a page, which may be that of another address."""
        return self.client.post(path, data=page.form("").values)

    def is_in(self) -> bool:
        """Does the desk open?"""
        return self.get("/desk").status_code == 200

    def cookie(self, name: str = "stet") -> str | None:
        """The value of the session cookie."""
        found = self.client.get_cookie(name)
        return found.value if found else None
