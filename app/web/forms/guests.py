"""Whom a guest link is for, what it opens, and for how long."""

from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import Email, InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import NumberInput

from app.domain.ids import ClaimId
from app.dossier import Dossier
from app.queries.visit import Visit
from app.services.guests import DAYS, MOST_DAYS, NAME_LENGTH, NOTE_LENGTH, Invitation
from app.text.structure.sentences import sentences
from app.web.forms.comments import CommentForm
from app.web.forms.evidence import placed
from app.web.forms.fields import Form, line
from app.web.presenting import shorten

_LIMITS = f"a link is open for 1 to {MOST_DAYS} days."


def mail_address(label: str) -> StringField:
    """An e-mail address, or nothing."""
    wrong = "write an e-mail address, such as you@example.org, or leave it empty."
    return line(label, most=254, validators=[Optional(), Email(wrong, check_deliverability=False)])


class GuestMailForm(Form):
    """Where a guest wants to be written to when answered."""

    address = mail_address("Your e-mail address")


class GuestForm(Form):
    """A guest link to be made."""

    name = line(
        "The guest’s name",
        most=NAME_LENGTH,
        validators=[InputRequired("say whom the link is for.")],
    )
    about = SelectField("What it opens", validate_choice=False)
    days = IntegerField(
        "Open for how many days",
        default=DAYS,
        validators=[InputRequired(_LIMITS), NumberRange(1, MOST_DAYS, message=_LIMITS)],
        widget=NumberInput(min=1, max=MOST_DAYS),
    )
    reads_rulings = BooleanField("The guest may read the rulings that are in force")
    note = line("Note for the desk", most=NOTE_LENGTH)
    address = mail_address("E-mail address of the guest")

    def validate_about(self, field: Any) -> None:
        """The claim must be one of this article."""
        if field.data and field.data not in field.choices:
            raise ValidationError("choose a claim of this article, or the whole of it.")

    def offer(self, dossier: Dossier) -> "GuestForm":
        """Fill the list of what it may open."""
        self.about.choices = {"": "the whole fact-check"} | {
            str(file.claim.id): f"only claim {file.number}: {shorten(file.anchor.exact, 60)}"
            for file in dossier.shown
        }
        return self

    def command(self) -> Invitation:
        """What a service takes."""
        return Invitation(
            name=self.name.data or "",
            claim_id=ClaimId(int(self.about.data)) if self.about.data else None,
            days=self.days.data or 0,
            reads_rulings=bool(self.reads_rulings.data),
            note=self.note.data or "",
            address=self.address.data or "",
        )


class VisitForm(CommentForm):
    """A guest's comment, on a claim, on a passage or on the article."""

    about = SelectField("About", validate_choice=False)

    def validate_about(self, field: Any) -> None:
        """It must be something that the guest sees."""
        if field.data and field.data not in self._offered:
            raise ValidationError(
                "choose a claim or a passage of this page as it stands now, or the article."
            )

    @property
    def _offered(self) -> set[str]:
        choices: Any = self.about.choices or ()
        groups = choices.values() if isinstance(choices, dict) else [choices]
        return {key for group in groups for key, _ in group}

    def offer(self, visit: Visit, *, whole: bool) -> "VisitForm":
        """Fill the list of what it may be about; `whole` where the link opens the fact-check.

        The passages are the sentences, and words that were selected in the text.
        """
        claims = [
            (str(claim.id), f"{claim.number}: {shorten(claim.wording or claim.quote, 60)}")
            for claim in visit.claims
        ]
        self.about.choices = claims
        if whole:
            self.about.choices = {
                "The article": [("", "the whole article")],
                **({"A claim": claims} if claims else {}),
                "A passage": [
                    (f"{start}-{end}@{visit.revision}", shorten(visit.text[start:end], 60))
                    for start, end in self._passages(visit)
                ],
            }
        return self

    def _passages(self, visit: Visit) -> list[tuple[int, int]]:
        """The sentences, and the words that were chosen, where they are of this text."""
        spans = {(sentence.start, sentence.end) for sentence in sentences(visit.text)}
        start, end, revision = self.place or (0, 0, None)
        if revision == visit.revision and 0 <= start < end <= len(visit.text):
            spans.add((start, end))
        return sorted(spans)

    @property
    def place(self) -> tuple[int, int, int | None] | None:
        """The passage that is meant, half-open code points, and the revision that it is in."""
        told = self.about.data or ""
        return placed(told) if "-" in told else None

    @property
    def claim_id(self) -> ClaimId | None:
        """The claim that is meant; none: a passage or the article."""
        return ClaimId(int(self.about.data)) if self.about.data and not self.place else None
