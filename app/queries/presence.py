"""Who looks at which claim of a fact-check just now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.ids import CheckId, ClaimId, UserId
from app.domain.presence import HOLDS
from app.models import FactCheck, JournalEntry, Presence, User


@dataclass(frozen=True, slots=True)
class Present:
    """A person on a claim, or on none of a fact-check that is open before them."""

    claim_id: ClaimId | None
    name: str


@dataclass(frozen=True, slots=True)
class Here:
    """What an open tab asks about all the time."""

    #: By name.
    people: Sequence[Present]
    #: The number of the newest entry of the journal on the fact-check; 0 while there is none.
    newest: int


def here(session: Session, check_id: CheckId, *, now: datetime, but: UserId | None) -> Here:
    """Everybody but one on a fact-check, and the end of its journal; raise NotFound."""
    is_here = and_(
        Presence.check_id == FactCheck.id,
        Presence.seen_at >= now - HOLDS,
        Presence.user_id != (but or 0),
    )
    newest = select(func.max(JournalEntry.seq)).where(JournalEntry.check_id == check_id)
    rows = (
        select(Presence.claim_id, User.name, newest.scalar_subquery())
        .select_from(FactCheck)
        .outerjoin(Presence, is_here)
        .outerjoin(User, User.id == Presence.user_id)
        .where(FactCheck.id == check_id)
        .distinct()
    )
    found = session.execute(rows).all()
    if not found:
        raise NotFound(f"There is no fact-check {check_id}.")
    people = [Present(claim_id, name) for claim_id, name, _ in found if name is not None]
    return Here(sorted(people, key=lambda one: (one.name, one.claim_id or 0)), found[0][2] or 0)
