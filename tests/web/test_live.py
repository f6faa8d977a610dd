"""What is new on a fact-check, over HTTP: told once, to those who may read it, at no cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from app.domain.verdicts import StatementKind
from app.queries import journal
from app.services import evidence
from app.web import house
from app.web.timeouts import BY_ITSELF
from tests.web.browsing import Browser
from tests.web.conftest import Site

TAB = "0123456789abcdef"
#: Of a whole page of the workspace: the article with its claims, and the person with their
#: notifications. One more where claims are to be looked at again.
MOST_QUERIES = 10


def newest(site: Site) -> int:
    with site.newsroom.database.reading() as session:
        return journal.newest(session)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement sent to any database, but for the beginnings of transactions."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


def says(browser: Browser, check_id: int, **values: Any) -> int:
    sent = {"tab": TAB, **values}
    return browser.post(f"/checks/{check_id}/presence", sent).status_code


def test_what_others_did_is_told_once_and_then_nothing_is_new(site: Site) -> None:
    check_id = site.newsroom.pasted()
    claim_id = site.newsroom.first_claim(check_id)
    editor, since = site.as_("editor"), newest(site)
    assert editor.get(f"/checks/{check_id}/changes?since={since}").status_code == 204
    site.newsroom.ruled(check_id, claim_id)
    response = editor.get(f"/checks/{check_id}/changes?since={since}")
    assert response.status_code == 200
    assert response.json is not None
    told = [(line["claim"], line["who"], line["what"]) for line in response.json["changes"]]
    assert told == [
        (claim_id, "Reviewer Person", "cited a source"),
        (claim_id, "Reviewer Person", "ruled"),
    ]
    since = newest(site)
    response = editor.get(f"/checks/{check_id}/changes?since={since}")
    assert (response.status_code, response.data) == (204, b"")
    assert "no-store" in response.headers["Cache-Control"]
    assert "Set-Cookie" not in response.headers


def test_another_fact_check_is_nothing_new(site: Site) -> None:
    check_id, since = site.newsroom.pasted(), newest(site)
    other = site.newsroom.pasted()
    site.newsroom.ruled(other, site.newsroom.first_claim(other))
    assert site.as_("editor").get(f"/checks/{check_id}/changes?since={since}").status_code == 204


def test_the_page_says_up_to_where_it_is_current(site: Site) -> None:
    check_id = site.newsroom.pasted()
    claim_id = site.newsroom.first_claim(check_id)
    for path in (f"/checks/{check_id}", f"/claims/{claim_id}"):
        page = site.as_("editor").page(path)
        panel = next(given for _, given in page.elements if given.get("id") == "panel")
        assert panel["data-since"] == str(newest(site))
        assert panel["data-at"].startswith("/claims/")


def test_who_is_there_is_told_by_name_to_others_and_again_only_if_it_changes(site: Site) -> None:
    check_id = site.newsroom.pasted()
    claim_id = site.newsroom.first_claim(check_id)
    editor, reviewer, since = site.as_("editor"), site.as_("reviewer"), newest(site)
    asking = f"/checks/{check_id}/changes?since={since}"
    assert says(reviewer, check_id, claim=claim_id) == 204
    response = editor.get(asking)
    assert response.json is not None
    assert response.json["people"] == [{"claim_id": claim_id, "name": "Reviewer Person"}]
    present = response.json["present"]
    assert editor.get(f"{asking}&present={present}").status_code == 204
    assert reviewer.get(asking).status_code == 204  # nobody is told of themselves
    assert says(reviewer, check_id) == 204
    assert editor.get(f"{asking}&present={present}").status_code == 200
    assert says(reviewer, check_id, gone="y") == 204
    response = editor.get(f"{asking}&present={present}")
    assert response.json is not None
    assert (response.json["people"], response.json["present"]) == ([], "")


def test_what_cannot_be_asked_or_said_is_refused_in_words(small_site: Site) -> None:
    check_id, editor = small_site.newsroom.pasted(), small_site.as_("editor")
    for wrong in ("", "since=", "since=-1", "since=ten", "since=²"):
        response = editor.get(f"/checks/{check_id}/changes?{wrong}")
        assert (wrong, response.status_code) == (wrong, 422)
        assert "since=120" in response.text
    assert editor.get(f"/checks/{check_id}/changes?since={10**40}").status_code == 204
    assert editor.get("/checks/999/changes?since=0").status_code == 404
    for wrong in ({"tab": ""}, {"tab": "x"}, {"tab": "<b>" * 9}, {"tab": "a" * 40}, {"claim": "x"}):
        assert says(editor, check_id, **wrong) == 422
    assert says(editor, check_id, claim=2**31) == 422
    assert says(editor, check_id, claim=999) == 404
    assert says(editor, 999) == 404


def test_asking_takes_two_queries_and_writes_nothing(site: Site) -> None:
    check_id = site.newsroom.pasted()
    editor, since, before = site.as_("editor"), newest(site), site.rows()
    with counted() as sent:
        editor.get(f"/checks/{check_id}/changes?since={since}")
    assert len(sent) == 2, sent  # who asks; who is there, and where the journal ends
    assert site.rows() == before


def test_asking_reads_by_an_index_alone(small_site: Site) -> None:
    check_id, editor = small_site.newsroom.pasted(), small_site.as_("editor")
    with counted() as sent:
        editor.get(f"/checks/{check_id}/changes?since=0")
    with small_site.newsroom.database.engine.connect() as connection:
        for statement in sent:
            values = tuple(1 for _ in range(statement.count("?")))
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            told = [row[3] for row in plan]
            assert not [line for line in told if line.startswith("SCAN")], told


def test_an_open_tab_is_no_use_of_a_session(
    small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_id = small_site.newsroom.pasted()
    editor = small_site.log_in("editor")
    asking, start = f"/checks/{check_id}/changes?since=0", datetime.now(UTC)
    for minutes in range(0, 240, 30):
        later = start + timedelta(minutes=minutes)
        monkeypatch.setattr(house, "now", lambda later=later: later)
        assert editor.get(asking, headers={BY_ITSELF: "1"}).status_code == 200
    monkeypatch.setattr(house, "now", lambda: start + timedelta(minutes=241))
    response = editor.get(asking, headers={BY_ITSELF: "1"})
    assert (response.status_code, response.location.partition("?")[0]) == (302, "/login")


def test_comparing_shows_both_and_saves_nothing(site: Site) -> None:
    check_id = site.newsroom.pasted()
    claim_id = site.newsroom.first_claim(check_id)
    reviewer, second = site.as_("reviewer"), site.as_("second")
    page = reviewer.page(f"/claims/{claim_id}")
    action = f"/claims/{claim_id}/review"
    assert second.submit(f"/claims/{claim_id}", action, wording="As second says").status_code == 302
    before = site.rows()
    typed = {"wording": "As first says", "rationale": "Half a thought", "source_date": "soon"}
    response = reviewer.submit(page, action, compare="1", **typed)
    assert response.status_code == 200
    for words in ("What changed meanwhile", "Second Person", "As first says", "As second says"):
        assert words in response.text
    assert "Half a thought" in response.text
    assert site.rows() == before
    # Sent again it is on what stands now: whoever compared may save.
    saved = reviewer.again(response, wording="As both say", rationale="", source_date="")
    assert saved.status_code == 302


def test_comparing_where_nobody_changed_anything_says_so(small_site: Site) -> None:
    check_id = small_site.newsroom.pasted()
    claim_id = small_site.newsroom.first_claim(check_id)
    reviewer, action = small_site.as_("reviewer"), f"/claims/{claim_id}/review"
    response = reviewer.submit(f"/claims/{claim_id}", action, compare="1", wording="Mine")
    assert response.status_code == 200
    assert "Nobody changed this meanwhile" in response.text
    assert "Mine" in response.text


def test_the_workspace_takes_as_many_queries_for_many_claims_as_for_few(
    small_site: Site,
) -> None:
    newsroom, reviewer, counts = small_site.newsroom, small_site.as_("reviewer"), []
    checks = [newsroom.pasted(article(claims)) for claims in (3, 60)]
    assert len(newsroom.dossier(checks[1]).shown) >= 60
    for check_id in checks:
        for file in newsroom.dossier(check_id).shown[1::6]:
            newsroom.signed(check_id, file.claim.id)
    for check_id in checks:
        path = f"/claims/{newsroom.first_claim(check_id)}"
        with counted() as sent:
            reviewer.page(path)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_QUERIES


@pytest.mark.parametrize("login", ["editor", "second", "reviewer"])
def test_whoever_looks_and_at_whatever_takes_no_more_queries(site: Site, login: str) -> None:
    newsroom, browser = site.newsroom, site.as_(login)
    check_id = newsroom.pasted(article(12))
    first, second, third, *_ = [file.claim.id for file in newsroom.dossier(check_id).shown]
    newsroom.signed(check_id, first)
    newsroom.cited(check_id, second)
    newsroom.ruled(check_id, second, "denied")
    # After the ruling: a citation more, one fewer, and a statement.
    spare = newsroom.dossier(check_id).file(second).citations[0]
    newsroom.cited(check_id, second)
    newsroom.stated(check_id, second, StatementKind.ASSERTED, None)
    with newsroom.work("reviewer") as work:
        evidence.remove(work, spare.id, version=spare.version)
    newsroom.commented(third)
    browser.page("/desk")  # the house's settings are read once
    for path in (f"/checks/{check_id}", *(f"/claims/{key}" for key in (first, second, third))):
        with counted() as sent:
            browser.page(path)
        assert len(sent) <= MOST_QUERIES, path


def test_what_stands_beside_a_claim_takes_as_many_queries_for_many_claims_as_for_few(
    small_site: Site,
) -> None:
    newsroom, reviewer, counts = small_site.newsroom, small_site.as_("reviewer"), []
    for claims in (3, 60):
        claim_id = newsroom.first_claim(newsroom.pasted(article(claims)))
        with counted() as sent:
            assert reviewer.get(f"/claims/{claim_id}/beside").status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_QUERIES


def article(claims: int) -> str:
    """An article with so many claims."""
    lines = (f"Owner Karl Munk said that {n},000 trout had died." for n in range(1, claims + 1))
    return "\n\n".join(lines)
