"""What was issued to readers, and what was taken back."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import CheckId, UserId
from app.models.base import Base, FrozenRecord, UtcDateTime


class Publication(FrozenRecord, Base):
    """One edition: a frozen JSON document from which every public form is made."""

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("check_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[CheckId] = mapped_column(ForeignKey("fact_checks.id"))
    number: Mapped[int] = mapped_column()
    document: Mapped[str] = mapped_column(Text)
    document_sha256: Mapped[str] = mapped_column(String(64))
    #: The page at the permanent address, as it was drawn when the edition was issued; empty for
    #: editions from before pages were kept, which are drawn anew.
    page: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    issued_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Withdrawal(FrozenRecord, Base):
    """The public taking back of a fact-check; readers find a tombstone with the reason."""

    __tablename__ = "withdrawals"

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[CheckId] = mapped_column(ForeignKey("fact_checks.id"), index=True)
    #: Editions up to this number are gone for good, also if a later one is published.
    last_edition: Mapped[int] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)
    #: The name as it was then: a tombstone is a published page, and reads no live row.
    withdrawn_by: Mapped[str] = mapped_column(String(120))
    withdrawn_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime] = mapped_column(UtcDateTime)
