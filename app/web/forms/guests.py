"""Whom a guest link is for, what it opens, and for how long."""

from typing import Any

from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, ValidationError
from wtforms.widgets import NumberInput

from app.domain.ids import ClaimId
from app.dossier import Dossier
from app.queries.visit import Visit
from app.services.guests import DAYS, MOST_DAYS, NAME_LENGTH, NOTE_LENGTH, Invitation
from app.web.forms.comments import CommentForm
from app.web.forms.fields import Form, line
from app.web.presenting import shorten

_LIMITS = f"a link is open for 1 to {MOST_DAYS} days."


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
        )


class VisitForm(CommentForm):
    """A guest's comment, on a claim or on the article."""

    about = SelectField("About", validate_choice=False)

    def validate_about(self, field: Any) -> None:
        """The claim must be one that the guest sees."""
        if field.data and field.data not in field.choices:
            raise ValidationError("choose one of the claims on this page, or the article.")

    def offer(self, visit: Visit, *, whole: bool) -> "VisitForm":
        """Fill the list of what it may be about; `whole` where the link opens the fact-check."""
        self.about.choices = ({"": "the whole article"} if whole else {}) | {
            str(claim.id): f"{claim.number}: {shorten(claim.wording or claim.quote, 60)}"
            for claim in visit.claims
        }
        return self

    @property
    def claim_id(self) -> ClaimId | None:
        """The claim that is meant; none: the article."""
        return ClaimId(int(self.about.data)) if self.about.data else None
