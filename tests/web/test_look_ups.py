"""Asking for a look-up by HTTP: who may, what is answered, and what the page offers."""

import pytest

from app.factory import worker_of
from app.models import LookUp
from tests.web.conftest import Site, Stage


def test_asking_is_answered_with_where_to_ask_for_what_was_found(stage: Stage) -> None:
    browser = stage.site.as_("second")
    answer = browser.post("/look-ups", {"url": " https://news.example/a "})
    assert answer.status_code == 202
    at = answer.json["at"]
    assert browser.get(at).status_code == 204
    number = int(at.rpartition("/")[2])
    with stage.site.newsroom.work("second") as work:
        row = work.session.get_one(LookUp, number)
        assert row.url == "https://news.example/a"
        row.done_at, row.title, row.publisher = work.now, "Minutes", "</script>"
    told = browser.get(at)
    assert told.json == {
        "refusal": "",
        "fields": {"title": "Minutes", "publisher": "</script>", "source_date": ""},
    }
    assert "no-store" in told.headers["Cache-Control"]
    # It is told to whoever asked, and to nobody else.
    assert stage.site.as_("reviewer").get(at).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nowhere",
        "file:///etc/passwd",
        "http://a:b@c/",
        "javascript:1",
        "http://\x00",
        "x" * 3000,
    ],
)
def test_what_is_no_address_is_refused_in_words(url: str, stage: Stage) -> None:
    answer = stage.site.as_("second").post("/look-ups", {"url": url})
    assert answer.status_code == 422
    assert "Address: " in answer.text


def test_a_forged_request_looks_nothing_up(stage: Stage) -> None:
    before = stage.site.rows()
    answer = stage.site.as_("second").client.post("/look-ups", data={"url": "https://a.example/"})
    assert answer.status_code == 400
    assert stage.site.rows() == before


def test_the_form_says_that_the_page_is_asked_only_where_it_is(
    stage: Stage, small_site: Site
) -> None:
    scene = stage.scene
    for path in (f"/claims/{scene.open}", f"/citations/{scene.citation}"):
        page = stage.site.as_("second").get(path).text
        assert 'data-looks-up="/look-ups"' in page
        assert "The server asks this page" in page
        assert "/static/looking.js" in page
    check = small_site.newsroom.pasted()
    claim = small_site.newsroom.first_claim(check)
    page = small_site.as_("second").get(f"/claims/{claim}").text
    assert "looks-up" not in page
    assert "looking.js" not in page
    answer = small_site.as_("second").post("/look-ups", {"url": "https://news.example/"})
    assert answer.status_code == 422
    assert "This server does not look pages up." in answer.text


def test_a_server_that_looks_pages_up_has_a_worker(stage: Stage, small_site: Site) -> None:
    assert worker_of(stage.site.app) is not None
    assert worker_of(small_site.app) is None
