"""The people of the newsroom."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import User


def everybody(session: Session) -> Sequence[User]:
    """All people with their roles, by log-in name; those whose access has ended as well."""
    return session.scalars(select(User).order_by(User.login)).all()
