"""Retellings: claims that only tell again what the text tells better elsewhere.

They are passed over, with the reason; an editor may still promote them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.text.attribution.reading import Deed
from app.text.claims.picking import Claim
from app.text.paste.metadata import metadata
from app.text.spans import Span, overlapping
from app.text.statements.matter import stems
from app.text.statements.proposals import Statement

ONLY_AN_ACT = "proposed as a statement"
TOLD_BELOW = "headline: told more fully below"

_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
_FEWEST_SHARED = 2
#: A headline is told again by one of this many claims below it.
_REACH = 40
#: Words beside those of the act, as in "Meanwhile, the port rejected those claims".
_MOST_WORDS_BESIDE = 3


def headline(text: str) -> Span | None:
    """Find the line that the text has for its headline."""
    if found := metadata(text).headline:
        at = text.find(found)
        return Span(at, at + len(found))
    return None


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a claim is about: stems of its words, and its figures."""

    stems: frozenset[str]
    figures: frozenset[str]

    @classmethod
    def of(cls, text: str, claim: Claim) -> "_Matter":
        return cls(stems(text, claim.span), frozenset(_FIGURE.findall(claim.quote)))

    def tells(self, other: "_Matter") -> bool:
        """Does this hold half of the other's stems, and all its figures?"""
        shared = len(self.stems & other.stems)
        enough = shared >= _FEWEST_SHARED and 2 * shared >= len(other.stems)
        return enough and other.figures <= self.figures


def told_below(text: str, claims: Sequence[Claim], *, title: Span | None) -> dict[Span, str]:
    """Find the claims of the headline that a claim below makes as well."""
    above = [claim for claim in claims if _is_in(claim.span, title)]
    if not above:
        return {}
    rest = [claim for claim in claims if not _is_in(claim.span, title)]
    below = [_Matter.of(text, claim) for claim in rest[:_REACH]]
    return {
        claim.span: TOLD_BELOW
        for claim in above
        if any(matter.tells(_Matter.of(text, claim)) for matter in below)
    }


def only_acts(
    claims: Sequence[Claim],
    *,
    statements: Sequence[Statement],
    deeds: Sequence[Deed],
    title: Span | None,
) -> dict[Span, str]:
    """Find the narrator's words that only tell an act which is proposed anyway; with the reason."""
    bare = sorted({statement.span for statement in statements if statement.bare})
    kinds = {told.kind for told in statements if not _is_in(told.span, title)}
    in_title = any(deed.kind in kinds for deed in deeds if _is_in(deed.span, title))
    found: dict[Span, str] = {}
    for claim in claims:
        if claim.claimant is not None:
            continue
        if in_title and _is_in(claim.span, title):
            found[claim.span] = TOLD_BELOW
        elif any(_adds_nothing(claim, told) for told in overlapping(bare, claim.span)):
            found[claim.span] = ONLY_AN_ACT
    return found


def _is_in(span: Span, title: Span | None) -> bool:
    return title is not None and title.contains(span)


def _adds_nothing(claim: Claim, told: Span) -> bool:
    start = max(0, told.start - claim.start)
    beside = claim.quote[:start] + " " + claim.quote[start + len(told) :]
    return len(beside.split()) <= _MOST_WORDS_BESIDE
