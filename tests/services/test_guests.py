"""Guest links: what they open, for how long, what guests do, and that the record knows them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import literal, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.claims import DismissReason
from app.domain.errors import Conflict, DomainError, NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ClaimId, CommentId, GuestLinkId
from app.domain.notifications import NotificationKind
from app.domain.policy import Actor, Permission, Role
from app.models import Comment, GuestLink, JournalEntry
from app.queries import guests as queries
from app.queries import integrity, journal, notifications
from app.queries.pack import pack
from app.queries.search import search
from app.queries.visit import Visit, visit
from app.services import accounts, claims, comments, evidence, guests, visits
from app.services.work import Work
from tests.factories import Newsroom
from tests.queries.test_dossier import counted


@pytest.fixture
def check_id(newsroom: Newsroom) -> CheckId:
    return newsroom.pasted()


@pytest.fixture
def claim_id(newsroom: Newsroom, check_id: CheckId) -> ClaimId:
    return newsroom.first_claim(check_id)


def seen(newsroom: Newsroom, link: GuestLink) -> Visit:
    with newsroom.database.reading() as session:
        shown = visit(session, session.get_one(GuestLink, link.id))
        session.expunge_all()
        return shown


def told(newsroom: Newsroom, login: str) -> list[tuple[str, str]]:
    with newsroom.database.reading() as session:
        rows = notifications.told(session, newsroom.people[login])
        return [(row.notification.kind.value, row.who) for row in rows]


def log(newsroom: Newsroom, check_id: CheckId) -> list[tuple[str, str]]:
    with newsroom.database.reading() as session:
        return [(line.who, line.what) for line in journal.of_check(session, check_id)]


def faults(newsroom: Newsroom) -> list[str]:
    with newsroom.database.reading() as session:
        return integrity.faults(session)


class TestInviting:
    def test_a_link_is_found_by_its_token_and_keeps_only_the_seal_of_it(
        self, newsroom: Newsroom, check_id: CheckId
    ) -> None:
        link, token = newsroom.invited_with_token(check_id, note="Knows rivers.")
        with newsroom.work_as(Actor.nobody()) as work:
            found = visits.find_link(work, token)
            assert found is not None
            assert found.id == link.id
            assert visits.find_link(work, token[:-1]) is None
            assert visits.find_link(work, link.token_sha256) is None
            kept = [str(value) for value in vars(found).values()]
            assert not any(token in value for value in kept)
        assert len(token) >= 43
        assert link.expires_at - link.made_at == timedelta(days=14)

    def test_no_two_tokens_are_the_same(self, newsroom: Newsroom, check_id: CheckId) -> None:
        tokens = {newsroom.invited_with_token(check_id)[1] for _ in range(5)}
        assert len(tokens) == 5

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"name": "  "}, "Say whom the link is for"),
            ({"name": "x" * 121}, "121 characters; 120 at most"),
            ({"note": "x" * 501}, "501 characters; 500 at most"),
            ({"days": 0}, "open for 1 to 90 days"),
            ({"days": 91}, "open for 1 to 90 days"),
            ({"days": -3}, "open for 1 to 90 days"),
        ],
    )
    def test_a_link_that_makes_no_sense_is_refused(
        self, newsroom: Newsroom, check_id: CheckId, given: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(Refused, match=words):
            newsroom.invited(check_id, **given)

    def test_only_a_claim_of_the_article_that_stands_can_be_opened(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        other = newsroom.first_claim(newsroom.pasted())
        with pytest.raises(NotFound):
            newsroom.invited(check_id, claim_id=other)
        with newsroom.work("editor") as work:
            version = newsroom.version(check_id, claim_id)
            claims.dismiss(work, claim_id, version=version, reason=DismissReason.TRIVIAL)
        with pytest.raises(NotFound):
            newsroom.invited(check_id, claim_id=claim_id)

    def test_only_editors_make_and_end_links(self, newsroom: Newsroom, check_id: CheckId) -> None:
        link = newsroom.invited(check_id)
        for login in ("reviewer", "admin"):
            with pytest.raises(NotAllowed):
                newsroom.invited(check_id, by=login)
            with pytest.raises(NotAllowed), newsroom.work(login) as work:
                guests.end(work, link.id)
        with pytest.raises(NotAllowed), newsroom.work_as(link.actor) as work:
            guests.end(work, link.id)
        with pytest.raises(NotFound), newsroom.work("editor") as work:
            guests.end(work, GuestLinkId(99))

    def test_the_desk_lists_links_with_what_came_by_them(
        self, newsroom: Newsroom, check_id: CheckId
    ) -> None:
        first, second = newsroom.invited(check_id), newsroom.invited(check_id, days=1)
        newsroom.guest_commented(first)
        newsroom.guest_commented(first)
        with newsroom.database.reading() as session:
            rows = queries.listed(session, check_id)
            assert [(row.link.id, row.comments) for row in rows] == [(second.id, 0), (first.id, 2)]
            opened = queries.open_links(literal(check_id), now=newsroom.clock)
            assert session.scalar(opened) == 2
            later = newsroom.clock + timedelta(days=2)
            assert session.scalar(queries.open_links(literal(check_id), now=later)) == 1


class TestEnding:
    def acts(self, newsroom: Newsroom, link: GuestLink) -> list[Callable[[Work], object]]:
        key = CommentId(newsroom.guest_commented(link))
        return [
            visits.enter,
            lambda work: visits.comment(work, claim_id=None, words="Late."),
            lambda work: visits.answer(work, key, words="Late."),
            lambda work: visits.reword(work, key, version=1, words="Late."),
            lambda work: visits.take_back(work, key, version=1),
        ]

    def test_a_revoked_link_lets_nothing_be_done(
        self, newsroom: Newsroom, check_id: CheckId
    ) -> None:
        link = newsroom.invited(check_id)
        acts = self.acts(newsroom, link)
        for _ in range(2):
            with newsroom.work("editor") as work:
                guests.end(work, link.id)
        for act in acts:
            with pytest.raises(NotAllowed, match="was ended"), newsroom.work_as(link.actor) as work:
                act(work)
        assert [what for _, what in log(newsroom, check_id)].count(
            "ended a guest link for Ada Roe"
        ) == 1

    def test_an_expired_link_lets_nothing_be_done(
        self, newsroom: Newsroom, check_id: CheckId
    ) -> None:
        link = newsroom.invited(check_id, days=1)
        acts = self.acts(newsroom, link)
        newsroom.clock = link.expires_at - timedelta(minutes=1)
        for act in acts:
            with pytest.raises(NotAllowed, match="is over"), newsroom.work_as(link.actor) as work:
                act(work)

    def test_it_is_open_until_the_last_moment(self, newsroom: Newsroom, check_id: CheckId) -> None:
        link = newsroom.invited(check_id, days=1)
        newsroom.clock = link.expires_at - timedelta(minutes=2)
        newsroom.guest_commented(link)

    def test_links_end_with_the_access_of_whoever_made_them(
        self, newsroom: Newsroom, check_id: CheckId
    ) -> None:
        ending, staying = newsroom.invited(check_id), newsroom.invited(check_id, by="both")
        with newsroom.work("admin") as work:
            accounts.disable(work, "editor")
        with newsroom.database.reading() as session:
            rows = {row.link.id: row.link for row in queries.listed(session, check_id)}
            assert rows[ending.id].revoked_by_id == newsroom.people["admin"]
            assert rows[staying.id].revoked_at is None
        with pytest.raises(NotAllowed):
            newsroom.guest_commented(ending)
        newsroom.guest_commented(staying)
        assert faults(newsroom) == []


class TestTalking:
    def test_a_guest_talks_with_the_desk_and_both_are_told(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        link = newsroom.invited(check_id)
        first = CommentId(newsroom.guest_commented(link, "It was 40 litres.", claim_id=claim_id))
        with newsroom.work("second") as work:
            comments.answer(work, first, words="Who measured it?")
            answer = work.session.scalars(
                select(Comment.id).where(Comment.answers_id == first)
            ).one()
        with newsroom.work_as(link.actor) as work:
            visits.answer(work, CommentId(answer), words="I did.")
        assert told(newsroom, "editor") == [
            ("guest commented", "Ada Roe (guest)"),
            ("guest commented", "Ada Roe (guest)"),
        ]
        assert told(newsroom, "second") == [("replied", "Ada Roe (guest)")]
        shown = seen(newsroom, link)
        (thread,) = next(claim for claim in shown.claims if claim.id == claim_id).threads
        assert [c.words for c in thread.answers] == ["Who measured it?", "I did."]
        assert shown.people == {newsroom.people["second"]: "Second Person"}
        assert faults(newsroom) == []

    def test_an_at_sign_of_a_guest_tells_nobody(
        self, newsroom: Newsroom, check_id: CheckId
    ) -> None:
        newsroom.guest_commented(newsroom.invited(check_id), "@second @admin, look.")
        assert told(newsroom, "second") == told(newsroom, "admin") == []

    def test_a_guest_rewords_and_takes_back_what_is_theirs_alone(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        link, other = newsroom.invited(check_id), newsroom.invited(check_id, name="Bo Hale")
        mine = CommentId(newsroom.guest_commented(link))
        theirs = [
            CommentId(newsroom.guest_commented(other)),
            CommentId(newsroom.commented(claim_id)),
        ]
        with newsroom.work_as(link.actor) as work:
            visits.reword(work, mine, version=1, words="I am sure it is not.")
        with pytest.raises(Conflict), newsroom.work_as(link.actor) as work:
            visits.reword(work, mine, version=1, words="Late.")
        with newsroom.work_as(link.actor) as work:
            visits.take_back(work, mine, version=2)
        with pytest.raises(Refused, match="taken back"), newsroom.work_as(link.actor) as work:
            visits.take_back(work, mine, version=3)
        for key in theirs:
            for act in (
                lambda work, key=key: visits.reword(work, key, version=1, words="Forged."),
                lambda work, key=key: visits.take_back(work, key, version=1),
                lambda work, key=key: visits.answer(work, key, words="Me, too."),
            ):
                with pytest.raises(NotAllowed), newsroom.work_as(link.actor) as work:
                    act(work)
        with pytest.raises(NotFound), newsroom.work_as(link.actor) as work:
            visits.answer(work, CommentId(99), words="Hello?")
        # The desk answers guests, and never rewords them.
        with pytest.raises(NotAllowed), newsroom.work("editor") as work:
            comments.reword(work, theirs[0], version=1, words="Forged.")
        with newsroom.database.reading() as session:
            row = session.get_one(Comment, mine)
            assert [w.words for w in row.wordings] == ["I doubt it.", "I am sure it is not."]

    def test_a_link_to_one_claim_leads_to_no_other(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        link = newsroom.invited(check_id, claim_id=claim_id)
        others = [f.claim.id for f in newsroom.dossier(check_id).shown if f.claim.id != claim_id]
        newsroom.guest_commented(link)
        for key in (*others, newsroom.first_claim(newsroom.pasted())):
            with pytest.raises(NotAllowed):
                newsroom.guest_commented(link, claim_id=key)
        with newsroom.database.reading() as session:
            row = session.scalars(select(Comment)).one()
            assert (row.claim_id, row.guest_id, row.written_by_id) == (claim_id, link.id, None)

    def test_a_claim_that_was_set_aside_is_not_commented_on(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        link = newsroom.invited(check_id)
        newsroom.guest_commented(link, "Before.", claim_id=claim_id)
        with newsroom.work("editor") as work:
            version = newsroom.version(check_id, claim_id)
            claims.dismiss(work, claim_id, version=version, reason=DismissReason.TRIVIAL)
        with pytest.raises(NotFound, match="set this claim aside"):
            newsroom.guest_commented(link, claim_id=claim_id)
        # What was said on it stays in sight of whoever said it.
        assert [t.comment.words for t in seen(newsroom, link).threads] == ["Before."]

    @pytest.mark.parametrize("words", ["", " \n", "x" * 10_001])
    def test_words_that_cannot_be_kept_are_refused(
        self, newsroom: Newsroom, check_id: CheckId, words: str
    ) -> None:
        with pytest.raises(Refused):
            newsroom.guest_commented(newsroom.invited(check_id), words)

    def test_a_comment_has_one_author(self, newsroom: Newsroom, check_id: CheckId) -> None:
        newsroom.guest_commented(newsroom.invited(check_id))
        for value in (newsroom.people["editor"], None):
            guest = {"guest_id": None} if value is None else {}
            with pytest.raises(IntegrityError), newsroom.database.engine.begin() as connection:
                connection.execute(update(Comment).values(written_by_id=value, **guest))

    def test_guests_do_nothing_that_is_for_the_desk(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        link = newsroom.invited(check_id)
        own = CommentId(newsroom.guest_commented(link))
        invitation = guests.Invitation(name="A friend")
        acts: list[Callable[[Work], object]] = [
            lambda work: comments.on_claim(work, claim_id, words="So?"),
            lambda work: comments.on_passage(work, check_id, start=0, end=5, words="So?"),
            lambda work: comments.answer(work, own, words="So?"),
            lambda work: comments.reword(work, own, version=1, words="So?"),
            lambda work: comments.take_back(work, own, version=1),
            lambda work: comments.resolve(work, own, version=1),
            lambda work: claims.take(work, claim_id, version=1),
            lambda work: guests.invite(work, check_id, invitation=invitation),
        ]
        for act in acts:
            with pytest.raises(NotAllowed), newsroom.work_as(link.actor) as work:
                act(work)
        for who in (Actor.nobody(), Actor.system(), newsroom.actor("editor")):
            with pytest.raises(DomainError), newsroom.work_as(who) as work:
                visits.comment(work, claim_id=None, words="So?")


class TestSeeing:
    def test_rulings_are_there_only_where_the_link_says_so(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        newsroom.ruled(check_id, claim_id)
        without, with_them = (
            newsroom.invited(check_id),
            newsroom.invited(check_id, reads_rulings=True),
        )
        assert {claim.ruling for claim in seen(newsroom, without).claims} == {None}
        rulings = [claim.ruling for claim in seen(newsroom, with_them).claims if claim.ruling]
        assert [ruling.verdict.key for ruling in rulings] == ["supported"]

    def test_a_sealed_ruling_is_shown_to_no_guest_until_both_agree(
        self, newsroom: Newsroom
    ) -> None:
        check_id = newsroom.blind()
        claim_id = newsroom.first_claim(check_id)
        link = newsroom.invited(check_id, reads_rulings=True)
        newsroom.sealed(check_id, claim_id)
        assert {claim.ruling for claim in seen(newsroom, link).claims} == {None}
        newsroom.opined(claim_id, "both")
        assert [claim.id for claim in seen(newsroom, link).claims if claim.ruling] == [claim_id]

    def test_confidential_sources_and_other_peoples_talk_stay_on_the_desk(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        newsroom.cited(check_id, claim_id)
        with newsroom.work("reviewer") as work:
            evidence.cite(
                work,
                claim_id,
                version=None,
                source=evidence.SourceDetails(title="A clerk", confidential=True),
                use=evidence.Use(stance=evidence.Stance.SUPPORTS, excerpt="I saw the invoice."),
            )
        newsroom.commented(claim_id, "What does the clerk say?")
        newsroom.guest_commented(newsroom.invited(check_id, name="Bo Hale"), "Mine alone.")
        link = newsroom.invited(check_id)
        newsroom.guest_commented(link, "And mine.")
        shown = seen(newsroom, link)
        cited = [c.source.title for claim in shown.claims for c in claim.citations]
        assert cited == ["Minutes of the council"]
        assert [t.comment.words for t in shown.threads] == ["And mine."]
        assert [claim.threads for claim in shown.claims if claim.threads] == []
        with pytest.raises(NotFound):
            shown.thread(1)

    def test_a_link_to_one_claim_shows_the_text_and_that_claim(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        shown = seen(newsroom, newsroom.invited(check_id, claim_id=claim_id))
        assert [claim.id for claim in shown.claims] == [claim_id]
        assert shown.text == newsroom.dossier(check_id).revision.text
        for claim in shown.claims:
            assert shown.text[claim.start : claim.end] == claim.quote

    def test_more_talk_takes_no_more_queries(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        link = newsroom.invited(check_id)
        newsroom.guest_commented(link)

        def queries_of_a_visit() -> int:
            with newsroom.database.reading() as session:
                row = session.get_one(GuestLink, link.id)
                with counted(newsroom) as asked:
                    visit(session, row)
            return len(asked)

        few = queries_of_a_visit()
        for _ in range(5):
            newsroom.guest_commented(link, claim_id=claim_id)
        assert queries_of_a_visit() == few


class TestRecord:
    def test_all_that_a_guest_did_is_in_the_journal_under_their_name(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        link = newsroom.invited(check_id, claim_id=claim_id)
        with newsroom.work_as(link.actor) as work:
            visits.enter(work)
        key = CommentId(newsroom.guest_commented(link))
        with newsroom.work_as(link.actor) as work:
            visits.reword(work, key, version=1, words="No.")
        with newsroom.work_as(link.actor) as work:
            visits.take_back(work, key, version=2)
        with newsroom.work("editor") as work:
            guests.end(work, link.id)
        guest = "Ada Roe (guest)"
        assert log(newsroom, check_id)[:6] == [
            ("Editor Person", "ended a guest link for Ada Roe"),
            (guest, "took a comment back"),
            (guest, "reworded a comment"),
            (guest, "commented"),
            (guest, "opened a guest link"),
            ("Editor Person", "made a guest link for Ada Roe"),
        ]
        assert faults(newsroom) == []

    def test_whose_entry_it_is_is_sealed(self, newsroom: Newsroom, check_id: CheckId) -> None:
        newsroom.guest_commented(newsroom.invited(check_id))
        other = newsroom.invited(check_id, name="Bo Hale").id
        with newsroom.database.engine.begin() as connection:
            row = connection.execute(
                select(JournalEntry.seq, JournalEntry.data).where(JournalEntry.act == "commented")
            ).one()
            forged = update(JournalEntry.__table__).where(JournalEntry.seq == row.seq)
            connection.execute(forged.values(data={**row.data, "guest": other}))
        assert faults(newsroom) == [f"Journal: entry {row.seq} is not what was written."]

    def test_the_assessor_pack_says_that_it_was_a_guest(
        self, newsroom: Newsroom, check_id: CheckId
    ) -> None:
        newsroom.guest_commented(newsroom.invited(check_id))
        with newsroom.database.reading() as session:
            entries = pack(session, check_id, confidential=False)["journal"]
        assert [e["who"] for e in entries[-2:]] == ["Editor Person", "guest Ada Roe"]

    def test_comments_of_guests_are_found_by_words_and_by_name(
        self, newsroom: Newsroom, check_id: CheckId
    ) -> None:
        newsroom.guest_commented(newsroom.invited(check_id), "Forty litres.")
        with newsroom.database.reading() as session:
            for words in (["forty"], ["roe"]):
                (group,) = search(session, words, kinds=["Comments"])
                assert [f.title for f in group.found] == ["Comment by Ada Roe (guest)"]


def test_a_guest_holds_no_role_and_no_permission_of_the_desk(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    actor = newsroom.invited(check_id).actor
    assert actor.roles.isdisjoint(Role)
    assert actor.user_id is None
    with pytest.raises(NotAllowed), newsroom.work_as(actor) as work:
        work.require(Permission.DESK_READ)
    assert NotificationKind.GUEST_COMMENTED.value == "guest commented"
