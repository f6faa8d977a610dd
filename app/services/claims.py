"""What is done to one claim as it stands: set aside, worded, taken, let go out unchecked."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import select

from app import checked, dossier
from app.domain.claims import DismissReason
from app.domain.errors import Incomplete, Refused
from app.domain.ids import CheckId, ClaimId, UserId
from app.domain.journal import Act
from app.domain.policy import Belongs, Permission
from app.domain.verdicts import wording_blockers
from app.domain.workflow import WORKABLE, ClaimAction, ClaimState, require_workable
from app.models import Claim, FactCheck
from app.services import places
from app.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a claim is told: its short form, who made it, in which role."""

    wording: str
    claimant: str
    claimant_role: str


def dismiss(
    work: Work, claim_id: ClaimId, *, version: int, reason: DismissReason, note: str = ""
) -> Claim:
    """Set a claim aside, with the reason that the coverage line will give."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_SHAPE)
    claim.dismissed_because, claim.dismiss_note = reason, note
    work.move_claim(claim, ClaimAction.DISMISS)
    return claim


def restore(work: Work, claim_id: ClaimId, *, version: int) -> Claim:
    """Take a dismissed claim back to work."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_SHAPE)
    if claim.dismissed_because is DismissReason.MERGED:
        raise Refused("This claim was merged into another, with its evidence: split that one.")
    work.hold(FactCheck, claim.check_id)
    places.refuse_twin(work, claim)
    claim.dismissed_because, claim.dismiss_note = None, ""
    work.move_claim(claim, ClaimAction.RESTORE)
    return claim


def word(work: Work, claim_id: ClaimId, *, version: int | None, wording: Wording) -> Claim:
    """Give a claim its short wording, claimant and role."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_WORD)
    before = Wording(
        wording=claim.wording, claimant=claim.claimant, claimant_role=claim.claimant_role
    )
    if wording == before:
        return claim
    require_workable(claim.state, "word it anew")
    scheme = [row.value for row in dossier.scheme_in_force(work.session)]
    if blockers := wording_blockers(wording.wording, scheme=scheme, claim_id=claim.id):
        raise Incomplete(blockers)
    changed = reword(claim, asdict(wording))
    work.touch(claim)
    if claim.state is ClaimState.RULED:
        checked.keep(work.session, [claim.id])
    work.record(Act.CLAIM_WORDED, claim, check_id=claim.check_id, changed=changed)
    return claim


def take(work: Work, claim_id: ClaimId, *, version: int) -> Claim:
    """Put one's own name on a claim that nobody works on."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_TAKE)
    require_workable(claim.state, "take it")
    if claim.assignee_id not in (None, work.person):
        raise Refused("Somebody else works on this claim: ask them, or let an editor put it back.")
    claim.assignee_id = work.person
    work.touch(claim)
    work.record(Act.CLAIM_TAKEN, claim, check_id=claim.check_id)
    return claim


def release(work: Work, claim_id: ClaimId, *, version: int) -> Claim:
    """Put a claim back, so that somebody else can take it."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_RELEASE, Belongs(claim.assignee_id))
    if claim.assignee_id is None:
        raise Refused("Nobody has taken this claim: there is nothing to put back.")
    _release(work, claim)
    return claim


def release_all(work: Work, holder: UserId) -> None:
    """Put back what somebody who leaves had taken, so that the work goes on."""
    work.require(Permission.PEOPLE_MANAGE)
    in_work = Claim.state.in_(WORKABLE)
    rows = select(Claim).where(Claim.assignee_id == holder, in_work).order_by(Claim.id)
    for claim in work.session.scalars(rows).all():
        _release(work, claim)


def defer(work: Work, claim_id: ClaimId, *, version: int, publish_unchecked: bool) -> Claim:
    """Let a claim go out as "not yet checked", or no longer."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_DEFER)
    require_workable(claim.state, "choose how it goes out")
    _defer(work, claim, publish_unchecked=publish_unchecked)
    return claim


def defer_open(work: Work, check_id: CheckId, *, version: int) -> int:
    """Let every open claim go out as "not yet checked"; give their number."""
    check = work.get(FactCheck, check_id, version=version)
    work.require(Permission.CLAIM_DEFER)
    waiting = select(Claim).where(
        Claim.check_id == check.id,
        Claim.state == ClaimState.OPEN,
        Claim.publish_unchecked.is_(False),
        Claim.gone_from.is_(None),
    )
    found = work.session.scalars(waiting).all()
    for claim in found:
        _defer(work, claim, publish_unchecked=True)
    return len(found)


def _defer(work: Work, claim: Claim, *, publish_unchecked: bool) -> None:
    claim.publish_unchecked = publish_unchecked
    work.touch(claim)
    work.record(
        Act.CLAIM_DEFERRED, claim, check_id=claim.check_id, publish_unchecked=publish_unchecked
    )


def _release(work: Work, claim: Claim) -> None:
    claim.assignee_id = None
    work.touch(claim)
    work.record(Act.CLAIM_RELEASED, claim, check_id=claim.check_id)


def reword(claim: Claim, told: Mapping[str, str]) -> dict[str, list[str]]:
    """Set what differs; gives it with what was there before."""
    changed = {}
    for name, new in told.items():
        old = getattr(claim, name)
        if old != new:
            setattr(claim, name, new)
            changed[name] = [old, new]
    return changed
