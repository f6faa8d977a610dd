"""Comments: threads, wordings, settling, mentions, and who is told."""

from dataclasses import asdict

import pytest
from sqlalchemy import select

from app.domain.errors import Conflict, NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ClaimId, CommentId, NotificationId
from app.models import Comment, CommentWording, Notification
from app.models.base import FrozenRecordError
from app.queries import comments as queries
from app.queries import integrity
from app.queries import notifications as told_queries
from app.services import comments, notifications, publications, rulings
from tests.factories import Newsroom


@pytest.fixture
def check_id(newsroom: Newsroom) -> CheckId:
    return newsroom.pasted()


@pytest.fixture
def claim_id(newsroom: Newsroom, check_id: CheckId) -> ClaimId:
    return newsroom.first_claim(check_id)


def told(newsroom: Newsroom, login: str) -> list[tuple[str, str]]:
    with newsroom.database.reading() as session:
        rows = told_queries.told(session, newsroom.people[login])
        return [(row.notification.kind.value, row.who) for row in rows]


def test_an_answer_joins_the_thread_and_its_author_is_told(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    first = CommentId(newsroom.commented(claim_id))
    with newsroom.work("editor") as work:
        reply = comments.answer(work, first, words="It is.").id
    with newsroom.work("second") as work:
        comments.answer(work, reply, words="I looked it up: it is.")
    with newsroom.database.reading() as session:
        (thread,) = queries.threads(session, check_id)
        assert thread.comment.id == first
        assert [c.words for c in thread.answers] == ["It is.", "I looked it up: it is."]
    assert told(newsroom, "reviewer") == [
        ("replied", "Second Person"),
        ("replied", "Editor Person"),
    ]
    assert told(newsroom, "editor") == [("replied", "Second Person")]
    assert told(newsroom, "second") == []


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("@editor and @SECOND, look.", ["editor", "second"]),
        ("@editor.", ["editor"]),
        ("(@editor)", ["editor"]),
        ("@nobody-here looked; @reviewer wrote this.", []),
        ("Write to press@editor for more.", []),
        ("@editors", []),
    ],
)
def test_people_of_the_desk_are_mentioned_and_other_names_stay_text(
    newsroom: Newsroom, claim_id: ClaimId, words: str, who: list[str]
) -> None:
    newsroom.commented(claim_id, words)
    found = [login for login in ("editor", "second", "admin", "reviewer") if told(newsroom, login)]
    assert found == who


def test_earlier_wordings_stay_and_nobody_is_told_twice(
    newsroom: Newsroom, claim_id: ClaimId
) -> None:
    key = CommentId(newsroom.commented(claim_id, "@editor, so?"))
    with newsroom.work("reviewer") as work:
        comments.reword(work, key, version=1, words="@editor and @second, is it so?")
    with pytest.raises(Conflict), newsroom.work("reviewer") as work:
        comments.reword(work, key, version=1, words="Late.")
    with newsroom.work("reviewer") as work:
        comments.take_back(work, key, version=2)
    with pytest.raises(Refused, match="taken back"), newsroom.work("reviewer") as work:
        comments.reword(work, key, version=3, words="Again.")
    with newsroom.database.reading() as session:
        row = session.get_one(Comment, key)
        assert [w.words for w in row.wordings] == [
            "@editor, so?",
            "@editor and @second, is it so?",
        ]
        assert row.taken_back_at is not None
        assert integrity.faults(session) == []
    assert len(told(newsroom, "editor")) == len(told(newsroom, "second")) == 1


def test_a_wording_is_never_rewritten(newsroom: Newsroom, claim_id: ClaimId) -> None:
    newsroom.commented(claim_id)
    with pytest.raises(FrozenRecordError), newsroom.work("reviewer") as work:
        work.session.scalars(select(CommentWording)).one().words = "Never said so."


def test_only_its_author_rewords_and_takes_back(newsroom: Newsroom, claim_id: ClaimId) -> None:
    key = CommentId(newsroom.commented(claim_id))
    for login in ("editor", "second", "admin"):
        with pytest.raises(NotAllowed), newsroom.work(login) as work:
            comments.reword(work, key, version=1, words="Not mine.")
        with pytest.raises(NotAllowed), newsroom.work(login) as work:
            comments.take_back(work, key, version=1)


def test_a_thread_is_settled_and_taken_up_again(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    key = CommentId(newsroom.commented(claim_id))
    with newsroom.work("editor") as work:
        reply = comments.answer(work, key, words="Done.").id
    with newsroom.work("editor") as work:
        comments.resolve(work, key, version=1)
    with pytest.raises(Refused, match="already"), newsroom.work("editor") as work:
        comments.resolve(work, key, version=2)
    with pytest.raises(NotFound), newsroom.work("editor") as work:
        comments.resolve(work, reply, version=1)
    with newsroom.database.reading() as session:
        assert [t.is_open for t in queries.threads(session, check_id)] == [False]
    with newsroom.work("reviewer") as work:
        comments.reopen(work, key, version=2)
    with newsroom.database.reading() as session:
        assert [t.is_open for t in queries.threads(session, check_id)] == [True]


def test_a_passage_is_quoted_to_the_code_point(newsroom: Newsroom, check_id: CheckId) -> None:
    text = newsroom.dossier(check_id).revision.text
    with newsroom.work("editor") as work:
        row = comments.on_passage(work, check_id, start=3, end=9, words="Why?")
        assert (row.exact, row.claim_id) == (text[3:9], None)
    for start, end in ((-1, 4), (4, 4), (5, 4), (0, len(text) + 1)):
        with pytest.raises(Refused, match="Choose the passage"), newsroom.work("editor") as work:
            comments.on_passage(work, check_id, start=start, end=end, words="Why?")


@pytest.mark.parametrize(
    ("words", "why"),
    [(" ", "it is empty"), ("x" * 10_001, "too long")],
)
def test_what_cannot_be_shown_is_refused_in_words(
    newsroom: Newsroom, claim_id: ClaimId, words: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        newsroom.commented(claim_id, words)


def test_a_reviewer_is_told_of_the_answer_to_their_ruling(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    newsroom.ruled(check_id, claim_id)
    with newsroom.work("editor") as work:
        version = newsroom.version(check_id, claim_id)
        rulings.send_back(work, claim_id, version=version, reason="More.")
    assert told(newsroom, "reviewer") == [("returned", "Editor Person")]
    newsroom.signed(check_id, claim_id)
    assert [kind for kind, _ in told(newsroom, "reviewer")] == ["signed off", "returned"]


def test_one_marks_ones_own_notifications_read_as_far_as_they_were_shown(
    newsroom: Newsroom, claim_id: ClaimId
) -> None:
    for _ in range(3):
        newsroom.commented(claim_id, "@editor")
    with newsroom.database.reading() as session:
        first, second, _ = session.scalars(select(Notification.id).order_by(Notification.id))
    with pytest.raises(NotAllowed), newsroom.work("second") as work:
        notifications.mark_read(work, NotificationId(first))
    with newsroom.work("editor") as work:
        notifications.mark_read(work, first)
    with newsroom.work("editor") as work:
        assert notifications.mark_all_read(work, up_to=second) == 1
    with newsroom.database.reading() as session:
        assert told_queries.unread(session, newsroom.people["editor"]) == 1
        order = [
            r.notification.read_at is None
            for r in told_queries.told(session, newsroom.people["editor"])
        ]
    assert order == [True, False, False]


def test_comments_are_in_no_edition(newsroom: Newsroom) -> None:
    check_id, claim_id, _ = newsroom.publication()
    newsroom.commented(claim_id, "Confidential aside.")
    with newsroom.work("editor") as work:
        assert "aside" not in repr(asdict(publications.preview(work, check_id).edition))
