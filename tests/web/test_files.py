"""Articles that come as files or with the clipboard's HTML: taken in, or refused in words."""

from io import BytesIO

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.models import Draft
from app.web.drafting import blocks
from tests.web.browsing import Html
from tests.web.conftest import Site, Stage
from tests.word import REFUSED, paragraph, word_file

WORDS = "The ferry will stop on Sunday, the office said."


MULTIPART, END = "multipart/form-data; boundary=x", b"--x--\r\n"


def part(name: str, content: bytes, *, file: str | None = None) -> bytes:
    """One part of a form as it goes over the wire; the test client would leave large files open."""
    named = f'; filename="{file}"' if file else ""
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def send(site: Site, data: bytes, name: str = "article", text: str = "") -> TestResponse:
    """Choose a file on the page and continue."""
    editor = site.as_("editor")
    sent = part("csrf_token", editor.token.encode()) + part("text", text.encode())
    body = sent + part("file", data, file=name) + END
    return editor.client.post("/articles/new", data=body, content_type=MULTIPART)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (WORDS.encode(), "a.txt"),
        (f"<!doctype html><p>{WORDS}".encode(), "a.html"),
        (word_file(paragraph(WORDS)), "a.docx"),
        (word_file(paragraph(WORDS)), "named wrongly.txt"),
        (WORDS.encode("utf-16"), "../../a\u202e.exe"),
    ],
)
def test_a_file_becomes_a_draft(data: bytes, name: str, site: Site) -> None:
    response = send(site, data, name)
    assert response.status_code == 302, Html(response.text).text
    assert WORDS in site.as_("editor").page(response.location).words
    with site.newsroom.database.reading() as session:
        assert session.scalars(select(Draft.pasted)).one().lstrip("\ufeff") == WORDS


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_text_is_refused_in_words(name: str, stage: Stage) -> None:
    data, words = REFUSED[name]
    before = stage.site.rows()
    response = send(stage.site, data)
    assert response.status_code == 422
    assert words in Html(response.text).text
    assert stage.site.rows() == before


def test_a_file_over_the_limit_is_refused_and_the_page_names_both_limits(stage: Stage) -> None:
    response = send(stage.site, b"a" * 20_000_001)
    assert response.status_code == 422
    assert "This file has 20,000,001 bytes; 20,000,000 is the most" in response.text
    page = Html(response.text).text
    assert "Up to 5 MB of text" in page
    assert "up to 20 MB" in page


def test_a_file_beside_a_text_is_refused_and_the_text_is_kept(stage: Stage) -> None:
    response = send(stage.site, b"a file", text="A text.")
    assert response.status_code == 422
    assert "there is text in the box as well" in response.text
    assert Html(response.text).form("").values["text"].strip() == "A text."


def test_what_was_lost_on_the_way_is_told_once(site: Site) -> None:
    response = send(site, b"<meta charset=utf-8><p>F\xe4hre und F\xfcrst")
    assert "2 characters could not be read" in site.as_("editor").page(response.location).text


def test_the_clipboards_html_goes_before_the_text_of_the_box(site: Site) -> None:
    markup = f"<h1>Ferry stops</h1><p>{WORDS}</p>"
    sent = {"text": f"Ferry stops {WORDS}", "html": markup}
    assert site.as_("editor").submit("/articles/new", **sent).status_code == 302
    with site.newsroom.database.reading() as session:
        assert session.scalars(select(Draft.pasted)).one() == f"Ferry stops\n\n{WORDS}"


def test_html_is_shown_as_words_and_never_as_markup(site: Site) -> None:
    markup = "<p>&lt;script&gt;alert(1)&lt;/script&gt; <b onclick=x()>said</b></p>"
    draft = site.as_("editor").submit("/articles/new", text="said", html=markup).location
    page = site.as_("editor").get(draft).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; said" in page
    assert "onclick" not in page


@pytest.mark.parametrize("field", ["text", "html", "csrf_token", "other"])
def test_a_file_in_any_other_field_is_refused(field: str, stage: Stage) -> None:
    editor = stage.site.as_("editor")
    sent = {"csrf_token": editor.token, field: (BytesIO(b"x"), "x.txt")}
    response = editor.client.post("/articles/new", data=sent)
    assert response.status_code == 400
    assert "Files cannot be sent here" in response.text


@pytest.mark.parametrize("path", ["/claims/{open}/review", "/checks/{check}/article", "/login"])
def test_no_other_page_takes_a_file(path: str, stage: Stage) -> None:
    editor = stage.site.as_("editor")
    sent = {"csrf_token": editor.token, "file": (BytesIO(b"x"), "x.txt")}
    response = editor.client.post(path.format(**vars(stage.scene)), data=sent)
    assert response.status_code == 400


def test_a_stranger_sends_no_file(stage: Stage) -> None:
    body = part("file", b"a" * 7_000_000, file="a.txt") + END
    client = stage.site.stranger().client
    assert client.post("/articles/new", data=body, content_type=MULTIPART).status_code == 413


def test_text_beside_a_file_must_be_utf_8_still(stage: Stage) -> None:
    client, file = stage.site.as_("editor").client, part("file", b"\xff\xfe", file="a.txt")
    for text, words in ((b"\xed\xa0\x80", "not UTF-8"), (b"so", "earlier session")):
        body = file + part("text", text) + END
        response = client.post("/articles/new", data=body, content_type=MULTIPART)
        assert response.status_code == 400
        assert words in response.text


def test_a_form_without_a_boundary_is_no_fault_of_ours(stage: Stage) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary="):
        response = stage.site.as_("editor").client.post(
            "/articles/new", data=b"x", content_type=kind
        )
        assert response.status_code in (400, 422)


def test_long_runs_of_dropped_lines_are_folded() -> None:
    text = "\n".join(f"line {n}" for n in range(20))
    starts = {text.index(f"line {n}\n") for n in range(3, 12)}
    found = blocks(text, dropped=starts, marked=starts)
    assert [(len(block.lines), block.is_folded) for block in found] == [
        (3, False),
        (9, True),
        (8, False),
    ]
    assert [line.words for block in found for line in block.lines] == text.split("\n")
    few = blocks(text, dropped={0, 7}, marked={0})
    assert [block.is_folded for block in few] == [False, False]
    assert few[0].lines[0].is_marked and not few[0].lines[1].is_marked
