"""Which claims are linked as the same one, and which were told apart."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.ids import ClaimId
from app.models import ClaimLink, ToldApart

#: By claim, other claims.
Others = Mapping[ClaimId, frozenset[ClaimId]]


def linked(session: Session, claims: Collection[ClaimId]) -> Others:
    """For each of these claims, those that it is linked with; none is linked with itself."""
    mine, theirs = aliased(ClaimLink), aliased(ClaimLink)
    rows = (
        select(mine.claim_id, theirs.claim_id)
        .join(theirs, theirs.group_id == mine.group_id)
        .where(mine.claim_id.in_(claims), theirs.claim_id != mine.claim_id)
    )
    return _gathered(claims, session.execute(rows).all())


def told_apart(session: Session, claims: Collection[ClaimId]) -> Others:
    """For each of these claims, those that somebody found to be different."""
    pair = select(ToldApart.first_id, ToldApart.second_id)
    pair = pair.where(or_(ToldApart.first_id.in_(claims), ToldApart.second_id.in_(claims)))
    found = [(one, other) for one, other in session.execute(pair)]
    return _gathered(claims, found + [(other, one) for one, other in found])


def _gathered(
    claims: Collection[ClaimId], pairs: Collection[tuple[ClaimId, ClaimId]]
) -> dict[ClaimId, frozenset[ClaimId]]:
    others: dict[ClaimId, set[ClaimId]] = defaultdict(set)
    for one, other in pairs:
        others[one].add(other)
    return {claim: frozenset(others[claim]) for claim in claims}
