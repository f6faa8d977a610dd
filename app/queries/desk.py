"""The front page of the desk: what there is to do."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.domain.ids import UserId
from app.domain.workflow import ClaimState, ReportState
from app.dossier import last_place
from app.models import Anchor, Claim, Draft, FactCheck, Publication
from app.queries import follow_ups, reports
from app.queries.follow_ups import ToLookAt
from app.queries.second_look import second_look

RULED_ON = (ClaimState.RULED, ClaimState.AWAITING, ClaimState.DISPUTED, ClaimState.SIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A fact-check and how far its claims have come."""

    check: FactCheck
    counts: Counter[ClaimState]
    editions: int

    @property
    def claims(self) -> int:
        """Claims that are to be decided: dismissed ones do not count."""
        return sum(n for state, n in self.counts.items() if state is not ClaimState.DISMISSED)

    @property
    def ruled(self) -> int:
        """Claims that somebody has ruled on, signed off or not."""
        return sum(self.counts[state] for state in RULED_ON)

    @property
    def signed(self) -> int:
        """Claims whose verdict a second person approved."""
        return self.counts[ClaimState.SIGNED]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedClaim:
    """A claim in somebody's queue."""

    claim: Claim
    check: FactCheck
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a person sees first."""

    checks: Sequence[Progress]
    mine: Sequence[QueuedClaim]
    to_sign: Sequence[QueuedClaim]
    to_look_at: Sequence[ToLookAt]
    """Claims whose linked claim changed, which nobody has looked at since."""
    drafts: Sequence[Draft]
    reports: int
    """Reports of errors that nobody has looked into yet."""
    reports_open: int
    """Reports that somebody looks into: they wait for an answer."""


def desk(session: Session, user_id: UserId, *, four_eyes: bool = False) -> Desk:
    """The fact-checks, this person's claims, what waits for sign-off, unfinished pastes.

    With `four_eyes`, what this person ruled waits for others, and is left out.
    """
    mine = _queue(session, Claim.assignee_id == user_id, Claim.state == ClaimState.OPEN)
    to_sign = _queue(session, second_look(user_id, four_eyes=four_eyes))
    waiting = reports.counts(session)
    drafts = select(Draft).where(Draft.owner_id == user_id, Draft.check_id.is_(None))
    return Desk(
        checks=_progress(session),
        mine=mine,
        to_sign=to_sign,
        to_look_at=follow_ups.waiting(session),
        drafts=session.scalars(drafts.order_by(Draft.id.desc()).limit(20)).all(),
        reports=waiting[ReportState.RECEIVED],
        reports_open=waiting[ReportState.LOOKED_INTO],
    )


def _progress(session: Session) -> list[Progress]:
    counts: dict[int, Counter[ClaimState]] = defaultdict(Counter)
    by_state = select(Claim.check_id, Claim.state, func.count()).where(Claim.gone_from.is_(None))
    by_state = by_state.group_by(Claim.check_id, Claim.state)
    for check_id, state, number in session.execute(by_state):
        counts[check_id][state] = number
    issued = select(Publication.check_id, func.count()).group_by(Publication.check_id)
    editions = dict(session.execute(issued).all())
    newest = select(FactCheck).order_by(FactCheck.changed_at.desc(), FactCheck.id.desc())
    return [
        Progress(check=check, counts=counts[check.id], editions=editions.get(check.id, 0))
        for check in session.scalars(newest.limit(200))
    ]


def _queue(session: Session, *conditions: ColumnElement[bool]) -> list[QueuedClaim]:
    rows = (
        select(Claim, FactCheck, Anchor.exact)
        .join(FactCheck, Claim.check_id == FactCheck.id)
        .join(Anchor, and_(Anchor.claim_id == Claim.id, last_place()))
        .where(*conditions, Claim.gone_from.is_(None))
        .order_by(Claim.changed_at)
        .limit(100)
    )
    found = session.execute(rows)
    return [QueuedClaim(claim=claim, check=check, exact=exact) for claim, check, exact in found]
