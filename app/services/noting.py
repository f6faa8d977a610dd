"""What a piece of work changed, row by row: noted as the session writes it, to be taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import Date, DateTime, Enum, delete, event, inspect, select
from sqlalchemy.orm import InstanceState, Session

from app.domain.policy import Belongs, Permission, RulingBy
from app.domain.undoing import STEPS_KEPT, Kind
from app.models import (
    Anchor,
    Base,
    CheckedClaim,
    Citation,
    Claim,
    ClaimLink,
    Comment,
    CommentWording,
    Contact,
    FactCheck,
    FollowUp,
    Job,
    JournalEntry,
    LinkGroup,
    Notification,
    Proposal,
    Ruling,
    SignOff,
    Source,
    Statement,
    ToldApart,
    UndoneRuling,
    UndoStep,
)
from app.models.base import UtcDateTime

#: The rows whose changes can be taken back.
KEPT: Mapping[str, type[Base]] = {
    kind.__tablename__: kind
    for kind in (
        *(Anchor, Citation, Claim, Comment, Contact, FactCheck, Proposal, Source),
        *(CommentWording, Ruling, SignOff, Statement, UndoneRuling),
        *(ClaimLink, FollowUp, ToldApart),
    )
}
#: The record, what is derived from other rows, what people were told, and the steps themselves.
BESIDE = (JournalEntry, CheckedClaim, Job, LinkGroup, Notification, UndoStep)
#: These rows say nothing but what holds now: they go, and are made anew, as the journal tells.
ERASED = (Anchor, ClaimLink, ToldApart)
#: These rows are removed as they were made; of other new rows nothing has to be the same still.
REMOVABLE = (Citation, Contact, *ERASED)
#: They move with every change, or are flagged to move the version: nobody takes them back.
BOOKKEEPING = {"version", "changed_at", "added_at"}
#: What a column held that was written without being read.
UNKNOWN = object()


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row: values by column as plain JSON, before and after."""

    table: str
    #: Its key: a list where two columns are it.
    id: int | list[int]
    #: It was not there before.
    made: bool = False
    #: It is not there any more; `before` holds all of it.
    gone: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> type[Base]:
        """The model of the row."""
        return KEPT[self.table]

    def earlier(self) -> Iterator[tuple[str, Any]]:
        """The columns that changed, with the values that they had, as the model takes them."""
        columns = self.kind.__mapper__.columns
        for name, value in self.before.items():
            yield name, _from_plain(columns[name].type, value)

    def stand_in(self) -> Base:
        """The row, new, as far as the change tells it: one that is gone as it was."""
        columns = self.kind.__mapper__.columns
        names = [column.name for column in self.kind.__mapper__.primary_key]
        key = self.id if isinstance(self.id, list) else [self.id]
        told = {**self.after, **self.before, **dict(zip(names, key, strict=True))}
        return self.kind(**{n: _from_plain(columns[n].type, v) for n, v in told.items()})


class Noted:
    """What one session has written, and what leave was asked for it."""

    def __init__(self, session: Session) -> None:
        self._made: list[Any] = []
        self._before: dict[Any, dict[str, Any]] = {}
        self._gone: list[tuple[Any, Change]] = []
        self._asked: list[list[Any]] = []
        #: Is everything noted? What is not cannot be taken back.
        self.is_whole = True
        event.listen(session, "before_flush", self._flushed)

    def ask(self, permission: Permission, subject: object) -> None:
        """Note the leave that was asked for, and whose thing it was about."""
        asked = [permission.code, type(subject).__name__, _whose(subject)]
        if asked not in self._asked:
            self._asked.append(asked)

    @property
    def asked(self) -> list[list[Any]]:
        """Every leave that was asked for, once."""
        return self._asked

    def changes(self, check_id: int | None, *, main: bool) -> list[dict[str, Any]]:
        """Every row of a fact-check that was made or changed, in the order of writing.

        To be asked after the last flush. `main` says whether what belongs to no single
        fact-check, as sources do, is told here.
        """

        def told(row: Any) -> bool:
            filed = _filed(row)
            return main if filed is None else filed == check_id

        made = [_made(row) for row in self._made if told(row)]
        kept = ((row, before) for row, before in self._before.items() if told(row))
        changed = [_changed(row, before) for row, before in kept]
        gone = [change for row, change in self._gone if told(row)]
        found = (*made, *changed, *gone)
        return [asdict(change) for change in found if change.made or change.before]

    def _flushed(self, session: Session, *_: object) -> None:
        rows = [row for row in (*session.new, *session.dirty, *session.deleted) if _counts(row)]
        going = [row for row in rows if row in session.deleted]
        if any(type(row) not in KEPT.values() for row in rows) or not self._may_go(going):
            self.is_whole = False
            return
        self._made += [row for row in rows if row in session.new]
        for row in rows:
            if row not in session.new and row not in going and row not in self._made:
                self._note(row)
        self._gone += [(row, _gone(row, self._before.pop(row, {}))) for row in going]

    def _may_go(self, going: Sequence[Any]) -> bool:
        """Can these rows be made anew? One that came and went in the same work was never there."""
        return all(isinstance(row, ERASED) and row not in self._made for row in going)

    def _note(self, row: Any) -> None:
        before = self._before.setdefault(row, {})
        for name, old in _overwritten(row):
            if old is UNKNOWN:
                self.is_whole = False
            before.setdefault(name, old)


def _filed(row: Any) -> int | None:
    """The fact-check that a row belongs to, as far as the row itself says so."""
    if isinstance(row, FactCheck):
        return row.id
    return row.check_id if isinstance(row, Claim | Comment | Contact) else None


def _counts(row: Any) -> bool:
    if isinstance(row, BESIDE):
        return False
    session = inspect(row).session
    if isinstance(row, FollowUp) and row in session.new:
        return False  # What others were told stays; that one has looked is taken back.
    return row in session.new or row in session.deleted or session.is_modified(row)


def _overwritten(row: Any) -> Iterator[tuple[str, Any]]:
    """The columns that are about to be written anew, with what they held."""
    state: InstanceState[Any] = inspect(row)
    for column in row.__mapper__.column_attrs:
        name = column.key
        history = state.attrs[name].history
        if name not in BOOKKEEPING and history.added:
            yield name, history.deleted[0] if history.deleted else UNKNOWN


def _made(row: Any) -> Change:
    after: dict[str, Any] = {}
    if isinstance(row, Comment):
        after = {"taken_back_at": None}
    if isinstance(row, REMOVABLE):
        names = (column.key for column in row.__mapper__.column_attrs)
        after = {name: plain(getattr(row, name)) for name in names if name not in BOOKKEEPING}
    return Change(row.__tablename__, _key(row), made=True, after=after)


def _gone(row: Any, before: Mapping[str, Any]) -> Change:
    """A row that goes, with all that it held before the work began."""
    names = [column.key for column in row.__mapper__.column_attrs]
    held = {name: before.get(name, getattr(row, name)) for name in names}
    told = {name: plain(value) for name, value in held.items()}
    return Change(row.__tablename__, _key(row), gone=True, before=told)


def _key(row: Any) -> int | list[int]:
    identity = inspect(row).identity
    return identity[0] if len(identity) == 1 else list(identity)


def _changed(row: Any, before: Mapping[str, Any]) -> Change:
    old = {name: plain(value) for name, value in before.items()}
    new = {name: plain(getattr(row, name)) for name in before}
    differ = [name for name in old if old[name] != new[name]]
    return Change(
        row.__tablename__,
        _key(row),
        before={name: old[name] for name in differ},
        after={name: new[name] for name in differ},
    )


def _whose(subject: object) -> int | None:
    if isinstance(subject, Belongs):
        return subject.to
    return subject.reviewer if isinstance(subject, RulingBy) else None


def plain(value: Any) -> Any:
    """A value of a column as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, PythonEnum) else value


def _from_plain(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    if isinstance(kind, UtcDateTime | DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def changes_of(step: UndoStep) -> list[Change]:
    """What a step changed."""
    return [Change(**change) for change in step.changes]


def keep(session: Session, step: UndoStep) -> None:
    """Keep a step, and let go those that nobody will go back to."""
    session.add(step)
    session.flush()
    own = (UndoStep.person_id == step.person_id, UndoStep.check_id == step.check_id)
    if step.kind is Kind.DONE:
        # Something new was done: what was undone before is not done again.
        session.execute(delete(UndoStep).where(*own, UndoStep.kind == Kind.UNDONE))
    old = select(UndoStep.seq).where(*own).order_by(UndoStep.seq.desc()).offset(STEPS_KEPT)
    session.execute(delete(UndoStep).where(UndoStep.seq.in_(session.scalars(old).all())))
