"""Telling people what concerns them, and noting what they have read."""

from collections.abc import Iterable

from sqlalchemy import select

from app.domain.ids import CheckId, ClaimId, CommentId, NotificationId, UserId
from app.domain.policy import Belongs, Permission
from app.models import Notification, NotificationKind
from app.services.work import Work


def tell(
    work: Work,
    people: Iterable[UserId],
    kind: NotificationKind,
    *,
    check_id: CheckId,
    claim_id: ClaimId | None = None,
    comment_id: CommentId | None = None,
) -> None:
    """Note for each of these people what happened; whoever did it knows already."""
    for user_id in sorted(set(people) - {work.person}):
        work.add(
            Notification(
                user_id=user_id,
                kind=kind,
                check_id=check_id,
                claim_id=claim_id,
                comment_id=comment_id,
                caused_by_id=work.person,
                caused_at=work.now,
            )
        )


def mark_read(work: Work, notification_id: NotificationId) -> Notification:
    """Mark one of one's own as read."""
    row = work.get(Notification, notification_id)
    work.require(Permission.NOTIFICATION_READ, Belongs(row.user_id))
    row.read_at = row.read_at or work.now
    return row


def mark_all_read(work: Work, *, up_to: NotificationId) -> int:
    """Mark one's own as read as far as they were shown; give how many were not yet."""
    work.require(Permission.NOTIFICATION_READ, Belongs(work.person))
    rows = select(Notification).where(
        Notification.user_id == work.person,
        Notification.read_at.is_(None),
        Notification.id <= up_to,
    )
    unread = work.session.scalars(rows).all()
    for row in unread:
        row.read_at = work.now
    return len(unread)
