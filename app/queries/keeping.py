"""What a person typed and has not saved: for that person alone."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.domain.ids import UserId
from app.models import KeptForm


def kept(session: Session, person: UserId) -> Sequence[KeptForm]:
    """The forms with something unsaved, the newest first, without what is in them."""
    own = select(KeptForm).where(KeptForm.user_id == person, KeptForm.is_empty.is_(False))
    return session.scalars(own.order_by(KeptForm.kept_at.desc(), KeptForm.form)).all()


def one(session: Session, person: UserId, form: str) -> KeptForm | None:
    """One form with all that is in it; None where nothing is kept of it."""
    whole = [undefer(KeptForm.fields), undefer(KeptForm.drawn)]
    row = session.get(KeptForm, (person, form), options=whole)
    return None if row is None or row.is_empty else row
