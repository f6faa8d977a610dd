"""What somebody says about a claim, a passage, or to another comment."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired

from app.web.forms.claims import VersionForm
from app.web.forms.fields import bounds, number, passage


def _words(label: str) -> Any:
    return passage(label, most=10_000, validators=[InputRequired("write it: it is empty.")])


class CommentForm(VersionForm):
    """A comment, or another wording of one."""

    words = _words("Your comment")


class AnswerForm(CommentForm):
    """An answer to a comment."""

    words = _words("Your answer")


class PassageForm(CommentForm):
    """A comment on a passage of the article."""

    revision = number()
    place = SelectField("About the passage", validate_choice=False)

    def span(self) -> tuple[int, int]:
        """The passage: half-open code points."""
        return bounds(self.place.data or "")
