"""Input that no browser, or no friend, would send: refused in words, never a fault."""

from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from sqlalchemy import select

from app.models import Claim, Draft, FactCheck, Ruling, Source
from tests.web.browsing import Browser, Html
from tests.web.conftest import Site, Stage, set_scene
from tests.web.routes import CITATION, REVIEW, STATEMENT

FORM = {"content_type": "application/x-www-form-urlencoded"}
BROKEN = ["%ED%A0%80", "%FF", "%C0%AF", "abc%E2%82", "%F5%80%80%80"]


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("path", ["/login", "/articles/new", "/claims/{open}/review"])
def test_text_that_is_not_utf_8_is_refused_in_words(path: str, broken: str, stage: Stage) -> None:
    browser, before = stage.site.as_("both"), stage.site.rows()
    body = f"csrf_token={quote(browser.token)}&text=Lye+{broken}&login={broken}"
    response = browser.client.post(path.format(open=stage.scene.open), data=body, **FORM)
    assert response.status_code == 400
    assert "This text is not UTF-8" in response.text
    assert stage.site.rows() == before


def test_nor_in_the_parts_of_a_multipart_form(stage: Stage) -> None:
    head = '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
    body = head.encode() + b"\xed\xa0\x80\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    response = stage.site.as_("both").client.post("/articles/new", data=body, content_type=kind)
    assert response.status_code == 400
    assert "This text is not UTF-8" in response.text


def test_a_file_is_no_text(stage: Stage) -> None:
    both = stage.site.as_("both")
    sent = {"text": (BytesIO(b"Lye was dumped."), "article.txt"), "csrf_token": both.token}
    response = both.client.post("/articles/new", data=sent)
    assert response.status_code == 400
    assert "Files cannot be sent here" in response.text


def test_percent_signs_in_a_text_are_kept(site: Site) -> None:
    editor, text = site.as_("editor"), "Lye rose by 100%ED%A0%80 in “2023”, 𝔸 🐟 é."
    response = editor.submit("/articles/new", text=text)
    assert response.status_code == 302
    with site.newsroom.database.reading() as session:
        assert session.scalars(select(Draft.pasted)).one() == text


def test_null_bytes_and_lone_characters_in_a_paste_do_no_harm(site: Site) -> None:
    editor = site.as_("editor")
    text = "Lye\x00 was\u202e dumped\x1b on\ufeff Monday, the club said."
    response = editor.submit("/articles/new", text=text)
    assert response.status_code == 302
    page = editor.page(response.location)
    assert "Lye was dumped on Monday" in page.text
    frozen = editor.submit(response.location, headline="Null\x00 byte\u202e", outlet="\x00")
    assert frozen.status_code == 302
    with site.newsroom.database.reading() as session:
        assert session.scalars(select(FactCheck.headline)).one() == "Null byte"


ADDRESSES = [
    "/claims/{}",
    "/checks/{}",
    "/checks/{}/publish",
    "/checks/{}/preview",
    "/checks/{}/log",
    "/checks/{}/article",
    "/drafts/{}",
    "/citations/{}",
    "/statements/{}",
    "/f/x/v{}",
    "/f/{}",
]
STRANGE = [
    0,
    -1,
    2**31 - 1,
    2**31,
    2**63,
    10**30,
    "1.5",
    "²",
    "1%00",
    "%00",
    "a" * 3000,
    "%ff",
    "%0A",
]


def test_strange_numbers_in_an_address_lead_to_nothing(site: Site) -> None:
    both = site.as_("both")
    for address in ADDRESSES:
        for strange in STRANGE:
            response = both.get(address.format(strange))
            assert response.status_code == 404, (address, strange)
            assert "There is nothing here" in response.text


def test_a_strange_version_changes_nothing(site: Site) -> None:
    scene = set_scene(site.newsroom)
    both, before = site.as_("both"), site.rows()
    for version in ("", "0", "-1", "9" * 30, "x", "1e3", "²", "٣", "1" * 5000):
        sent = {**REVIEW, "version": version}
        for path in (
            f"/claims/{scene.open}/take",
            f"/claims/{scene.open}/review",
            f"/citations/{scene.citation}/remove",
            f"/checks/{scene.check}/publish",
            f"/proposals/{scene.proposal}/dismiss",
        ):
            assert both.post(path, sent).status_code in (409, 422), (path, version)
    assert site.rows() == before


KNOWN = {"known_source": "1", "stance": "context", "excerpt": "So.", "locator": "p. 4"}
REVIEWS: list[tuple[dict[str, Any], str]] = [
    ({"wording": "w" * 301}, "300 characters at most"),
    ({"wording": "w" * 76}, "75 at most"),
    ({"wording": "It was denied"}, "verdict word"),
    ({"claimant": "c" * 300}, "200 characters at most"),
    ({"url": "javascript:alert(1)", "stance": "context"}, "http:// or https://"),
    ({"url": "https://user:pass@x.example/", "stance": "context"}, "http:// or https://"),
    ({"url": "https://x.example/" + "a" * 2000, "stance": "context"}, "2000 characters at most"),
    ({"url": "data:text/html,x", "stance": "context"}, "http:// or https://"),
    ({"archive_url": "JaVaScRiPt:alert(1)"}, "http:// or https://"),
    ({"title": "Minutes"}, "choose what the source does"),
    ({"title": "Minutes", "stance": "loves"}, "Not a valid choice"),
    ({"title": "Minutes", "stance": "context"}, "the excerpt is empty"),
    ({"title": "T", "stance": "context", "excerpt": "e" * 10_001}, "10,000 characters at most"),
    ({"title": "T", "stance": "context", "source_date": "2022-13-40"}, "year-month-day"),
    ({"source_date": "0001-01-01"}, "year-month-day"),
    ({"source_date": "99999-1-1"}, "year-month-day"),
    ({"source_date": "yesterday"}, "year-month-day"),
    ({"source_kind": "hearsay"}, "Not a valid choice"),
    ({"source_precision": "hour"}, "Not a valid choice"),
    ({"known_source": "999999", "stance": "context", "excerpt": "x"}, "There is no source"),
    ({"known_source": "²", "stance": "context", "excerpt": "x"}, "title"),
    ({"archive_url": "https://archive.example/a"}, "choose what the source does"),
    ({"no_archive_reason": "Taken down."}, "choose what the source does"),
    ({"confidential": "y"}, "choose what the source does"),
    ({"source_date": "2022-07-26"}, "choose what the source does"),
    ({"source_kind": "secondary"}, "choose what the source does"),
    ({"source_precision": "month"}, "choose what the source does"),
    ({"stance": "supports"}, "Give the source a title"),
    ({"on_behalf_of": "The mill"}, "choose what was done"),
    ({"actor_role": "manager"}, "choose what was done"),
    ({"scope": "part"}, "choose what was done"),
    ({"precision": "month"}, "choose what was done"),
    ({"place": "0-5"}, "choose what was done"),
    ({"kind": "denied", "actor": "Ilse", "statement_source": "new"}, "no source is entered above"),
    ({**KNOWN, "confidential": "y"}, "not both"),
    ({**KNOWN, "title": "Another"}, "not both"),
    ({**KNOWN, "archive_url": "https://archive.example/a"}, "not both"),
    ({"actor": "Ilse"}, "choose what was done"),
    ({"kind": "retracted"}, "Say who did it"),
    ({"kind": "regretted", "actor": "Ilse"}, "Not a valid choice"),
    ({"kind": "retracted", "actor": "Ilse", "dated_on": "2999-01-01"}, "in the future"),
    ({"kind": "retracted", "actor": "Ilse", "place": "5-999999999"}, "not in the article"),
    ({"kind": "retracted", "actor": "Ilse", "place": "9-5"}, "not in the article"),
    ({"kind": "retracted", "actor": "Ilse", "statement_source": "77"}, "There is no source"),
    ({"kind": "retracted", "actor": "Ilse", "proposal_id": "99999"}, "There is no proposal"),
    ({"kind": "retracted", "actor": "Ilse", "proposal_id": str(2**31)}, "out of range"),
    ({"rationale": "Because."}, "choose the verdict"),
    ({"verdict": "splendid", "rationale": "Because."}, "not a verdict of this house"),
    ({"verdict": "supported", "rationale": "Because."}, "needs at least one source"),
    ({"verdict": "supported", "rationale": ""}, "the rationale is empty"),
    ({"verdict": "supported", "rationale": "r" * 40_001}, "40,000 characters at most"),
    ({"verdict": "supported", "rationale": "🐟" * 20_000}, "too long"),
    ({"verdict": "supported", "rationale": "> " * 19_000 + "x"}, "needs at least one source"),
    ({"verdict": "supported", "rationale": "x", "as_of": "2999-01-01"}, "future"),
    ({"verdict": "supported", "rationale": "x", "as_of": "2022-02-30"}, "year-month-day"),
]


@pytest.mark.parametrize(("values", "words"), REVIEWS)
def test_a_review_that_cannot_be_is_refused_and_kept(
    values: dict[str, Any], words: str, stage: Stage
) -> None:
    scene, both, before = stage.scene, stage.site.as_("both"), stage.site.rows()
    sent = {
        **REVIEW,
        "version": stage.version(scene.open),
        "claimant_role": "kept as typed",
        **values,
    }
    response = both.post(f"/claims/{scene.open}/review", sent)
    assert response.status_code in (404, 422)
    page = Html(response.text)
    assert words in page.text
    form = page.form(f"/claims/{scene.open}/review").values
    for name, typed in {**values, "claimant_role": "kept as typed"}.items():
        if name == "confidential":
            assert form[name] == [typed]
        elif name in form and name not in ("stance", "source_kind", "source_precision", "kind"):
            assert form[name].strip() == typed.strip() or name in (
                "known_source",
                "place",
                "statement_source",
                "verdict",
            ), name
    assert stage.site.rows() == before


def test_an_editor_without_the_evidence_fields_can_word_a_claim(stage: Stage) -> None:
    stage.reset()
    page, action = f"/claims/{stage.scene.open}", f"/claims/{stage.scene.open}/review"
    response = stage.site.as_("editor").submit(page, action, wording="Lye was dumped")
    assert response.status_code == 302, Html(response.text).text
    stage.reset()


def test_a_citation_or_statement_that_was_emptied_is_refused(stage: Stage) -> None:
    both, before = stage.site.as_("both"), stage.site.rows()
    for path, values in (
        (f"/citations/{stage.scene.citation}", CITATION),
        (f"/statements/{stage.scene.statement}", STATEMENT),
    ):
        emptied = {name: "" for name in values}
        response = both.post(path, emptied)
        assert response.status_code == 422
        assert "choose what" in response.text
    assert stage.site.rows() == before


def test_missing_fields_are_refused_or_change_nothing(stage: Stage) -> None:
    scene, both, before = stage.scene, stage.site.as_("both"), stage.site.rows()
    for path in (
        "/articles/new",
        f"/claims/{scene.open}/dismiss",
        f"/claims/{scene.open}/merge",
        f"/claims/{scene.open}/split",
        f"/claims/{scene.open}/place",
        f"/claims/{scene.ruled}/send-back",
        f"/checks/{scene.check}/claims",
        f"/checks/{scene.published}/withdraw",
        "/account/password",
    ):
        assert both.post(path).status_code in (409, 422), path
    assert stage.site.rows() == before


def test_claims_of_another_article_are_not_merged(stage: Stage) -> None:
    scene, both, before = stage.scene, stage.site.as_("both"), stage.site.rows()
    version = stage.version(scene.open)
    away = stage.site.newsroom.version(scene.published, scene.published_claim)  # type: ignore[arg-type]
    others = [f"{scene.published_claim}-{away}", f"{scene.open}-{version}", f"{10**30}-1", "-5"]
    for other in (*others, "x", "", f"{2**31 - 1}-1", scene.taken, f"{10**15}-{10**15}"):
        sent = {"version": version, "other": other}
        response = both.post(f"/claims/{scene.open}/merge", sent)
        assert response.status_code in (404, 422), other
    assert stage.site.rows() == before


def test_a_proposal_about_another_claim_is_not_confirmed(stage: Stage) -> None:
    scene, both, before = stage.scene, stage.site.as_("both"), stage.site.rows()
    sent = {**REVIEW, "kind": "denied", "actor": "Ilse", "proposal_id": scene.proposal}
    sent["version"] = stage.version(scene.taken)
    response = both.post(f"/claims/{scene.taken}/review", sent)
    assert response.status_code == 404
    assert "about another claim" in response.text
    assert stage.site.rows() == before


def test_a_dismissal_cannot_pretend_to_be_a_merger(stage: Stage) -> None:
    both, before = stage.site.as_("both"), stage.site.rows()
    sent = {"version": stage.version(stage.scene.open), "note": "typed with care"}
    for reason in ("merged into another claim", "MERGED", "", "x" * 300):
        response = both.post(f"/claims/{stage.scene.open}/dismiss", {**sent, "reason": reason})
        assert response.status_code == 422
        assert "typed with care" in response.text
    assert stage.site.rows() == before


def test_no_field_is_set_that_a_form_does_not_have(stage: Stage) -> None:
    stage.reset()
    scene, both = stage.scene, stage.site.as_("both")
    hidden = {"state": "signed", "number": 9, "assignee_id": 1, "publish_unchecked": "1", "id": 1}
    sent = {**REVIEW, **hidden, "version": stage.version(scene.open)}
    assert both.post(f"/claims/{scene.open}/review", sent).status_code == 302
    sent = {"slug": "mine", "state": "published", "headline": "New", "created_by_id": 1}
    sent["version"] = stage.site.newsroom.dossier(scene.check).check.version  # type: ignore[arg-type]
    assert both.post(f"/checks/{scene.check}/article", sent).status_code == 302
    with stage.site.newsroom.database.reading() as session:
        claim, check = session.get_one(Claim, scene.open), session.get_one(FactCheck, scene.check)
        assert (claim.state, claim.number, claim.assignee_id) == ("open", None, None)
        assert (claim.publish_unchecked, claim.wording) == (False, "Lye was dumped")
        assert (check.slug, check.state, check.headline) == (None, "reviewing", "New")
    stage.reset()


def test_too_much_is_refused_in_words(stage: Stage) -> None:
    both, before = stage.site.as_("both"), stage.site.rows()
    response = both.post("/articles/new", {"text": "Lye was dumped. " * 320_000})
    assert response.status_code == 422
    assert "5,000,000 is the most that can be taken in at once" in response.text
    assert "Lye was dumped. " * 320_000 in response.text
    for path, size in (
        ("/articles/new", 31_100_000),
        (f"/claims/{stage.scene.open}/review", 6_100_000),
    ):
        response = both.post(path, {"text": "x" * size})
        assert response.status_code == 413
        assert "larger than this server reads" in response.text
    assert stage.site.rows() == before


@pytest.mark.parametrize("raw", ["javascript:alert(1)", "data:text/html,<b>", "vbscript:x"])
def test_a_rationale_leads_nowhere_dangerous(raw: str, small_site: Site) -> None:
    newsroom = small_site.newsroom
    check = newsroom.pasted()
    claim = newsroom.first_claim(check)
    newsroom.cited(check, claim)
    both = small_site.as_("both")
    text = f"So it is. [here]({raw}) <{raw}> ![x]({raw}) <a href='{raw}'>x</a>\n\n[y]: {raw}\n[y]"
    sent = {"verdict": "supported", "rationale": text, "as_of": "2024-05-01"}
    path = f"/claims/{claim}"
    assert both.submit(path, f"{path}/review", **sent).status_code == 302
    page = Html(both.get(path).text)
    scheme = raw.partition(":")[0]
    assert not [
        a for tag, a in page.elements if tag == "a" and a.get("href", "").lower().startswith(scheme)
    ]
    with newsroom.database.reading() as session:
        assert session.scalars(select(Ruling.rationale)).one() == text


def test_a_title_stands_in_for_none_and_an_address_for_a_title(site: Site) -> None:
    check = site.newsroom.pasted()
    path = f"/claims/{site.newsroom.first_claim(check)}"
    sent = {"url": "https://x.example/a", "stance": "context", "excerpt": "So."}
    assert site.as_("both").submit(path, f"{path}/review", **sent).status_code == 302
    with site.newsroom.database.reading() as session:
        assert session.scalars(select(Source.title)).one() == "https://x.example/a"


def test_a_long_address_stands_in_for_a_title_as_far_as_it_fits(site: Site) -> None:
    check = site.newsroom.pasted()
    path = f"/claims/{site.newsroom.first_claim(check)}"
    address = "https://x.example/" + "x" * 1500
    sent = {"url": address, "stance": "context", "excerpt": "So."}
    assert site.as_("both").submit(path, f"{path}/review", **sent).status_code == 302
    with site.newsroom.database.reading() as session:
        source = session.scalars(select(Source)).one()
        assert (source.url, source.title) == (address, address[:300])


def test_a_known_source_is_attached_with_its_own_excerpt(stage: Stage) -> None:
    stage.reset()
    page, action = f"/claims/{stage.scene.open}", f"/claims/{stage.scene.open}/review"
    assert stage.site.as_("both").submit(page, action, **KNOWN).status_code == 302
    stage.reset()


def test_a_proposal_that_was_taken_up_is_recorded_as_it_is(stage: Stage) -> None:
    stage.reset()
    scene, both = stage.scene, stage.site.as_("both")
    page = f"/claims/{scene.open}?proposal={scene.proposal}"
    assert both.submit(both.page(page), f"/claims/{scene.open}/review").status_code == 302
    file = stage.site.newsroom.dossier(scene.check).file(scene.open)  # type: ignore[arg-type]
    assert len(file.statements) == 1
    assert scene.proposal not in [p.id for p in file.proposals]
    stage.reset()


def test_a_draft_with_a_date_opens_again(site: Site) -> None:
    editor = site.as_("editor")
    text = "Lye was dumped in the Alm\n\nBy Ann Lee\nJuly 26, 2022\n\nKarl Munk said so."
    draft = editor.submit("/articles/new", text=text).location
    for date in ("2022-13-40", "0001-01-01", "99999-1-1", "20-1-1"):
        response = editor.submit(draft, headline="H", published_on=date)
        assert response.status_code == 422
        assert Html(response.text).form("").values["published_on"] == date
    assert editor.submit(draft, headline="", byline="B").status_code == 422
    frozen = editor.submit(draft, headline="H", published_on="2022-07-26")
    assert frozen.status_code == 302
    article = frozen.location + "/article"
    assert editor.page(article).form("").values["published_on"] == "2022-07-26"


def test_sentences_that_were_ticked_become_a_claim_without_any_script(stage: Stage) -> None:
    stage.reset()
    editor, path = stage.site.as_("editor"), f"/checks/{stage.scene.check}/claims"
    page = editor.page(f"/checks/{stage.scene.check}")
    boxes = [a["value"] for tag, a in page.elements if a.get("name") == "sentence"]
    assert len(boxes) > 3
    response = editor.post(path, {"sentence": boxes[1:3]})
    assert response.status_code == 302, Html(response.text).text
    for junk in (["x"], ["1-"], ["²-³"], ["9" * 30 + "-3"], ["-1-5"]):
        assert editor.post(path, {"sentence": junk}).status_code == 422
    stage.reset()


def test_junk_in_the_address_line_does_no_harm(stage: Stage) -> None:
    browser: Browser = stage.site.as_("both")
    query = urlencode({"proposal": "x\x00", "again": "\ud800".encode("utf-8", "surrogatepass")})
    for rest in (query, "%ff=%ff", "&".join(f"a{n}=1" for n in range(5000))):
        assert browser.get(f"/claims/{stage.scene.open}?{rest}").status_code == 200
