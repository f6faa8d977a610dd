"""Documents and people we cite, and what each does to a claim."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.domain.dates import Precision
from app.domain.ids import CitationId, ClaimId, SourceId, UserId
from app.domain.verdicts import SourceKind, Stance
from app.models.base import Base, FrozenRecord, UtcDateTime, by_value


class Source(Base):
    """A document or person we cite; one source serves many claims."""

    __tablename__ = "sources"

    id: Mapped[SourceId] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(String(2000), default="")
    title: Mapped[str] = mapped_column(String(300))
    publisher: Mapped[str] = mapped_column(String(200), default="")
    published_on: Mapped[date | None] = mapped_column()
    published_precision: Mapped[Precision] = mapped_column(
        by_value(Precision, name="source_precision"), default=Precision.DAY
    )
    kind: Mapped[SourceKind] = mapped_column(by_value(SourceKind, name="source_kind"))
    #: Address of a saved copy, or else the reason why there is none.
    archive_url: Mapped[str] = mapped_column(String(2000), default="")
    no_archive_reason: Mapped[str] = mapped_column(String(300), default="")
    #: What it goes back to: sources of one origin count once. Empty: its own origin.
    origin: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    #: What the source stands to gain, for readers to know.
    interest: Mapped[str] = mapped_column(String(300), default="", server_default=text("''"))
    #: Why a secondary source stands in for the primary one.
    secondary_reason: Mapped[str] = mapped_column(
        String(300), default="", server_default=text("''")
    )
    #: Kept out of every public form.
    confidential: Mapped[bool] = mapped_column(default=False)
    accessed_on: Mapped[date] = mapped_column()
    added_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}


class Citation(Base):
    """What one source does to one claim."""

    __tablename__ = "citations"

    id: Mapped[CitationId] = mapped_column(primary_key=True)
    claim_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"), index=True)
    source_id: Mapped[SourceId] = mapped_column(ForeignKey("sources.id"), index=True)
    stance: Mapped[Stance] = mapped_column(by_value(Stance, name="stance"))
    excerpt: Mapped[str] = mapped_column(Text)
    #: Page, time or section within the source.
    locator: Mapped[str] = mapped_column(String(200), default="")
    added_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: A removed citation stays in the table: the journal and old rulings speak of it.
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    source: Mapped[Source] = relationship(lazy="raise")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}


class SourceOpening(FrozenRecord, Base):
    """Somebody opened a source to see what it says on a claim: a part of the second look."""

    __tablename__ = "source_openings"
    __table_args__ = (UniqueConstraint("claim_id", "source_id", "opened_by_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[ClaimId] = mapped_column(ForeignKey("claims.id"))
    source_id: Mapped[SourceId] = mapped_column(ForeignKey("sources.id"))
    opened_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
