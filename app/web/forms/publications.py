"""Publishing and withdrawing."""

from wtforms import HiddenField, RadioField
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
    #: Fingerprint of the edition that the editor looks at.
    seen = HiddenField()
    kind = RadioField("Kind of change", choices=KINDS, default=ChangeKind.CORRECTION.value)
    note = passage("What was wrong or new, and what is right now", most=2000)

    def see(self, fingerprint: str) -> None:
        """Let the form be sent for the edition as it is shown now."""
        self.seen.data, self.seen.raw_data = fingerprint, None


class WithdrawForm(Form):
    """What readers are told about a withdrawal."""

    version = number()
    reason = passage(
        "Why it is withdrawn",
        most=2000,
        validators=[InputRequired("tell readers why.")],
    )
