"""Who looks at which claim just now. Not part of the record: rows come and go."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import CheckId, ClaimId, UserId
from app.models.base import Base, UtcDateTime


class Presence(Base):
    """What one tab of a person said last about where it is."""

    __tablename__ = "presences"

    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), primary_key=True)
    #: The tab's own name for itself: nobody can speak for the tab of another person.
    tab: Mapped[str] = mapped_column(String(32), primary_key=True)
    check_id: Mapped[CheckId] = mapped_column(ForeignKey("fact_checks.id"), index=True)
    #: None: on the fact-check, and on no claim of it.
    claim_id: Mapped[ClaimId | None] = mapped_column(ForeignKey("claims.id"))
    #: Without an index, so that PostgreSQL can write the row in place.
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
