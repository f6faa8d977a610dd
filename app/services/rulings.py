"""Rulings and the second person's answer to them."""

from dataclasses import dataclass
from datetime import date, timedelta

from app import checked, dossier
from app.domain import verdicts
from app.domain.errors import Incomplete, NotFound, Refused
from app.domain.ids import ClaimId
from app.domain.journal import Act
from app.domain.policy import Permission, RulingBy
from app.domain.workflow import ClaimAction, require_own_ruling
from app.models import Claim, NotificationKind, Ruling, SchemeVerdict, SignOff
from app.models.rulings import Decision
from app.publishing.finding import finding
from app.services.notifications import tell
from app.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A verdict with its reasons, and the day for which it holds."""

    verdict: str
    rationale: str
    as_of: date


def rule(work: Work, claim_id: ClaimId, *, version: int | None, decided: Decided) -> Ruling:
    """Give a verdict on a claim, superseding the one before."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_RULE)
    chosen = _verdict(work, decided.verdict)
    if decided.as_of > work.now.date() + timedelta(days=1):
        raise Refused("The verdict cannot hold as of a day in the future.")
    _require_footing(work, claim, chosen, decided.rationale)
    ruling = work.add(
        Ruling(
            claim_id=claim.id,
            verdict_id=chosen.id,
            rationale=decided.rationale,
            as_of=decided.as_of,
            ruled_by_id=work.person,
            ruled_at=work.now,
        )
    )
    work.move_claim(claim, ClaimAction.RULE)
    checked.keep(work.session, [claim.id])
    work.record(
        Act.RULED,
        claim,
        check_id=claim.check_id,
        ruling=ruling.id,
        verdict=chosen.key,
        sha256=ruling.sha256,
    )
    return ruling


def sign_off(work: Work, claim_id: ClaimId, *, version: int) -> SignOff:
    """Approve the ruling in force as the second person."""
    claim = work.get(Claim, claim_id, version=version)
    ruling = _newest(work, claim)
    work.require(Permission.RULING_SIGN_OFF, RulingBy(ruling.ruled_by_id, work.house.four_eyes))
    # The evidence may have changed since the ruling was given.
    _require_footing(work, claim, ruling.verdict, ruling.rationale)
    evidence = dossier.evidence_on(work.session, claim.id)
    if missing := verdicts.citation_blockers(evidence, name="This claim", claim_id=claim.id):
        raise Incomplete(missing)
    work.move_claim(claim, ClaimAction.SIGN_OFF)
    return _answer(work, claim, ruling, Decision.APPROVED, "")


def send_back(work: Work, claim_id: ClaimId, *, version: int, reason: str) -> SignOff:
    """Return the ruling in force to work, saying what is missing."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.RULING_RETURN)
    ruling = _newest(work, claim)
    if not reason.strip():
        raise Refused("Say what is missing: a ruling is returned with a reason.")
    work.move_claim(claim, ClaimAction.RETURN)
    return _answer(work, claim, ruling, Decision.RETURNED, reason.strip())


def reopen(work: Work, claim_id: ClaimId, *, version: int) -> Claim:
    """Take up a signed claim again; what was published stays as it is until the next edition."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_REOPEN)
    work.move_claim(claim, ClaimAction.REOPEN)
    return claim


def require_own(work: Work, claim: Claim) -> None:
    """Raise Refused where a change of evidence would change what somebody else has ruled on."""
    ruling = dossier.newest_ruling(work.session, claim.id)
    own = ruling is not None and ruling.ruled_by_id == work.actor.user_id
    require_own_ruling(claim.state, by_actor=own, four_eyes=work.house.four_eyes)


def _verdict(work: Work, key: str) -> SchemeVerdict:
    for row in dossier.scheme_in_force(work.session):
        if row.key == key:
            return row
    raise Refused(f"“{key}” is not a verdict of this house: choose one of the list.")


def _require_footing(work: Work, claim: Claim, verdict: SchemeVerdict, rationale: str) -> None:
    work.session.flush()
    try:
        first_sentence = finding(rationale)
    except ValueError as error:
        raise Refused(str(error)) from None
    blockers = verdicts.ruling_blockers(
        verdict.value,
        evidence=dossier.evidence_on(work.session, claim.id),
        finding=first_sentence,
        claim_id=claim.id,
    )
    if blockers:
        raise Incomplete(blockers)


def _newest(work: Work, claim: Claim) -> Ruling:
    ruling = dossier.newest_ruling(work.session, claim.id)
    if ruling is None:
        raise NotFound("Nobody has ruled on this claim yet.")
    return ruling


def _answer(work: Work, claim: Claim, ruling: Ruling, decision: Decision, reason: str) -> SignOff:
    answer = work.add(
        SignOff(
            ruling_id=ruling.id,
            decision=decision,
            reason=reason,
            signed_by_id=work.person,
            signed_at=work.now,
        )
    )
    approved = decision is Decision.APPROVED
    act = Act.SIGNED_OFF if approved else Act.RETURNED
    kind = NotificationKind.SIGNED_OFF if approved else NotificationKind.RETURNED
    tell(work, {ruling.ruled_by_id}, kind, check_id=claim.check_id, claim_id=claim.id)
    work.record(
        act,
        claim,
        check_id=claim.check_id,
        ruling=ruling.id,
        sign_off=answer.id,
        reason=reason,
        sha256=answer.sha256,
    )
    return answer
