"""The queue by HTTP: its address, selections, deadlines in the newsroom's zone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.services import assigning
from tests.web.conftest import Site


def test_only_what_was_asked_stays_in_the_address(small_site: Site) -> None:
    browser = small_site.as_("editor")
    sent = "/queue?list=all&assignee=&state=open&priority=&check=&overdue=1"
    assert browser.get(sent).location == "/queue?list=all&state=open&overdue=1"
    for junk in ("list=x", "page=-1", "page=²", "assignee=9e9", "check=" + "9" * 30, "state=%00"):
        assert browser.get(f"/queue?{junk}").location == "/queue"
    assert browser.get("/queue?page=99999999").location == "/queue?page=10000"
    assert browser.get("/queue?page=10000").status_code == 200


def test_nothing_ticked_and_nothing_chosen_is_told_and_keeps_the_choice(small_site: Site) -> None:
    newsroom = small_site.newsroom
    claim = newsroom.first_claim(newsroom.pasted())
    browser, to = small_site.as_("editor"), newsroom.people["reviewer"]
    response = browser.post("/queue?list=open", {"do": "assign", "to": to})
    assert response.status_code == 422
    assert "Tick at least one claim" in response.text
    assert f'<option selected value="{to}">' in response.text
    response = browser.post("/queue?list=open", {"do": "assign", "claim": f"{claim}-1"})
    assert "Choose a reviewer" in response.text
    assert f'id="claim-{claim}" checked' in response.text
    junk = {"do": "assign", "to": "9" * 40, "claim": ["x", "1-", "0-0", "9" * 30]}
    assert browser.post("/queue", junk).status_code == 422


def test_a_selection_says_what_was_done_and_why_the_rest_was_not(small_site: Site) -> None:
    newsroom = small_site.newsroom
    check = newsroom.pasted()
    first, second = (file.claim.id for file in newsroom.dossier(check).shown[:2])
    browser = small_site.as_("reviewer")
    sent = {"do": "take", "claim": [f"{first}-1", f"{second}-9"]}
    response = browser.post("/queue?list=open", sent)
    assert response.location == "/queue?list=open"
    page = browser.get(response.location).text
    assert "1 claim done, 1 not." in page
    assert "Somebody else changed this since you opened it." in page


def test_a_deadline_is_read_in_the_newsrooms_zone(small_site: Site) -> None:
    newsroom = small_site.newsroom
    check = newsroom.pasted()
    browser, path = small_site.as_("editor"), f"/checks/{check}/deadline"
    refused = browser.submit(path, deadline="tomorrow")
    assert refused.status_code == 422
    assert "write date and time" in refused.text
    assert 'value="tomorrow"' in refused.text
    assert browser.submit(path, deadline="2024-05-03 17:00").status_code == 302
    assert "3 May 2024, 17:00" in browser.get("/queue?list=all").text
    assert 'value="2024-05-03T17:00"' in browser.get(path).text
    assert browser.submit(path, deadline="").status_code == 302
    assert newsroom.dossier(check).check.deadline is None


def test_a_deadline_in_vienna_is_kept_in_utc_and_shown_in_vienna(
    small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    vienna = replace(small_site.app.extensions["stet_config"], time_zone="Europe/Vienna")
    monkeypatch.setitem(small_site.app.extensions, "stet_config", vienna)
    newsroom = small_site.newsroom
    check = newsroom.pasted()
    browser, path = small_site.as_("editor"), f"/checks/{check}/deadline"
    assert browser.submit(path, deadline="2030-07-03T17:00").status_code == 302
    assert newsroom.dossier(check).check.deadline == datetime(2030, 7, 3, 15, tzinfo=UTC)
    assert 'value="2030-07-03T17:00"' in browser.get(path).text


def test_two_editors_set_a_deadline(small_site: Site) -> None:
    check = small_site.newsroom.pasted()
    browser, path = small_site.as_("editor"), f"/checks/{check}/deadline"
    drawn = browser.page(path)
    assert browser.submit(path, deadline="2030-05-03T17:00").status_code == 302
    late = browser.post(path, {**drawn.form("").values, "deadline": "2030-06-01T09:00"})
    assert late.status_code == 409
    assert "Somebody else saved here meanwhile: " in late.text
    assert "2030-05-03T17:00" in late.text
    assert 'value="2030-06-01T09:00"' in late.text


def test_the_desk_reminds_of_work_that_waits(
    small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom = small_site.newsroom
    claim = newsroom.first_claim(newsroom.pasted())
    with newsroom.work("editor") as work:
        assigning.assign(work, claim, version=1, to=newsroom.people["reviewer"])
    browser = small_site.as_("reviewer")
    later = newsroom.clock + timedelta(days=2)
    monkeypatch.setattr("app.web.house.now", lambda: later)
    assert "Going stale" not in browser.get("/desk").text
    later = newsroom.clock + timedelta(days=4)
    page = browser.get("/desk").text
    assert "waits for 4 days" in page
    assert "Going stale: 1" in page
