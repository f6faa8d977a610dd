"""Where the claims of an article stand, for whoever asks for nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.numbering import Placed, numbering
from app.domain.workflow import ClaimState
from app.models import Anchor, Claim, FactCheck, Revision
from app.text.spans import Span


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A claim's number on the next edition, and its place in a revision."""

    number: int
    span: Span


def claim_places(session: Session, revision: Revision) -> Sequence[ClaimPlace]:
    """The claims that readers would see in the newest revision, in reading order; one query."""
    rows = (
        select(Claim.id, Anchor.start, Anchor.end, Claim.number, FactCheck.last_number)
        .join(Anchor, Anchor.claim_id == Claim.id)
        .join(FactCheck, FactCheck.id == Claim.check_id)
        .where(Anchor.revision_id == revision.id, Claim.state != ClaimState.DISMISSED)
        .order_by(Anchor.start, Anchor.end.desc(), Claim.id)
    )
    found = session.execute(rows).all()
    last_used = found[0].last_number if found else 0
    placed = [Placed(row.id, row.start, row.end, row.number) for row in found]
    numbers = numbering(placed, last_used=last_used)
    return [ClaimPlace(numbers[one.claim_id], Span(one.start, one.end)) for one in placed]
