"""What people are told, on the desk."""

from sqlalchemy import Select, SQLColumnExpression, func, literal, select
from sqlalchemy.orm import Session

from app.domain.ids import UserId
from app.models import Notification, NotificationChoice
from app.told import Told, as_told, told_to

#: So many notifications are listed at most, unread ones first.
LISTED = 200


def unread(session: Session, user_id: UserId) -> int:
    """How many notifications a person has not read."""
    return session.scalars(unread_by(literal(user_id))).one()


def unread_by(user_id: SQLColumnExpression[UserId]) -> Select[int]:
    """The query of how many notifications a person has not read."""
    return select(func.count(Notification.id)).where(
        Notification.user_id == user_id, Notification.read_at.is_(None)
    )


def told(session: Session, user_id: UserId) -> list[Told]:
    """What a person is told, unread first, then the newest."""
    rows = (
        told_to(user_id)
        .order_by(Notification.read_at.is_not(None), Notification.id.desc())
        .limit(LISTED)
    )
    return list(as_told(session, rows))


def choice(session: Session, user_id: UserId) -> NotificationChoice | None:
    """How a person wants to be told, if they ever said."""
    return session.get(NotificationChoice, user_id)
