"""Publishing and withdrawing."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.publishing.edition import ChangeKind
from app.web.forms.fields import Form, number, passage

KINDS = {
    ChangeKind.CORRECTION.value: "Correction: something we told readers was wrong",
    ChangeKind.UPDATE.value: "Update: there is new information",
    ChangeKind.CLARIFICATION.value: "Clarification: we say the same more clearly",
}


class PublishForm(Form):
    """What readers are told about an edition after the first."""

    version = number()
    kind = RadioField("Kind of change", choices=KINDS, default=ChangeKind.CORRECTION.value)
    note = passage("What was wrong or new, and what is right now", most=2000)


class WithdrawForm(Form):
    """What readers are told about a withdrawal."""

    version = number()
    reason = passage(
        "Why it is withdrawn",
        most=2000,
        validators=[InputRequired("tell readers why.")],
    )
