"""What somebody is told, and what of it they have seen."""

from wtforms import SelectMultipleField
from wtforms.validators import Email, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.notifications import MailRhythm, NotificationKind
from app.web.forms.fields import Form, choice, line, number


class ReadForm(Form):
    """How far the notifications were shown."""

    up_to = number()


class ChoicesForm(Form):
    """How one person wants to be told."""

    also = SelectMultipleField(
        "Tell me also of",
        choices={
            NotificationKind.COMMENTED.value: "every comment on a claim that I work on or ruled on",
            NotificationKind.PUBLISHED.value: "every edition with a ruling of mine",
        },
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    address = line(
        "E-mail address",
        most=254,
        validators=[
            Optional(),
            Email("write an e-mail address, such as you@example.org.", check_deliverability=False),
        ],
    )
    rhythm = choice("Write to me", MailRhythm)
