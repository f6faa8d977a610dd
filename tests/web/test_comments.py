"""Comments and notifications over HTTP: what is refused, and what of it is kept."""

import re

import pytest
from sqlalchemy import select

from app.models import Comment, Revision
from tests.web.conftest import Site


@pytest.fixture
def check(small_site: Site) -> int:
    return small_site.newsroom.pasted()


@pytest.fixture
def claim(small_site: Site, check: int) -> int:
    return small_site.newsroom.first_claim(check)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["", "   \n", "\0", "x" * 10_001])
def test_a_comment_that_cannot_be_is_explained(small_site: Site, claim: int, words: str) -> None:
    refused = small_site.as_("reviewer").post(f"/claims/{claim}/comments", {"words": words})
    assert refused.status_code == 422
    assert re.search("it is empty|10,000 characters at most", refused.text)


def test_the_words_stay_where_the_passage_is_missing(small_site: Site, check: int) -> None:
    path = f"/checks/{check}/comments"
    for place in ("", "x", "5-5", "9-2", "0-99999999", "-1-4"):
        words = {"words": "Who measured it?", "place": place}
        refused = small_site.as_("reviewer").post(path, words)
        assert refused.status_code == 422
        assert "Choose the passage" in refused.text
        assert "Who measured it?</textarea>" in refused.text


def test_selected_words_come_to_the_form(small_site: Site, check: int) -> None:
    browser = small_site.as_("reviewer")
    text = small_site.newsroom.dossier(check).revision.text  # type: ignore[arg-type]
    path = f"/checks/{check}/comments"
    page = browser.page(f"{path}?start=5&end=16")
    assert page.form("").values["place"] == "5-16"
    assert text[5:16] in browser.get(f"{path}?start=5&end=16").text
    for start, end in (("x", "4"), ("9", "3"), ("0", "9" * 30), ("", ""), ("²", "9")):
        assert browser.get(f"{path}?start={start}&end={end}").status_code == 200


def test_two_tabs_reword_one_comment(small_site: Site, claim: int) -> None:
    comment = small_site.newsroom.commented(claim)  # type: ignore[arg-type]
    browser, path = small_site.as_("reviewer"), f"/comments/{comment}/reword"
    assert browser.post(path, {"version": "1", "words": "Newer."}).status_code == 302
    late = browser.post(path, {"version": "1", "words": "My other words."})
    assert late.status_code == 409
    assert "Somebody else changed this" in late.text
    assert "My other words." in late.text
    assert browser.post(path, {"version": "2", "words": "My other words."}).status_code == 302


def test_only_its_author_rewords_or_takes_back(small_site: Site, claim: int) -> None:
    comment = small_site.newsroom.commented(claim)  # type: ignore[arg-type]
    for login in ("editor", "second"):
        other = small_site.as_(login)
        for what in ("reword", "take-back"):
            sent = {"version": "1", "words": "Not mine."}
            assert other.post(f"/comments/{comment}/{what}", sent).status_code == 403


def test_nothing_of_a_comment_is_told_to_readers(small_site: Site, check: int, claim: int) -> None:
    newsroom = small_site.newsroom
    before = newsroom.commented(claim, "A word for the desk: quagga.")  # type: ignore[arg-type]
    newsroom.signed(check, claim)  # type: ignore[arg-type]
    slug = newsroom.published(check)  # type: ignore[arg-type]
    newsroom.commented(claim, "Another for the desk: quagga.")  # type: ignore[arg-type]
    stranger = small_site.stranger()
    for path in (f"/checks/{check}/comments", f"/comments/{before}", "/notifications"):
        assert stranger.get(path).status_code == 302
    page = stranger.get(f"/f/{slug}").text
    forms = {f"/f/{slug}", *re.findall(rf'href="[^"]*(/f/{slug}[^"#]*)', page)}
    assert len(forms) > 5
    assert not [form for form in forms if b"quagga" in stranger.get(form).data]


def test_a_comment_stays_with_the_text_that_its_words_were_chosen_in(
    small_site: Site, check: int
) -> None:
    browser, newsroom = small_site.as_("reviewer"), small_site.newsroom
    old = newsroom.dossier(check).revision.text  # type: ignore[arg-type]
    path, place = f"/checks/{check}/comments", {"start": 3, "end": 25}
    shown = browser.client.get(path, query_string={"revision": 1, **place})
    assert 'name="revision" type="hidden" value="1"' in shown.text
    newsroom.revised(check)  # type: ignore[arg-type]
    sent = {"revision": 1, "place": "3-25", "words": ""}
    refused = browser.post(path, sent)
    assert refused.status_code == 422
    assert "You chose these words in revision 1" in refused.text
    assert browser.post(path, {**sent, "words": "Who says so?"}).status_code == 302
    with newsroom.database.reading() as session:
        comment = session.scalars(select(Comment)).one()
        revision = session.get_one(Revision, comment.revision_id)
        assert (revision.number, comment.exact) == (1, old[3:25])
    assert browser.post(path, {**sent, "words": "So?", "revision": 9}).status_code == 404
