"""No form is taken from another site: every unsafe route wants the session's token."""

import pytest

from app.web.visitor import GUEST_VIEWS
from tests.web.browsing import Html
from tests.web.conftest import Stage
from tests.web.routes import CHANGING, Route
from tests.web.test_guests import guest_of


@pytest.mark.parametrize("token", [None, "", "wrong", "IjEyMyI.aAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAA"])
@pytest.mark.parametrize("route", CHANGING, ids=str)
def test_a_post_without_the_right_token_is_refused_in_words(
    route: Route, token: str | None, stage: Stage
) -> None:
    is_for_guests = route.endpoint in GUEST_VIEWS
    browser = guest_of(stage) if is_for_guests else stage.site.as_("both")
    path = route.address(stage.scene)
    words = {name: value for name, value in route.sent(stage).items() if name != "logo"}
    sent = {**words, **({} if token is None else {"csrf_token": token})}
    before = stage.site.rows()
    for options in ({"data": sent}, {"json": sent}, {"data": "x", "content_type": "text/plain"}):
        response = browser.client.post(path, **options)
        assert response.status_code == 400
        assert "Go back, reload the page and send it again" in response.text
    assert stage.site.rows() == before


def test_the_token_of_another_session_is_refused(stage: Stage) -> None:
    token = stage.site.as_("second").token
    sent = {"version": stage.version(stage.scene.open), "csrf_token": token}
    path = f"/claims/{stage.scene.open}/take"
    assert stage.site.as_("editor").client.post(path, data=sent).status_code == 400


def test_logging_in_wants_a_token_too(stage: Stage) -> None:
    stranger = stage.site.stranger()
    response = stranger.client.post("/login", data={"login": "editor", "password": "x"})
    assert response.status_code == 400


def test_every_form_that_posts_carries_the_token(stage: Stage) -> None:
    scene = stage.scene
    paths = ["/login", "/desk", "/articles/new", f"/drafts/{scene.draft}", "/account/password"]
    claims = (scene.open, scene.taken, scene.ruled, scene.signed, scene.dismissed)
    paths += [f"/claims/{claim}" for claim in claims]
    paths += [f"/checks/{scene.published}/publish", f"/checks/{scene.check}/article"]
    paths += ["/settings", f"/reports/{scene.report}"]
    for path in paths:
        login = "admin" if path == "/settings" else "editor"
        browser = stage.site.stranger() if path == "/login" else stage.site.as_(login)
        forms = [form for form in Html(browser.get(path).text).forms if form.method == "post"]
        assert forms, path
        assert all(form.values.get("csrf_token") for form in forms), path
