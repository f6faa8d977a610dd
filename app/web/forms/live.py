"""What a tab says of itself."""

from wtforms import BooleanField
from wtforms.validators import Regexp

from app.web.forms.fields import Form, line, number


class PresenceForm(Form):
    """Where a tab is, or that it is left."""

    tab = line(
        "tab", most=32, validators=[Regexp(r"[0-9a-zA-Z-]{8,32}\Z", message="8 to 32 letters.")]
    )
    claim = number("claim")
    gone = BooleanField("gone")
