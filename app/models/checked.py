"""What claims are found by that the newsroom has ruled on."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import ClaimId
from app.models.base import Base


class CheckedClaim(Base):
    """The words by which a claim is found that was ruled on, at present or before.

    Only words: whether a ruling is in force, and which, is always asked of the claim itself.
    """

    __tablename__ = "checked_claims"

    claim_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    #: The telling words of wording, quote, claimant and headline, cut by
    #: `app.text.finding.matching`.
    words: Mapped[str] = mapped_column(Text)
