"""What somebody says about a claim, a passage, or to another comment."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from app.web.forms.claims import VersionForm
from app.web.forms.fields import Form, bounds, number, passage


class CommentForm(VersionForm):
    """A comment, an answer, or another wording of either."""

    words = passage(
        "Your comment", most=10_000, validators=[InputRequired("write it: it is empty.")]
    )


class PassageForm(CommentForm):
    """A comment on a passage of the article."""

    place = SelectField("About the passage", validate_choice=False)

    def span(self) -> tuple[int, int]:
        """The passage: half-open code points."""
        return bounds(self.place.data or "")


class ReadForm(Form):
    """How far the notifications were shown."""

    up_to = number()
