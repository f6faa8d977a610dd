"""Who works on what, what comes first, and by when; one claim or many at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from app.domain.errors import DomainError, NotAllowed, Refused
from app.domain.ids import CheckId, ClaimId, UserId
from app.domain.journal import Act
from app.domain.notifications import NotificationKind
from app.domain.policy import Permission, Role
from app.domain.queue import Priority
from app.domain.workflow import require_open, require_workable
from app.models import Claim, FactCheck, User
from app.services.notifications import tell
from app.services.work import Work

#: A claim and the version that was on the screen.
Picked = tuple[ClaimId, int]


@dataclass(frozen=True, slots=True)
class Done:
    """How many of a selection were done, and why which of the others were not."""

    number: int
    refused: dict[ClaimId, str] = field(default_factory=dict)


def assign(work: Work, claim_id: ClaimId, *, version: int, to: UserId) -> Claim:
    """Put a reviewer's name on an open claim, also in the place of another's."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_ASSIGN)
    require_open(claim.state, "assign it")
    reviewer = _reviewer(work, to)
    if claim.assignee_id == reviewer.id:
        raise Refused(f"{reviewer.name} works on this claim already.")
    before, claim.assignee_id = claim.assignee_id, reviewer.id
    work.touch(claim)
    work.record(
        Act.CLAIM_ASSIGNED,
        claim,
        check_id=claim.check_id,
        to=reviewer.login,
        assignee=[before, reviewer.id],
    )
    tell(
        work,
        [reviewer.id],
        NotificationKind.ASSIGNED,
        check_id=claim.check_id,
        claim_id=claim.id,
    )
    return claim


def prioritise(work: Work, claim_id: ClaimId, *, version: int, priority: Priority) -> Claim:
    """Say how soon a claim is to be worked on."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_ASSIGN)
    require_workable(claim.state, "change its priority")
    if claim.priority is priority:
        raise Refused(f"The priority of this claim is {priority.value} already.")
    before, claim.priority = claim.priority, priority
    # Its version moves; `changed_at` does not: nobody has worked on it.
    changed = {"priority": [before.value, priority.value]}
    work.record(Act.CLAIM_PRIORITISED, claim, check_id=claim.check_id, changed=changed)
    return claim


def set_deadline(
    work: Work, check_id: CheckId, *, version: int, deadline: datetime | None
) -> FactCheck:
    """Say by when the claims of a fact-check are to be decided, or that there is no deadline."""
    check = work.get(FactCheck, check_id, version=version)
    work.require(Permission.CLAIM_ASSIGN)
    if check.deadline == deadline:
        return check
    moments = [moment.isoformat() if moment else "" for moment in (check.deadline, deadline)]
    check.deadline = deadline
    work.touch(check)
    work.record(Act.DEADLINE_SET, check, check_id=check.id, changed={"deadline": moments})
    return check


def each(work: Work, picked: Sequence[Picked], act: Callable[[ClaimId, int], object]) -> Done:
    """Do the same to every claim of a selection; what is refused does not stop the others."""
    # Loaded at once and in one order: the services find them, and two people never wait in a ring.
    ids = sorted({claim_id for claim_id, _ in picked})
    held = work.session.scalars(select(Claim).where(Claim.id.in_(ids)).order_by(Claim.id)).all()
    number, refused, reasons = 0, {}, []
    for claim_id, version in sorted(dict(picked).items()):
        try:
            act(claim_id, version)
            number += 1
        except DomainError as error:
            refused[claim_id] = str(error)
            reasons.append(error)
    if held and not number and all(isinstance(error, NotAllowed) for error in reasons):
        raise reasons[0]
    return Done(number, refused)


def _reviewer(work: Work, user_id: UserId) -> User:
    person = work.session.get(User, user_id) if 0 < user_id < 2**31 else None
    if person is None or person.disabled_at or Role.REVIEWER not in {r.role for r in person.roles}:
        raise Refused("Choose a reviewer who works here to assign claims to.")
    return person
