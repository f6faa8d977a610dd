"""The smaller acts on a claim: where it stands, setting it aside, answering a ruling."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from app.domain.claims import DismissReason
from app.web.forms.fields import Form, number, passage


class VersionForm(Form):
    """An act that needs nothing but the version it was decided on."""

    version = number()


class PlaceForm(VersionForm):
    """Where a claim stands, or is to stand: code points of the article's text, half-open."""

    start = number("Start")
    end = number("End")


class SplitForm(VersionForm):
    """Where to part a claim in two."""

    at = number("Place")


class MergeForm(VersionForm):
    """Which claim to join to this one."""

    other = SelectField("Merge with", coerce=int, validate_choice=False)


class DismissForm(VersionForm):
    """Why a claim is set aside."""

    reason = SelectField(
        "Because it is",
        choices={r.value: r.value for r in DismissReason if r is not DismissReason.MERGED},
    )
    note = passage("Note for the desk", most=2000)


class SendBackForm(VersionForm):
    """What is missing from a ruling."""

    reason = passage(
        "What is missing",
        most=4000,
        validators=[InputRequired("say what is missing, so that it can be mended.")],
    )
