"""What only shows on a real server: connections, large bodies, broken requests, logs."""

import http.client
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlencode

from tests.factories import PASSWORD
from tests.web.browsing import Html
from tests.web.conftest import Server


class Wire:
    """One person over real HTTP."""

    def __init__(self, server: Server) -> None:
        self.port, self.cookie = server.port, ""

    def ask(self, method: str, path: str, body: bytes | str = b"", **headers: str):  # type: ignore[no-untyped-def]
        """Send one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        if method == "POST":
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Cookie": self.cookie, **headers})
        response = connection.getresponse()
        text = response.read().decode()
        if cookie := response.headers.get("Set-Cookie"):
            self.cookie = cookie.partition(";")[0]
        connection.close()
        return response, text

    def token(self, path: str) -> str:
        """The token on a page."""
        forms = Html(self.ask("GET", path)[1]).forms
        return quote(next(form.values["csrf_token"] for form in forms if form.method == "post"))

    def log_in(self, login: str) -> None:
        """Log in by the form."""
        token = self.token("/login")
        body = f"csrf_token={token}&login={login}&password={quote(PASSWORD)}"
        assert self.ask("POST", "/login", body)[0].status == 302


def test_a_real_server_answers_as_the_tests_do(server: Server) -> None:
    _, _, slug = server.newsroom.publication()
    stranger, editor = Wire(server), Wire(server)
    page, _ = stranger.ask("GET", f"/f/{slug}")
    assert (page.status, page.headers.get("Set-Cookie")) == (200, None)
    known = stranger.ask("GET", f"/f/{slug}", If_None_Match=page.headers["ETag"])
    assert (known[0].status, known[1]) == (304, "")
    assert stranger.ask("GET", "/desk")[0].status == 302

    editor.log_in("editor")
    token = editor.token("/articles/new")
    large = "text=" + "Lye+was+dumped.+" * 320_000
    refused, words = editor.ask("POST", "/articles/new", f"csrf_token={token}&{large}")
    assert refused.status == 422
    assert "the most that can be taken in at once" in words
    for broken in ("%ED%A0%80", "%FF"):
        refused, words = editor.ask("POST", "/articles/new", f"csrf_token={token}&text={broken}")
        assert refused.status == 400
        assert "This text is not UTF-8" in words
    assert editor.ask("GET", "/f/x%00y")[0].status == 404
    assert editor.ask("GET", "/f/x%0AERROR")[0].status == 404
    assert editor.ask("POST", "/claims/1/take", "version=1")[0].status == 400
    assert "Traceback" not in server.log.read_text()


def test_a_body_that_is_too_large_is_refused_by_its_length(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as raw:
        raw.sendall(
            b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\nabc"
        )
        assert raw.recv(4000).startswith(b"HTTP/1.1 413")


def test_a_fact_check_is_frozen_and_published_once_however_often_one_presses(
    server: Server,
) -> None:
    newsroom = server.newsroom
    check = newsroom.pasted()
    newsroom.signed(check, newsroom.first_claim(check))
    newsroom.deferred(check)
    editor = Wire(server)
    editor.log_in("editor")
    path = f"/checks/{check}/publish"
    body = urlencode(Html(editor.ask("GET", path)[1]).form("").values)
    with ThreadPoolExecutor(8) as people:
        statuses = list(people.map(lambda _: editor.ask("POST", path, body)[0].status, range(16)))
    assert sorted(statuses) == [302] + [409] * 15
    assert len(newsroom.issued(check)) == 1
