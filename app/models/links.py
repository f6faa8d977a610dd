"""The same claim in several articles, claims that only look alike, and what links lead to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import ClaimId, FollowUpId, LinkGroupId, UserId
from app.models.base import Base, UtcDateTime


class LinkGroup(Base):
    """What linked claims share: that they are the same one. No verdict hangs here."""

    __tablename__ = "link_groups"

    id: Mapped[LinkGroupId] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ClaimLink(Base):
    """A claim in its link group; it can be in one only."""

    __tablename__ = "claim_links"

    claim_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    group_id: Mapped[LinkGroupId] = mapped_column(ForeignKey("link_groups.id"), index=True)
    #: Who said that it is the same claim, and when; with a merged group, who merged it.
    linked_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ToldApart(Base):
    """Two claims that somebody looked at and found different: they are not offered again."""

    __tablename__ = "told_apart"
    __table_args__ = (CheckConstraint("first_id < second_id", name="once"),)

    first_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    second_id: Mapped[ClaimId] = mapped_column(
        ForeignKey("claims.id"), primary_key=True, index=True
    )
    told_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FollowUp(Base):
    """A claim to look at again, because the verdict on a linked claim changed."""

    __tablename__ = "follow_ups"
    __table_args__ = (Index("ix_follow_ups_looked_at_claim_id", "looked_at", "claim_id"),)

    id: Mapped[FollowUpId] = mapped_column(primary_key=True)
    claim_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"), index=True)
    #: The linked claim whose verdict changed.
    cause_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"))
    #: What happened to the linked claim, as a sentence.
    reason: Mapped[str] = mapped_column(Text)
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: None while nobody has said that they looked at it.
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    looked_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    #: What the person who looked wants to add.
    note: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
