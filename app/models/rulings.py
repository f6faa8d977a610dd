"""Verdicts that the house gives, the rulings that gave them, and their sign-offs."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.ids import ClaimId, RulingId, UserId, VerdictId
from app.domain.verdicts import Footing, Verdict
from app.models.base import Base, FrozenRecord, Told, UtcDateTime, by_value


class SchemeVerdict(FrozenRecord, Base):
    """One verdict of one version of the house's scheme; old rulings keep the label they had."""

    __tablename__ = "verdicts"
    __table_args__ = (UniqueConstraint("scheme", "key"),)

    id: Mapped[VerdictId] = mapped_column(primary_key=True)
    #: Version of the scheme; the highest is in force.
    scheme: Mapped[int] = mapped_column()
    position: Mapped[int] = mapped_column()
    key: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(40))
    definition: Mapped[str] = mapped_column(Text)
    rests_on: Mapped[Footing] = mapped_column(by_value(Footing, name="footing"))
    rating: Mapped[int] = mapped_column()

    @property
    def value(self) -> Verdict:
        """The row as the rules know it."""
        return Verdict(
            key=self.key,
            label=self.label,
            definition=self.definition,
            rests_on=self.rests_on,
            rating=self.rating,
        )


class Ruling(Told, FrozenRecord, Base):
    """One act of giving a verdict; never edited, only superseded by a later one."""

    __tablename__ = "rulings"
    TOLD = ("claim_id", "verdict_id", "as_of", "ruled_by_id", "ruled_at", "rationale")

    id: Mapped[RulingId] = mapped_column(primary_key=True)
    claim_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"), index=True)
    verdict_id: Mapped[VerdictId] = mapped_column(ForeignKey("verdicts.id"))
    #: Markdown, as written.
    rationale: Mapped[str] = mapped_column(Text)
    #: The day for which the verdict holds.
    as_of: Mapped[date] = mapped_column()
    ruled_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    ruled_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: The first ruling, where this is the second opinion that was given without seeing it.
    beside_id: Mapped[RulingId | None] = mapped_column(ForeignKey("rulings.id"))

    verdict: Mapped[SchemeVerdict] = relationship(lazy="raise")


class UndoneRuling(FrozenRecord, Base):
    """A ruling that does not stand, because giving it, or answering it, was undone.

    Where it was put back afterwards, its copy stands in its place.
    """

    __tablename__ = "undone_rulings"

    ruling_id: Mapped[RulingId] = mapped_column(
        ForeignKey("rulings.id"), primary_key=True, autoincrement=False
    )
    undone_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Decision(StrEnum):
    """What the second person made of a ruling."""

    APPROVED = "approved"
    RETURNED = "returned"


class SignOff(Told, FrozenRecord, Base):
    """A second person's answer to a ruling: one for each ruling, for ever."""

    __tablename__ = "sign_offs"
    TOLD = ("ruling_id", "decision", "reason", "signed_by_id", "signed_at")

    id: Mapped[int] = mapped_column(primary_key=True)
    ruling_id: Mapped[RulingId] = mapped_column(ForeignKey("rulings.id"), unique=True)
    decision: Mapped[Decision] = mapped_column(by_value(Decision, name="decision"))
    reason: Mapped[str] = mapped_column(Text, default="")
    signed_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
