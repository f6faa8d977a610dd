"""Undo over HTTP: a press without script, who may, and what is said when it is refused."""

import pytest

from app.domain.workflow import ClaimState
from app.services import claims
from tests.web.browsing import Browser, Html, SentForm
from tests.web.conftest import Site, Stage, set_scene


def buttons(browser: Browser, path: str, check: int) -> list[SentForm]:
    """The forms on a page that take a step back."""
    action = f"/checks/{check}/undo"
    return [form for form in browser.page(path).forms if form.action == action]


def press(browser: Browser, form: SentForm):  # type: ignore[no-untyped-def]
    return browser.client.post(form.action, data=form.values)


def test_a_press_undoes_and_another_does_it_again(site: Site) -> None:
    scene = set_scene(site.newsroom)
    editor, path = site.as_("editor"), f"/claims/{scene.open}"
    assert editor.submit(path, f"{path}/dismiss", reason="opinion").status_code == 302
    page = editor.page(path)
    assert "dismissed a claim" in page.text
    undo = buttons(editor, path, scene.check)[0]
    response = press(editor, undo)
    assert response.location == f"{path}#panel"
    page = editor.page(path)
    assert "Undone: dismissed a claim." in page.text

    def state() -> ClaimState:
        return site.newsroom.dossier(scene.check).file(scene.open).claim.state  # type: ignore[arg-type]

    assert state() is ClaimState.OPEN
    redo = buttons(editor, path, scene.check)[-1]
    assert press(editor, redo).status_code == 302
    assert "Done again: dismissed a claim." in editor.page(path).text
    assert state() is ClaimState.DISMISSED
    assert "undid: dismissed a claim" in editor.page(f"/checks/{scene.check}/log").text


def test_a_first_ruling_that_was_undone_is_in_the_log_and_not_the_ruling_before(
    site: Site,
) -> None:
    check = site.newsroom.pasted()
    claim = site.newsroom.first_claim(check)
    site.newsroom.ruled(check, claim)
    reviewer, path = site.as_("reviewer"), f"/claims/{claim}"
    assert "The minutes say so." in reviewer.page(path).text
    assert press(reviewer, buttons(reviewer, path, check)[0]).status_code == 302
    page = reviewer.page(path)
    assert "The ruling before" not in page.text and "The minutes say so." not in page.text
    assert "undid: ruled" in reviewer.page(f"/checks/{check}/log").text


def test_a_step_that_was_taken_back_is_refused_in_words_and_the_claim_stays_open(
    site: Site,
) -> None:
    scene = set_scene(site.newsroom)
    second, path = site.as_("second"), f"/claims/{scene.taken}"
    stale = buttons(second, path, scene.check)[0]
    assert press(second, stale).status_code == 302
    refused = press(second, stale)
    assert refused.status_code == 404
    page = Html(refused.text)
    assert "taken back already, or is too long ago" in page.text
    assert page.form(f"{path}/review")


def test_what_another_changed_since_is_named(site: Site) -> None:
    scene = set_scene(site.newsroom)
    second, path = site.as_("second"), f"/claims/{scene.open}"
    assert second.submit(path, f"{path}/review", wording="Mine").status_code == 302
    both = site.as_("both")
    assert both.submit(path, f"{path}/review", wording="Theirs").status_code == 302
    refused = press(second, buttons(second, path, scene.check)[0])
    assert refused.status_code == 409
    assert "Both Person changed the wording after you: undo would lose that." in refused.text
    assert "Theirs" in Html(refused.text).text


def test_a_contact_is_put_back_where_it_was_removed(site: Site) -> None:
    scene = set_scene(site.newsroom)
    path, editor = f"/checks/{scene.check}/contacts", site.as_("editor")
    assert editor.submit(path, f"/contacts/{scene.contact}/remove").status_code == 302
    response = press(editor, buttons(editor, path, scene.check)[0])
    assert response.location == path
    page = editor.page(path)
    assert "Undone: took a request for comment off the log." in page.text
    assert page.form(f"/contacts/{scene.contact}/remove")


def test_particulars_are_put_back(site: Site) -> None:
    check = site.newsroom.pasted()
    editor, path = site.as_("editor"), f"/checks/{check}/article"
    before = editor.page(path).form("").values["headline"]
    assert editor.submit(path, headline="Another").status_code == 302
    response = press(editor, buttons(editor, f"/checks/{check}", check)[0])
    assert response.location.startswith("/claims/")  # the one that was open beside it
    assert editor.page(path).form("").values["headline"] == before


def test_the_list_takes_back_any_step_and_says_what_is_not_undone(site: Site) -> None:
    scene = set_scene(site.newsroom)
    editor, path = site.as_("editor"), f"/checks/{scene.check}/steps"
    for words in ("One", "Two"):
        site_path = f"/claims/{scene.open}" if words == "One" else f"/claims/{scene.taken}"
        assert editor.submit(site_path, f"{site_path}/review", wording=words).status_code == 302
    forms = buttons(editor, path, scene.check)
    assert press(editor, forms[1]).location == f"/claims/{scene.open}#panel"
    file = site.newsroom.dossier(scene.check).file
    assert file(scene.open).claim.wording == ""  # type: ignore[arg-type]
    assert file(scene.taken).claim.wording == "Two"  # type: ignore[arg-type]
    page = editor.page(path)
    assert "What is not undone" in page.text
    assert "readers have seen them" in page.text


def test_nobody_takes_back_what_another_did(stage: Stage) -> None:
    stage.reset()
    second, path = stage.site.as_("second"), f"/claims/{stage.scene.taken}"
    form = buttons(second, path, stage.scene.check)[0]
    before = stage.site.rows()
    for login in ("editor", "both", "admin"):
        sent = {**form.values, "csrf_token": stage.site.as_(login).token}
        refused = stage.site.as_(login).client.post(form.action, data=sent)
        assert refused.status_code == 404
    assert buttons(stage.site.as_("admin"), path, stage.scene.check) == []
    assert stage.site.rows() == before


@pytest.mark.parametrize("step", ["", "x", "-1", "0", "99999999999", "1" * 500])
def test_junk_for_a_step_is_no_step(step: str, stage: Stage) -> None:
    stage.reset()
    sent = {"step": step, "claim": step}
    response = stage.site.as_("editor").post(f"/checks/{stage.scene.check}/undo", sent)
    assert response.status_code == 404


def test_leave_that_was_lost_is_told(site: Site) -> None:
    scene = set_scene(site.newsroom)
    with site.newsroom.work("both") as work:
        version = work.session.get_one(claims.Claim, scene.open).version
        claims.defer(work, scene.open, version=version, publish_unchecked=True)  # type: ignore[arg-type]
    both = site.as_("both")
    form = buttons(both, f"/claims/{scene.open}", scene.check)[0]
    admin = site.as_("admin")
    people = admin.page("/people")
    actions = {f.action for f in people.forms}
    assert actions
    with site.newsroom.database.writing() as session:
        from app.domain.policy import Role
        from app.models import UserRole

        key = (site.newsroom.people["both"], Role.EDITOR)
        session.delete(session.get_one(UserRole, key))
        session.commit()
    refused = press(both, form)
    assert refused.status_code == 403
    assert "let a claim be published as not yet checked" in refused.text
