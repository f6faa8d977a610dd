"""Comments in threads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.errors import NotFound
from app.models import Comment


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers, oldest first."""

    comment: Comment
    answers: Sequence[Comment]

    @property
    def is_open(self) -> bool:
        """Does it still wait to be settled?"""
        return self.comment.resolved_at is None and self.comment.taken_back_at is None


def threads(session: Session, check_id: int) -> list[Thread]:
    """Every thread of a fact-check: open ones first, each by age."""
    rows = select(Comment).where(Comment.check_id == check_id).order_by(Comment.id)
    rows = rows.options(joinedload(Comment.wordings))
    answers: dict[int, list[Comment]] = defaultdict(list)
    firsts = []
    for row in session.scalars(rows).unique():
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
