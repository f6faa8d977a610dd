"""Links by which outside people read and comment, each on one fact-check or claim."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import CheckId, ClaimId, GuestLinkId, UserId
from app.domain.policy import Actor, Admitted
from app.models.base import Base, UtcDateTime


class GuestLink(Base):
    """One link for one guest; never deleted, because the record names them."""

    __tablename__ = "guest_links"

    id: Mapped[GuestLinkId] = mapped_column(primary_key=True)
    check_id: Mapped[CheckId] = mapped_column(ForeignKey("fact_checks.id"), index=True)
    #: The one claim that it opens; none: all of the fact-check.
    claim_id: Mapped[ClaimId | None] = mapped_column(ForeignKey("claims.id"))
    name: Mapped[str] = mapped_column(String(120))
    #: For the desk: who that is, and why they were asked.
    note: Mapped[str] = mapped_column(Text, default="")
    #: May the guest read the rulings that are in force?
    reads_rulings: Mapped[bool] = mapped_column()
    #: Of the token in its address, which is kept nowhere.
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    #: When the guest last opened it or wrote something.
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Where to write to when the guest is answered; empty: nowhere.
    address: Mapped[str] = mapped_column(String(254), default="", server_default=text("''"))
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why the mail server will not take messages to this address; empty while it does.
    trouble: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))

    def is_open(self, now: datetime) -> bool:
        """Does it open anything at this moment?"""
        return self.revoked_at is None and now < self.expires_at

    @property
    def title(self) -> str:
        """The guest's name as the desk reads it."""
        return f"{self.name} (guest)"

    @property
    def actor(self) -> Actor:
        """Whoever comes by it, as services know them."""
        return Actor.admitted(Admitted(self.id, self.check_id, self.claim_id))
