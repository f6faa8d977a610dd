"""An edition: everything that readers were told on one day, frozen, and its JSON document.

A published page is derived from this and from nothing else. Offsets are Unicode code points of
`Article.text`, half-open: `text[start:end]`. Days are ISO 8601 strings, moments are UTC.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.dates import DatedOn, timeline_key
from app.domain.verdicts import Scope, SourceKind, Stance, StatementFact, StatementKind
from app.publishing import codec, markup

SCHEMA = 1

UNCHECKED = "unchecked"
"""The style of a claim that has no verdict yet."""

STYLES = frozenset({"supported", "retracted", "denied", "unproven"})
"""Verdicts with a line and colour of their own; a newsroom's own words share the style "other"."""


def style_of(verdict_key: str) -> str:
    """The CSS class of a verdict."""
    return verdict_key if verdict_key in STYLES else "other"


class ChangeKind(StrEnum):
    """Why an edition was issued."""

    FIRST = "first"
    CORRECTION = "correction"
    UPDATE = "update"
    CLARIFICATION = "clarification"


def day_words(iso: str) -> str:
    """The day of an ISO date or moment, for people: "2 May 2024"."""
    return DatedOn(date.fromisoformat(iso[:10])).words


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a named actor did to a claim, on a date, in which words."""

    kind: StatementKind
    actor: str
    role: str
    on_behalf_of: str
    dated: DatedOn | None
    scope: Scope
    words: str
    source: int | None
    """`Source.number`."""
    start: int | None
    end: int | None

    @property
    def bears_weight(self) -> bool:
        """Can it carry a verdict: has it actor, date and source?"""
        sourced, dated = self.source is not None, self.dated is not None
        return StatementFact(self.kind, self.actor, dated=dated, sourced=sourced).bears_weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document or person cited on the page; numbered from 1."""

    number: int
    title: str
    publisher: str
    url: str
    published: DatedOn | None
    kind: SourceKind
    archive_url: str
    no_archive_reason: str
    accessed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What one source does to one claim."""

    source: int
    """`Source.number`."""
    stance: Stance
    excerpt: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictShown:
    """A verdict in the words under which it was given."""

    key: str
    label: str
    definition: str
    rating: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim, where it stands in the article, and what we found."""

    number: int
    start: int
    end: int
    quote: str
    wording: str
    claimant: str
    claimant_role: str
    cue: str
    verdict: VerdictShown | None
    """None: not yet checked. Then `as_of` and the four fields after it are None too."""
    rationale: str
    """Markdown, as written."""
    finding: str
    """What readers see first: plain text, the opening of the rationale."""
    as_of: str | None
    ruled_by: str | None
    ruled_on: str | None
    signed_by: str | None
    signed_on: str | None
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]

    @property
    def style(self) -> str:
        """The CSS class that gives mark, badge and card their line and colour."""
        return style_of(self.verdict.key) if self.verdict else UNCHECKED

    @property
    def label(self) -> str:
        """The verdict's own word: `badge` begins with it."""
        return self.verdict.label if self.verdict else "Not yet checked"

    @property
    def badge(self) -> str:
        """The verdict in one breath: who did it and when, or as of when we say so."""
        if self.verdict is None:
            return self.label
        as_of = f"as of {day_words(self.as_of or self.ruled_on or '')}"
        act = self.decisive
        if act is None:
            despite = ": evidence contradicts it" if self.verdict.key == "denied" else ""
            return f"{self.label}{despite}, {as_of}"
        part = " in part" if act.scope is Scope.PART else ""
        return f"{self.label}{part} by {act.actor}, {act.dated.words if act.dated else ''}"

    @property
    def decisive(self) -> Statement | None:
        """The newest statement that can carry a verdict of retracted or denied."""
        key = self.verdict.key if self.verdict else ""
        acts = [s for s in self.timeline if s.kind.value == key and s.bears_weight]
        carries = key in {StatementKind.RETRACTED, StatementKind.DENIED}
        return acts[-1] if acts and carries else None

    @property
    def timeline(self) -> tuple[Statement, ...]:
        """The statements, oldest first; those without a date come last."""
        return tuple(sorted(self.statements, key=lambda act: timeline_key(act.dated)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed:
    """How many claims an editor set aside for one reason (in words)."""

    reason: str
    count: int


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
        counts = {
            "checked": self.checked,
            "unproven": self.unproven,
            "not yet checked": self.unchecked,
        }
        parts = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        if not self.claims:
            return "No claims"
        return f"{self.claims} claim{'' if self.claims == 1 else 's'}: {parts}"


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

    @property
    def coverage(self) -> Coverage:
        """How many claims were found, checked, unproven, not yet checked, passed over."""
        unchecked = sum(claim.verdict is None for claim in self.claims)
        unproven = sum(claim.style == "unproven" for claim in self.claims)
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


def to_json(edition: Edition) -> str:
    """The frozen document: canonical JSON (sorted keys, compact, no ASCII escapes)."""
    plain = codec.to_plain(edition)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(document: str) -> Edition:
    """Read a frozen document back; an unknown schema or a misfit is refused (ValueError)."""
    plain = json.loads(document)
    schema = plain.get("schema") if isinstance(plain, dict) else None
    if schema != SCHEMA:
        raise ValueError(f"This edition has schema {schema!r}; only {SCHEMA} can be read.")
    return codec.from_plain(Edition, plain)


def digest(document: str) -> str:
    """SHA-256 of the document's UTF-8, in hex."""
    return hashlib.sha256(document.encode()).hexdigest()
