"""Which claims wait for the eyes of somebody else than who ruled on them."""

from sqlalchemy import ColumnElement, ScalarSelect, and_, or_, select
from sqlalchemy.orm import aliased

from app.domain.ids import UserId
from app.domain.workflow import ClaimState
from app.models import Claim, Ruling


def second_look(user_id: UserId, *, four_eyes: bool) -> ColumnElement[bool]:
    """Does a claim wait for a sign-off, a second opinion or a decision that may be this person's?

    Without `four_eyes` what they ruled themselves may be signed off by them, too.
    """
    by_another = _newest_reviewer() != user_id
    ruled = Claim.state == ClaimState.RULED
    return or_(
        and_(ruled, by_another) if four_eyes else ruled,
        and_(Claim.state == ClaimState.AWAITING, by_another),
        and_(Claim.state == ClaimState.DISPUTED, by_another, _first_reviewer() != user_id),
    )


def _newest_reviewer() -> ScalarSelect[UserId]:
    rulings = select(Ruling.ruled_by_id).where(Ruling.claim_id == Claim.id)
    return rulings.order_by(Ruling.id.desc()).limit(1).correlate(Claim).scalar_subquery()


def _first_reviewer() -> ScalarSelect[UserId]:
    """Who gave the first of the two blind rulings that came last."""
    second = aliased(Ruling)
    rows = (
        select(Ruling.ruled_by_id)
        .join(second, second.beside_id == Ruling.id)
        .where(Ruling.claim_id == Claim.id)
    )
    return rows.order_by(second.id.desc()).limit(1).correlate(Claim).scalar_subquery()
