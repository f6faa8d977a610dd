"""An edition: everything that readers were told on one day, frozen, and its JSON document.

A published page is derived from this and from nothing else. Offsets are Unicode code points of
`Article.text`, half-open: `text[start:end]`. Days are ISO 8601 strings, moments are UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.rights import Rights
from app.publishing import markup
from app.publishing.claims import STYLES, Claim, Source
from app.publishing.language import count, later, say

SCHEMA = 2

#: The finding that stands in the summary is that of the first claim with the first of these.
_WEIGHT = ("ret", "den", "unp", "oth", "sup")


class ChangeKind(StrEnum):
    """Why an edition was issued."""

    FIRST = "first"
    CORRECTION = "correction"
    UPDATE = "update"
    CLARIFICATION = "clarification"


class Difference(StrEnum):
    """What about a claim is not as in the edition before."""

    ADDED = "added"
    REMOVED = "removed"
    VERDICT = "verdict"
    WORDING = "wording"
    AS_OF = "day the verdict holds for"
    RATIONALE = "rationale"
    TIMELINE = "timeline"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The text that was checked, as it stood when it was frozen."""

    headline: str
    outlet: str
    byline: str
    url: str
    published: str | None
    text: str
    text_sha256: str
    length: int
    """Code points of `text`."""
    trimmed: bool
    """An editor dropped lines (navigation, adverts) before the text was frozen."""
    language: str
    """BCP 47."""
    rights: Rights
    accessed: str
    """The moment at which the text was frozen."""
    chosen_because: str
    """Why this article was checked; empty where the desk gives no reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed:
    """How many claims an editor set aside for one reason (in words)."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom the desk asked before publishing, and what readers may know of the answer."""

    party: str
    role: str
    channel: str
    asked_on: str
    replied_on: str | None
    line: str
    """The sentence for readers."""
    claim: int | None
    """Number of the claim it is about; None: the whole article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A claim that an earlier edition showed and this one does not; its number stays its own."""

    number: int
    edition: int
    """The last edition that showed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference from the edition before. `old` and `new` are badges of a verdict, or empty."""

    number: int
    what: Difference
    old: str = ""
    new: str = ""

    @property
    def words(self) -> str:
        """ "Claim 3: the verdict was “Denied”, and is “Retracted” now." """
        return say(_SENTENCES[self.what], number=self.number, old=self.old, new=self.new)


_SENTENCES = {
    Difference.ADDED: later("Claim %(number)s was added."),
    Difference.REMOVED: later("Claim %(number)s was removed."),
    Difference.VERDICT: later("Claim %(number)s: the verdict was “%(old)s”, and is “%(new)s” now."),
    Difference.WORDING: later("Claim %(number)s: the wording changed."),
    Difference.AS_OF: later("Claim %(number)s: the day the verdict holds for changed."),
    Difference.RATIONALE: later("Claim %(number)s: the rationale changed."),
    Difference.TIMELINE: later("Claim %(number)s: the timeline changed."),
    Difference.SOURCES: later("Claim %(number)s: the sources changed."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far the check goes. `checked + unproven + unchecked == claims`."""

    claims: int
    checked: int
    """Claims with a verdict that settles them: `unproven` is counted apart."""
    unproven: int
    unchecked: int
    passed_over: int
    """Passages passed over, and claims that were set aside; not in `claims`."""

    @property
    def words(self) -> str:
        """ "12 claims: 9 checked, 1 unproven, 2 not yet checked"; what is nought is left out."""
        if not self.claims:
            return say("No claims")
        counts = {
            say("%(number)s checked", number=self.checked): self.checked,
            say("%(number)s unproven", number=self.unproven): self.unproven,
            say("%(number)s not yet checked", number=self.unchecked): self.unchecked,
        }
        parts = ", ".join(told for told, number in counts.items() if number)
        return count(
            "%(claims)s claim: %(parts)s",
            "%(claims)s claims: %(parts)s",
            self.claims,
            claims=self.claims,
            parts=parts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One issued, numbered, immutable publication of a fact-check."""

    schema: int = SCHEMA
    slug: str
    number: int
    kind: ChangeKind
    note: str
    """The public sentence: what was wrong and what is right now. Empty on a first edition."""
    issued_at: str
    issued_by: str
    newsroom: str
    four_eyes: bool
    article: Article
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    dismissed: tuple[Dismissed, ...]
    passed_over: int
    """Passages that were read and hold no claim worth checking, or one told better elsewhere."""
    retired: tuple[Retired, ...]
    changes: tuple[Change, ...]
    """Against the edition before; none on a first edition."""
    contacts: tuple[Contact, ...]
    topics: tuple[str, ...]
    licence: str
    """Address of the licence under which this check may be used; empty: none is given."""

    @property
    def lead(self) -> Claim | None:
        """The claim whose finding a reader should know first."""
        found = [claim for claim in self.claims if claim.finding and claim.verdict]
        return min(found, key=lambda claim: _WEIGHT.index(claim.style), default=None)

    @property
    def summary(self) -> str:
        """Counts and the most important finding, in one breath."""
        return f"{self.coverage.words}." + (f" {self.lead.finding}" if self.lead else "")

    @property
    def origins(self) -> int:
        """How many independent origins the sources go back to."""
        return len({source.origin or source.number for source in self.sources})

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the claims that it shows."""
        return frozenset(claim.number for claim in self.claims)

    @property
    def touched(self) -> tuple[int, ...]:
        """Numbers of the claims that changed, in order."""
        return tuple(dict.fromkeys(change.number for change in self.changes))

    @property
    def coverage(self) -> Coverage:
        """How many claims were found, checked, unproven, not yet checked, passed over."""
        unchecked = sum(claim.verdict is None for claim in self.claims)
        unproven = sum(claim.style == STYLES["unproven"] for claim in self.claims)
        return Coverage(
            claims=len(self.claims),
            checked=len(self.claims) - unchecked - unproven,
            unproven=unproven,
            unchecked=unchecked,
            passed_over=self.passed_over + sum(reason.count for reason in self.dismissed),
        )

    def segments(self) -> tuple[markup.Segment, ...]:
        """The article cut at every boundary of a claim; `covering` holds claim numbers."""
        return markup.segments(self.article.text, self.claims)

    def marks(self, *, base: str = "") -> Sequence[markup.Mark]:
        """The claims as marks in the article, each linked to its card at `base#claim-n`."""
        return [
            markup.Mark(
                number=claim.number,
                start=claim.start,
                end=claim.end,
                style=claim.style,
                href=f"{base}#claim-{claim.number}",
                described_by=f"v{claim.number}",
                label=claim.badge,
            )
            for claim in self.claims
        ]
