"""One unit of work: a session, an actor and a moment; and the one place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from app.domain import policy, undoing, workflow
from app.domain.errors import Conflict, NotAllowed, NotFound
from app.domain.house import House
from app.domain.ids import StepId, UserId
from app.domain.journal import GENESIS, Act, Sealed
from app.domain.policy import Actor, Permission
from app.domain.undoing import Done, Kind
from app.domain.workflow import CheckAction, ClaimAction, ClaimState, ReportAction
from app.models import Base, Claim, Comment, FactCheck, JournalEntry, Report, UndoStep
from app.services import noting
from app.services.noting import Noted

#: Any constant: it names the lock under which PostgreSQL lets one writer at a time seal entries.
JOURNAL_LOCK = 7_483_651

#: PostgreSQL's codes of a unique violation and of a deadlock, in which one of two has to give way.
COLLISIONS = {"23505", "40P01"}

Row = TypeVar("Row", bound=Base)


class Subject(Protocol):
    """What a journal entry is about: any row."""

    __tablename__: str
    id: Any


@dataclass
class Work:
    """What a service needs to know of the world outside it."""

    session: Session
    actor: Actor
    now: datetime
    house: House
    #: The step that this work takes back, if it does.
    taking_back: UndoStep | None = None
    _pending: list[tuple[Act, Subject, dict[str, Any]]] = field(default_factory=list)
    _noted: Noted = field(init=False)

    def __post_init__(self) -> None:
        self._noted = Noted(self.session)

    @property
    def person(self) -> UserId:
        """The person who acts; raise NotAllowed where nobody in particular does."""
        if self.actor.user_id is None:
            raise NotAllowed("This must be done by a person, under a name.")
        return self.actor.user_id

    def require(self, permission: Permission, subject: object = None) -> None:
        """Raise NotAllowed unless the actor may."""
        policy.require(self.actor, permission, subject)
        self._noted.ask(permission, subject)

    def get(self, kind: type[Row], key: int, *, version: int | None = None) -> Row:
        """Load a row; raise NotFound, or Conflict if it is no longer of the version given."""
        # Beyond what the column holds there is nothing, and asking would be an error.
        row = self.session.get(kind, key) if 0 < key < 2**31 else None
        if row is None:
            raise NotFound(f"There is no {kind.__name__.lower()} {key}.")
        if version is not None and getattr(row, "version", None) != version:
            raise Conflict("Somebody else changed this since you opened it.")
        return row

    def hold(self, kind: type[Row], key: int) -> Row:
        """Load a row and let nobody else change it until this work is done.

        On PostgreSQL, that is: SQLite has one writer at a time. Rows that only refer to it can
        still be written, or whoever waits for it and whoever seals the journal would wait for ever.
        """
        lock = {"key_share": True}
        row = self.session.get(kind, key, with_for_update=lock) if 0 < key < 2**31 else None
        return row or self.get(kind, key)

    def add(self, row: Row) -> Row:
        """Put a new row into the database, so that it has its id."""
        self.session.add(row)
        self.session.flush()
        return row

    def record(self, act: Act, subject: Subject, **data: Any) -> None:
        """Write into the journal; entries are sealed when the work is committed."""
        self._pending.append((act, subject, data))

    def touch(self, row: Claim | Comment | FactCheck | Report) -> None:
        """Count a change to what belongs to the row as a change to the row."""
        row.changed_at = self.now
        # Even where the clock stands still, the version moves.
        flag_modified(row, "changed_at")

    def move_claim(self, claim: Claim, action: ClaimAction) -> None:
        """Move a claim along its state table."""
        self._assign(claim, workflow.move_claim(claim.state, action), action=action.value)

    def move_claim_back(self, claim: Claim, state: ClaimState) -> None:
        """Move a claim back to the state from which one move led to where it is."""
        self._assign(claim, workflow.move_claim_back(claim.state, state), action="undo")

    def _assign(self, claim: Claim, state: ClaimState, *, action: str) -> None:
        """The only place that assigns a claim's state."""
        before, claim.state = claim.state, state
        self.touch(claim)
        self.record(
            Act.CLAIM_MOVED,
            claim,
            check_id=claim.check_id,
            action=action,
            old=before.value,
            new=state.value,
        )

    def move_check(self, check: FactCheck, action: CheckAction) -> None:
        """Move a fact-check along its state table; the only place that assigns its state."""
        before, check.state = check.state, workflow.move_check(check.state, action)
        self.touch(check)
        self.record(
            Act.CHECK_MOVED,
            check,
            check_id=check.id,
            action=action.value,
            old=before.value,
            new=check.state.value,
        )

    def move_report(self, report: Report, action: ReportAction) -> None:
        """Move a report along its state table; the only place that assigns its state."""
        before, report.state = report.state, workflow.move_report(report.state, action)
        self.touch(report)
        filed = {} if report.check_id is None else {"check_id": report.check_id}
        self.record(
            Act.REPORT_MOVED,
            report,
            action=action.value,
            old=before.value,
            new=report.state.value,
            **filed,
        )

    def seal(self) -> None:
        """Chain the pending entries to the journal. Late, so that the lock is held briefly."""
        self.session.flush()
        if not self._pending:
            return
        if self.session.get_bind().dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            self.session.execute(lock, {"key": JOURNAL_LOCK})
        newest = select(JournalEntry).order_by(JournalEntry.seq.desc()).limit(1)
        last = self.session.scalars(newest).first()
        seq, previous = (last.seq, last.digest) if last else (0, GENESIS)
        for act, subject, data in self._pending:
            seq += 1
            entry = self._sealed(act, subject, data, seq=seq, previous=previous)
            self.session.add(_row(entry))
            previous = entry.digest
        self._keep_steps(seq)
        self._pending.clear()

    def _keep_steps(self, seq: int) -> None:
        """Keep what was done as a step, so that the person can take it back.

        Work on several fact-checks at once is one step on each.
        """
        first = seq - len(self._pending) + 1
        counted = [
            (number, one)
            for number, one in enumerate(self._pending, first)
            if one[0] not in undoing.BESIDE
        ]
        back, acts = self.taking_back, [_done(*one) for _, one in counted]
        undoable = back is not None or all(done.can_be_undone for done in acts)
        if self.actor.user_id is None or not (undoable and self._noted.is_whole):
            return
        filed = [data.get("check_id") for _, (_, _, data) in counted]
        main = back.check_id if back else filed[0]
        for check_id in dict.fromkeys(filed):
            at = [index for index, other in enumerate(filed) if other == check_id]
            changes = self._noted.changes(check_id, main=check_id == main)
            if check_id is None or not changes:
                continue
            step = UndoStep(
                person_id=self.actor.user_id,
                check_id=check_id,
                kind=back.kind.opposite if back else Kind.DONE,
                seq=StepId(counted[at[-1]][0]),
                at=self.now,
                acts=back.acts if back else [acts[index].plain for index in at],
                asked=back.asked if back else self._noted.asked,
                changes=changes,
            )
            noting.keep(self.session, step)

    def _sealed(
        self, act: Act, subject: Subject, data: dict[str, Any], *, seq: int, previous: str
    ) -> Sealed:
        version, guest = getattr(subject, "version", None), self.actor.guest
        if version is not None:
            data = {**data, "version": version}
        if guest is not None:
            # Within what is sealed: an entry of a guest says so for ever.
            data = {**data, "guest": guest.link_id}
        return Sealed(
            seq=seq,
            at=self.now,
            actor_id=self.actor.user_id,
            act=act,
            subject_type=subject.__tablename__,
            subject_id=subject.id,
            data=data,
            previous=previous,
        )


def _done(act: Act, subject: Subject, data: dict[str, Any]) -> Done:
    claim_id = subject.id if isinstance(subject, Claim) else None
    return Done(act, claim_id, str(data.get("action", "")))


def _row(entry: Sealed) -> JournalEntry:
    return JournalEntry(
        seq=entry.seq,
        at=entry.at,
        actor_id=entry.actor_id,
        act=entry.act,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        data=dict(entry.data),
        previous=entry.previous,
        digest=entry.digest,
        check_id=entry.data.get("check_id"),
    )


@contextmanager
def begin(
    sessions: sessionmaker[Session], *, actor: Actor, now: datetime, house: House
) -> Iterator[Work]:
    """Do work in one transaction: commit at the end, roll back on any error.

    Raise Conflict where somebody else changed, or made, the same thing in the meantime.
    """
    with sessions() as session:
        work = Work(session=session, actor=actor, now=now, house=house)
        try:
            yield work
            work.seal()
            session.commit()
        except (StaleDataError, DBAPIError) as error:
            session.rollback()
            if isinstance(error, DBAPIError) and not _is_collision(error):
                raise
            raise Conflict("Somebody else changed this at the same moment.") from error


def _is_collision(error: DBAPIError) -> bool:
    """Did two people write the same, or wait for each other? All else is a fault of ours."""
    code = getattr(error.orig, "sqlstate", None)
    return code in COLLISIONS or str(error.orig).startswith("UNIQUE constraint failed")
