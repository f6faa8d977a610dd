"""The blind second opinion: choosing it, and what follows where two rulings differ."""

from sqlalchemy import select

from app import dossier
from app.domain.errors import Refused
from app.domain.ids import CheckId, ClaimId, RulingId
from app.domain.journal import Act
from app.domain.policy import Permission, RulingsBy
from app.domain.workflow import ClaimAction, ClaimState
from app.models import Claim, FactCheck, Ruling, SignOff
from app.models.rulings import Decision
from app.services import rulings
from app.services.work import Work


def choose(work: Work, check_id: CheckId, *, version: int, blind: bool) -> FactCheck:
    """Have the claims of a fact-check ruled on twice, blind, or no longer.

    Switched on, it holds for rulings given from now on. Switched off, every sealed ruling is opened
    to all and waits for a sign-off.
    """
    work.hold(FactCheck, check_id)
    check = work.get(FactCheck, check_id, version=version)
    work.require(Permission.CHECK_BLIND)
    if check.blind == blind:
        raise Refused(f"The blind second opinion is {'on' if blind else 'off'} already.")
    check.blind = blind
    work.touch(check)
    work.record(Act.BLIND_CHOSEN, check, check_id=check.id, blind=blind)
    if not blind:
        _unseal(work, check)
    return check


def decide(
    work: Work, claim_id: ClaimId, *, version: int, ruling_id: RulingId, reason: str
) -> SignOff:
    """Sign one of two blind rulings off that differ; the other stays on record."""
    claim, pair = _disputed(work, claim_id, version=version)
    chosen = next((ruling for ruling in pair if ruling.id == ruling_id), None)
    if chosen is None:
        raise Refused("Choose one of the two rulings.")
    if not reason.strip():
        raise Refused("Say why this ruling and not the other: both stay on record.")
    rulings.require_footing(work, claim, chosen.verdict, chosen.rationale)
    rulings.require_opened(work, claim)
    work.move_claim(claim, ClaimAction.DECIDE)
    return rulings.answer(work, claim, chosen, Decision.APPROVED, reason.strip())


def send_both_back(work: Work, claim_id: ClaimId, *, version: int, reason: str) -> Claim:
    """Return both of two blind rulings to work, saying what is missing."""
    claim, pair = _disputed(work, claim_id, version=version)
    if not reason.strip():
        raise Refused("Say what is missing: rulings are returned with a reason.")
    work.move_claim(claim, ClaimAction.RETURN_BOTH)
    for ruling in pair:
        rulings.answer(work, claim, ruling, Decision.RETURNED, reason.strip())
    return claim


def _disputed(
    work: Work, claim_id: ClaimId, *, version: int
) -> tuple[Claim, tuple[Ruling, Ruling]]:
    claim = work.get(Claim, claim_id, version=version)
    pair = dossier.blind_pair(work.session, claim.id)
    work.require(Permission.RULING_DECIDE, RulingsBy(frozenset(r.ruled_by_id for r in pair)))
    return claim, pair


def _unseal(work: Work, check: FactCheck) -> None:
    sealed = select(Claim).where(Claim.check_id == check.id, Claim.state == ClaimState.AWAITING)
    for claim in work.session.scalars(sealed.order_by(Claim.id).with_for_update()).all():
        work.move_claim(claim, ClaimAction.UNSEAL)
