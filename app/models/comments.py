"""What the desk says to itself about a claim or a passage."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.domain.ids import CheckId, ClaimId, CommentId, GuestLinkId, RevisionId, UserId
from app.models.base import Base, FrozenRecord, UtcDateTime
from app.models.guests import GuestLink


class Comment(Base):
    """One comment or one answer to it; never deleted. What it says is in its wordings."""

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint('"end" IS NULL OR (start >= 0 AND start < "end")', name="span"),
        CheckConstraint("(written_by_id IS NULL) <> (guest_id IS NULL)", name="author"),
    )

    id: Mapped[CommentId] = mapped_column(primary_key=True)
    check_id: Mapped[CheckId] = mapped_column(ForeignKey("fact_checks.id"), index=True)
    #: The claim it is about; none: a passage, or the whole article.
    claim_id: Mapped[ClaimId | None] = mapped_column(ForeignKey("claims.id"))
    #: The passage it is about: half-open code points of one revision, and their words.
    revision_id: Mapped[RevisionId | None] = mapped_column(ForeignKey("revisions.id"))
    start: Mapped[int | None] = mapped_column()
    end: Mapped[int | None] = mapped_column()
    exact: Mapped[str] = mapped_column(Text, default="")
    #: The comment that this one answers; an answer has no answers of its own.
    answers_id: Mapped[CommentId | None] = mapped_column(ForeignKey("comments.id"))
    #: Who wrote it: somebody of the desk, or else whoever came by a guest link.
    written_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    guest_id: Mapped[GuestLinkId | None] = mapped_column(ForeignKey("guest_links.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    #: Set with every change, so that concurrent changes collide on `version`.
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    wordings: Mapped[list["CommentWording"]] = relationship(
        lazy="selectin", order_by="CommentWording.id"
    )
    guest: Mapped[GuestLink | None] = relationship(lazy="joined")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}

    @property
    def words(self) -> str:
        """What it says now."""
        return self.wordings[-1].words


class CommentWording(FrozenRecord, Base):
    """One wording of a comment; the newest counts, the earlier ones stay readable."""

    __tablename__ = "comment_wordings"

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[CommentId] = mapped_column(ForeignKey("comments.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
