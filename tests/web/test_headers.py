"""What every answer carries."""

import pytest

from tests.web.conftest import Site, Stage

DESK = ("/desk", "/claims/1", "/checks/1/preview", "/login", "/checks/1/publish", "/checks/1/log")
PUBLIC = (
    "/",
    "/?q=trout",
    "/claimants",
    "/claimants/karl-munk",
    "/method",
    "/about",
    "/f/{slug}",
    "/f/{slug}/v1",
    "/f/{slug}/print",
)
STATIC = ("/static/desk.css", "/paper/tokens.css")
ERRORS = ("/nothing", "/f/nothing", "/claims/99999", "/claims/1/take")
ALL = DESK + PUBLIC + STATIC + ERRORS


def test_every_answer_is_guarded(stage: Stage) -> None:
    for path in ALL:
        response = stage.site.as_("editor").get(path.format(slug=stage.scene.slug))
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'")
        assert "base-uri" in policy
        assert "form-action 'self'" in policy
        assert "frame-ancestors" in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in response.headers["Permissions-Policy"]
        assert response.headers["Referrer-Policy"]
        assert "Strict-Transport-Security" not in response.headers
        assert "Server" not in response.headers or "Werkzeug" not in response.headers["Server"]


def test_the_desk_and_errors_are_kept_by_nobody_and_framed_by_nobody(stage: Stage) -> None:
    for path in DESK + ERRORS:
        response = stage.site.as_("editor").get(path)
        assert response.headers["Cache-Control"] == "no-store", path
        if not path.endswith("preview"):
            assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
            assert "script-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("login", [None, "editor"])
def test_public_pages_set_no_cookie_and_may_be_kept(
    path: str, login: str | None, stage: Stage
) -> None:
    browser = stage.site.as_(login) if login else stage.site.stranger()
    response = browser.get(path.format(slug=stage.scene.slug))
    assert "Set-Cookie" not in response.headers
    kept = "public, max-age=31536000, immutable" if "/v" in path else "public, max-age=60"
    assert response.headers["Cache-Control"].startswith(kept)
    assert "sha256-" in response.headers["Content-Security-Policy"]


def test_public_pages_are_the_same_for_everybody(stage: Stage) -> None:
    path = f"/f/{stage.scene.slug}"
    bodies = {stage.site.as_(who).get(path).data for who in ("editor", "second")}
    assert bodies == {stage.site.stranger().get(path).data}


def test_static_files_and_errors_set_no_cookie_for_strangers(stage: Stage) -> None:
    for path in (*STATIC, "/nothing", "/f/nothing", "/healthz", "/readyz"):
        assert "Set-Cookie" not in stage.site.stranger().get(path).headers


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_that_is_known_already_is_not_sent_again(path: str, stage: Stage) -> None:
    path = path.format(slug=stage.scene.slug)
    first = stage.site.stranger().get(path)
    again = stage.site.stranger().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    other = stage.site.stranger().get(path, headers={"If-None-Match": 'W/"other"'})
    assert (other.status_code, other.data) == (200, first.data)


def test_only_https_is_told_to_stay_so(secure_site: Site) -> None:
    for path in ("/", "/login", "/nothing", "/static/desk.css"):
        headers = secure_site.stranger().get(path, base_url="https://localhost").headers
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
