"""What was found on a page that somebody asked for."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ids import UserId
from app.models import LookUp


def look_up(session: Session, user_id: UserId, look_up_id: int) -> LookUp | None:
    """What this person asked for under that number; None if there is no such thing any more."""
    own = LookUp.id == look_up_id, LookUp.user_id == user_id
    return session.scalars(select(LookUp).where(*own)).first()
