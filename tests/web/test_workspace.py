"""What the desk offers to whom: buttons, queues, places in the article, forms that keep words."""

import re

import pytest
from sqlalchemy import delete

from app.domain.ids import CheckId
from app.models import Statement, UserRole
from app.services import claims
from tests.conftest import ROOT
from tests.web.browsing import Browser, Html
from tests.web.conftest import Site, Stage

LONG = "\n\n".join(
    f"Karl Munk said that the club dumped {n} litres of lye. Nobody knows on which day it was."
    for n in range(1, 301)
)


def options(page: Html, name: str) -> list[str]:
    """The values of a list to choose from."""
    at = next(n for n, (tag, a) in enumerate(page.elements) if a.get("name") == name)
    values = []
    for tag, given in page.elements[at + 1 :]:
        if tag != "option":
            break
        values.append(given["value"])
    return values


def boxes(page: Html) -> list[str]:
    """The sentences that can be ticked."""
    return [a["value"] for tag, a in page.elements if a.get("name") == "sentence"]


@pytest.mark.parametrize(
    ("login", "may"), [("second", True), ("editor", True), ("both", True), ("reviewer", False)]
)
def test_who_may_put_a_claim_back_finds_the_button(login: str, may: bool, stage: Stage) -> None:
    page = stage.site.as_(login).page(f"/claims/{stage.scene.taken}")
    action = f"/claims/{stage.scene.taken}/release"
    assert (action in [form.action for form in page.forms]) == may


@pytest.mark.parametrize(
    ("login", "may"), [("second", True), ("editor", True), ("reviewer", False), ("admin", False)]
)
def test_who_may_sign_off_finds_the_button(login: str, may: bool, stage: Stage) -> None:
    page = stage.site.as_(login).page(f"/claims/{stage.scene.ruled}")
    action = f"/claims/{stage.scene.ruled}/sign-off"
    assert (action in [form.action for form in page.forms]) == may
    assert ("You ruled" in page.text) == (login == "reviewer")


def waiting(browser: Browser) -> str:
    """What the desk lists as waiting for sign-off."""
    return browser.get("/desk").text.partition("Waiting for sign-off")[2]


def test_ones_own_rulings_do_not_wait_for_oneself(site: Site) -> None:
    check = site.newsroom.pasted()
    claim = site.newsroom.first_claim(check)
    site.newsroom.ruled(check, claim)
    link = f'href="/claims/{claim}"'
    assert link not in waiting(site.as_("reviewer"))
    assert link in waiting(site.as_("second"))
    # Who ruled last counts, not who ruled first.
    values = {"rationale": "Another reason.", "as_of": "2024-05-02"}
    path, action = f"/claims/{claim}", f"/claims/{claim}/review"
    assert site.as_("second").submit(path, action, **values).status_code == 302
    assert link in waiting(site.as_("reviewer"))
    assert link not in waiting(site.as_("second"))


def test_the_desk_is_for_people_with_a_role(small_site: Site) -> None:
    editor = small_site.as_("editor")
    with small_site.newsroom.database.engine.begin() as connection:
        who = small_site.newsroom.people["editor"]
        connection.execute(delete(UserRole).where(UserRole.user_id == who))
    assert editor.get("/desk").status_code == 403


def test_sentences_are_sent_to_those_alone_who_may_use_them(stage: Stage) -> None:
    path = f"/claims/{stage.scene.open}"
    editor, reviewer = (stage.site.as_(login).page(path) for login in ("editor", "second"))
    assert boxes(editor)
    assert not boxes(reviewer)
    assert len(options(reviewer, "place")) > 3
    assert not [a for _, a in editor.elements if a.get("name") == "place"]


def test_the_claims_own_words_and_proposals_come_first(stage: Stage) -> None:
    scene = stage.scene
    file = stage.site.newsroom.dossier(scene.check).file(scene.open)  # type: ignore[arg-type]
    first = [file.anchor, *file.proposals]
    page = stage.site.as_("second").page(f"/claims/{scene.open}")
    expected = list(dict.fromkeys(f"{row.start}-{row.end}@1" for row in first))
    assert options(page, "place")[: len(expected) + 1] == ["", *expected]


def test_of_a_long_text_only_what_is_around_the_claim_is_offered(small_site: Site) -> None:
    check = small_site.newsroom.pasted(LONG)
    text = small_site.newsroom.dossier(check).revision.text
    claim = small_site.newsroom.claim_on(check, "the club dumped 150 litres of lye")
    at = text.index("the club dumped 150 litres")
    page = small_site.as_("both").page(f"/claims/{claim}")
    places = [tuple(map(int, v.removesuffix("@1").split("-"))) for v in options(page, "place")[1:]]
    assert 81 <= len(places) < 250
    assert all(abs(start - at) < 45 * 100 for start, _ in places)
    assert len(boxes(page)) == 81
    assert "Show all 600" in page.text
    assert len(boxes(small_site.as_("both").page(f"/claims/{claim}?everywhere=1"))) == 600


@pytest.mark.parametrize("kind", ["claim", "nowhere near"])
def test_correcting_a_statement_keeps_its_place(kind: str, small_site: Site) -> None:
    newsroom = small_site.newsroom
    check = newsroom.pasted(LONG)
    text = newsroom.dossier(check).revision.text
    claim = newsroom.claim_on(check, "the club dumped 150 litres of lye")
    start = text.index("dumped 150 litres" if kind == "claim" else "dumped 3 litres")
    statement = _stated_at(small_site, check, claim, start)
    path = f"/statements/{statement}"
    reviewer = small_site.as_("reviewer")
    assert f"{start}-{start + 6}@1" in options(reviewer.page(path), "place")
    assert reviewer.submit(path, path, words="Really.").status_code == 302
    with newsroom.database.reading() as session:
        row = session.query(Statement).filter_by(words="Really.").one()
        assert (row.start, row.end) == (start, start + 6)


def _stated_at(site: Site, check: CheckId, claim: int, start: int) -> int:
    path, place = f"/claims/{claim}", f"{start}-{start + 6}"
    sent = {"kind": "denied", "actor": "Ilse", "place": place}
    assert site.as_("reviewer").submit(path, f"{path}/review", **sent).status_code == 302
    return site.newsroom.dossier(check).file(claim).statements[0].id


def test_a_claim_that_changed_is_not_merged_unseen(site: Site) -> None:
    check = site.newsroom.pasted()
    first, second = (f.claim.id for f in site.newsroom.dossier(check).shown[:2])
    page = site.as_("editor").page(f"/claims/{first}")
    with site.newsroom.work("second") as work:
        claims.take(work, second, version=1)
    refused = site.as_("editor").submit(page, f"/claims/{first}/merge", other=f"{second}-1")
    assert refused.status_code == 409
    assert "Somebody else changed the claim to be taken in" in refused.text
    newer = f"{second}-{site.newsroom.version(check, second)}"
    again = Html(refused.text)
    assert newer in options(again, "other")
    merged = site.as_("editor").submit(again, f"/claims/{first}/merge", other=newer)
    assert merged.status_code == 302


#: A password is not kept; the queue and the box of sentences hold no words.
NOT_KEPT = {"login.html", "password.html", "queue.html"}
TYPED = re.compile(r"\bfield\(|_fields\(|form\.text\(|<textarea|<input type=\"text")


def test_every_form_that_words_are_typed_in_keeps_them() -> None:
    forgetful = [
        (template.name, form.splitlines()[0])
        for template in sorted((ROOT / "app/web/templates").glob("*.html"))
        if template.name not in NOT_KEPT
        for form in re.findall(r"<form\b.*?</form>", template.read_text("utf-8"), re.DOTALL)
        if TYPED.search(form) and "data-keep=" not in form.partition(">\n")[0]
    ]
    assert forgetful == []


def test_every_page_of_the_desk_loads_the_script_that_keeps(stage: Stage) -> None:
    scene = stage.scene
    for login, path in (
        ("both", f"/citations/{scene.citation}"),
        ("both", f"/statements/{scene.statement}"),
        ("both", f"/checks/{scene.check}/article"),
        ("editor", f"/drafts/{scene.draft}"),
        ("admin", "/people"),
    ):
        page = stage.site.as_(login).page(path)
        assert "/static/keep.js" in [a.get("src") for tag, a in page.elements if tag == "script"]


def test_a_source_at_hand_is_proposed_as_it_was_used_last(stage: Stage) -> None:
    newsroom = stage.site.newsroom
    elsewhere = newsroom.pasted()
    source = newsroom.cited(elsewhere, newsroom.first_claim(elsewhere))
    check = newsroom.pasted(LONG)
    claim = newsroom.first_claim(check)
    browser = stage.site.as_("reviewer")
    address = f"/claims/{claim}?cite={source}"
    assert f'href="{address}#verdict"' in browser.get(f"/claims/{claim}").text
    sent = browser.page(address).form(f"/claims/{claim}/review").values
    assert sent["known_source"] == str(source)
    assert sent["excerpt"].strip() == "It was so resolved."
    assert browser.submit(address, f"/claims/{claim}/review").status_code == 302
    assert newsroom.dossier(check).file(claim).citations[0].source_id == source


@pytest.mark.parametrize("cite", ["", "0", "x", "99999999999999999999", "1%00"])
def test_a_source_that_is_not_at_hand_is_not_proposed(cite: str, stage: Stage) -> None:
    page = stage.site.as_("reviewer").get(f"/claims/{stage.scene.open}?cite={cite}")
    assert page.status_code == 200


def entered(page: Html, claim: int, **changes: str) -> dict[str, str]:
    """The one form of a claim as the page shows it, with what somebody enters."""
    return {**page.form(f"/claims/{claim}/review").values, **changes}


def test_the_words_of_a_citation_are_proposed_as_a_statement(stage: Stage) -> None:
    newsroom = stage.site.newsroom
    check = newsroom.pasted(LONG)
    claim = newsroom.first_claim(check)
    source = newsroom.cited(check, claim)
    citation = newsroom.dossier(check).file(claim).citations[0].id
    browser = stage.site.as_("reviewer")
    address = f"/claims/{claim}?state={citation}"
    before = browser.get(f"/claims/{claim}").text
    assert f'href="{address}#statement"' in before
    assert 'aria-label="To the timeline: It was so resolved.' in before

    sent = browser.page(address).form(f"/claims/{claim}/review").values
    assert (sent["words"].strip(), sent["kind"]) == ("It was so resolved.", "")
    assert (sent["statement_source"], sent["precision"]) == (str(source), "day")
    assert newsroom.dossier(check).file(claim).statements == []
    answer = browser.submit(address, f"/claims/{claim}/review", kind="denied", actor="Karl Munk")
    assert answer.status_code == 302
    (statement,) = newsroom.dossier(check).file(claim).statements
    assert (statement.words, statement.source_id) == ("It was so resolved.", source)


@pytest.mark.parametrize("state", ["", "0", "x", "99999999999999999999", "1%00"])
def test_a_citation_that_the_claim_has_not_is_not_stated(state: str, stage: Stage) -> None:
    page = stage.site.as_("reviewer").get(f"/claims/{stage.scene.open}?state={state}")
    assert page.status_code == 200


RECORDING = {
    "title": "The club's notice",
    "excerpt": "We dumped no lye.",
    "source_date": "2024-05-02",
    "source_precision": "day",
    "stance": "denied",
}


@pytest.mark.parametrize("act", ["denied", "retracted"])
def test_a_source_that_records_an_act_is_context_and_tells_a_statement(
    act: str, stage: Stage
) -> None:
    newsroom = stage.site.newsroom
    check = newsroom.pasted(LONG)
    claim = newsroom.first_claim(check)
    browser, action = stage.site.as_("reviewer"), f"/claims/{claim}/review"
    given = RECORDING | {"stance": act}
    refused = browser.post(action, entered(browser.page(f"/claims/{claim}"), claim, **given))
    assert refused.status_code == 422
    assert "say who did it, and save again" in refused.text
    sent = entered(Html(refused.text), claim)
    filled = (sent["kind"], sent["words"].strip(), sent["statement_source"], sent["dated_on"])
    assert filled == (act, "We dumped no lye.", "new", "2024-05-02")
    assert newsroom.dossier(check).file(claim).citations == []

    assert browser.post(action, sent | {"actor": "The club"}).status_code == 302
    file = newsroom.dossier(check).file(claim)
    (citation,), (statement,) = file.citations, file.statements
    assert citation.stance.value == "context"
    assert (statement.kind.value, statement.source_id) == (act, citation.source_id)


def test_a_source_and_its_statement_record_the_same_act(stage: Stage) -> None:
    claim, browser = stage.scene.open, stage.site.as_("reviewer")
    given = RECORDING | {"kind": "retracted", "actor": "The club"}
    sent = entered(browser.page(f"/claims/{claim}"), claim, **given)
    answer = browser.post(f"/claims/{claim}/review", sent)
    assert answer.status_code == 422
    assert "but the statement below is “retracted”" in answer.text


def test_a_citation_that_is_saved_takes_a_side_or_none(stage: Stage) -> None:
    path = f"/citations/{stage.scene.citation}"
    page = stage.site.as_("second").page(path)
    assert options(page, "stance") == ["", "supports", "contradicts", "context"]
    sent = {**page.form("").values, "stance": "denied"}
    assert stage.site.as_("second").post(path, sent).status_code == 422
