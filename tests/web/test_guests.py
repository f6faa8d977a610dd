"""Guests over HTTP: the link, the session of its own kind, and every door that stays shut."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.domain.ids import CheckId, GuestLinkId
from app.models import GuestLink, JournalEntry, LoginAttempt
from app.services import accounts, guests
from app.web.auth import PUBLIC_VIEWS
from app.web.visitor import GUEST_VIEWS
from tests.web.browsing import Browser, Html
from tests.web.conftest import Site, Stage, build
from tests.web.routes import CHANGING, READING, Route


@pytest.fixture
def check(small_site: Site) -> int:
    return small_site.newsroom.pasted()


def arrived(site: Site, token: str) -> Browser:
    """A guest's browser, behind the door."""
    browser = site.stranger()
    answer = browser.open_link(token)
    assert (answer.status_code, answer.location) == (303, "/guest")
    page = Html(browser.get("/guest").text)
    browser.__dict__["token"] = page.form("/guest/leave").values["csrf_token"]
    return browser


def made(site: Site, check: int, **given: str) -> str:
    """The token of a link that an editor makes by the form."""
    values = {"name": "Ada Roe", **given}
    answer = site.as_("editor").submit(f"/checks/{check}/guests", **values)
    assert answer.status_code == 200, answer.text
    address = next(a["value"] for _, a in Html(answer.text).elements if a.get("id") == "address")
    return urlsplit(address).path.rpartition("/")[2]


def opened(site: Site) -> int:
    """How many visits the journal tells of."""
    with site.newsroom.database.reading() as session:
        rows = select(JournalEntry).where(JournalEntry.act == "opened a guest link")
        return len(session.scalars(rows).all())


class TestTheLink:
    def test_it_is_shown_once(self, small_site: Site, check: int) -> None:
        token = made(small_site, check, note="Knows rivers.")
        page = small_site.as_("editor").get(f"/checks/{check}/guests")
        assert token not in page.text
        assert "Ada Roe" in page.text
        assert "Knows rivers." in page.text
        assert "never opened" in page.text
        assert "Guests (1)" in small_site.as_("editor").get(f"/checks/{check}").text
        assert "Guests" not in small_site.as_("reviewer").get(f"/checks/{check}").text

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"name": ""}, "say whom the link is for"),
            ({"days": "0"}, "open for 1 to 90 days"),
            ({"days": "91"}, "open for 1 to 90 days"),
            ({"days": "soon"}, "1 to 90 days|Not a valid integer"),
            ({"days": ""}, "open for 1 to 90 days"),
            ({"about": "999"}, "choose a claim of this article"),
            ({"about": "x"}, "choose a claim of this article"),
            ({"note": "x" * 501}, "500 characters at most"),
        ],
    )
    def test_a_form_that_is_refused_keeps_what_was_typed(
        self, small_site: Site, check: int, given: dict[str, str], words: str
    ) -> None:
        values = {"name": "Ada Roe", "note": "Knows rivers.", **given}
        answer = small_site.as_("editor").submit(f"/checks/{check}/guests", **values)
        assert answer.status_code == 422
        assert re.search(words, answer.text)
        assert values["note"][:400] in answer.text
        assert values["name"] in answer.text
        assert 'id="address"' not in answer.text

    def test_looking_at_it_opens_nothing_and_says_nothing(
        self, small_site: Site, check: int
    ) -> None:
        token = made(small_site, check)
        before = small_site.rows()
        right, wrong = (small_site.stranger().get(f"/visit/{t}") for t in (token, "wrong"))
        assert right.status_code == wrong.status_code == 200
        csrf = r'name="csrf_token"[^>]*>'
        assert re.sub(csrf, "", right.text) == re.sub(csrf, "", wrong.text)
        assert "trout" not in right.text
        assert small_site.rows() == before

    def test_the_address_stays_behind_at_the_door(self, small_site: Site, check: int) -> None:
        browser, token = small_site.stranger(), made(small_site, check)
        door = browser.get(f"/visit/{token}")
        assert door.headers["Referrer-Policy"] == "strict-origin"
        answer = browser.open_link(token)
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert token not in (browser.cookie() or "")
        page = browser.get("/guest")
        assert token not in page.text
        for response in (door, answer, page):
            assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
            assert response.headers["Cache-Control"] == "no-store"
        assert 'content="noindex, nofollow"' in page.text

    def test_the_button_works_behind_https_with_the_host_alone_as_referrer(
        self, secure_site: Site
    ) -> None:
        newsroom = secure_site.newsroom
        newsroom.clock = datetime.now(UTC)
        token = newsroom.invited_with_token(newsroom.pasted())[1]
        client = secure_site.stranger().client
        door = client.get(f"/visit/{token}", base_url="https://localhost")
        sent = Html(door.text).form("").values
        answer = client.post(
            f"/visit/{token}",
            data=sent,
            base_url="https://localhost",
            headers={"Referer": "https://localhost/"},
        )
        assert (answer.status_code, answer.location) == (303, "/guest")
        assert client.get("/guest", base_url="https://localhost").status_code == 200

    @pytest.mark.parametrize("token", ["x", "é", "a" * 3000, "%00", "..", "x" * 43])
    def test_a_wrong_one_is_explained(self, small_site: Site, token: str) -> None:
        browser = small_site.stranger()
        page = browser.get(f"/visit/{token}")
        if page.status_code == 404:
            return
        answer = browser.post_form(f"/visit/{token}", Html(page.text))
        assert answer.status_code == 404
        assert "This link opens nothing" in answer.text
        assert browser.get("/guest").status_code == 403

    def test_wrong_ones_are_counted_by_address_and_lock_nobody_else_out(
        self, small_site: Site, check: int
    ) -> None:
        token, guess = made(small_site, check), small_site.stranger(address="10.0.0.9")
        form = Html(guess.get("/visit/wrong").text)
        for n in range(accounts.FAILURES_PER_ADDRESS):
            assert guess.post_form(f"/visit/wrong{n}", form).status_code == 404
        late = guess.post_form(f"/visit/{token}", form)
        assert late.status_code == 429
        assert "wait a quarter of an hour" in late.text
        assert guess.log_in("editor").status_code == 422
        arrived(small_site, token)
        with small_site.newsroom.database.reading() as session:
            assert {row.login for row in session.scalars(select(LoginAttempt))} == {""}

    def test_without_the_token_of_the_form_nothing_opens(
        self, small_site: Site, check: int
    ) -> None:
        answer = small_site.stranger().client.post(f"/visit/{made(small_site, check)}")
        assert answer.status_code == 400
        assert opened(small_site) == 0


class TestTheSession:
    def test_a_visit_is_told_once_and_goes_on_until_the_guest_leaves(
        self, small_site: Site, check: int
    ) -> None:
        browser = arrived(small_site, made(small_site, check))
        for _ in range(3):
            assert browser.get("/guest").status_code == 200
        assert opened(small_site) == 1
        assert browser.post("/guest/leave").location == "/"
        assert browser.get("/guest").status_code == 403

    def test_a_person_of_the_desk_keeps_their_session_and_is_told_so(
        self, small_site: Site, check: int
    ) -> None:
        token, editor = made(small_site, check), small_site.log_in("editor")
        door = editor.page(f"/visit/{token}")
        assert "you stay so" in door.text
        assert [f for f in door.forms if f.action == "" and f.method == "post"] == []
        assert editor.post(f"/visit/{token}").status_code == 403
        assert editor.is_in()
        assert editor.get("/guest").status_code == 403
        assert opened(small_site) == 0

    def test_logging_in_ends_the_visit(self, small_site: Site, check: int) -> None:
        browser = arrived(small_site, made(small_site, check))
        assert browser.log_in("editor").status_code == 302
        assert browser.is_in()
        assert browser.get("/guest").status_code == 403

    def test_revoking_works_at_the_next_request(self, small_site: Site, check: int) -> None:
        browser = arrived(small_site, made(small_site, check))
        page = small_site.as_("editor").page(f"/checks/{check}/guests")
        action = next(f.action for f in page.forms if f.action.startswith("/guests/"))
        assert small_site.as_("editor").submit(page, action).status_code == 302
        for response in (
            browser.get("/guest"),
            browser.post("/guest/comments", {"words": "Late."}),
        ):
            assert response.status_code == 403
            assert "This link was ended" in response.text
        assert "revoked" in small_site.as_("editor").get(f"/checks/{check}/guests").text

    def test_an_expired_link_says_so_at_the_door_and_inside(
        self, small_site: Site, check: int
    ) -> None:
        newsroom = small_site.newsroom
        # The newsroom's clock stands in the past: so does the end of this link.
        token = newsroom.invited_with_token(check, days=1)[1]
        answer = small_site.stranger().open_link(token)
        assert answer.status_code == 403
        assert "This link is over" in answer.text
        token = made(small_site, check)
        browser = arrived(small_site, token)
        with newsroom.database.writing() as session:
            link = session.scalars(select(GuestLink).order_by(GuestLink.id.desc())).first()
            assert link is not None
            link.expires_at -= timedelta(days=15)
            session.commit()
        assert "This link is over" in browser.get("/guest").text
        assert "expired" in small_site.as_("editor").get(f"/checks/{check}/guests").text

    def test_a_forged_cookie_opens_nothing(self, small_site: Site, check: int) -> None:
        made(small_site, check)
        browser = small_site.stranger()
        browser.client.set_cookie("stet", "eyJndWVzdCI6MX0.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb")
        assert browser.get("/guest").status_code == 403


class TestThePage:
    def test_a_guest_comments_rewords_answers_and_takes_back(
        self, small_site: Site, check: int
    ) -> None:
        claim = small_site.newsroom.first_claim(check)  # type: ignore[arg-type]
        browser = arrived(small_site, made(small_site, check))
        sent = browser.submit("/guest", "/guest/comments", about=str(claim), words="I doubt it.")
        assert sent.location == "/guest#comment-1"
        assert "I doubt it." in browser.get("/guest").text
        desk = small_site.as_("second")
        page = desk.get(f"/claims/{claim}")
        assert "Ada Roe (guest)" in page.text
        assert "Ada Roe reads this answer." in page.text
        assert desk.post("/comments/1/answer", {"words": "Why?"}).status_code == 302
        assert "Second Person" in browser.get("/guest").text
        gone_on = browser.submit(
            "/guest/comments/1", "/guest/comments/1/answer", words="It is wet."
        )
        assert gone_on.location == "/guest#comment-3"
        assert (
            browser.submit("/guest/comments/1", "/guest/comments/1/reword", words="No.").status_code
            == 302
        )
        assert browser.submit("/guest", "/guest/comments/3/take-back").status_code == 302
        shown = browser.get("/guest").text
        assert "It is wet." not in shown
        assert "I doubt it." not in shown
        assert "It is wet." in desk.get("/comments/3").text
        assert "I doubt it." in desk.get("/comments/1").text
        told = small_site.as_("editor").get("/notifications").text
        assert "Ada Roe (guest) commented by a link of yours" in told

    @pytest.mark.parametrize("words", ["", "  \n", "x" * 10_001])
    def test_a_refused_comment_is_explained_and_kept(
        self, small_site: Site, check: int, words: str
    ) -> None:
        browser = arrived(small_site, made(small_site, check))
        answer = browser.submit("/guest", "/guest/comments", words=words)
        assert answer.status_code == 422
        assert re.search("it is empty|10,000 characters at most", answer.text)
        assert words.strip()[:10_000] in answer.text
        answer = browser.post("/guest/comments", {"words": "Kept.", "about": "999"})
        assert answer.status_code == 422
        assert "choose a claim or a passage of this page" in answer.text
        assert "Kept.</textarea>" in answer.text

    @pytest.mark.parametrize("place", ["0-10@1", "5-10@1"])
    def test_a_comment_on_a_passage_keeps_its_words_and_its_place(
        self, small_site: Site, check: int, place: str
    ) -> None:
        """A sentence out of the list, and words that were selected."""
        browser = arrived(small_site, made(small_site, check))
        start, end = (int(part) for part in place.partition("@")[0].split("-"))
        page = browser.get(f"/guest?start={start}&end={end}&revision=1")
        assert f'<option selected value="{place}">' in page.text
        posted = {"about": place, "words": "Which river?"}
        assert browser.post("/guest/comments", posted).status_code == 302
        words = small_site.newsroom.dossier(CheckId(check)).revision.text[start:end]
        assert f'<blockquote class="quiet" dir="auto">{words}' in browser.get("/guest").text
        desk = Html(small_site.as_("reviewer").get(f"/checks/{check}/comments").text).text
        assert words in desk and "Which river?" in desk

    @pytest.mark.parametrize(
        "place",
        ["5-5@1", "0-999999@1", "9-3@1", "0-10@2", "0-10", "x-y@1", "-", "0-10@99999999999"],
    )
    def test_a_place_that_is_not_in_the_text_is_refused_in_words(
        self, small_site: Site, check: int, place: str
    ) -> None:
        browser = arrived(small_site, made(small_site, check))
        answer = browser.post("/guest/comments", {"words": "Kept.", "about": place})
        assert answer.status_code == 422
        assert "choose a claim or a passage of this page" in answer.text
        assert "Kept.</textarea>" in answer.text
        assert browser.get(f"/guest?start={place}&end=&revision=1").status_code == 200

    def test_words_of_an_earlier_text_are_to_be_chosen_again(
        self, small_site: Site, check: int
    ) -> None:
        browser = arrived(small_site, made(small_site, check))
        small_site.newsroom.revised(CheckId(check))
        answer = browser.post("/guest/comments", {"words": "Kept.", "about": "0-10@1"})
        assert (answer.status_code, "Kept.</textarea>" in answer.text) == (422, True)

    def test_a_guest_for_one_claim_comments_on_no_passage(
        self, small_site: Site, check: int
    ) -> None:
        claim = small_site.newsroom.first_claim(CheckId(check))
        browser = arrived(small_site, made(small_site, check, about=str(claim)))
        assert "chosen-words" not in browser.get("/guest").text
        answer = browser.post("/guest/comments", {"words": "Kept.", "about": "0-10@1"})
        assert answer.status_code == 422

    def test_two_tabs_reword_one_comment(self, small_site: Site, check: int) -> None:
        browser = arrived(small_site, made(small_site, check))
        assert browser.post("/guest/comments", {"words": "First."}).status_code == 302
        path = "/guest/comments/1/reword"
        assert browser.post(path, {"version": "1", "words": "Newer."}).status_code == 302
        late = browser.post(path, {"version": "1", "words": "My other words."})
        assert late.status_code == 409
        assert "Newer." in late.text
        assert "My other words.</textarea>" in late.text
        assert browser.again(late).status_code == 302

    def test_a_link_to_one_claim_marks_and_tells_that_one_alone(
        self, small_site: Site, check: int
    ) -> None:
        files = small_site.newsroom.dossier(check).shown  # type: ignore[arg-type]
        browser = arrived(small_site, made(small_site, check, about=str(files[1].claim.id)))
        page = browser.page("/guest")
        links = [a["href"] for tag, a in page.elements if tag == "a" and "href" in a]
        marks = {href for href in links if href.startswith("#claim-")}
        assert marks == {f"#claim-{files[1].claim.id}"}
        refused = browser.post("/guest/comments", {"words": "So?", "about": str(files[0].claim.id)})
        assert refused.status_code == 422
        assert browser.post("/guest/comments", {"words": "So?"}).status_code == 302

    def test_verdicts_do_not_show_by_the_marks_unless_they_may(
        self, small_site: Site, check: int
    ) -> None:
        claim = small_site.newsroom.first_claim(check)  # type: ignore[arg-type]
        small_site.newsroom.ruled(check, claim, "denied")  # type: ignore[arg-type]
        without = arrived(small_site, made(small_site, check)).get("/guest").text
        token = made(small_site, check, reads_rulings="y")
        with_them = arrived(small_site, token).get("/guest").text
        for sign in ('mark class="den"', ">Denied<", "There is more to tell."):
            assert sign not in without
            assert sign in with_them
        # Nor who ruled, in either case.
        assert "Reviewer Person" not in without + with_them


def everything(stage: Stage) -> list[Route]:
    return [*READING, *CHANGING]


def guest_of(stage: Stage) -> Browser:
    return arrived(stage.site, made(stage.site, stage.scene.check))


def is_for_others(route: Route) -> bool:
    return route.endpoint not in PUBLIC_VIEWS | GUEST_VIEWS


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE"])
def test_every_other_door_of_the_site_is_shut_for_guests(stage: Stage, method: str) -> None:
    browser = guest_of(stage)
    before, wrong = stage.site.rows(), []
    for route in everything(stage):
        if not is_for_others(route):
            continue
        data = {"csrf_token": browser.token, **route.sent(stage)} if method == "POST" else None
        path = route.address(stage.scene)
        status = browser.client.open(path, method=method, data=data, buffered=True).status_code
        if status not in (403, 405) or (status == 405 and route.method == method):
            wrong.append((path, status))
    assert wrong == []
    assert stage.site.rows() == before


def test_no_address_of_the_desk_answers_a_guest(stage: Stage) -> None:
    """Every rule there is, also one that the list of routes does not know."""
    browser = guest_of(stage)
    before, wrong = stage.site.rows(), []
    for rule in stage.site.app.url_map.iter_rules():
        if rule.endpoint in PUBLIC_VIEWS | GUEST_VIEWS:
            continue
        what = "link" if rule.endpoint == "links.say" else "take"
        values = {name: 1 if name != "what" else what for name in rule.arguments}
        with stage.site.app.test_request_context():
            path = stage.site.app.url_for(rule.endpoint, **values)
        for method in rule.methods or set():
            data = {"csrf_token": browser.token, "version": 1}
            answer = browser.client.open(path, method=method, data=data, buffered=True)
            if answer.status_code != 403:
                wrong.append((method, path, answer.status))
    assert wrong == []
    assert stage.site.rows() == before


def test_threads_of_others_are_not_there_for_a_guest(stage: Stage) -> None:
    scene, browser = stage.scene, guest_of(stage)
    before = stage.site.rows()
    for comment in (scene.guest_comment, scene.comment, scene.settled, 99_999):
        assert browser.get(f"/guest/comments/{comment}").status_code == 404
        for act in ("answer", "reword", "take-back"):
            path = f"/guest/comments/{comment}/{act}"
            answer = browser.post(path, {"words": "Mine?", "version": "1"})
            assert answer.status_code in (403, 404), (path, answer.status_code)
    assert stage.site.rows() == before


def test_nothing_of_the_desk_is_on_a_guests_page(stage: Stage) -> None:
    with stage.site.newsroom.database.reading() as session:
        link = session.get_one(GuestLink, GuestLinkId(stage.scene.guest_link))
        assert link.name == "Ada Roe"
    page = guest_of(stage).get("/guest").text
    for secret in ("is this so?", "this is settled", "The fishing club</th>", "Second Person"):
        assert secret not in page
    assert 'href="/desk"' not in page
    assert guests.token_sha256(stage.scene.guest_token) not in page


@pytest.mark.parametrize("login", [None, "editor", "admin"])
def test_the_guests_views_are_for_guests_alone(stage: Stage, login: str | None) -> None:
    browser = stage.site.as_(login) if login else stage.site.stranger()
    answer = browser.get("/guest")
    assert answer.status_code == 403
    assert "Open the link that you were sent" in answer.text


class TestMail:
    @pytest.fixture
    def posting(self, sqlite_url: str) -> Iterator[Site]:
        yield from build(sqlite_url, smtp_url="smtp://127.0.0.1:9", mail_from="desk@example.org")

    def test_a_guest_chooses_where_to_be_written_to(self, posting: Site) -> None:
        check = posting.newsroom.pasted()
        browser = arrived(posting, made(posting, check))
        answer = browser.submit("/guest", "/guest/mail", address="ada@example.org")
        assert answer.status_code == 302
        page = browser.get("/guest").text
        assert "You are written to at ada@example.org." in page
        assert 'value="ada@example.org"' in page
        assert browser.submit("/guest", "/guest/mail", address="").status_code == 302
        assert "You are not written to." in browser.get("/guest").text

    @pytest.mark.parametrize(
        "address", ["ada", "a@b c", "x" * 300 + "@example.org", "a@b\nBcc: c@d"]
    )
    def test_what_is_no_address_is_refused_in_words(self, posting: Site, address: str) -> None:
        check = posting.newsroom.pasted()
        browser = arrived(posting, made(posting, check))
        answer = browser.post("/guest/mail", {"address": address})
        assert answer.status_code == 422
        assert re.search("write an e-mail address|254 characters", answer.text)
        answer = posting.as_("editor").submit(f"/checks/{check}/guests", name="Bo", address=address)
        assert answer.status_code == 422

    def test_an_address_that_the_editor_gives_is_kept_and_not_shown_to_the_desk(
        self, posting: Site
    ) -> None:
        check = posting.newsroom.pasted()
        token = made(posting, check, address="ada@example.org")
        assert "ada@example.org" not in posting.as_("second").get(f"/checks/{check}/guests").text
        assert 'value="ada@example.org"' in arrived(posting, token).get("/guest").text

    def test_without_a_mail_server_nothing_is_asked(self, small_site: Site, check: int) -> None:
        browser = arrived(small_site, made(small_site, check))
        assert "When you are answered" not in browser.get("/guest").text
