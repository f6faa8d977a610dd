"""Who looks at which claim of a fact-check just now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.ids import CheckId, ClaimId, UserId
from app.domain.presence import HOLDS
from app.models import FactCheck, Presence, User


@dataclass(frozen=True, slots=True)
class Present:
    """A person on a claim, or on none of a fact-check that is open before them."""

    claim_id: ClaimId | None
    name: str


def present(
    session: Session, check_id: CheckId, *, now: datetime, but: UserId | None
) -> Sequence[Present]:
    """Everybody but one on a fact-check, by name; raise NotFound if there is no such one."""
    here = and_(
        Presence.check_id == FactCheck.id,
        Presence.seen_at >= now - HOLDS,
        Presence.user_id != (but or 0),
    )
    rows = (
        select(Presence.claim_id, User.name)
        .select_from(FactCheck)
        .outerjoin(Presence, here)
        .outerjoin(User, User.id == Presence.user_id)
        .where(FactCheck.id == check_id)
        .distinct()
    )
    found = session.execute(rows).all()
    if not found:
        raise NotFound(f"There is no fact-check {check_id}.")
    people = [Present(claim_id, name) for claim_id, name in found if name is not None]
    return sorted(people, key=lambda one: (one.name, one.claim_id or 0))
