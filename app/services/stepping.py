"""A step that somebody takes back, with its rows as they stand now; and what stands in the way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from sqlalchemy import Select, inspect, select

from app import dossier
from app.domain.errors import Conflict, Refused
from app.domain.ids import ClaimId, UserId
from app.domain.journal import Act
from app.domain.policy import Belongs, Permission, RulingBy
from app.domain.undoing import BARRIERS, Done, Kind
from app.domain.workflow import ClaimState
from app.models import (
    Anchor,
    Citation,
    Claim,
    ClaimLink,
    Comment,
    CommentWording,
    FactCheck,
    JournalEntry,
    Proposal,
    Ruling,
    SignOff,
    Source,
    Statement,
    ToldApart,
    UndoneRuling,
    UndoStep,
    User,
)
from app.services import noting
from app.services.noting import Change
from app.services.work import Work

DECIDED = (ClaimState.RULED, ClaimState.SIGNED)
PERMISSIONS = {permission.code: permission for permission in Permission}
#: What leave was asked about, by its name, as it is asked again.
ABOUT: Mapping[str, Callable[[UserId, bool], object]] = {
    "NoneType": lambda _whose, _four_eyes: None,
    "Belongs": lambda whose, _four_eyes: Belongs(whose),
    "RulingBy": RulingBy,
}
#: How columns are called in a sentence, where their own name would not do.
WORDS = {
    **dict.fromkeys(("start", "end", "exact", "prefix", "suffix"), "place in the article"),
    "assignee_id": "name of who works on it",
    "publish_unchecked": "choice whether it may go out unchecked",
    "dismissed_because": "reason for dismissing it",
    "claim_id": "claim it belongs to",
    "removed_at": "place on the list",
    **dict.fromkeys(("group_id", "linked_by_id", "linked_at"), "links"),
    **dict.fromkeys(("looked_at", "looked_by_id"), "answer"),
    "gone_from": "place in the article",
}

#: What the journal files something under: a table and an id.
Subject = tuple[type, int]


class Stepping:
    """One step on its way back."""

    def __init__(self, work: Work, step: UndoStep) -> None:
        self.work = work
        self.step = step
        self.check = work.hold(FactCheck, step.check_id)
        self.acts = [Done(Act(act), claim, action) for act, claim, action in step.acts]
        self.changes = noting.changes_of(step)

    @cached_property
    def rows(self) -> list[tuple[Change, Any]]:
        """Every change with its row as it stands now; what is not there is as the step tells it."""
        return [(change, self._row(change)) for change in self.changes]

    def _row(self, change: Change) -> Any:
        row = self.work.session.get(change.kind, change.id)
        if row is None:
            return change.stand_in()
        if change.gone and isinstance(row, Anchor):
            # Another place has the number by now: this one gets a new one.
            row = change.stand_in()
            row.id = None  # type: ignore[attr-defined]
        return row

    def of(self, *kinds: type) -> Iterator[tuple[Change, Any]]:
        """The changes of some kinds of rows."""
        return ((change, row) for change, row in self.rows if isinstance(row, kinds))

    @property
    def moved(self) -> set[int]:
        """The claims whose state the step changed."""
        return {row.id for change, row in self.of(Claim) if "state" in change.before}

    @property
    def claims(self) -> Sequence[ClaimId]:
        """Every claim that the step is about."""
        found = {done.claim_id for done in self.acts}
        found |= {
            key for _, row in self.rows for kind, key in (self.subject(row),) if kind is Claim
        }
        found |= {row.second_id for _, row in self.of(ToldApart)}
        return [ClaimId(key) for key in sorted(key for key in found if key is not None)]

    def ruling_of(self, row: Ruling | SignOff | UndoneRuling) -> Ruling:
        """The ruling itself, or the one that was answered or undone."""
        return row if isinstance(row, Ruling) else self.work.get(Ruling, row.ruling_id)

    @property
    def ruled(self) -> set[int]:
        """The claims on which the step gave a ruling, or let one stand no more."""
        return {self.ruling_of(row).claim_id for _, row in self.of(Ruling, UndoneRuling)}

    @property
    def placed(self) -> set[int]:
        """The claims that got a place in the article by the step, or lost it, and stay."""
        made = {row.id for change, row in self.of(Claim) if change.made}
        anchors = (row for change, row in self.of(Anchor) if change.made or change.gone)
        return {row.claim_id for row in anchors} - made

    def subject(self, row: Any) -> Subject:
        """What the journal files a row's changes under."""
        if isinstance(row, Anchor | Citation | ClaimLink | Proposal | Ruling | Statement):
            return (Claim, row.claim_id)
        if isinstance(row, CommentWording):
            return (Comment, row.comment_id)
        if isinstance(row, ToldApart):
            return (Claim, row.first_id)
        if isinstance(row, SignOff | UndoneRuling):
            return (Claim, self.ruling_of(row).claim_id)
        if isinstance(row, Source):
            return (Claim, next(done.claim_id for done in self.acts if done.claim_id))
        return (type(row), row.id)


def require_leave(stepping: Stepping) -> None:
    """Ask for the same leave as was asked when it was done."""
    work = stepping.work
    for code, about, whose in stepping.step.asked:
        work.require(PERMISSIONS[code], ABOUT[about](whose, work.house.four_eyes))


def refuse_overtaken(stepping: Stepping) -> None:
    """Raise Refused for what readers have seen, Conflict for what others have built upon."""
    _refuse_issued(stepping)
    for change, row in stepping.rows:
        _refuse_rewritten(stepping, change, row)
    own = [stepping.ruling_of(row) for _, row in stepping.of(Ruling, SignOff)]
    for key in {ruling.claim_id for ruling in own}:
        if dossier.newest_ruling(stepping.work.session, key) not in own:
            _refuse_changed(stepping, (Claim, key), "ruling")
    for claim_id in _must_be_untouched(stepping):
        _refuse_touched(stepping, claim_id)


def _refuse_issued(stepping: Stepping) -> None:
    session, step = stepping.work.session, stepping.step
    issued = select(JournalEntry).where(
        JournalEntry.check_id == step.check_id,
        JournalEntry.act.in_(BARRIERS),
        JournalEntry.seq > step.seq,
    )
    entry = session.scalars(issued.limit(1)).first()
    if entry is not None:
        raise Refused(
            f"This went out with edition {entry.data.get('edition')}: readers have seen it. "
            "Change it by hand; the next edition tells readers what changed."
        )
    if dossier.newest_revision(session, step.check_id).created_at > step.at:
        raise Refused("The article has a new text since then: change it by hand.")


def _refuse_rewritten(stepping: Stepping, change: Change, row: Any) -> None:
    if inspect(row).persistent == change.gone:
        what = "links" if isinstance(row, ClaimLink | ToldApart) else "place in the article"
        _refuse_changed(stepping, stepping.subject(row), what)
    for name, value in change.after.items():
        if noting.plain(getattr(row, name)) != value:
            what = WORDS.get(name, name.replace("_", " "))
            _refuse_changed(stepping, stepping.subject(row), what)
    later: Select[int] | None = None
    if isinstance(row, Statement):
        later = select(Statement.id).where(Statement.supersedes_id == row.id)
    elif isinstance(row, CommentWording):
        same = (CommentWording.comment_id == row.comment_id, CommentWording.id > row.id)
        later = select(CommentWording.id).where(*same)
    if later is not None and stepping.work.session.scalar(later.limit(1)):
        what = "statement" if isinstance(row, Statement) else "comment"
        _refuse_changed(stepping, stepping.subject(row), what)


def _must_be_untouched(stepping: Stepping) -> set[int]:
    """Claims that would go, or whose ruling would hold again: it holds for what it rested on."""
    decided = {state.value for state in DECIDED}
    found = {
        row.id
        for change, row in stepping.of(Claim)
        if change.made or change.before.get("state") in decided
    }
    ruled = {stepping.ruling_of(row).claim_id for _, row in stepping.of(Ruling, SignOff)}
    return found | stepping.placed | (ruled - stepping.moved)


def _refuse_touched(stepping: Stepping, claim_id: int) -> None:
    step = stepping.step
    if _who_else(stepping, (Claim, claim_id)) is not None:
        _refuse_changed(stepping, (Claim, claim_id), "claim")
    later = select(UndoStep).where(
        UndoStep.person_id == step.person_id,
        UndoStep.check_id == step.check_id,
        UndoStep.seq > step.seq,
        UndoStep.kind != Kind.UNDONE,
    )
    for other in stepping.work.session.scalars(later):
        if any(claim == claim_id for _, claim, _ in other.acts):
            raise Refused("You went on working on this claim since: undo that first.")


def _refuse_changed(stepping: Stepping, subject: Subject, what: str) -> None:
    who = _who_else(stepping, subject)
    if who is None:
        raise Refused(f"You changed the {what} again since: undo that first.")
    raise Conflict(f"{who} changed the {what} after you: undo would lose that.")


def _who_else(stepping: Stepping, subject: Subject) -> str | None:
    """Who else did something since the step to what an entry is filed under; the newest."""
    kind, key = subject
    rows = (
        select(JournalEntry.actor_id, User.name)
        .outerjoin(User, User.id == JournalEntry.actor_id)
        .where(
            JournalEntry.subject_type == cast(Any, kind).__tablename__,
            JournalEntry.subject_id == key,
            JournalEntry.seq > stepping.step.seq,
            JournalEntry.actor_id.is_distinct_from(stepping.step.person_id),
        )
        .order_by(JournalEntry.seq.desc())
    )
    found = stepping.work.session.execute(rows.limit(1)).first()
    return None if found is None else found.name or "The system"
