"""Comments in threads, and what people are told of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.ids import UserId
from app.models import Comment, FactCheck, Notification, User

#: So many notifications are listed at most, unread ones first.
LISTED = 200


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers, oldest first."""

    comment: Comment
    answers: Sequence[Comment]

    @property
    def is_open(self) -> bool:
        """Does it still wait to be settled?"""
        return self.comment.resolved_at is None and self.comment.taken_back_at is None


@dataclass(frozen=True, slots=True)
class Told:
    """A notification with the fact-check that it is about and the name of who caused it."""

    notification: Notification
    check: FactCheck
    who: str


def threads(session: Session, check_id: int) -> list[Thread]:
    """Every thread of a fact-check: open ones first, each by age."""
    rows = select(Comment).where(Comment.check_id == check_id).order_by(Comment.id)
    answers: dict[int, list[Comment]] = defaultdict(list)
    firsts = []
    for row in session.scalars(rows):
        if row.answers_id is None:
            firsts.append(row)
        else:
            answers[row.answers_id].append(row)
    found = [Thread(first, answers[first.id]) for first in firsts]
    return sorted(found, key=lambda thread: not thread.is_open)


def thread_of(session: Session, comment_id: int) -> Thread:
    """The thread that a comment or an answer belongs to; raise NotFound."""
    comment = session.get(Comment, comment_id)
    if comment is None:
        raise NotFound(f"There is no comment {comment_id}.")
    first = comment.answers_id or comment.id
    return next(t for t in threads(session, comment.check_id) if t.comment.id == first)


def unread(session: Session, user_id: UserId) -> int:
    """How many notifications a person has not read."""
    rows = select(func.count(Notification.id)).where(
        Notification.user_id == user_id, Notification.read_at.is_(None)
    )
    return session.scalars(rows).one()


def told(session: Session, user_id: UserId) -> list[Told]:
    """What a person is told, unread first, then the newest."""
    rows = (
        select(Notification, FactCheck, User.name)
        .join(FactCheck, Notification.check_id == FactCheck.id)
        .join(User, Notification.caused_by_id == User.id)
        .where(Notification.user_id == user_id)
        .order_by(Notification.read_at.is_not(None), Notification.id.desc())
        .limit(LISTED)
    )
    return [Told(*row) for row in session.execute(rows)]
