"""What is gathered on a claim: a source and its use, a statement of a named actor."""

from collections.abc import Sequence
from typing import Any, ClassVar

from wtforms import BooleanField, SelectField
from wtforms.validators import ValidationError

from app.domain.dates import Precision
from app.domain.ids import SourceId
from app.domain.verdicts import Scope, SourceKind, Stance, StatementKind
from app.dossier import Dossier
from app.models import Citation, Proposal, Statement
from app.services.evidence import SourceDetails, Use
from app.services.statements import StatementDetails
from app.web.forms.fields import (
    DayField,
    Form,
    address,
    bounds,
    choice,
    filled,
    line,
    number,
    passage,
)
from app.web.forms.shared import SharedForm
from app.web.presenting import shorten

#: What a source is called, where its address has to stand in for the name.
LONGEST_TITLE = 300


class SourceFields(Form):
    """A source and what it does to the claim."""

    ABOUT: ClassVar = (
        "url",
        "title",
        "publisher",
        "source_date",
        "source_precision",
        "source_kind",
        "archive_url",
        "no_archive_reason",
        "origin",
        "interest",
        "secondary_reason",
        "confidential",
    )
    USE: ClassVar = ("stance", "excerpt", "locator")

    url = address("Address")
    title = line("Title", most=LONGEST_TITLE)
    publisher = line("Publisher", most=200)
    source_date = DayField("Published on")
    source_precision = choice("exact to the", Precision)
    source_kind = choice("Kind", SourceKind)
    archive_url = address("Saved copy")
    no_archive_reason = line("or why there is none", most=300)
    origin = line("Goes back to", most=200)
    interest = line("Its interest in the matter", most=300)
    secondary_reason = line("If secondary: why no primary source", most=300)
    confidential = BooleanField("Confidential: never shown outside the desk")
    stance = choice("What it does to the claim", Stance, empty="choose …")
    excerpt = passage("Excerpt: the words that matter", most=10_000)
    locator = line("Page, time or section", most=200)

    def validate_stance(self, field: Any) -> None:
        """A source that is given must say which side it is on."""
        if self.has_source() and not field.data:
            raise ValidationError("choose what the source does to the claim.")

    def has_source(self) -> bool:
        """Was anything entered about a source?"""
        return self.describes_source() or filled(self[name] for name in self.USE)

    def describes_source(self) -> bool:
        """Was anything entered about the source itself, beside what it does to the claim?"""
        return filled(self[name] for name in self.ABOUT)

    def source(self) -> SourceDetails:
        """The source as a service takes it."""
        return SourceDetails(
            title=self.title.data or (self.url.data or "")[:LONGEST_TITLE],
            url=self.url.data or "",
            publisher=self.publisher.data or "",
            published_on=self.source_date.day,
            published_precision=Precision(self.source_precision.data),
            kind=SourceKind(self.source_kind.data),
            archive_url=self.archive_url.data or "",
            no_archive_reason=self.no_archive_reason.data or "",
            origin=self.origin.data or "",
            interest=self.interest.data or "",
            secondary_reason=self.secondary_reason.data or "",
            confidential=bool(self.confidential.data),
        )

    def use(self) -> Use:
        """What the source does, as a service takes it."""
        return Use(
            stance=Stance(self.stance.data),
            excerpt=self.excerpt.data or "",
            locator=self.locator.data or "",
        )


class LookUpForm(Form):
    """The address of a page to be looked up."""

    url = address("Address")

    def validate_url(self, field: Any) -> None:
        """Without an address there is nothing to look up."""
        if not field.data:
            raise ValidationError("write the address of the page.")


class StatementFields(Form):
    """Who did what to the claim, when, how far, and where it is told."""

    ABOUT_STATEMENT: ClassVar = (
        "kind",
        "actor",
        "actor_role",
        "on_behalf_of",
        "dated_on",
        "precision",
        "scope",
        "words",
        "statement_source",
        "place",
    )

    kind = choice("What was done", StatementKind, empty="choose …")
    actor = line("By", most=200)
    actor_role = line("Role at the time", most=200)
    on_behalf_of = line("On behalf of", most=200)
    dated_on = DayField("Date")
    precision = choice("exact to the", Precision)
    scope = choice("How far", Scope)
    words = passage("In which words", most=10_000)
    statement_source = SelectField("Told by", validate_choice=False)
    place = SelectField("Place in the article", validate_choice=False)

    def validate_kind(self, field: Any) -> None:
        """A statement that is given must say what was done."""
        if self.has_statement() and not field.data:
            raise ValidationError("choose what was done to the claim.")

    def has_statement(self) -> bool:
        """Was anything entered about a statement?"""
        return filled(self[name] for name in self.ABOUT_STATEMENT)

    def offer(self, dossier: Dossier, places: Sequence[tuple[int, int]]) -> None:
        """Fill the lists of sources and of places to choose from."""
        self.statement_source.choices = {"": "no source yet"} | known_sources(dossier)
        newest, chosen = dossier.revision, self.place.data or ""
        self.place.choices = {"": "not in the article"} | {
            f"{start}-{end}@{newest.number}": shorten(newest.text[start:end], 70)
            for start, end in places
        }
        # What is chosen can be chosen again, wherever it is.
        start, end, number = placed(chosen)
        revisions = {revision.number: revision for revision in dossier.revisions}
        held = revisions.get(number or newest.number)
        if held and 0 <= start < end <= len(held.text):
            earlier = "" if held is newest else f"in revision {number}: "
            self.place.choices[chosen] = earlier + shorten(held.text[start:end], 70)

    def statement(self) -> StatementDetails:
        """The statement as a service takes it."""
        start, end, revision = placed(self.place.data) if self.place.data else (None, None, None)
        return StatementDetails(
            kind=StatementKind(self.kind.data),
            actor=self.actor.data or "",
            actor_role=self.actor_role.data or "",
            on_behalf_of=self.on_behalf_of.data or "",
            dated_on=self.dated_on.day,
            precision=Precision(self.precision.data),
            scope=Scope(self.scope.data),
            words=self.words.data or "",
            source_id=source_id(self.statement_source.data),
            start=start,
            end=end,
            revision=revision,
        )


class CitationForm(SourceFields, SharedForm):
    """A citation that is there already, with the versions of it and of its source."""

    SHARED: ClassVar = (*SourceFields.ABOUT, *SourceFields.USE)
    VERSIONS: ClassVar = ("version", "source_version")

    version = number()
    source_version = number()

    def has_source(self) -> bool:
        """There is one, whatever was emptied."""
        return True

    @classmethod
    def of(cls, citation: Citation, **options: Any) -> "CitationForm":
        """The form as it was sent, or as the citation stands."""
        source = citation.source
        return cls(
            **options,
            version=citation.version,
            source_version=source.version,
            url=source.url,
            title=source.title,
            publisher=source.publisher,
            source_date=source.published_on,
            source_precision=source.published_precision,
            source_kind=source.kind,
            archive_url=source.archive_url,
            no_archive_reason=source.no_archive_reason,
            origin=source.origin,
            interest=source.interest,
            secondary_reason=source.secondary_reason,
            confidential=source.confidential,
            stance=citation.stance,
            excerpt=citation.excerpt,
            locator=citation.locator,
        )


class StatementForm(StatementFields, SharedForm):
    """A statement that is there already. The version is the claim's."""

    SHARED: ClassVar = StatementFields.ABOUT_STATEMENT

    version = number()

    def has_statement(self) -> bool:
        """There is one, whatever was emptied."""
        return True

    @classmethod
    def of(cls, statement: Statement, version: int, **options: Any) -> "StatementForm":
        """The form as it was sent, or as the statement stands."""
        return cls(
            **options,
            version=version,
            kind=statement.kind,
            actor=statement.actor,
            actor_role=statement.actor_role,
            on_behalf_of=statement.on_behalf_of,
            dated_on=statement.dated_on,
            precision=statement.precision,
            scope=statement.scope,
            words=statement.words,
            statement_source=str(statement.source_id or ""),
            place=place_value(statement),
        )


def place_value(row: Statement | Proposal) -> str:
    """A place as a list of places sends it: "start-end@revision"."""
    return "" if row.start is None else f"{row.start}-{row.end}@{row.revision}"


def placed(value: str) -> tuple[int, int, int | None]:
    """Start, end and revision's number out of such a value; no number stands for the newest."""
    pair, _, number = value.partition("@")
    known = number.isdecimal() and len(number) < 10
    return *bounds(pair), int(number) if known else None


def known_sources(dossier: Dossier) -> dict[str, str]:
    """The sources of a fact-check to choose from."""
    return {str(s.id): shorten(s.title, 60) for s in dossier.sources.values()}


def source_id(value: str | None) -> SourceId | None:
    """The source that was chosen, if one was."""
    return SourceId(int(value)) if value and value.isdecimal() and len(value) < 10 else None
