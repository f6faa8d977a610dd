"""The queue: which claims wait for whom, in lists that can be narrowed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, select
from sqlalchemy.orm import Session

from app.domain.ids import CheckId, ClaimId, UserId
from app.domain.policy import Role
from app.domain.queue import STALE_AFTER, Priority
from app.domain.workflow import WORKABLE, ClaimState
from app.models import Anchor, Claim, FactCheck, Publication, Ruling, SignOff, User, UserRole
from app.models.rulings import Decision
from app.queries.second_look import second_look

PAGE = 50
#: Undecided for its readers: a deadline still means something to it.
IN_WORK = (*WORKABLE, ClaimState.DISPUTED)
_IN_WORK = Claim.state.in_(IN_WORK)


class QueueList(StrEnum):
    """The lists of the queue; the value stands in addresses."""

    MINE = "mine"
    OPEN = "open"
    RETURNED = "returned"
    SIGN_OFF = "sign-off"
    UNPUBLISHED = "unpublished"
    STALE = "stale"
    LATE = "late"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks, when, and whether what they ruled waits for others."""

    user_id: UserId
    now: datetime
    four_eyes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for; what it does not name is not narrowed."""

    list: QueueList = QueueList.MINE
    assignee: UserId | None = None
    nobody: bool = False
    state: ClaimState | None = None
    priority: Priority | None = None
    check: CheckId | None = None
    overdue: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim in the queue."""

    claim: Claim
    check: FactCheck
    exact: str
    assignee: str
    days: int
    """Whole days since somebody last touched it."""
    stale: bool
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A page of one list, and how long every list is."""

    rows: Sequence[Row]
    total: int
    counts: Mapping[QueueList, int]

    @property
    def pages(self) -> int:
        """How many pages there are; one, even if it is empty."""
        return max(1, -(-self.total // PAGE))


def queue(session: Session, viewer: Viewer, asked: Asked) -> Queue:
    """The page asked for: by deadline, then priority, then what has waited longest."""
    conditions = [_lists(viewer)[asked.list], *_narrowed(viewer, asked)]
    whole = select(func.count()).select_from(Claim).join(FactCheck).where(*conditions)
    page = _rows().where(*conditions).offset((asked.page - 1) * PAGE).limit(PAGE)
    found = session.execute(page).all()
    return Queue(
        rows=[_row(viewer, *values) for values in found],
        total=session.scalar(whole) or 0,
        counts=counts(session, viewer),
    )


def counts(session: Session, viewer: Viewer) -> dict[QueueList, int]:
    """How many claims are in each list, in one query."""
    lists = _lists(viewer)
    numbers = [func.count(Claim.id).filter(condition) for condition in lists.values()]
    row = session.execute(select(*numbers).select_from(Claim).join(FactCheck)).one()
    return dict(zip(lists, row, strict=True))


def reviewers(session: Session) -> list[User]:
    """Everybody that a claim can be assigned to."""
    rows = select(User).join(UserRole, UserRole.user_id == User.id)
    here = rows.where(UserRole.role == Role.REVIEWER, User.disabled_at.is_(None))
    return list(session.scalars(here.order_by(User.name, User.id)))


def checks(session: Session) -> list[tuple[CheckId, str]]:
    """The newest fact-checks, to choose from."""
    rows = select(FactCheck.id, FactCheck.headline).order_by(FactCheck.id.desc()).limit(200)
    return [(check_id, headline) for check_id, headline in session.execute(rows)]


def named(session: Session, viewer: Viewer, claim_ids: Iterable[ClaimId]) -> list[Row]:
    """These claims, so that a message can name them."""
    rows = _rows().where(Claim.id.in_(list(claim_ids)))
    return [_row(viewer, *values) for values in session.execute(rows)]


def _rows() -> Select[Claim, FactCheck, str, str]:
    by_priority = case({p.value: n for n, p in enumerate(Priority)}, value=Claim.priority)
    newest = select(Anchor.exact).where(Anchor.claim_id == Claim.id).order_by(Anchor.id.desc())
    exact = newest.limit(1).correlate(Claim).scalar_subquery()
    return (
        select(Claim, FactCheck, exact, func.coalesce(User.name, ""))
        .join(FactCheck, Claim.check_id == FactCheck.id)
        .outerjoin(User, User.id == Claim.assignee_id)
        .order_by(
            FactCheck.deadline.is_(None),
            FactCheck.deadline,
            by_priority,
            Claim.changed_at,
            Claim.id,
        )
    )


def _row(viewer: Viewer, claim: Claim, check: FactCheck, exact: str, assignee: str) -> Row:
    waited = viewer.now - claim.changed_at
    in_work = claim.state in IN_WORK
    return Row(
        claim=claim,
        check=check,
        exact=exact or "",
        assignee=assignee,
        days=max(0, waited.days),
        stale=claim.state is ClaimState.OPEN
        and claim.assignee_id is not None
        and waited > STALE_AFTER,
        late=in_work and check.deadline is not None and check.deadline < viewer.now,
    )


def _lists(viewer: Viewer) -> dict[QueueList, ColumnElement[bool]]:
    is_open = Claim.state == ClaimState.OPEN
    issued = select(Publication.id).where(
        Publication.check_id == Claim.check_id,
        Publication.issued_at >= _newest_answer(Decision.APPROVED),
    )
    stale = and_(
        is_open, Claim.assignee_id.is_not(None), Claim.changed_at < viewer.now - STALE_AFTER
    )
    lists = {
        QueueList.MINE: and_(is_open, Claim.assignee_id == viewer.user_id),
        QueueList.OPEN: and_(is_open, Claim.assignee_id.is_(None)),
        QueueList.RETURNED: and_(is_open, _returned_to(viewer.user_id)),
        QueueList.SIGN_OFF: second_look(viewer.user_id, four_eyes=viewer.four_eyes),
        QueueList.UNPUBLISHED: and_(Claim.state == ClaimState.SIGNED, ~issued.exists()),
        QueueList.STALE: stale,
        QueueList.LATE: _late(viewer),
        QueueList.ALL: Claim.state != ClaimState.DISMISSED,
    }
    # What the article does not claim any more is no work.
    return {name: and_(Claim.gone_from.is_(None), which) for name, which in lists.items()}


def _newest_answer(*decisions: Decision) -> ScalarSelect[datetime]:
    """When a ruling on a claim was last answered so."""
    rows = select(func.max(SignOff.signed_at)).join(Ruling, Ruling.id == SignOff.ruling_id)
    asked = rows.where(Ruling.claim_id == Claim.id, SignOff.decision.in_(decisions))
    return asked.correlate(Claim).scalar_subquery()


def _returned_to(user_id: UserId) -> ColumnElement[bool]:
    """Did the last answer return a ruling of this person? It may have returned two at once."""
    rows = select(SignOff.id).join(Ruling, Ruling.id == SignOff.ruling_id)
    returned = rows.where(
        Ruling.claim_id == Claim.id,
        Ruling.ruled_by_id == user_id,
        SignOff.decision == Decision.RETURNED,
        SignOff.signed_at == _newest_answer(*Decision),
    )
    return returned.correlate(Claim).exists()


def _late(viewer: Viewer) -> ColumnElement[bool]:
    return and_(_IN_WORK, FactCheck.deadline.is_not(None), FactCheck.deadline < viewer.now)


def _narrowed(viewer: Viewer, asked: Asked) -> list[ColumnElement[bool]]:
    wanted: list[tuple[object, ColumnElement[bool]]] = [
        (asked.assignee, Claim.assignee_id == asked.assignee),
        (asked.nobody, Claim.assignee_id.is_(None)),
        (asked.state, Claim.state == asked.state),
        (asked.priority, Claim.priority == asked.priority),
        (asked.check, Claim.check_id == asked.check),
        (asked.overdue, _late(viewer)),
    ]
    return [condition for given, condition in wanted if given]
