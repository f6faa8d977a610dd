"""What somebody can take back on a fact-check."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.ids import CheckId, StepId, UserId
from app.domain.journal import Act
from app.domain.undoing import BARRIERS, Done, Kind, label
from app.models import JournalEntry, UndoStep


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what was done, when, and on which claim if on one."""

    id: StepId
    kind: Kind
    at: datetime
    words: str
    claim_id: int | None


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one person on one fact-check, the newest first."""

    all: Sequence[Step]

    @property
    def done(self) -> list[Step]:
        """What can be undone."""
        return [step for step in self.all if step.kind is not Kind.UNDONE]

    @property
    def undo(self) -> Step | None:
        """What is undone next."""
        return next(iter(self.done), None)

    @property
    def redo(self) -> Step | None:
        """What is done again next."""
        return next((step for step in self.all if step.kind is Kind.UNDONE), None)


def steps(session: Session, person: UserId, check_id: CheckId) -> Steps:
    """The steps that a person can take back; none that readers have seen since."""
    issued = select(func.max(JournalEntry.seq)).where(
        JournalEntry.check_id == check_id, JournalEntry.act.in_(BARRIERS)
    )
    rows = (
        select(UndoStep)
        .where(
            UndoStep.person_id == person,
            UndoStep.check_id == check_id,
            UndoStep.seq > func.coalesce(issued.scalar_subquery(), 0),
        )
        .order_by(UndoStep.seq.desc())
    )
    return Steps([_step(row) for row in session.scalars(rows)])


def _step(row: UndoStep) -> Step:
    acts = [Done(Act(act), claim, action) for act, claim, action in row.acts]
    claim_id = next((done.claim_id for done in acts if done.claim_id), None)
    return Step(row.seq, row.kind, row.at, label(acts), claim_id)
