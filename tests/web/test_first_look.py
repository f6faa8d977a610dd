"""The first look at a paste over HTTP: the same as the real intake, and nothing is written."""

import pytest

from app.web.first_look import LONGEST
from tests.web.browsing import Html
from tests.web.conftest import Site
from tests.web.test_files import END, MULTIPART, part
from tests.word import REFUSED

ARTICLE = (
    "Ferry to Lund stops\n\n"
    "The ferry carried 4,200 people in 2019, Anna Berg said.\n"
    "Share this story\n"
    "It lost 12 percent of its passengers in 2021, the office said."
)


def look(site: Site, **sent: object) -> str:
    """What is answered, as markup."""
    response = site.as_("editor").post("/articles/look", sent)
    assert response.status_code == 200, response.text
    return response.text


def claims_when_frozen(site: Site, **sent: object) -> int:
    """How many claims the fact-check has that comes of the same paste."""
    editor = site.as_("editor")
    draft = editor.submit("/articles/new", **sent).location
    check = editor.submit(draft, headline="A headline").location
    return len(site.newsroom.dossier(int(check.rsplit("/", 1)[1])).shown)


def test_the_claims_of_the_first_look_are_those_of_the_frozen_text(site: Site) -> None:
    seen = look(site, text=ARTICLE)
    found = claims_when_frozen(site, text=ARTICLE)
    assert found >= 2
    assert f'data-says="{found} claims in' in seen
    assert seen.count('id="q') == found


def test_clutter_is_struck_through_where_it_stands(site: Site) -> None:
    words = Html(look(site, text=ARTICLE)).text
    assert words.index("Anna Berg said") < words.index("Share this story") < words.index("It lost")


def test_a_line_that_is_kept_is_part_of_the_article_and_of_the_draft(site: Site) -> None:
    kept = {"text": ARTICLE, "keep": "Share this story"}
    seen = look(site, **kept)
    assert 'value="Share this story" checked' in seen
    assert "<s " not in seen
    draft = site.as_("editor").submit("/articles/new", **kept).location
    assert " checked" not in site.as_("editor").get(draft).text


def test_words_that_are_kept_and_are_no_clutter_change_nothing(site: Site) -> None:
    assert look(site, text=ARTICLE, keep="4,200 people") == look(site, text=ARTICLE)


@pytest.mark.parametrize(
    "text",
    [
        "Share this story\nFerry stops\n\nIt lost 12 percent in 2021.\nShare this story",
        "Share this story",
        "Share this story\n\n\nAdvertisement",
        "\n\n  Share this story \n\tThe ferry lost 12 percent in 2021. \n  Advertisement\n",
        "“We lost 12 percent in 2021.\n\nShare this story\n\n“We carried 4,200 people,” Berg said.",
        "Die Fähre hat im Jahr 2021 zwölf Prozent verloren, und sie hat nicht mehr so viele "
        "Gäste wie im Jahr davor, sagte der Hafen am Montag in der Stadt.",
        "<b>&amp;\u202e\u0000 x</b>",
    ],
)
def test_any_text_is_drawn(text: str, site: Site) -> None:
    for keep in ("", "Share this story"):
        assert "data-says=" in look(site, text=text, keep=keep)


def test_a_long_text_is_counted_and_its_claims_are_left_for_later(site: Site) -> None:
    seen = look(site, text=ARTICLE + "\n\nIt rained." * (LONGEST // 10))
    assert "too long" in Html(seen).text or "found when it is frozen" in seen
    assert "<mark" not in seen


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_paste_refuses_the_first_look_refuses_in_the_same_words(
    name: str, site: Site
) -> None:
    data, words = REFUSED[name]
    editor = site.as_("editor")
    body = part("csrf_token", editor.token.encode()) + part("file", data, file="a.docx") + END
    response = editor.client.post("/articles/look", data=body, content_type=MULTIPART)
    assert response.status_code == 422
    assert words.split(".")[0] in response.text


def test_nothing_is_written_and_no_token_means_no_answer(site: Site) -> None:
    editor, before = site.as_("editor"), site.rows()
    look(site, text=ARTICLE)
    assert site.rows() == before
    assert editor.client.post("/articles/look", data={"text": ARTICLE}).status_code == 400
    assert site.as_("second").post("/articles/look", {"text": ARTICLE}).status_code == 403


def test_the_page_before_the_text_is_frozen_counts_the_claims_of_what_is_kept(site: Site) -> None:
    editor = site.as_("editor")
    draft = editor.submit("/articles/new", text=ARTICLE).location
    assert "2 claims in 26 words" in editor.page(draft).words
    assert "As the lines were when this page was drawn." in editor.page(draft).words
    refused = editor.post(draft, {"headline": "", "version": 1, "drop": str(ARTICLE.index("The"))})
    assert refused.status_code == 422
    assert "1 claim in 19 words" in " ".join(Html(refused.text).text.split())


def test_counting_again_shows_the_form_as_it_was_sent_and_freezes_nothing(site: Site) -> None:
    editor = site.as_("editor")
    draft = editor.submit("/articles/new", text=ARTICLE).location
    page, before = editor.page(draft), site.rows()
    typed = {"headline": "", "outlet": "The <Post>", "published_on": "no date", "count": "1"}
    chosen = {"drop": [str(ARTICLE.index("The"))], **typed}
    counted = editor.client.post(draft, data={**page.form("").values, **chosen})
    assert counted.status_code == 200
    assert site.rows() == before
    shown = Html(counted.text)
    assert "1 claim in 19 words" in shown.words
    sent = shown.form("").values
    assert (sent["outlet"], sent["published_on"]) == ("The <Post>", "no date")
    assert sent["drop"] == [str(ARTICLE.index("The"))]
    frozen = editor.client.post(draft, data={**sent, "headline": "A", "published_on": ""})
    assert "/checks/" in frozen.location


@pytest.mark.parametrize(
    ("drop", "says"),
    [
        ([], "2 claims in 29 words"),
        (["0", "x", "-1", "99999999999", "7"], "2 claims in 25 words"),
        ([str(ARTICLE.index(words)) for words in ("Ferry", "The", "Share", "It")], "0 claims in 0"),
    ],
)
def test_the_claims_of_any_choice_of_lines_are_counted_and_nothing_is_written(
    drop: list[str], says: str, site: Site
) -> None:
    editor = site.as_("editor")
    draft = editor.submit("/articles/new", text=ARTICLE).location
    before = site.rows()
    answer = editor.post(f"{draft}/count", {"drop": drop})
    assert f'data-says="{says}' in answer.text
    assert site.rows() == before
    assert editor.client.post(f"{draft}/count", data={"drop": drop}).status_code == 400
    assert site.as_("both").post(f"{draft}/count", {"drop": drop}).status_code == 403


def test_a_long_draft_is_not_counted_and_says_so(site: Site) -> None:
    editor = site.as_("editor")
    long = ARTICLE + "\n\nIt rained." * (LONGEST // 10)
    draft = editor.submit("/articles/new", text=long).location
    page = editor.page(draft)
    assert "The claims of so long a text are counted when it is frozen." in page.words
    assert not [a for _, a in page.elements if a.get("name") == "count"]
    assert "data-says" not in editor.post(f"{draft}/count").text
