"""The one form on a claim: how it is told, a source, a statement, the verdict."""

from datetime import date
from typing import Any

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import ValidationError

from app.domain.dates import Precision
from app.domain.ids import ProposalId, SourceId
from app.domain.verdicts import Scope, SourceKind, Stance, StatementKind
from app.dossier import ClaimFile, Dossier
from app.models import Citation, Statement
from app.services.claims import Wording
from app.services.evidence import SourceDetails, Use
from app.services.review import Citing, Review, Stating
from app.services.rulings import Decided
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
from app.web.presenting import shorten

NEW_SOURCE = "new"


class SourceFields(Form):
    """A source and what it does to the claim."""

    url = address("Address")
    title = line("Title", most=300)
    publisher = line("Publisher", most=200)
    source_date = DayField("Published on")
    source_precision = choice("exact to the", Precision)
    source_kind = choice("Kind", SourceKind)
    archive_url = address("Saved copy")
    no_archive_reason = line("or why there is none", most=300)
    confidential = BooleanField("Confidential: never shown outside the desk")
    stance = choice("This source", Stance, empty="choose …")
    excerpt = passage("Excerpt: the words that matter", most=10_000)
    locator = line("Page, time or section", most=200)

    def validate_stance(self, field: Any) -> None:
        """A source that is given must say which side it is on."""
        if self.has_source() and not field.data:
            raise ValidationError("choose what the source does to the claim.")

    def has_source(self) -> bool:
        """Was anything entered about a source?"""
        return filled((self.url, self.title, self.publisher, self.excerpt, self.locator))

    def source(self) -> SourceDetails:
        """The source as a service takes it."""
        return SourceDetails(
            title=self.title.data or self.url.data or "",
            url=self.url.data or "",
            publisher=self.publisher.data or "",
            published_on=self.source_date.day,
            published_precision=Precision(self.source_precision.data),
            kind=SourceKind(self.source_kind.data),
            archive_url=self.archive_url.data or "",
            no_archive_reason=self.no_archive_reason.data or "",
            confidential=bool(self.confidential.data),
        )

    def use(self) -> Use:
        """What the source does, as a service takes it."""
        return Use(
            stance=Stance(self.stance.data),
            excerpt=self.excerpt.data or "",
            locator=self.locator.data or "",
        )


class StatementFields(Form):
    """Who did what to the claim, when, how far, and where it is told."""

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
        return filled((self.kind, self.actor, self.words, self.dated_on))

    def offer(self, dossier: Dossier, places: list[tuple[int, int]]) -> None:
        """Fill the lists of sources and of places to choose from."""
        self.statement_source.choices = {"": "no source yet"} | _known(dossier)
        text = dossier.revision.text
        self.place.choices = {"": "not in the article"} | {
            f"{start}-{end}": shorten(text[start:end], 70) for start, end in places
        }

    def statement(self) -> StatementDetails:
        """The statement as a service takes it."""
        start, end = bounds(self.place.data) if self.place.data else (None, None)
        return StatementDetails(
            kind=StatementKind(self.kind.data),
            actor=self.actor.data or "",
            actor_role=self.actor_role.data or "",
            on_behalf_of=self.on_behalf_of.data or "",
            dated_on=self.dated_on.day,
            precision=Precision(self.precision.data),
            scope=Scope(self.scope.data),
            words=self.words.data or "",
            source_id=_source_id(self.statement_source.data),
            start=start,
            end=end,
        )


class ReviewForm(SourceFields, StatementFields):
    """Everything on one claim, sent in one request; what is left empty changes nothing."""

    version = number()
    wording = line("Short wording for readers", most=300)
    claimant = line("Claimant", most=200)
    claimant_role = line("Claimant's role", most=200)
    known_source = SelectField("Source", validate_choice=False)
    proposal_id = number()
    verdict = RadioField("Verdict", validate_choice=False)
    as_of = DayField("As of")
    rationale = passage("Rationale", most=40_000)

    def offer(self, dossier: Dossier, places: list[tuple[int, int]]) -> None:
        """Fill every list to choose from."""
        super().offer(dossier, places)
        new = {"": "no source yet", NEW_SOURCE: "the source entered above"}
        self.statement_source.choices = new | _known(dossier)
        self.known_source.choices = {"": "a new source"} | _known(dossier)
        self.verdict.choices = {v.key: v.label for v in dossier.scheme}

    def show(self, file: ClaimFile, *, today: date, again: bool = False) -> None:
        """Put in what is known of the claim; `again` starts from the ruling before."""
        claim = file.claim
        self.version.data = claim.version
        self.wording.data, self.claimant.data = claim.wording, claim.claimant
        self.claimant_role.data = claim.claimant_role
        ruling = file.last_ruling if again else file.ruling
        self.as_of.data = (ruling.as_of if ruling and not again else today).isoformat()
        if ruling:
            self.verdict.data, self.rationale.data = ruling.verdict.key, ruling.rationale

    def validate_rationale(self, field: Any) -> None:
        """A rationale is given for a verdict."""
        if field.data and not self.verdict.data:
            raise ValidationError("choose the verdict that it is given for.")

    def command(self, file: ClaimFile, *, today: date) -> Review:
        """What was filled in, for the service."""
        return Review(
            wording=Wording(
                wording=self.wording.data or "",
                claimant=self.claimant.data or "",
                claimant_role=self.claimant_role.data or "",
            ),
            citing=self._citing(),
            stating=self._stating(),
            decided=self._decided(file, today),
        )

    def has_source(self) -> bool:
        """Was a source chosen or entered?"""
        return super().has_source() or bool(self.known_source.data)

    def _citing(self) -> Citing | None:
        if not self.has_source():
            return None
        known = _source_id(self.known_source.data)
        return Citing(source=known or self.source(), use=self.use())

    def _stating(self) -> Stating | None:
        if not self.has_statement():
            return None
        proposal = self.proposal_id.data
        return Stating(
            details=self.statement(),
            from_new_source=self.statement_source.data == NEW_SOURCE,
            proposal_id=ProposalId(proposal) if proposal else None,
        )

    def _decided(self, file: ClaimFile, today: date) -> Decided | None:
        if not self.verdict.data:
            return None
        as_of = self.as_of.day or today
        decided = Decided(
            verdict=self.verdict.data, rationale=self.rationale.data or "", as_of=as_of
        )
        before = file.ruling
        if before is None:
            return decided
        same = (before.verdict.key, before.rationale, before.as_of)
        return None if same == (decided.verdict, decided.rationale, decided.as_of) else decided


class CitationForm(SourceFields):
    """A citation that is there already, with the versions of it and of its source."""

    version = number()
    source_version = number()

    def has_source(self) -> bool:
        """There is one, whatever was emptied."""
        return True

    @classmethod
    def of(cls, citation: Citation) -> "CitationForm":
        """The form as the citation stands."""
        source = citation.source
        return cls(
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
            confidential=source.confidential,
            stance=citation.stance,
            excerpt=citation.excerpt,
            locator=citation.locator,
        )


class StatementForm(StatementFields):
    """A statement that is there already. The version is the claim's."""

    version = number()

    def has_statement(self) -> bool:
        """There is one, whatever was emptied."""
        return True

    @classmethod
    def of(cls, statement: Statement, version: int) -> "StatementForm":
        """The form as the statement stands."""
        placed = statement.start is not None
        return cls(
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
            place=f"{statement.start}-{statement.end}" if placed else "",
        )


def _known(dossier: Dossier) -> dict[str, str]:
    return {str(s.id): shorten(s.title, 60) for s in dossier.sources.values()}


def _source_id(value: str | None) -> SourceId | None:
    return SourceId(int(value)) if value and value.isdecimal() and len(value) < 10 else None
