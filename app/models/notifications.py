"""Who is told of what, and how they want to be told."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import CheckId, ClaimId, CommentId, GuestLinkId, NotificationId, UserId
from app.domain.notifications import MailRhythm, NotificationKind
from app.models.base import Base, UtcDateTime, by_value


class Notification(Base):
    """One thing that one person is told; only they mark it read."""

    __tablename__ = "notifications"
    __table_args__ = (
        CheckConstraint("(caused_by_id IS NULL) <> (guest_id IS NULL)", name="cause"),
        Index("ix_notifications_user_id_read_at", "user_id", "read_at"),
    )

    id: Mapped[NotificationId] = mapped_column(primary_key=True)
    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    #: Without a CHECK: SQLite would copy the table for every kind that is added.
    kind: Mapped[NotificationKind] = mapped_column(
        by_value(NotificationKind, name="notification_kind", check=False)
    )
    check_id: Mapped[CheckId] = mapped_column(ForeignKey("fact_checks.id"))
    claim_id: Mapped[ClaimId | None] = mapped_column(ForeignKey("claims.id"))
    comment_id: Mapped[CommentId | None] = mapped_column(ForeignKey("comments.id"))
    #: Who caused it: somebody of the desk, or else a guest.
    caused_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    guest_id: Mapped[GuestLinkId | None] = mapped_column(ForeignKey("guest_links.id"))
    caused_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When it went out in a message, if it did.
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class NotificationChoice(Base):
    """How one person wants to be told; without a row, in the house alone and of the usual."""

    __tablename__ = "notification_choices"

    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), primary_key=True)
    #: Kinds that are told only on request.
    also: Mapped[list[str]] = mapped_column(JSON)
    #: Where to write to; empty: nowhere.
    address: Mapped[str] = mapped_column(String(254))
    rhythm: Mapped[MailRhythm] = mapped_column(by_value(MailRhythm, name="rhythm", check=False))
    #: When the person showed that messages to this address reach them.
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why the mail server will not take messages to this address; empty while it does.
    trouble: Mapped[str] = mapped_column(Text)
