"""Saying who looks at which claim: written seldom, forgotten soon, never in the journal."""

from sqlalchemy import delete, select

from app.domain.errors import NotFound
from app.domain.ids import CheckId, ClaimId
from app.domain.policy import Permission
from app.domain.presence import HOLDS
from app.models import Claim, FactCheck, Presence
from app.services.work import Work


def come(work: Work, check_id: CheckId, *, claim_id: ClaimId | None, tab: str) -> None:
    """Note where a tab of this person is, and forget everybody who is gone; raise NotFound."""
    work.require(Permission.DESK_READ)
    _find(work, check_id, claim_id)
    # Before the own row is written: two who return at once would wait for each other.
    work.session.execute(delete(Presence).where(Presence.seen_at < work.now - HOLDS))
    work.session.merge(
        Presence(
            user_id=work.person, tab=tab, check_id=check_id, claim_id=claim_id, seen_at=work.now
        )
    )


def go(work: Work, *, tab: str) -> None:
    """Note that a tab was closed or is not looked at any more."""
    own = Presence.user_id == work.person, Presence.tab == tab
    work.session.execute(delete(Presence).where(*own))


def _find(work: Work, check_id: CheckId, claim_id: ClaimId | None) -> None:
    if claim_id is None:
        work.get(FactCheck, check_id)
        return
    of_check = select(Claim.id).where(Claim.id == claim_id, Claim.check_id == check_id)
    if work.session.scalar(of_check) is None:
        raise NotFound("There is no such claim in this fact-check.")
