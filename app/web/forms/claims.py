"""The smaller acts on a claim: where it stands, setting it aside, answering a ruling."""

from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from app.domain.claims import DismissReason
from app.domain.ids import ClaimId
from app.web.forms.fields import Form, bounds, number, passage


class VersionForm(Form):
    """An act that needs nothing but the version it was decided on."""

    version = number()


class ChosenForm(VersionForm):
    """An act on words of the article: it says in which revision they were chosen."""

    revision = number()


class PlaceForm(ChosenForm):
    """Where a claim stands, or is to stand: code points of the article's text, half-open."""

    start = number("Start")
    end = number("End")
    #: An end was put to the character: it is not moved to where a word ends.
    by_character = BooleanField(widget=HiddenInput())

    def place(self, ticked: list[str]) -> tuple[int, int]:
        """From the first to the last of the sentences that were ticked, or else what was sent."""
        spans = [span.partition("-") for span in ticked]
        ends = [(a, b) for a, _, b in spans if a.isdecimal() and b.isdecimal()]
        if not ends or max(len(a + b) for a, b in ends) > 20:
            return self.start.data or 0, self.end.data or 0
        return min(int(a) for a, _ in ends), max(int(b) for _, b in ends)


class SplitForm(ChosenForm):
    """Where to part a claim in two."""

    at = number("Place")


class MergeForm(VersionForm):
    """Which claim to join to this one: "claim-version", as it was shown."""

    other = SelectField("Merge with", validate_choice=False)
    #: Sent by the button of a claim right before or behind, which goes before the list.
    adjacent = HiddenField()

    def taken_in(self) -> tuple[ClaimId, int]:
        """The other claim and its version."""
        claim, version = bounds(self.adjacent.data or self.other.data or "")
        return ClaimId(claim), version


class StepForm(Form):
    """Which step to take back, and which claim was open beside it."""

    step = number()
    claim = number()

    def taken_in(self) -> tuple[int, int]:
        """The step and the claim; 0 for what was not sent as a page sends it."""
        return (self.step.data or 0, self.claim.data or 0) if self.validate() else (0, 0)


class CopyForm(VersionForm):
    """Whose evidence to copy."""

    earlier = number("Earlier claim")


class OtherForm(VersionForm):
    """Which claim is the same as this one, or differs from it."""

    other = number("Other claim")


class FollowUpForm(Form):
    """What somebody found who looked at a claim again, up to the newest follow-up they saw."""

    newest = number("Follow-up")
    note = passage("What you found (optional)", most=2000)


class DismissForm(VersionForm):
    """Why a claim is set aside."""

    reason = SelectField(
        "Because it is",
        choices={"": "choose …"}
        | {r.value: r.value for r in DismissReason if r is not DismissReason.MERGED},
        validators=[InputRequired("choose the reason: readers are told of it.")],
    )
    note = passage("Note for the desk", most=2000)


class DecideForm(VersionForm):
    """Which of two blind rulings holds, and why."""

    ruling = number("Ruling")
    reason = passage(
        "Why this one",
        most=4000,
        validators=[InputRequired("say why this ruling and not the other.")],
    )


class BlindForm(VersionForm):
    """Whether claims are ruled on twice, blind: what the switch was pressed for."""

    blind = number()


class SendBackForm(VersionForm):
    """What is missing from a ruling."""

    reason = passage(
        "What is missing",
        most=4000,
        validators=[InputRequired("say what is missing, so that it can be mended.")],
    )
