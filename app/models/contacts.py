"""Whom the desk asked about an article, and what came of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.domain.ids import CheckId, ClaimId, ContactId, UserId
from app.models.base import Base, UtcDateTime


class Contact(Base):
    """One request for comment, to one party, through one channel."""

    __tablename__ = "contacts"

    id: Mapped[ContactId] = mapped_column(primary_key=True)
    check_id: Mapped[CheckId] = mapped_column(ForeignKey("fact_checks.id"), index=True)
    #: The claim it is about; none: the whole article.
    claim_id: Mapped[ClaimId | None] = mapped_column(ForeignKey("claims.id"))
    party: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(200), default="")
    #: How they were asked: "e-mail", "by phone".
    channel: Mapped[str] = mapped_column(String(100), default="")
    asked_on: Mapped[date] = mapped_column()
    #: Until when an answer was asked for.
    deadline: Mapped[date | None] = mapped_column()
    replied_on: Mapped[date | None] = mapped_column()
    #: For the desk alone: what was asked, what was said, by whom.
    note: Mapped[str] = mapped_column(Text, default="")
    #: The sentence for readers; while it is empty the contact stays inside.
    line: Mapped[str] = mapped_column(Text, default="")
    added_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: A removed contact stays in the table: the journal and earlier editions speak of it.
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}
