"""What is to be done outside the database, noted in the same transaction as its cause."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import CheckId, GuestLinkId, UserId
from app.models.base import Base, UtcDateTime, by_value


class JobKind(StrEnum):
    """What a worker can do."""

    RELEASE = "release"
    """Bring a fact-check and the lists, or the whole public site, to where PUBLISH_TO says."""
    MAIL = "mail"
    """Write to one person: what they were told since the last time, or whether it reaches them.

    Or to a guest, that the desk has answered.
    """
    LOOK_UP = "look-up"
    """Look up, for one person, the pages that they asked for."""


class Job(Base):
    """One piece of work that outlives the process which noted it; doing it twice does no harm."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_done_at_due_at", "done_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[JobKind] = mapped_column(by_value(JobKind, name="kind"))
    #: What to release; none: the whole site.
    check_id: Mapped[CheckId | None] = mapped_column(ForeignKey("fact_checks.id"), index=True)
    #: Whom to write to, or to look up for.
    user_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    #: The guest to write to.
    guest_id: Mapped[GuestLinkId | None] = mapped_column(ForeignKey("guest_links.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Not before this moment.
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: How often it was begun.
    tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    #: Whoever claimed it has it until then; if they are gone by then, another may.
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Names who claimed it: the late comer finds that it is no longer theirs.
    lease: Mapped[str] = mapped_column(String(32), default="", server_default=text("''"))
    #: Why the last try failed, in words; empty while none has.
    error: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
