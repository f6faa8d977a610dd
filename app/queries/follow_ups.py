"""Claims to look at again, because the verdict on a linked one changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.ids import CheckId, ClaimId
from app.domain.workflow import ClaimState
from app.models import Anchor, Claim, FactCheck, FollowUp

#: So many claims are listed at once; what waits the longest comes first.
MOST = 200


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a claim is to be looked at again."""

    follow_up: FollowUp
    #: Of the linked claim whose verdict changed.
    check: FactCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLookAt:
    """A claim to look at again, with every reason, oldest first."""

    claim: Claim
    check: FactCheck
    exact: str
    causes: Sequence[Cause]

    @property
    def told(self) -> str:
        """The claim as it is shown: its wording, or its quote where it has none."""
        return self.claim.wording or self.exact

    @property
    def newest(self) -> int:
        """The id of the newest follow-up: an answer is given up to it."""
        return self.causes[-1].follow_up.id


def waiting(session: Session, check_id: CheckId | None = None) -> list[ToLookAt]:
    """The claims that nobody has looked at yet, of one fact-check or of all."""
    return _listed(session, Claim.check_id == check_id) if check_id else _listed(session)


def count(check_id: SQLColumnExpression[CheckId]) -> Select[int]:
    """The query of how many follow-ups wait on the claims of a fact-check."""
    waits = FollowUp.looked_at.is_(None), Claim.state != ClaimState.DISMISSED
    rows = select(func.count(FollowUp.id)).join(Claim, Claim.id == FollowUp.claim_id)
    return rows.where(Claim.check_id == check_id, *waits)


def _listed(session: Session, *conditions: ColumnElement[bool]) -> list[ToLookAt]:
    cause, its_check = aliased(Claim), aliased(FactCheck)
    place = select(func.max(Anchor.id)).where(Anchor.claim_id == Claim.id).correlate(Claim)
    rows = (
        select(FollowUp, Claim, FactCheck, Anchor.exact, its_check)
        .join(Claim, Claim.id == FollowUp.claim_id)
        .join(FactCheck, FactCheck.id == Claim.check_id)
        .join(Anchor, Anchor.id == place.scalar_subquery())
        .join(cause, cause.id == FollowUp.cause_id)
        .join(its_check, its_check.id == cause.check_id)
        .where(FollowUp.looked_at.is_(None), Claim.state != ClaimState.DISMISSED, *conditions)
        .order_by(FollowUp.id)
        .limit(MOST)
    )
    grouped: dict[ClaimId, tuple[Claim, FactCheck, str, list[Cause]]] = {}
    for follow_up, claim, check, exact, other in session.execute(rows):
        grouped.setdefault(claim.id, (claim, check, exact, []))[3].append(Cause(follow_up, other))
    return [
        ToLookAt(claim=claim, check=check, exact=exact, causes=causes)
        for claim, check, exact, causes in grouped.values()
    ]
