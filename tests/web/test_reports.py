"""Reports of errors: from a stranger's form, without cookie or token, to the desk's answer."""

from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.models import Report
from tests.web.browsing import Html
from tests.web.conftest import Site

FORM = "/report-an-error"


def send(site: Site, *, address: str = "127.0.0.1", **values: Any) -> TestResponse:
    return site.stranger(address=address).client.post(FORM, data={"words": "Wrong.", **values})


def stored(site: Site) -> list[Report]:
    with site.newsroom.database.reading() as session:
        found = list(session.scalars(select(Report).order_by(Report.id)))
        session.expunge_all()
    return found


def test_a_stranger_reports_and_the_desk_finds_the_claim(site: Site) -> None:
    _, claim_id, slug = site.newsroom.publication()
    stranger = site.stranger()
    form = stranger.page(f"{FORM}?page={slug}&claim=1").form(FORM)
    assert (form.values["page"], form.values["claim"]) == (slug, "1")
    sent = stranger.client.post(FORM, data={**form.values, "words": "It was <b>Tuesday</b>."})
    assert (sent.status_code, sent.location) == (303, f"{FORM}/thanks")
    assert "Set-Cookie" not in sent.headers
    thanks = stranger.get(sent.location)
    assert "Your report has reached the desk" in thanks.text
    second = site.as_("second")
    assert "1 new, 0 being looked into" in Html(second.get("/desk").text).text
    listed = second.get("/reports").text
    assert f'href="/claims/{claim_id}"' in listed and "&lt;b&gt;Tuesday" in listed
    assert f"/f/{slug}#claim-1" in second.get("/reports/1").text


def test_from_the_list_to_the_answer_and_back(site: Site) -> None:
    site.newsroom.reported(email="a@reader.example")
    second = site.as_("second")
    assert second.submit("/reports/1", "/reports/1/look-into").status_code == 302
    page = second.page("/reports/1")
    assert "mailto:a@reader.example" in page.text
    values = page.form("").values
    refused = second.client.post("/reports/1/decline", data=values)
    assert refused.status_code == 422 and "Write down what you found" in refused.text
    answered = second.client.post("/reports/1/accept", data={**values, "answer": "True: Tuesday."})
    assert answered.status_code == 302
    assert "True: Tuesday." in second.get("/reports/1").text
    assert "True" not in second.get("/reports?state=received").text
    assert 'href="/reports/1"' in second.get("/reports?state=accepted").text
    stale = second.client.post("/reports/1/take-up-again", data=values)
    assert stale.status_code == 409
    assert second.submit("/reports/1", "/reports/1/take-up-again").status_code == 302
    assert second.post("/reports/1/burn", {"version": 4}).status_code == 404


def test_what_was_typed_is_given_back_with_what_is_wrong(small_site: Site) -> None:
    sent = send(small_site, words="", sender="Ada", email="no address", about="Page on trout")
    assert sent.status_code == 422
    values = Html(sent.text).form(FORM).values
    assert (values["sender"], values["email"], values["about"]) == (
        "Ada", "no address", "Page on trout",
    )  # fmt: skip
    assert "tell us what is wrong" in sent.text and "this is no e-mail address" in sent.text
    assert sent.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in sent.headers
    assert stored(small_site) == []


def test_programs_that_fill_in_every_field_are_refused(small_site: Site) -> None:
    sent = send(small_site, more="https://spam.example", words="Buy this")
    assert sent.status_code == 422 and "please leave it empty" in sent.text
    assert "Buy this" in sent.text
    assert stored(small_site) == []


def test_the_sixth_report_within_an_hour_is_refused_and_kept_in_the_form(site: Site) -> None:
    for number in range(5):
        assert send(site, words=f"Report {number}").status_code == 303
    sent = send(site, words="The sixth one")
    assert sent.status_code == 429
    assert "Please send yours in an hour" in sent.text and "The sixth one" in sent.text
    assert send(site, address="10.0.0.9").status_code == 303
    assert len(stored(site)) == 6


def test_the_form_needs_no_token_and_uses_no_session(site: Site) -> None:
    """Whoever is logged in reports as a stranger: nothing is done in anybody's name."""
    editor = site.as_("editor")
    sent = editor.client.post(
        FORM, data={"words": "As anybody"}, headers={"Origin": "https://evil.example"}
    )
    assert sent.status_code == 303 and "Set-Cookie" not in sent.headers
    assert editor.is_in()


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"words": "x" * 5001}, 422),
        ({"words": "x" * 70_000}, 413),
        ({"sender": "x" * 500}, 422),
        ({"claim": "²", "page": "\u202e"}, 303),
        ({"claim": "9" * 10, "page": "nothing"}, 303),
        ({"words": "a\x00b\u202ec"}, 303),
        ({"version": "1", "state": "accepted", "answer": "x"}, 303),
    ],
)
def test_junk_is_refused_or_harmless(values: dict[str, str], status: int, site: Site) -> None:
    site.newsroom.publication()
    assert send(site, **values).status_code == status
    for report in stored(site):
        assert (report.state.value, report.answer, report.claim_number) == ("received", "", None)
        assert not set(report.words) & set("\x00\u202e")


def test_raw_junk_is_refused_in_words(small_site: Site) -> None:
    client = small_site.stranger().client
    kinds = {"content_type": "application/x-www-form-urlencoded"}
    assert client.post(FORM, data=b"words=%ED%A0%80", **kinds).status_code == 400
    assert client.post(FORM, json={"words": "x"}).status_code == 422
    assert client.get(f"{FORM}?page=%00&claim=<").status_code == 200
    assert stored(small_site) == []


def test_an_admin_blanks_the_sender(site: Site) -> None:
    site.newsroom.reported(sender="Ada Quist", email="a@reader.example")
    assert "Ada Quist" in site.as_("editor").get("/reports").text
    assert "Blank the sender" not in site.as_("editor").get("/reports/1").text
    admin = site.as_("admin")
    assert admin.submit("/reports/1", "/reports/1/blank", words_too="y").status_code == 302
    page = admin.get("/reports/1").text
    assert "Ada" not in page and "(blanked)" in page
    assert "Ada" not in repr(site.rows())


def test_the_desk_is_told_where_there_is_nothing(small_site: Site) -> None:
    editor = small_site.as_("editor")
    assert "No reader has reported an error yet" in editor.get("/reports").text
    assert "No report is declined" in editor.get("/reports?state=declined").text
    assert "No reader has reported" in editor.get("/reports?state=junk").text
    assert editor.get("/reports/99").status_code == 404
    assert "being looked into" not in editor.get("/desk").text
