"""Sessions: how they begin, what they carry, and everything that ends them."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.policy import Role
from app.services import accounts
from app.web import house
from app.web.auth import own_path
from tests.factories import PASSWORD
from tests.web.browsing import Browser, Html
from tests.web.conftest import Site, Stage

ANOTHER = "amber window thistle 41"
WRONG = "This name and password do not go together."


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    """Let time pass for the web."""
    moment = datetime.now(UTC) + timedelta(**by)
    monkeypatch.setattr(house, "now", lambda: moment)


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites(stage: Stage) -> None:
    response = stage.site.stranger().log_in("editor")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("stet=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_behind_https_the_cookie_is_bound_to_the_host(secure_site: Site) -> None:
    browser, base = secure_site.stranger(), {"base_url": "https://localhost"}
    page = Html(browser.get("/login", **base).text)
    sent = {**page.form("").values, "login": "editor", "password": PASSWORD}
    headers = {"Referer": "https://localhost/login"}
    response = browser.client.post("/login", data=sent, headers=headers, **base)
    assert response.status_code == 302
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-stet=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert browser.get("/desk", **base).status_code == 200


def test_logging_in_begins_a_new_session(stage: Stage) -> None:
    browser = stage.site.stranger()
    before = browser.page("/login").form("").values["csrf_token"]
    planted = browser.cookie()
    browser.log_in("editor")
    assert browser.cookie() != planted
    sent = {"csrf_token": before, "text": "Lye was dumped."}
    assert browser.client.post("/articles/new", data=sent).status_code == 400
    thief = stage.site.stranger()
    thief.client.set_cookie("stet", planted or "")
    assert not thief.is_in()


def test_logging_out_ends_all_sessions_of_that_person_only(small_site: Site) -> None:
    here, there, other = (small_site.log_in(who) for who in ("editor", "editor", "second"))
    kept = here.cookie()
    response = here.submit("/desk", "/logout")
    assert (response.status_code, response.location) == (302, "/")
    assert not here.is_in()
    assert not there.is_in()
    assert other.is_in()
    thief = small_site.stranger()
    thief.client.set_cookie("stet", kept or "")
    assert not thief.is_in()


def test_another_password_ends_the_other_sessions_but_not_this_one(small_site: Site) -> None:
    here, there = small_site.log_in("editor"), small_site.log_in("editor")
    sent = {"current": PASSWORD, "new": ANOTHER, "again": ANOTHER}
    assert here.submit("/account/password", **sent).status_code == 302
    assert here.is_in()
    assert not there.is_in()
    assert small_site.stranger().log_in("editor").status_code == 422
    assert small_site.stranger().log_in("editor", ANOTHER).status_code == 302


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"current": "not my password"}, "The current password is not right."),
        ({"new": PASSWORD, "again": PASSWORD}, "must differ"),
        ({"new": "short", "again": "short"}, "12 to 128 characters"),
        ({"new": "x" * 129, "again": "x" * 129}, "12 to 128 characters"),
        ({"new": "password1234", "again": "password1234"}, "too easy to guess"),
        ({"again": "something else 99"}, "the two are not the same"),
    ],
)
def test_a_password_is_refused_in_words(values: dict[str, str], words: str, stage: Stage) -> None:
    sent = {"current": PASSWORD, "new": ANOTHER, "again": ANOTHER, **values}
    response = stage.site.as_("second").submit("/account/password", **sent)
    assert response.status_code == 422
    assert words in response.text
    for typed in set(sent.values()):
        assert f'value="{typed}"' not in response.text
    assert stage.site.as_("second").is_in()


def test_ending_access_ends_it_at_once(small_site: Site) -> None:
    editor = small_site.log_in("editor")
    with small_site.newsroom.work("admin") as work:
        accounts.disable(work, "editor")
    assert not editor.is_in()
    response = small_site.stranger().log_in("editor")
    assert response.status_code == 422
    assert WRONG in response.text


def test_roles_taken_away_are_gone_with_the_next_request(small_site: Site) -> None:
    editor = small_site.log_in("editor")
    with small_site.newsroom.work("admin") as work:
        accounts.set_roles(work, "editor", [Role.REVIEWER])
    assert editor.get("/articles/new").status_code == 403


def test_an_idle_session_is_over(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = stage.site.log_in("editor")
    later(monkeypatch, minutes=239)
    assert browser.is_in()  # and counts as used
    later(monkeypatch, minutes=239 + 239)
    assert browser.is_in()
    later(monkeypatch, minutes=239 + 239 + 241)
    assert browser.get("/desk").location == "/login?next=/desk"
    monkeypatch.undo()
    assert not browser.is_in()


def test_a_session_in_use_is_over_after_its_hours(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = stage.site.log_in("editor")
    for hours in range(3, 7 * 24, 3):
        later(monkeypatch, hours=hours)
        assert browser.is_in(), hours
    later(monkeypatch, hours=7 * 24 + 0.1)
    assert not browser.is_in()


def test_a_one_time_password_must_be_changed_first(small_site: Site) -> None:
    with small_site.newsroom.work("admin") as work:
        accounts.set_password(work, "editor", ANOTHER)
    browser = small_site.stranger()
    assert browser.log_in("editor", ANOTHER).status_code == 302
    for path in ("/desk", "/articles/new"):
        assert browser.get(path).location == "/account/password"
    sent = {"csrf_token": browser.token, "text": "Lye was dumped."}
    assert browser.client.post("/articles/new", data=sent).location == "/account/password"
    fresh = "copper meadow lantern 17"
    browser.submit("/account/password", current=ANOTHER, new=fresh, again=fresh)
    assert browser.is_in()


OWN = ["/claims/3", "/claims/3?proposal=2", "/checks/1#x", "/f/ä"]
FOREIGN = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\r\nSet-Cookie: x=y",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "http:evil.example",
    "/\x00/evil.example",
    "",
]


@pytest.mark.parametrize("target", OWN)
def test_after_logging_in_one_goes_on_to_a_path_of_ours(target: str, stage: Stage) -> None:
    assert own_path(target) == target
    response = stage.site.stranger().log_in("editor", onward=target)
    assert response.location.startswith(target[:3])


@pytest.mark.parametrize("target", FOREIGN)
def test_but_nowhere_else(target: str, stage: Stage) -> None:
    assert own_path(target) is None
    assert stage.site.as_("editor").get("/login", query_string={"next": target}).location == "/desk"


@pytest.mark.parametrize("target", FOREIGN[:6])
def test_nor_through_the_form(target: str, stage: Stage) -> None:
    assert stage.site.stranger().log_in("editor", onward=target).location == "/desk"


@pytest.mark.parametrize(
    "referrer", ["http://[", "http://localhost/\\evil", "//evil.example", "javascript:x", "\x7f"]
)
def test_a_strange_referrer_leads_nowhere(referrer: str, stage: Stage) -> None:
    stranger = stage.site.stranger()
    response = stranger.client.post("/claims/1/take", headers={"Referer": referrer})
    assert response.status_code == 302
    assert response.location.startswith("/login")
    assert "evil" not in response.location


def test_unknown_and_wrong_get_the_same_words(small_site: Site) -> None:
    answers = []
    for login in ("nobody.at.all", "editor"):
        response = small_site.stranger().log_in(login, "wrong password 123")
        assert response.status_code == 422
        assert WRONG in response.text
        answers.append(Html(response.text.replace(login, "…")).words)
    assert answers[0] == answers[1]


def test_the_ninth_attempt_is_refused_even_with_the_right_password(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(8):
        assert WRONG in site.stranger().log_in("editor", "wrong password 123").text
    refused = site.stranger().log_in("editor")
    assert refused.status_code == 422
    assert "Too many attempts" in refused.text
    # The account is closed from every address, others are not; a quarter of an hour opens it.
    assert site.stranger(address="192.0.2.7").log_in(" EDITOR ").status_code == 422
    assert site.stranger().log_in("second").status_code == 302
    later(monkeypatch, minutes=16)
    assert site.stranger().log_in("editor").status_code == 302


def test_an_address_that_tries_many_names_is_closed_too(
    small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "FAILURES_PER_ADDRESS", 3)
    for number in range(3):
        small_site.stranger(address="192.0.2.7").log_in(f"name{number}", "wrong password 123")
    assert "Too many" in small_site.stranger(address="192.0.2.7").log_in("editor").text
    assert small_site.stranger().log_in("editor").status_code == 302


def test_a_cookie_that_is_not_ours_is_nobody(stage: Stage) -> None:
    good = stage.site.as_("editor").cookie() or ""
    for value in ("x", good[:-2] + "xx", good.replace(".", ":"), "²:0", "1:0"):
        thief = Browser(stage.site.app)
        thief.client.set_cookie("stet", value)
        assert thief.get("/desk").status_code == 302
