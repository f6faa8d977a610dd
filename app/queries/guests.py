"""The guest links of a fact-check, as the desk lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from app.domain.ids import CheckId
from app.models import Comment, GuestLink


@dataclass(frozen=True, slots=True)
class Listed:
    """A guest link with the number of comments that came by it."""

    link: GuestLink
    comments: int


def listed(session: Session, check_id: int) -> Sequence[Listed]:
    """Every guest link of a fact-check, the newest first."""
    written = select(func.count(Comment.id)).where(Comment.guest_id == GuestLink.id)
    rows = (
        select(GuestLink, written.correlate(GuestLink).scalar_subquery())
        .where(GuestLink.check_id == check_id)
        .order_by(GuestLink.id.desc())
    )
    return [Listed(*row) for row in session.execute(rows)]


def open_links(check_id: SQLColumnExpression[CheckId], *, now: datetime) -> Select[int]:
    """The query of how many guest links of a fact-check open it at this moment."""
    return select(func.count(GuestLink.id)).where(
        GuestLink.check_id == check_id,
        GuestLink.revoked_at.is_(None),
        GuestLink.expires_at > now,
    )
