"""When something is wrong beneath: health, a database that is gone, a fault of ours."""

import logging
from pathlib import Path

import pytest

from app import create_app
from app.queries import desk
from app.web import db
from config import Config
from tests.web.browsing import Browser
from tests.web.conftest import Site, build

GONE = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"


def test_a_healthy_site_is_ready(site: Site) -> None:
    stranger = site.stranger()
    assert (stranger.get("/healthz").status_code, stranger.get("/readyz").status_code) == (200, 200)


@pytest.mark.parametrize("url", ["sqlite:///{}/empty.sqlite3", "sqlite:///{}", GONE])
def test_without_a_database_it_lives_and_is_not_ready(url: str, tmp_path: Path) -> None:
    app = create_app(Config(database_url=url.format(tmp_path), secret_key="test"))
    stranger = Browser(app)
    assert stranger.get("/healthz").status_code == 200
    ready = stranger.get("/readyz")
    assert ready.status_code == 503
    assert "nobody@" not in ready.text
    app.extensions[db.KEY].engine.dispose()


@pytest.mark.parametrize("path", ["/", "/f/some-slug", "/desk", "/claims/1", "/login", "/nothing"])
@pytest.mark.parametrize("login", [None, "editor"])
def test_when_the_database_goes_pages_say_so(
    path: str, login: str | None, small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = small_site.as_(login) if login else small_site.stranger()
    gone = db.Database.at(GONE)
    monkeypatch.setitem(small_site.app.extensions, db.KEY, gone)
    response = browser.get(path)
    if login is None and path in ("/login", "/desk", "/claims/1"):
        assert response.status_code in (200, 302)
    elif path == "/nothing":
        assert response.status_code == 404
    else:
        assert response.status_code == 503
        assert "The database does not answer just now" in response.text
    assert "Traceback" not in response.text
    assert "nobody@" not in response.text
    gone.engine.dispose()


def test_a_post_to_a_database_that_is_gone_is_answered_in_words(
    small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = small_site.as_("editor")
    sent = {"csrf_token": editor.token, "text": "Lye was dumped."}
    gone = db.Database.at(GONE)
    monkeypatch.setitem(small_site.app.extensions, db.KEY, gone)
    response = editor.client.post("/articles/new", data=sent)
    assert response.status_code == 503
    assert "Nothing was changed" in response.text
    gone.engine.dispose()


def test_a_fault_of_ours_is_told_in_words_and_logged(
    small_site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret words of the machine")

    monkeypatch.setattr(desk, "_progress", fail)
    response = small_site.as_("editor").get("/desk")
    assert response.status_code == 500
    assert "The fault is ours" in response.text
    assert "secret words" not in response.text
    assert "Traceback" not in response.text
    assert "secret words of the machine" in caplog.text


def test_a_line_feed_in_the_address_forges_no_line_in_the_log(
    small_site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("app.published.stand", fail)
    with caplog.at_level(logging.ERROR):
        small_site.stranger().get("/f/x%0AERROR%20forged")
    assert all("\n" not in record.getMessage() for record in caplog.records)


def test_a_host_that_is_not_ours_is_refused_in_words(sqlite_url: str) -> None:
    for site in build(sqlite_url, trusted_hosts=("localhost",)):
        assert site.stranger().get("/").status_code == 200
        response = site.stranger().get("/", base_url="http://evil.example")
        assert response.status_code == 400
        assert "Traceback" not in response.text
        assert "not one of ours" in response.text


@pytest.mark.parametrize("status", [404, 405, 400])
def test_errors_tell_what_to_do(status: int, small_site: Site) -> None:
    stranger = small_site.stranger()
    response = {
        404: lambda: stranger.get("/nothing"),
        405: lambda: stranger.get("/claims/1/take"),
        400: lambda: stranger.client.post("/login", data={}),
    }[status]()
    assert response.status_code == status
    assert "<h1>" in response.text
    assert "/login" not in response.headers.get("Location", "")
