"""What readers report as wrong, and how often an address has done so of late."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.domain.ids import CheckId, ReportId
from app.domain.workflow import ReportState
from app.models.base import Base, UtcDateTime, by_value


class Report(Base):
    """A reader's report of an error: a request for a correction."""

    __tablename__ = "reports"

    id: Mapped[ReportId] = mapped_column(primary_key=True)
    state: Mapped[ReportState] = mapped_column(
        by_value(ReportState, name="report_state"), default=ReportState.RECEIVED, index=True
    )
    #: Which page or claim it is about, in the reader's words.
    about: Mapped[str] = mapped_column(String(300))
    #: The published fact-check that is meant, where we can tell.
    check_id: Mapped[CheckId | None] = mapped_column(ForeignKey("fact_checks.id"), index=True)
    #: The public number of the claim that is meant, where we can tell.
    claim_number: Mapped[int | None] = mapped_column()
    words: Mapped[str] = mapped_column(Text)
    #: Both are given freely, and blank if they are not; an admin can blank them.
    sender: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: What the desk found, or did.
    answer: Mapped[str] = mapped_column(Text, default="")
    blanked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}


class ReportSender(Base):
    """An address that has sent a report within the last hour; then the row goes."""

    __tablename__ = "report_senders"
    __table_args__ = (Index("ix_report_senders_address_at", "address", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
