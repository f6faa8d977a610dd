"""A fact-check, the frozen texts of its article, and pastes that are not frozen yet."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.domain.ids import CheckId, DraftId, RevisionId, UserId
from app.domain.rights import Rights
from app.domain.workflow import CheckState
from app.models.base import Base, FrozenRecord, UtcDateTime, by_value


class ArticleParticulars:
    """What is known about an article beside its text; shared by draft and fact-check."""

    headline: Mapped[str] = mapped_column(String(300))
    outlet: Mapped[str] = mapped_column(String(120), default="")
    byline: Mapped[str] = mapped_column(String(200), default="")
    url: Mapped[str] = mapped_column(String(2000), default="")
    published_on: Mapped[date | None] = mapped_column()
    #: How much of the article readers are shown.
    rights: Mapped[Rights] = mapped_column(
        by_value(Rights, name="rights"), default=Rights.FULL, server_default=text("'full'")
    )
    #: Subjects under which readers find the fact-check, separated by commas.
    topics: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    #: Why this article was chosen, for readers.
    chosen_because: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))


class Draft(ArticleParticulars, Base):
    """A pasted article before its text is frozen: nothing typed is lost on the way."""

    __tablename__ = "drafts"

    id: Mapped[DraftId] = mapped_column(primary_key=True)
    owner_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    #: Exactly what came out of the box; canonical text is made from it.
    pasted: Mapped[str] = mapped_column(Text)
    #: Start offsets, in the canonical text, of the lines that the editor drops.
    dropped: Mapped[list[int]] = mapped_column(JSON, default=list)
    #: The fact-check that came of it; then the draft is only kept as what was pasted.
    check_id: Mapped[CheckId | None] = mapped_column(ForeignKey("fact_checks.id"))
    #: The fact-check whose article was pasted again; none for an article that is new.
    revises_id: Mapped[CheckId | None] = mapped_column(ForeignKey("fact_checks.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}


class FactCheck(ArticleParticulars, Base):
    """The work on one article, from paste to published editions."""

    __tablename__ = "fact_checks"

    id: Mapped[CheckId] = mapped_column(primary_key=True)
    state: Mapped[CheckState] = mapped_column(
        by_value(CheckState, name="check_state"), default=CheckState.REVIEWING
    )
    #: Public address; given with the first edition and kept for ever.
    slug: Mapped[str | None] = mapped_column(String(100), unique=True)
    #: The highest claim number that any edition has used: numbers are never used twice.
    last_number: Mapped[int] = mapped_column(default=0)
    #: By when the work on its claims is to be done.
    deadline: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Are its claims ruled on twice, the second time without seeing the first ruling?
    blind: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Set with every change, so that concurrent changes collide on `version`.
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}


class Revision(FrozenRecord, Base):
    """One frozen text of an article; every offset counts code points of `text`."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("check_id", "number"),)

    id: Mapped[RevisionId] = mapped_column(primary_key=True)
    check_id: Mapped[CheckId] = mapped_column(ForeignKey("fact_checks.id"))
    number: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[str] = mapped_column(String(64))
    #: Did an editor drop lines before freezing? The published page says so.
    trimmed: Mapped[bool] = mapped_column()
    #: BCP 47; "en" when the engine recognised English, else "und".
    language: Mapped[str] = mapped_column(String(35))
    #: Passages that the engine read and did not propose as claims; part of the coverage shown.
    passed_over: Mapped[int] = mapped_column()
    created_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
