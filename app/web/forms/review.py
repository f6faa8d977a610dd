"""The one form on a claim: how it is told, a source, a statement, the verdict."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from app.domain.ids import ProposalId
from app.domain.verdicts import Stance, StatementKind
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile, Dossier
from app.models import Citation, Ruling, Source
from app.services.claims import Wording
from app.services.evidence import Use
from app.services.review import Citing, Review, Stating
from app.services.rulings import Decided
from app.web.forms.evidence import SourceFields, StatementFields, known_sources, source_id
from app.web.forms.fields import DayField, line, number, passage
from app.web.forms.shared import SharedForm
from app.web.presenting import shorten

NEW_SOURCE = "new"

#: What a source may do beside taking a side: it tells of an act. That is a statement of its own, so
#: what is cited is context (docs/DECISIONS.md).
RECORDS = {
    StatementKind.DENIED.value: "records a denial",
    StatementKind.RETRACTED.value: "records a retraction",
}


class ReviewForm(SourceFields, StatementFields, SharedForm):
    """Everything on one claim, sent in one request; what is left empty changes nothing."""

    SHARED: ClassVar = ("wording", "claimant", "claimant_role", "verdict", "rationale", "as_of")

    version = number()
    wording = line("Short wording for readers", most=300)
    claimant = line("Claimant", most=200)
    claimant_role = line("Claimant's role", most=200)
    known_source = SelectField("Source", validate_choice=False)
    proposal_id = number()
    verdict = RadioField("Verdict", validate_choice=False)
    as_of = DayField("As of")
    rationale = passage("Rationale", most=40_000)

    def offer(self, dossier: Dossier, places: Sequence[tuple[int, int]]) -> None:
        """Fill every list to choose from."""
        super().offer(dossier, places)
        new = {"": "no source yet", NEW_SOURCE: "the source entered above"}
        self.statement_source.choices = new | known_sources(dossier)
        self.known_source.choices = {"": "a new source"} | known_sources(dossier)
        sides = {stance.value: stance.value for stance in Stance}
        self.stance.choices = {"": "choose …"} | sides | RECORDS
        self.verdict.choices = {"": "No verdict yet"} | {v.key: v.label for v in dossier.scheme}

    def offer_sources(self, dossier: Dossier, recent: list[Source]) -> None:
        """Add sources of other articles to those of this one."""
        added = {str(source.id): shorten(source.title, 60) for source in recent}
        self.known_source.choices = {"": "a new source"} | known_sources(dossier) | added

    def cite_again(self, last: Citation) -> None:
        """Propose to use a source as it was used last."""
        self.known_source.data = str(last.source_id)
        self.stance.data, self.locator.data = last.stance.value, last.locator
        self.excerpt.data = last.excerpt

    def state(self, citation: Citation) -> None:
        """Propose a statement in the words of a citation; what was done is left to choose."""
        source = citation.source
        self.words.data, self.statement_source.data = citation.excerpt, str(source.id)
        if source.published_on:
            self.dated_on.data = source.published_on.isoformat()
            self.precision.data = source.published_precision.value

    def _state_as_entered(self) -> None:
        """Propose a statement in the words of the source entered; what was typed stays."""
        self.kind.data = self.kind.data or self.stance.data
        self.words.data = self.words.data or self.excerpt.data
        self.statement_source.data = self.statement_source.data or NEW_SOURCE
        if not self.dated_on.data and self.source_date.day:
            self.dated_on.data = self.source_date.data
            self.precision.data = self.source_precision.data

    def show(self, file: ClaimFile, *, today: date, again: bool = False) -> None:
        """Put in what is known of the claim; `again` starts from the ruling before."""
        claim = file.claim
        self.version.data = claim.version
        self.wording.data, self.claimant.data = claim.wording, claim.claimant
        self.claimant_role.data = claim.claimant_role
        self._show_ruling(file.ruling, as_of=file.ruling.as_of if file.ruling else today)
        if file.ruling is None:
            # Returned or reopened: the reasons are there to be mended, the verdict is to be given.
            self.verdict.data = ""
            self.rationale.data = _to_mend(file)
        self.remember()
        if again:  # What is taken from the ruling before does not stand: it counts as typed.
            self._show_ruling(file.last_ruling, as_of=today)

    def _show_ruling(self, ruling: Ruling | None, *, as_of: date) -> None:
        self.as_of.data = as_of.isoformat()
        if ruling:
            self.verdict.data, self.rationale.data = ruling.verdict.key, ruling.rationale

    def validate_stance(self, field: Any) -> None:
        """Whoever says that a source records an act says below who did it."""
        super().validate_stance(field)
        if field.data not in RECORDS or self.kind.data == field.data:
            return
        if self.kind.data:
            raise ValidationError(
                f"the source {RECORDS[field.data]}, but the statement below is “{self.kind.data}”: "
                "choose the same in both."
            )
        self._state_as_entered()
        raise ValidationError(
            f"the source {RECORDS[field.data]}: the statement below is filled in from it. Look at "
            "it, say who did it, and save again."
        )

    def validate_known_source(self, field: Any) -> None:
        """A source is known or new."""
        if field.data and self.describes_source():
            raise ValidationError(
                "choose one that is known or fill in a new one, not both: empty the fields of the "
                "new source, or choose “a new source”."
            )

    def validate_statement_source(self, field: Any) -> None:
        """The source entered above must have been entered."""
        if field.data == NEW_SOURCE and not self.has_source():
            raise ValidationError("no source is entered above: attach one, or choose another.")

    def validate_rationale(self, field: Any) -> None:
        """A rationale is given for a verdict."""
        if field.data and not self.verdict.data and not self.is_untouched("rationale"):
            raise ValidationError("choose the verdict that it is given for.")

    def use(self) -> Use:
        """What the source does; where it only tells what somebody did, it takes no side."""
        if self.stance.data not in RECORDS:
            return super().use()
        return Use(
            stance=Stance.CONTEXT,
            excerpt=self.excerpt.data or "",
            locator=self.locator.data or "",
        )

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
        known = source_id(self.known_source.data)
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


def _to_mend(file: ClaimFile) -> str:
    """The reasons of a ruling that was returned or reopened; of two rulings neither is chosen."""
    is_open = file.claim.state is ClaimState.OPEN
    return file.last_ruling.rationale if file.last_ruling and is_open and not file.pair else ""
