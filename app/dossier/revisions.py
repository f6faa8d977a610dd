"""The frozen texts of an article, and the places of claims in them."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from app.domain.errors import NotFound
from app.models import Anchor, Revision


def newest_revision(session: Session, check_id: int) -> Revision:
    """The newest frozen text of an article; raise NotFound."""
    return revision(session, check_id, None)


def revision(session: Session, check_id: int, number: int | None) -> Revision:
    """One frozen text of an article, the newest without a number; raise NotFound."""
    rows = select(Revision).where(Revision.check_id == check_id).order_by(Revision.number.desc())
    if number is not None:
        rows = rows.where(Revision.number == number)
    found = session.scalars(rows.limit(1)).first()
    if found is None:
        raise NotFound(f"There is no such text of fact-check {check_id}.")
    return found


def last_place() -> ColumnElement[bool]:
    """The condition that an anchor is the last that its claim was given: its place, or the last."""
    later = aliased(Anchor)
    return ~select(later.id).where(later.claim_id == Anchor.claim_id, later.id > Anchor.id).exists()
