"""Who may see and do what: every route, every role, by HTTP."""

import pytest

from app.web.auth import PUBLIC_VIEWS
from app.web.visitor import GUEST_VIEWS
from tests.web.conftest import Site, Stage
from tests.web.routes import CHANGING, READING, Route

ROLES = ("stranger", "second", "editor", "admin")


def test_the_views_that_strangers_may_see_are_exactly_these() -> None:
    assert {
        "accounts.log_in",
        "front.home",
        "front.logo",
        "front.named",
        "front.names",
        "front.older",
        "front.policy",
        "health.healthz",
        "health.readyz",
        "oembed.ask",
        "paper.static",
        "public.data",
        "public.embed",
        "public.form",
        "public.listing",
        "public.page",
        "public.slashed",
        "reporting.report",
        "reporting.thanks",
        "static",
        "visiting.door",
    } == PUBLIC_VIEWS


def test_the_matrix_knows_every_route(stage: Stage) -> None:
    known = {(route.endpoint, route.method) for route in READING + CHANGING}
    real = {
        (rule.endpoint, method)
        for rule in stage.site.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    # These are for strangers, who have no session; but for the fourth, which takes what came by
    # mail, and the last, as a step is its own person's: they have tests of their own.
    elsewhere = {
        "accounts.log_in",
        "reporting.report",
        "visiting.door",
        "notifications.confirm",
        "undo.take_back",
    }
    assert known | {(endpoint, "POST") for endpoint in elsewhere} == real


def test_every_route_but_the_public_ones_sends_strangers_to_log_in(stage: Stage) -> None:
    before, wrong = stage.site.rows(), []
    for rule in stage.site.app.url_map.iter_rules():
        what = "link" if rule.endpoint == "links.say" else "take"
        values = {name: 1 if name != "what" else what for name in rule.arguments}
        if rule.endpoint in PUBLIC_VIEWS | GUEST_VIEWS:
            continue
        with stage.site.app.test_request_context():
            path = stage.site.app.url_for(rule.endpoint, **values)
        for method in (rule.methods or set()) | {"OPTIONS"}:
            response = stage.site.stranger().client.open(path, method=method, data={"version": 1})
            if response.status_code != 302 or "/login" not in response.location:
                wrong.append((method, path, response.status))
    assert wrong == []
    assert stage.site.rows() == before


def test_a_stranger_who_is_sent_to_log_in_comes_back_to_the_page(stage: Stage) -> None:
    browser = stage.site.stranger()
    assert browser.get("/claims/1?again=1").location == "/login?next=/claims/1?again%3D1"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", READING, ids=str)
def test_reading(route: Route, role: str, stage: Stage) -> None:
    browser = stage.site.stranger() if role == "stranger" else stage.site.as_(role)
    status = browser.get(route.address(stage.scene)).status_code
    if role in route.who:
        assert status == route.well
    elif route.endpoint in GUEST_VIEWS:
        assert status == 403
    elif role == "stranger" or route.endpoint == "accounts.log_in":
        assert status == 302
    else:
        assert status == 403


@pytest.mark.parametrize("route", CHANGING, ids=str)
def test_changing(route: Route, stage: Stage) -> None:
    """First those who may not, who change nothing; then those who may, each from the beginning."""
    stage.reset()
    if route.endpoint == "publications.publish":
        _change_the_published(stage)
    before, sent = stage.site.rows(), route.sent(stage)
    for role in sorted(set(ROLES) - route.who - {"stranger"}):
        response = stage.site.as_(role).post(route.address(stage.scene), sent)
        assert (role, response.status_code) == (role, 403)
        assert "This is not yours to do" in response.text or "Your roles do not" in response.text
    assert stage.site.rows() == before
    for role in sorted(route.who):
        stage.reset()
        if route.endpoint == "publications.publish":
            _change_the_published(stage)
        before = stage.site.rows()
        browser = stage.site.as_(role)
        if route.endpoint in ("accounts.leave", "accounts.password"):
            browser = stage.site.log_in(role)
        response = browser.post(route.address(stage.scene), sent)
        assert (role, response.status_code) == (role, route.well), response.text
        assert "/login" not in (response.location or "")
        if not route.path.endswith("decide"):
            assert (stage.site.rows() == before) == route.looks
    stage.reset()


def _change_the_published(stage: Stage) -> None:
    editor = stage.site.as_("editor")
    version = stage.site.newsroom.dossier(stage.scene.published).check.version  # type: ignore[arg-type]
    sent = {"headline": "Another headline", "version": version}
    assert editor.post(f"/checks/{stage.scene.published}/article", sent).status_code == 302


def test_whoever_ruled_does_not_sign_off(stage: Stage) -> None:
    scene = stage.scene
    sent = {"version": stage.version(scene.ruled)}
    response = stage.site.as_("reviewer").post(f"/claims/{scene.ruled}/sign-off", sent)
    assert response.status_code == 403
    assert "a second person has to look" in response.text


def test_a_draft_is_its_owners_alone(stage: Stage) -> None:
    both = stage.site.as_("both")
    assert both.get(f"/drafts/{stage.scene.draft}").status_code == 403
    sent = {"headline": "Mine", "version": 1}
    assert both.post(f"/drafts/{stage.scene.draft}", sent).status_code == 403


@pytest.mark.parametrize("login", [None, "second", "editor", "admin", "both"])
def test_nothing_changes_by_get(login: str | None, stage: Stage) -> None:
    browser = stage.site.as_(login) if login else stage.site.stranger()
    before = stage.site.rows()
    paths = [route.address(stage.scene) for route in (*READING, *CHANGING)]
    for path in [*paths, f"/checks/{stage.scene.published}/publish?csrf_token=x&version=1"]:
        assert browser.get(path).status_code < 500, path
        assert browser.client.head(path, buffered=True).status_code < 500, path
    assert stage.site.rows() == before


def test_preview_and_publish_pages_write_nothing_on_either_database(site: Site) -> None:
    check_id, _, _ = site.newsroom.publication()
    editor, before = site.as_("editor"), site.rows()
    assert editor.get(f"/checks/{check_id}/preview").status_code == 200
    assert editor.get(f"/checks/{check_id}/publish").status_code == 200
    assert site.rows() == before
