"""What is typed and not saved, over HTTP: kept for one person, given back, forgotten in time."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.domain.keeping import FORGOTTEN_AFTER
from app.models import JournalEntry, KeptForm
from app.web.keeping import NAME, PLACES
from tests.conftest import ROOT
from tests.web.browsing import Browser, Html
from tests.web.conftest import Site, set_scene

FORM = "claim-1"


def tells(
    browser: Browser,
    fields: dict[str, Any],
    *,
    form: str = FORM,
    window: str = "one",
    seen: int = 0,
    drawn: dict[str, str] | None = None,
    **more: Any,
) -> TestResponse:
    """A window tells what is in some fields, having seen them kept in one version."""
    told = {
        name: {"values": value if value is None else [value], "seen": seen}
        for name, value in fields.items()
    }
    typed = {"window": window, "seen": seen, "fields": told, "drawn": drawn or {}}
    return browser.post(f"/kept/{form}", {"typed": json.dumps(typed), **more})


def told(response: TestResponse) -> dict[str, Any]:
    assert response.json is not None
    return dict(response.json)


def values(browser: Browser, form: str = FORM) -> dict[str, str]:
    """What is kept of a form, by field."""
    response = browser.get(f"/kept/{form}")
    if response.status_code == 204:
        return {}
    return {name: "".join(field["values"]) for name, field in told(response)["fields"].items()}


def test_every_form_that_is_kept_has_its_page_and_its_name() -> None:
    templates = ROOT / "app" / "web" / "templates"
    kept = set()
    for path in templates.glob("*.html"):
        if path.name.startswith("visit"):  # guests have no account: theirs stays in the tab
            continue
        for key in re.findall(r'data-keep="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})+)"', path.read_text()):
            optional = re.fullmatch(r"(\w+)\{\{ '-' ~ check.id if check \}\}", key)
            kept |= {optional[1], f"{optional[1]}-#"} if optional else set()
            kept |= set() if optional else {re.sub(r"\{\{.*?\}\}", "#", key)}
    assert kept - {"logo"} == set(PLACES)  # a file is not kept
    assert all(NAME.fullmatch(name.replace("#", "12")) for name in PLACES)


def test_what_is_kept_is_given_back_with_what_stood_there(site: Site) -> None:
    editor = site.as_("editor")
    assert values(editor) == {}
    drawn = {"version": "3", "base": '{"wording": ""}', "csrf_token": "secret"}
    answer = tells(editor, {"wording": "Zwei\nSchiffe 🚢 \x00\ud83d"}, drawn=drawn)
    assert answer.status_code == 200
    assert told(answer)["version"] == 1
    assert re.fullmatch(r"\d\d:\d\d", told(answer)["at"])
    there = told(editor.get(f"/kept/{FORM}"))
    assert there["fields"]["wording"]["values"] == ["Zwei\nSchiffe 🚢 ?"]
    assert there["drawn"] == {"version": "3", "base": '{"wording": ""}'}
    assert told(editor.get("/kept"))["forms"] == {FORM: 1}
    # In another browser of the same person, too; and for nobody else.
    assert values(site.log_in("editor")) == values(editor)
    for other in (site.as_("both"), site.as_("admin")):
        assert values(other) == {}
        assert told(other.get("/kept"))["forms"] == {}
    assert "Zwei" not in site.as_("both").get("/desk").text


def test_fields_of_two_windows_go_together_and_one_field_asks(site: Site) -> None:
    editor = site.as_("editor")
    tells(editor, {"wording": "a"})
    other = told(tells(editor, {"claimant": "b"}, window="two"))
    assert other["others"]["wording"]["values"] == ["a"]
    assert values(editor) == {"wording": "a", "claimant": "b"}
    # The second has not seen the first's wording: both are told, neither is lost.
    refused = tells(editor, {"wording": "c", "claimant_role": "d"}, window="two")
    assert refused.status_code == 409
    assert told(refused)["differing"]["wording"]["values"] == ["a"]
    assert values(editor) == {"wording": "a", "claimant": "b", "claimant_role": "d"}
    version = told(refused)["differing"]["wording"]["version"]
    assert tells(editor, {"wording": "c"}, window="two", seen=version).status_code == 200
    assert values(editor)["wording"] == "c"
    # The same in both windows is no difference; and a window never differs from itself.
    assert tells(editor, {"wording": "c"}, window="one").status_code == 200
    assert tells(editor, {"wording": "e"}, window="one").status_code == 200


def test_what_was_drawn_first_stays_while_two_windows_type(site: Site) -> None:
    editor = site.as_("editor")
    tells(editor, {"wording": "a"}, drawn={"version": "3"})
    tells(editor, {"claimant": "b"}, window="two", drawn={"version": "5"})
    assert told(editor.get(f"/kept/{FORM}"))["drawn"] == {"version": "3"}
    editor.post(f"/kept/{FORM}/throw-away")
    tells(editor, {"wording": "a"}, drawn={"version": "3"}, seen=9)
    tells(editor, {"claimant": "b"}, drawn={"version": "4"}, seen=10)
    assert told(editor.get(f"/kept/{FORM}"))["drawn"] == {"version": "4"}


def test_a_field_that_is_as_the_page_shows_it_is_not_kept(site: Site) -> None:
    editor = site.as_("editor")
    tells(editor, {"wording": "a"})
    assert tells(editor, {"wording": None}, seen=1).status_code == 200
    assert values(editor) == {}
    assert "Not saved yet" not in editor.get("/desk").text


def test_the_desk_lists_what_is_not_saved_and_throws_it_away(site: Site) -> None:
    check = site.newsroom.pasted()
    claim = site.newsroom.first_claim(check)
    editor = site.as_("editor")
    tells(editor, {"wording": "Lye <b>was</b> dumped"}, form=f"claim-{claim}")
    page = editor.page("/desk")
    assert "Not saved yet" in page.text
    assert "Lye <b>was</b> dumped" in page.text
    links = [given["href"] for tag, given in page.elements if tag == "a" and "href" in given]
    assert f"/claims/{claim}#review" in links
    action = f"/kept/claim-{claim}/throw-away"
    assert editor.submit(page, action).status_code == 302
    assert values(editor, f"claim-{claim}") == {}
    assert "Not saved yet" not in editor.page("/desk").text


def test_every_name_leads_to_its_page(site: Site) -> None:
    scene, both = set_scene(site.newsroom), site.as_("both")
    numbers = {
        "check_id": scene.check, "claim_id": scene.open, "comment_id": scene.comment,
        "citation_id": scene.citation, "contact_id": scene.contact, "draft_id": scene.draft,
        "report_id": scene.report, "statement_id": scene.statement,
    }  # fmt: skip
    for name, place in PLACES.items():
        form = name.replace("#", str(numbers.get(place.number, "")))
        assert tells(both, {"x": "y"}, form=form).status_code == 200
    page = both.page("/desk")
    listed = [given["href"] for tag, given in page.elements if tag == "a" and given.get("href")]
    admin = {"/people", "/settings", f"/drafts/{scene.draft}"}
    for link in {link.partition("#")[0] for link in listed} - {"", *admin}:
        assert both.get(link).status_code in (200, 404), link
    assert set(page.text.split()) >= {"Particulars", "Withdrawing"}


def saved(browser: Browser, claim: int, **more: Any) -> TestResponse:
    """Send the one form of a claim, as a window does that has kept it."""
    path = f"/claims/{claim}"
    kept = {"kept": f"claim-{claim}", "kept_seen": "1", "kept_window": "one"}
    return browser.submit(path, f"{path}/review", **{**kept, **more})


def test_a_form_that_is_saved_is_forgotten_in_the_same_request(site: Site) -> None:
    claim = site.newsroom.first_claim(site.newsroom.pasted())
    form, editor = f"claim-{claim}", site.as_("editor")
    tells(editor, {"wording": "w" * 90}, form=form)
    assert saved(editor, claim, wording="w" * 90).status_code == 422
    assert values(editor, form)
    assert saved(editor, claim, compare="1").status_code == 200
    assert values(editor, form)
    assert saved(editor, claim, wording="Lye was dumped").status_code == 302
    assert values(editor, form) == {}
    # What was on its way meanwhile comes too late.
    late = tells(editor, {"wording": "Lye was"}, form=form, seen=1)
    assert late.status_code == 409
    assert told(late)["past"] is True
    assert values(editor, form) == {}
    assert (
        tells(editor, {"wording": "Anew"}, form=form, seen=told(late)["version"]).status_code == 200
    )


def test_what_another_window_typed_stays_when_one_saves(site: Site) -> None:
    claim = site.newsroom.first_claim(site.newsroom.pasted())
    form, editor = f"claim-{claim}", site.as_("editor")
    tells(editor, {"wording": "a"}, form=form)
    tells(editor, {"claimant": "b"}, form=form, window="two")
    tells(editor, {"wording": "ab"}, form=form, seen=1)  # the answer was lost
    assert saved(editor, claim, wording="ab").status_code == 302
    assert values(editor, form) == {"claimant": "b"}


def test_what_was_never_kept_cannot_come_after_it_was_saved(site: Site) -> None:
    claim = site.newsroom.first_claim(site.newsroom.pasted())
    form, editor = f"claim-{claim}", site.as_("editor")
    assert saved(editor, claim, wording="Lye was dumped", kept_seen="0").status_code == 302
    assert tells(editor, {"wording": "Lye was"}, form=form).status_code == 409
    assert values(editor, form) == {}


def test_answers_that_are_no_redirect_take_it_too(site: Site) -> None:
    admin = site.as_("admin")
    tells(admin, {"name": "New Comer"}, form="person")
    sent = {"login": "newcomer", "name": "New Comer", "roles": ["editor"]}
    kept = {"kept": "person", "kept_seen": "1", "kept_window": "one"}
    assert admin.post("/people", {**sent, "login": "", **kept}).status_code == 422
    assert values(admin, "person")
    assert admin.post("/people", {**sent, **kept}).status_code == 200
    assert values(admin, "person") == {}


def test_who_is_turned_away_has_saved_nothing(site: Site) -> None:
    claim = site.newsroom.first_claim(site.newsroom.pasted())
    form, here = f"claim-{claim}", site.log_in("editor")
    tells(here, {"wording": "a"}, form=form)
    page = here.page(f"/claims/{claim}")
    site.log_in("editor").submit("/desk", "/logout")
    kept = {"kept": form, "kept_seen": "9", "kept_window": "one"}
    assert here.submit(page, f"/claims/{claim}/review", **kept).status_code == 302
    assert values(site.log_in("editor"), form) == {"wording": "a"}


@pytest.mark.parametrize(
    "kept",
    ["", "x", "claim-0", "claim-1-", "../claim-1", "claim-" + "9" * 40, "settings-1", "\x00"],
)
def test_whatever_is_said_to_be_kept_the_form_is_saved(kept: str, small_site: Site) -> None:
    claim = small_site.newsroom.first_claim(small_site.newsroom.pasted())
    for seen in ("", "-1", "²", "9" * 40, "1"):
        words = f"Lye {len(seen)}{seen[:1]}"
        response = saved(small_site.as_("editor"), claim, wording=words, kept=kept, kept_seen=seen)
        assert response.status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        "", "x", "[]", "null", "1", "{}", "[" * 5000, '{"a":' * 3000, "9" * 5000,
        '{"window": "a", "seen": -1, "fields": {}, "drawn": {}}',
        '{"window": "a", "seen": true, "fields": [], "drawn": {}}',
        '{"window": "", "seen": 0, "fields": {}, "drawn": {}}',
        '{"window": "a", "seen": 0, "fields": {"x": 1}, "drawn": {}}',
        '{"window": "a", "seen": 0, "fields": {"x": {"values": "y", "seen": 0}}, "drawn": {}}',
        '{"window": "a", "seen": 0, "fields": {"x": {"values": [1], "seen": 0}}, "drawn": {}}',
        '{"window": "a", "seen": 0, "fields": {"": {"values": [], "seen": 0}}, "drawn": {}}',
        '{"window": "a", "seen": 0, "fields": {}, "drawn": {"base": 1}}',
        '{"window": "a", "seen": 1e9, "fields": {}, "drawn": {}}',
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(typed: str, small_site: Site) -> None:
    response = small_site.as_("editor").post(f"/kept/{FORM}", {"typed": typed})
    assert response.status_code == 422
    assert "as the pages of the desk send it" in Html(response.text).text


@pytest.mark.parametrize("form", ["x", "claim", "claim-0", "claim-01", "settings-1", "Claim-1"])
def test_other_names_are_no_forms(form: str, small_site: Site) -> None:
    editor = small_site.as_("editor")
    assert editor.get(f"/kept/{form}").status_code == 404
    assert tells(editor, {"x": "y"}, form=form).status_code == 404
    assert editor.post(f"/kept/{form}/throw-away").status_code == 404


def test_who_logged_in_meanwhile_is_not_given_what_another_typed(small_site: Site) -> None:
    refused = tells(small_site.as_("editor"), {"wording": "a"}, person="9999")
    assert refused.status_code == 403
    assert "Somebody else is logged in" in Html(refused.text).text
    own = told(small_site.as_("editor").get("/kept"))["person"]
    assert tells(small_site.as_("editor"), {"wording": "a"}, person=own).status_code == 200


def test_a_whole_article_is_kept_and_more_is_refused(site: Site) -> None:
    editor = site.as_("editor")
    whole = ("“Zwei” Schiffe.\n" * 300_000)[:3_900_000]
    assert tells(editor, {"text": whole}, form="paste").status_code == 200
    assert values(editor, "paste")["text"] == whole
    refused = tells(editor, {"text": "x" * 5_300_000}, form="paste", seen=1)
    assert refused.status_code == 422
    assert "5,000,000 bytes is the most. It stays in this tab" in Html(refused.text).text
    assert values(editor, "paste")["text"] == whole


def test_so_many_forms_are_kept_and_no_more(small_site: Site, monkeypatch: Any) -> None:
    editor = small_site.as_("editor")
    with small_site.newsroom.work("editor") as work:
        for number in range(10, 210):
            work.add(
                KeptForm(
                    user_id=work.person, form=f"claim-{number}", version=1, emptied=0,
                    is_empty=False, words="", fields={}, drawn={}, kept_at=work.now,
                )
            )  # fmt: skip
    # The clock of the newsroom is not that of the house.
    with small_site.newsroom.work("editor") as work:
        at = small_site.newsroom.clock + timedelta(days=40_000)
        work.session.execute(update(KeptForm).values(kept_at=at))
    refused = tells(editor, {"wording": "a"})
    assert refused.status_code == 422
    assert "throw them away on the front page" in Html(refused.text).text


def test_what_nobody_came_back_to_is_forgotten(site: Site) -> None:
    tells(site.as_("both"), {"wording": "a"})
    with site.newsroom.work("editor") as work:
        row = work.session.scalars(select(KeptForm)).one()
        row.kept_at -= FORGOTTEN_AFTER + timedelta(minutes=1)
    tells(site.as_("editor"), {"wording": "b"})
    with site.newsroom.database.reading() as session:
        assert [row.words for row in session.scalars(select(KeptForm))] == ["b"]


def test_it_is_no_part_of_the_record(site: Site) -> None:
    check = site.newsroom.pasted()
    claim = site.newsroom.first_claim(check)
    with site.newsroom.database.reading() as session:
        before = session.scalars(select(JournalEntry.seq)).all()
    tells(site.as_("both"), {"rationale": "Unspoken words"}, form=f"claim-{claim}")
    with site.newsroom.database.reading() as session:
        assert session.scalars(select(JournalEntry.seq)).all() == before
    for path in (f"/checks/{check}/log", "/search?q=Unspoken", f"/checks/{check}", "/desk"):
        assert "Unspoken words" not in site.as_("editor").get(path).text
    assert b"Unspoken" not in site.as_("editor").get(f"/checks/{check}/pack").data
