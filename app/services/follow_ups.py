"""Follow-ups: where the verdict on a claim changes, the linked ones are to be looked at again.

They are raised by the work that changes the verdict, and stay until a person has looked.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import dossier, links
from app.domain.errors import Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.workflow import ClaimState
from app.models import Claim, FollowUp, Ruling, SignOff
from app.models.rulings import Decision
from app.publishing.edition import ChangeKind, Difference, Edition
from app.services.work import Work


def signed(work: Work, claim: Claim, ruling: Ruling) -> None:
    """A ruling was signed off: follow it up if the one signed off before it said otherwise."""
    approved = (
        select(Ruling)
        .join(SignOff, SignOff.ruling_id == Ruling.id)
        .where(Ruling.claim_id == claim.id, Ruling.id != ruling.id)
        .where(SignOff.decision == Decision.APPROVED, dossier.standing())
        .order_by(SignOff.id.desc())
    )
    rows = approved.options(joinedload(Ruling.verdict)).limit(1)
    before = work.session.scalars(rows).first()
    if before is not None and before.verdict.key != ruling.verdict.key:
        old, new = before.verdict.label, ruling.verdict.label
        _raise(work, {claim.id: f"Its verdict was “{old}”, and “{new}” is signed off now."})


def issued(
    work: Work, *, before: Edition | None, after: Edition, claims: Mapping[int, ClaimId]
) -> None:
    """An edition was issued: follow up what it takes back. `claims` holds ids by public number."""
    if before is not None:
        _raise(work, {claims[number]: told for number, told in _taken_back(before, after)})


def withdrawn(work: Work, check_id: CheckId, *, reason: str) -> None:
    """A fact-check was withdrawn: follow up every claim that it had told readers of."""
    told = select(Claim.id).where(Claim.check_id == check_id, Claim.number.is_not(None))
    sentence = f"Its fact-check was withdrawn: {reason}"
    _raise(work, dict.fromkeys(work.session.scalars(told), sentence))


def look(work: Work, claim_id: ClaimId, *, newest: int, note: str = "") -> int:
    """Say that one has looked at a claim, for every follow-up up to the newest one seen.

    Give their number; what was raised since stays.
    """
    claim = work.get(Claim, claim_id)
    work.require(Permission.CLAIM_FOLLOW_UP)
    waiting = select(FollowUp).where(
        FollowUp.claim_id == claim.id, FollowUp.looked_at.is_(None), FollowUp.id <= newest
    )
    rows = work.session.scalars(waiting.order_by(FollowUp.id).with_for_update()).all()
    if not rows:
        raise Refused("Somebody has looked at this claim already: nothing is left to answer.")
    for row in rows:
        row.looked_at, row.looked_by_id, row.note = work.now, work.person, note.strip()
        said = {"note": row.note} if row.note else {}
        work.record(Act.FOLLOW_UP_ANSWERED, row, check_id=claim.check_id, claim=claim.id, **said)
    return len(rows)


def _taken_back(before: Edition, after: Edition) -> Iterator[tuple[int, str]]:
    """What readers had been told of a claim and are told otherwise: its number, and how."""
    had = {claim.number: claim for claim in before.claims if claim.verdict is not None}
    by_number = {claim.number: claim for claim in after.claims}
    verdicts = {change.number for change in after.changes if change.what is Difference.VERDICT}
    said = f" {after.note}" if after.note else ""
    for number in after.touched:
        if number not in had:
            continue
        if number not in by_number:
            yield number, f"Edition {after.number} does not show it any more.{said}"
        elif number in verdicts:
            old, new = had[number].label, by_number[number].label
            yield number, f"Edition {after.number} changed “{old}” to “{new}”.{said}"
        elif after.kind is ChangeKind.CORRECTION:
            yield number, f"Edition {after.number} corrected what it told of it.{said}"


def _raise(work: Work, causes: Mapping[ClaimId, str]) -> None:
    """List the claims that are linked with these, each with the reason."""
    linked = links.linked(work.session, list(causes))
    others = {other for group in linked.values() for other in group}
    rows = select(Claim).where(Claim.id.in_(others), Claim.state != ClaimState.DISMISSED)
    carrying = {claim.id: claim for claim in work.session.scalars(rows)}
    for cause, reason in causes.items():
        for other in sorted(linked[cause] & carrying.keys()):
            _add(work, carrying[other], cause, reason)


def _add(work: Work, claim: Claim, cause: ClaimId, reason: str) -> None:
    row = work.add(FollowUp(claim_id=claim.id, cause_id=cause, reason=reason, raised_at=work.now))
    work.record(
        Act.FOLLOW_UP_RAISED,
        row,
        check_id=claim.check_id,
        claim=claim.id,
        cause=cause,
        reason=reason,
    )
