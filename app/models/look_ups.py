"""What pages declare of themselves, looked up for a form. Not part of the record."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import UserId
from app.models.base import Base, UtcDateTime


class LookUp(Base):
    """One page that somebody asked for, and what was found there."""

    __tablename__ = "look_ups"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    url: Mapped[str] = mapped_column(String(2000))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    #: None while it waits for a worker.
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why nothing was found, in a sentence; empty where the page was read.
    refusal: Mapped[str] = mapped_column(String(300), default="")
    title: Mapped[str] = mapped_column(String(300), default="")
    publisher: Mapped[str] = mapped_column(String(200), default="")
    published_on: Mapped[date | None] = mapped_column()
