"""Pasting an article and describing it."""

from datetime import date
from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from app.domain.ids import ClaimId
from app.domain.rights import Rights
from app.services.intake import Particulars
from app.text.finding.edits import Edit
from app.text.spans import Span
from app.web.forms.fields import (
    LARGEST_ID,
    DayField,
    Form,
    address,
    bounds,
    choice,
    clean_line,
    line,
    number,
    passage,
)
from app.web.forms.shared import SharedForm


class PasteForm(Form):
    """The box that an article is pasted into, or a file beside it.

    `html` is what the clipboard held beside the text; a script fills it in, and empties it when the
    text in the box is changed.
    """

    text = TextAreaField("The article's text")
    html = HiddenField()
    file = FileField("Or choose a file")
    #: The words of the lines to keep, one a line: a field like any other, so that what was chosen
    #: comes back with the text.
    keep = TextAreaField()

    def validate_file(self, field: FileField) -> None:
        """Either the text or a file: nobody should have to guess which of two was taken."""
        if field.data and (self.text.data or "").strip():
            raise ValidationError(
                "there is text in the box as well. Empty the box and choose the file again, or "
                "leave the file out."
            )

    def kept(self) -> frozenset[str]:
        """The words of the lines that are kept although Stet takes them for clutter."""
        return frozenset((self.keep.data or "").replace("\r\n", "\n").split("\n"))

    def command(self) -> dict[str, Any]:
        """What `intake.read` takes; an upload is read into memory here."""
        if self.file.data:
            return {"file": self.file.data.read()}
        return {"text": self.text.data or "", "html": self.html.data or ""}


class ParticularsForm(SharedForm):
    """Headline, outlet, byline, address and date of an article."""

    SHARED: ClassVar = (
        "headline",
        "outlet",
        "byline",
        "url",
        "published_on",
        "rights",
        "topics",
        "chosen_because",
    )

    version = number()
    headline = line("Headline", most=300, validators=[InputRequired("the page needs a title.")])
    outlet = line("Outlet", most=120)
    byline = line("Byline", most=200)
    url = address("Address")
    published_on = DayField("Date")
    rights = choice("Readers are shown", Rights)
    topics = line("Topics", most=200)
    chosen_because = passage("Why this article was chosen", most=500)

    def command(self) -> Particulars:
        """What a service takes."""
        return Particulars(
            headline=clean_line(self.headline.data),
            outlet=self.outlet.data or "",
            byline=self.byline.data or "",
            url=self.url.data or "",
            published_on=self.published_on.day,
            rights=Rights(self.rights.data),
            topics=self.topics.data or "",
            chosen_because=self.chosen_because.data or "",
        )


class DraftForm(ParticularsForm):
    """The particulars with the lines to be dropped; the boxes are drawn beside the text."""

    @staticmethod
    def dropped(values: list[str]) -> list[int]:
        """Offsets of the lines to drop, out of what the boxes sent; nonsense is left out."""
        numbers = [int(v) for v in values if v.isascii() and v.isdigit() and len(v) < 11]
        return sorted({n for n in numbers if n <= LARGEST_ID})


class CompareForm(Form):
    """Which comparison of a paste with the newest revision was looked at."""

    version = number()
    looked_at = HiddenField()

    def look_at(self, seen: str) -> None:
        """Let the form be sent for the comparison that is shown now."""
        self.looked_at.data, self.looked_at.raw_data = seen, None


class RewriteForm(Form):
    """What the publisher changed, and on which claim's timeline it belongs: "claim-version"."""

    old = HiddenField()
    new = HiddenField()
    claim = SelectField("On the timeline of", validate_choice=False)
    on = DayField("Date", validators=[InputRequired("say on which day, such as 2022-07-26.")])

    def chosen(self) -> tuple[ClaimId, int]:
        """The claim and its version."""
        claim, version = bounds(self.claim.data or "")
        return ClaimId(claim), version

    def edit(self) -> Edit:
        """The rewrite: its places in the two texts. Nonsense is an edit that no text has."""
        sides = (bounds(field.data or "") for field in (self.old, self.new))
        old, new = (Span(min(side), max(side)) for side in sides)
        return Edit(old, new)

    def day(self) -> date:
        """The day, once the form is valid."""
        return self.on.day or date.max
