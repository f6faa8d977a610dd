"""The journal's table: append-only and hash-chained."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import CheckId, UserId
from app.domain.journal import Act
from app.models.base import Base, FrozenRecord, UtcDateTime, by_value


class JournalEntry(FrozenRecord, Base):
    """Who did what when. Keeps ids of people, not names, so that a name can be replaced."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_subject", "subject_type", "subject_id"),
        # What was done on a fact-check since an entry: asked by every open tab every few seconds.
        Index("ix_journal_check_id_seq", "check_id", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    #: Without CHECK: a new kind of act must not need a migration of the whole journal.
    act: Mapped[Act] = mapped_column(by_value(Act, name="act", check=False))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column()
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    #: To find the entries of one fact-check; also in `data`, which is what is sealed.
    check_id: Mapped[CheckId | None] = mapped_column(ForeignKey("fact_checks.id"))
