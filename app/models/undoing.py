"""The steps that a person can take back: not the record, which is the journal, but a way back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import CheckId, StepId, UserId
from app.domain.undoing import Kind
from app.models.base import Base, UtcDateTime, by_value


class UndoStep(Base):
    """Everything that one person did in one piece of work on one fact-check.

    Written in the transaction of the work; goes when it is taken back, or when so many newer ones
    are there that nobody goes back so far.
    """

    __tablename__ = "undo_steps"
    __table_args__ = (Index("ix_undo_steps_person_id_check_id", "person_id", "check_id"),)

    #: The newest journal entry of the work: what others did since has a higher one.
    seq: Mapped[StepId] = mapped_column(
        ForeignKey("journal.seq"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    check_id: Mapped[CheckId] = mapped_column(ForeignKey("fact_checks.id"))
    kind: Mapped[Kind] = mapped_column(by_value(Kind, name="step_kind"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Of each act: its name, the claim it was done to, the move it made.
    acts: Mapped[list[list[Any]]] = mapped_column(JSON)
    #: The leave that was asked for, and whose thing it was about: to undo asks for the same.
    asked: Mapped[list[list[Any]]] = mapped_column(JSON)
    #: Of each row: its table and id, whether it was made, the values before and after.
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, deferred=True)
