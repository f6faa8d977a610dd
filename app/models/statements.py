"""Who did what to a claim, and what the engine proposes to record."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.dates import Precision
from app.domain.ids import ClaimId, ProposalId, SourceId, StatementId, UserId
from app.domain.verdicts import Scope, StatementKind
from app.models.base import Base, FrozenRecord, Told, UtcDateTime, by_value

#: What makes the records of two claims one statement. Where an article reports it means nothing in
#: another.
STATED = (
    "kind",
    "actor",
    "actor_role",
    "on_behalf_of",
    "dated_on",
    "precision",
    "scope",
    "words",
    "source_id",
)


class Statement(Told, FrozenRecord, Base):
    """One act of a named actor on a claim. Corrected by a later row, never rewritten."""

    __tablename__ = "statements"
    TOLD = (
        "claim_id",
        "kind",
        "actor",
        "actor_role",
        "on_behalf_of",
        "dated_on",
        "precision",
        "scope",
        "words",
        "source_id",
        "start",
        "end",
        "recorded_by_id",
        "recorded_at",
        "supersedes_id",
        "struck",
    )
    TOLD_LATER: ClassVar = {"revision": 1}

    id: Mapped[StatementId] = mapped_column(primary_key=True)
    claim_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"), index=True)
    kind: Mapped[StatementKind] = mapped_column(by_value(StatementKind, name="statement_kind"))
    actor: Mapped[str] = mapped_column(String(200))
    #: The actor's role at the time of the act.
    actor_role: Mapped[str] = mapped_column(String(200), default="")
    on_behalf_of: Mapped[str] = mapped_column(String(200), default="")
    dated_on: Mapped[date | None] = mapped_column()
    precision: Mapped[Precision] = mapped_column(by_value(Precision, name="statement_precision"))
    scope: Mapped[Scope] = mapped_column(by_value(Scope, name="scope"))
    words: Mapped[str] = mapped_column(Text, default="")
    source_id: Mapped[SourceId | None] = mapped_column(ForeignKey("sources.id"))
    #: Where the article reports it, in `revision`; half-open code points.
    start: Mapped[int | None] = mapped_column()
    end: Mapped[int | None] = mapped_column()
    #: The number of the revision whose text holds the place.
    revision: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    recorded_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: The row that this one corrects or strikes.
    supersedes_id: Mapped[StatementId | None] = mapped_column(
        ForeignKey("statements.id"), unique=True
    )
    #: True where this row only says that the one before was recorded by mistake.
    struck: Mapped[bool] = mapped_column(default=False)


class ProposalState(StrEnum):
    """What became of a proposal."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class Proposal(Base):
    """A statement that the engine believes the article reports; a person confirms it or not."""

    __tablename__ = "proposals"

    id: Mapped[ProposalId] = mapped_column(primary_key=True)
    claim_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"), index=True)
    kind: Mapped[StatementKind] = mapped_column(by_value(StatementKind, name="proposal_kind"))
    actor: Mapped[str] = mapped_column(String(200), default="")
    scope: Mapped[Scope] = mapped_column(by_value(Scope, name="proposal_scope"))
    #: Where the article reports it, in `revision`; half-open code points.
    start: Mapped[int] = mapped_column()
    end: Mapped[int] = mapped_column()
    #: The number of the revision whose text holds the place.
    revision: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    state: Mapped[ProposalState] = mapped_column(
        by_value(ProposalState, name="proposal_state"), default=ProposalState.WAITING
    )
