"""The people of the newsroom."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app import published
from app.models import User
from app.queries import notifications


@dataclass(frozen=True, slots=True)
class WhoAsks:
    """The person who asks, with what every page of the desk says beside its content."""

    user: User
    #: How many notifications they have not read.
    unread: int
    #: The number of the house's settings in force; 0: none yet.
    settings_number: int


def who_asks(session: Session, user_id: int) -> WhoAsks | None:
    """Somebody with their roles and all that each request asks about them, in one query."""
    rows = select(
        User,
        notifications.unread_by(User.id).scalar_subquery(),
        published.newest_settings().scalar_subquery(),
    )
    found = session.execute(rows.where(User.id == user_id).options(joinedload(User.roles)))
    row = found.unique().first()
    return WhoAsks(row[0], row[1], row[2] or 0) if row else None


def everybody(session: Session) -> Sequence[User]:
    """All people with their roles, by log-in name; those whose access has ended as well."""
    return session.scalars(select(User).order_by(User.login)).all()
