"""A request for comment, and what came of it."""

from typing import Any, ClassVar

from wtforms import SelectField
from wtforms.validators import InputRequired, ValidationError

from app.domain.ids import ClaimId
from app.dossier import Dossier
from app.models import Contact
from app.services.contacts import ContactDetails
from app.web.forms.fields import DayField, line, number, passage
from app.web.forms.shared import SharedForm
from app.web.presenting import shorten


class ContactForm(SharedForm):
    """Whom we asked, when, by which channel, until when, and the answer."""

    SHARED: ClassVar = (
        "party",
        "role",
        "channel",
        "about",
        "asked_on",
        "deadline",
        "replied_on",
        "note",
        "line",
    )

    version = number()
    party = line("Whom you asked", most=200, validators=[InputRequired("say whom you asked.")])
    role = line("Role or office", most=200)
    channel = line("How", most=100)
    about = SelectField("About", validate_choice=False)
    asked_on = DayField("Asked on", validators=[InputRequired("say when you asked.")])
    deadline = DayField("Answer wanted by")
    replied_on = DayField("Answered on")
    note = passage("Notes for the desk", most=10_000)
    line = passage("The sentence for readers", most=500)

    def validate_about(self, field: Any) -> None:
        """The claim must be one of this article."""
        if field.data and field.data not in field.choices:
            raise ValidationError("choose a claim of this article, or the whole of it.")

    def offer(self, dossier: Dossier) -> "ContactForm":
        """Fill the list of what it may be about."""
        self.about.choices = {"": "the whole article"} | {
            str(file.claim.id): f"{file.number}: {shorten(file.anchor.exact, 60)}"
            for file in dossier.shown
        }
        return self

    def command(self) -> ContactDetails:
        """What a service takes."""
        asked = self.asked_on.day
        if asked is None:
            raise ValueError("The form was not validated.")
        return ContactDetails(
            party=self.party.data or "",
            role=self.role.data or "",
            channel=self.channel.data or "",
            claim_id=ClaimId(int(self.about.data)) if self.about.data else None,
            asked_on=asked,
            deadline=self.deadline.day,
            replied_on=self.replied_on.day,
            note=self.note.data or "",
            line=self.line.data or "",
        )

    @classmethod
    def of(cls, contact: Contact, **options: Any) -> "ContactForm":
        """The form as it was sent, or as the contact stands."""
        return cls(**options, obj=contact, about=str(contact.claim_id or ""))
