"""How readers tell us of a mistake: the form, the thanks, the page where no form can be served."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.publishing import paper
from app.publishing.file import File
from app.publishing.imprint import Imprint
from app.publishing.listing import Entry
from app.publishing.media import HTML

PATH = "/report-an-error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The form as it was filled in, and all that is wrong with it."""

    values: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[str] = ()

    def value(self, name: str) -> str:
        """What a field holds."""
        return self.values.get(name, "")


def form(imprint: Imprint, *, filled: Filled, check: Entry | None) -> str:
    """The form; `check` is the fact-check that it is about, if it stands."""
    return paper.render("report.html", imprint=imprint, filled=filled, check=check)


def thanks(imprint: Imprint) -> File:
    """What a reader sees after a report was sent."""
    body = paper.render("thanks.html", imprint=imprint)
    return File(path=f"{PATH}/thanks", body=body.encode(), type=HTML)


def by_mail(imprint: Imprint) -> File:
    """The page at the form's address where nothing can take a form in: a folder of files."""
    body = paper.render("report_by_mail.html", imprint=imprint)
    return File(path=PATH, body=body.encode(), type=HTML)
