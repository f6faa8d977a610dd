"""Rulings and the second person's answer to them."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import checked, dossier
from app.domain import verdicts
from app.domain.errors import Blocker, Incomplete, NotFound, Refused
from app.domain.ids import ClaimId
from app.domain.journal import Act
from app.domain.notifications import NotificationKind
from app.domain.policy import Permission, RulingBy
from app.domain.workflow import ClaimAction, ClaimState, require_own_ruling
from app.models import (
    Citation,
    Claim,
    FactCheck,
    Ruling,
    SchemeVerdict,
    SignOff,
    SourceOpening,
    UndoneRuling,
)
from app.models.rulings import Decision
from app.publishing.finding import finding
from app.services import follow_ups
from app.services.notifications import tell
from app.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A verdict with its reasons, and the day for which it holds."""

    verdict: str
    rationale: str
    as_of: date


def rule(work: Work, claim_id: ClaimId, *, version: int | None, decided: Decided) -> Ruling:
    """Give a verdict on a claim, superseding the one before.

    Where claims are ruled on twice, blind, the first ruling is sealed, and the next is the second
    opinion, which is compared with it.
    """
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_RULE)
    if claim.state is ClaimState.AWAITING:
        return _second(work, claim, decided)
    blind = work.get(FactCheck, claim.check_id).blind
    ruling = _give(work, claim, decided)
    if blind:
        work.move_claim(claim, ClaimAction.RULE_BLIND)
        # No word of the verdict: the journal is read by whoever rules next.
        _record(work, claim, ruling, blind=True)
    else:
        work.move_claim(claim, ClaimAction.RULE)
        _record(work, claim, ruling, verdict=ruling.verdict.key)
    return ruling


def _second(work: Work, claim: Claim, decided: Decided) -> Ruling:
    """Give the second opinion: it signs the first ruling off, or leaves both to an editor."""
    first = _newest(work, claim)
    work.require(Permission.RULING_SECOND, RulingBy(first.ruled_by_id, four_eyes=True))
    # Asked whatever the verdict is, or a refusal would tell which one agrees.
    _require_whole(work, claim)
    require_opened(work, claim)
    second = _give(work, claim, decided, beside=first)
    verdict, of_first = second.verdict.key, first.verdict.key
    agreed = verdict == of_first
    work.move_claim(claim, ClaimAction.AGREE if agreed else ClaimAction.DISAGREE)
    _record(work, claim, second, beside=first.id, verdict=verdict, first_verdict=of_first)
    if agreed:
        answer(work, claim, first, Decision.APPROVED, "")
    return second


def _give(work: Work, claim: Claim, decided: Decided, *, beside: Ruling | None = None) -> Ruling:
    chosen = _verdict(work, decided.verdict)
    if decided.as_of > work.now.date() + timedelta(days=1):
        raise Refused("The verdict cannot hold as of a day in the future.")
    require_footing(work, claim, chosen, decided.rationale)
    ruling = work.add(
        Ruling(
            claim_id=claim.id,
            verdict=chosen,
            rationale=decided.rationale,
            as_of=decided.as_of,
            ruled_by_id=work.person,
            ruled_at=work.now,
            beside_id=beside.id if beside else None,
        )
    )
    checked.keep(work.session, [claim.id])
    return ruling


def _record(work: Work, claim: Claim, ruling: Ruling, **more: object) -> None:
    work.record(
        Act.RULED,
        claim,
        check_id=claim.check_id,
        ruling=ruling.id,
        sha256=ruling.sha256,
        **more,
    )


def sign_off(work: Work, claim_id: ClaimId, *, version: int) -> SignOff:
    """Approve the ruling in force as the second person."""
    claim = work.get(Claim, claim_id, version=version)
    ruling = _newest(work, claim)
    work.require(Permission.RULING_SIGN_OFF, RulingBy(ruling.ruled_by_id, work.house.four_eyes))
    # The evidence may have changed since the ruling was given.
    require_footing(work, claim, ruling.verdict, ruling.rationale)
    _require_whole(work, claim)
    if ruling.ruled_by_id != work.person:  # Of a desk of one: who ruled has cited them.
        require_opened(work, claim)
    work.move_claim(claim, ClaimAction.SIGN_OFF)
    return answer(work, claim, ruling, Decision.APPROVED, "")


def send_back(work: Work, claim_id: ClaimId, *, version: int, reason: str) -> SignOff:
    """Return the ruling in force to work, saying what is missing."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.RULING_RETURN)
    ruling = _newest(work, claim)
    if not reason.strip():
        raise Refused("Say what is missing: a ruling is returned with a reason.")
    work.move_claim(claim, ClaimAction.RETURN)
    return answer(work, claim, ruling, Decision.RETURNED, reason.strip())


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


def undo(work: Work, ruling: Ruling) -> None:
    """Let a ruling stand no more; it stays in the record."""
    if work.session.get(UndoneRuling, ruling.id) is None:
        work.add(UndoneRuling(ruling_id=ruling.id, undone_at=work.now))


def put_back(work: Work, ruling: Ruling, *, answer: SignOff | None) -> Ruling:
    """Repeat an earlier ruling, and its answer, so that it is the newest again and stands for it.

    Both keep who gave them and when: nobody is said to have ruled who did not.
    """
    claim = work.get(Claim, ruling.claim_id)
    undo(work, ruling)
    names = ("claim_id", "verdict_id", "rationale", "as_of", "beside_id", "ruled_by_id", "ruled_at")
    again = work.add(Ruling(**{name: getattr(ruling, name) for name in names}))
    work.record(
        Act.RULING_RESTORED,
        claim,
        check_id=claim.check_id,
        ruling=again.id,
        copy_of=ruling.id,
        sha256=again.sha256,
        given_by=again.ruled_by_id,
        given_at=again.ruled_at.astimezone(UTC).isoformat(timespec="microseconds"),
    )
    if answer is not None:
        _put_answer_back(work, claim, again, answer)
    return again


def _put_answer_back(work: Work, claim: Claim, ruling: Ruling, answer: SignOff) -> None:
    names = ("decision", "reason", "signed_by_id", "signed_at")
    values = {name: getattr(answer, name) for name in names}
    again = work.add(SignOff(ruling_id=ruling.id, **values))
    work.record(
        Act.ANSWER_RESTORED,
        claim,
        check_id=claim.check_id,
        ruling=ruling.id,
        sign_off=again.id,
        copy_of=answer.id,
        sha256=again.sha256,
        given_by=again.signed_by_id,
        given_at=again.signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
    )


def _verdict(work: Work, key: str) -> SchemeVerdict:
    for row in dossier.scheme_in_force(work.session):
        if row.key == key:
            return row
    raise Refused(f"“{key}” is not a verdict of this house: choose one of the list.")


def require_footing(work: Work, claim: Claim, verdict: SchemeVerdict, rationale: str) -> None:
    """Raise Incomplete with all that this verdict lacks on this claim."""
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


def _require_whole(work: Work, claim: Claim) -> None:
    """Raise Incomplete where a citation lacks what the sign-off asks of it."""
    work.session.flush()
    evidence = dossier.evidence_on(work.session, claim.id)
    if missing := verdicts.citation_blockers(evidence, name="This claim", claim_id=claim.id):
        raise Incomplete(missing)


def require_opened(work: Work, claim: Claim) -> None:
    """Raise Incomplete, where the house asks for it, with every source that the actor has not
    opened for this claim."""
    if not work.house.open_sources:
        return
    opened = select(SourceOpening.source_id).where(
        SourceOpening.claim_id == claim.id, SourceOpening.opened_by_id == work.person
    )
    cited = (Citation.claim_id == claim.id, Citation.removed_at.is_(None))
    unopened = (*cited, Citation.source_id.not_in(opened))
    rows = select(Citation).where(*unopened).options(joinedload(Citation.source))
    by_source = {row.source_id: row for row in work.session.scalars(rows.order_by(Citation.id))}
    if by_source:
        raise Incomplete([_unopened(claim, row) for row in by_source.values()])


def _unopened(claim: Claim, row: Citation) -> Blocker:
    message = f"Open “{row.source.title}” before you sign off: you have not seen it yet."
    return Blocker("unopened", message, claim.id, row.id)


def _newest(work: Work, claim: Claim) -> Ruling:
    ruling = dossier.newest_ruling(work.session, claim.id)
    if ruling is None:
        raise NotFound("Nobody has ruled on this claim yet.")
    return ruling


def answer(work: Work, claim: Claim, ruling: Ruling, decision: Decision, reason: str) -> SignOff:
    """Put the answer to a ruling on record: whoever moves the claim has asked for leave."""
    given = work.add(
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
    if approved:
        follow_ups.signed(work, claim, ruling)
    tell(work, {ruling.ruled_by_id}, kind, check_id=claim.check_id, claim_id=claim.id)
    work.record(
        act,
        claim,
        check_id=claim.check_id,
        ruling=ruling.id,
        sign_off=given.id,
        reason=reason,
        sha256=given.sha256,
    )
    return given
