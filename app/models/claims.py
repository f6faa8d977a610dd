"""Claims, and where they stand in a revision."""

from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.domain.claims import DismissReason
from app.domain.ids import CheckId, ClaimId, RevisionId, UserId
from app.domain.queue import Priority
from app.domain.workflow import ClaimState
from app.models.base import Base, UtcDateTime, by_value


class Origin(StrEnum):
    """Who found the claim."""

    ENGINE = "engine"
    EDITOR = "editor"


class Claim(Base):
    """One checkable statement at one place of the article."""

    __tablename__ = "claims"

    id: Mapped[ClaimId] = mapped_column(primary_key=True)
    check_id: Mapped[CheckId] = mapped_column(ForeignKey("fact_checks.id"), index=True)
    #: A UUID by which the world knows the claim, wherever it is shown.
    uid: Mapped[str] = mapped_column(
        String(36), index=True, unique=True, default=lambda: str(uuid4()), server_default=text("''")
    )
    state: Mapped[ClaimState] = mapped_column(
        by_value(ClaimState, name="claim_state"), default=ClaimState.OPEN
    )
    #: Public number; given with the first edition that shows the claim.
    number: Mapped[int | None] = mapped_column()
    #: The claim in one short sentence; where empty, the quote itself is shown.
    wording: Mapped[str] = mapped_column(String(300), default="")
    claimant: Mapped[str] = mapped_column(String(200), default="")
    claimant_role: Mapped[str] = mapped_column(String(200), default="")
    cue: Mapped[str] = mapped_column(String(200), default="")
    #: direct, indirect, mixed or empty, as the engine read it.
    mode: Mapped[str] = mapped_column(String(20), default="")
    type: Mapped[str] = mapped_column(String(20), default="")
    #: How worth checking, 0 to 1; none for a claim that an editor added.
    score: Mapped[float | None] = mapped_column()
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    #: The quotation lost words in the article itself.
    garbled: Mapped[bool] = mapped_column(default=False)
    origin: Mapped[Origin] = mapped_column(by_value(Origin, name="claim_origin"))
    assignee_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"), index=True)
    #: Which of the claims with the same deadline comes first.
    priority: Mapped[Priority] = mapped_column(
        by_value(Priority, name="priority"),
        default=Priority.NORMAL,
        server_default=text("'normal'"),
    )
    #: An editor lets it go out as "not yet checked".
    publish_unchecked: Mapped[bool] = mapped_column(default=False)
    dismissed_because: Mapped[DismissReason | None] = mapped_column(
        by_value(DismissReason, name="dismiss_reason")
    )
    dismiss_note: Mapped[str] = mapped_column(Text, default="")
    #: The number of the revision in which a person found it no longer; none where it stands, or
    #: where nobody has looked for it yet.
    gone_from: Mapped[int | None] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    anchors: Mapped[list["Anchor"]] = relationship(lazy="raise", order_by="Anchor.id")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}


class Anchor(Base):
    """Where a claim stands in one revision: `text[start:end] == exact`, half-open code points."""

    __tablename__ = "anchors"
    __table_args__ = (CheckConstraint('start >= 0 AND start < "end"', name="span"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"), index=True)
    revision_id: Mapped[RevisionId] = mapped_column(ForeignKey("revisions.id"), index=True)
    start: Mapped[int] = mapped_column()
    end: Mapped[int] = mapped_column()
    exact: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(String(64))
    suffix: Mapped[str] = mapped_column(String(64))
