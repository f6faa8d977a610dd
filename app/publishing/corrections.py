"""All corrections in public, newest first. Withdrawals stay listed for ever."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.publishing import paper
from app.publishing.edition import Change
from app.publishing.history import History, utc
from app.publishing.imprint import Addresses, Imprint
from app.publishing.language import say
from app.publishing.paging import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A correction, or a withdrawal, of one fact-check."""

    history: History
    moment: str
    """RFC 3339, UTC."""
    edition: int
    """The edition that corrected, or the last that was withdrawn."""
    withdrawn: bool
    by: str
    """Who withdrew; empty for a correction."""
    note: str
    """What was wrong and what is right now, or why it was withdrawn."""
    changes: Sequence[Change]

    @property
    def headline(self) -> str:
        """That of the article, as the newest edition has it."""
        return self.history.newest.article.headline

    @property
    def title(self) -> str:
        """What kind of entry it is, in a word."""
        return say("Withdrawal") if self.withdrawn else say("Correction")

    @property
    def path(self) -> str:
        """Where to read it: the edition that corrected, or what stands at a withdrawn address."""
        to = Addresses(base_url="", slug=self.history.slug)
        if not self.withdrawn:
            return to.edition(self.edition)
        return to.page if self.history.withdrawal else to.edition(self.edition)

    @property
    def comparison(self) -> str | None:
        """The path of the comparison with the edition before, where that can still be read."""
        before = self.edition - 1
        if self.withdrawn or self.history.withdrawal_of(before):
            return None
        return f"{self.path}/changes"


def entries(histories: Iterable[History]) -> list[Entry]:
    """Every correction that stands and every withdrawal, newest first."""
    found = [entry for history in histories for entry in _of(history)]
    return sorted(found, key=lambda entry: (entry.moment, entry.history.slug), reverse=True)


def page(shown: Page[Entry], imprint: Imprint) -> str:
    """One page of the list."""
    return paper.render("corrections.html", page=shown, imprint=imprint)


def _of(history: History) -> list[Entry]:
    corrected = [
        Entry(
            history=history,
            moment=utc(edition.issued_at),
            edition=edition.number,
            withdrawn=False,
            by="",
            note=edition.note,
            changes=edition.changes,
        )
        for edition in history.corrections
    ]
    withdrawn = [
        Entry(
            history=history,
            moment=utc(gone.withdrawn_at),
            edition=gone.last_edition,
            withdrawn=True,
            by=gone.withdrawn_by,
            note=gone.reason,
            changes=(),
        )
        for gone in history.withdrawals
    ]
    return [*corrected, *withdrawn]
