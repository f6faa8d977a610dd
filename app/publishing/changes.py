"""What changed between two editions, claim by claim; claims are known by their public number."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.publishing.claims import Claim, Source
from app.publishing.edition import Edition


class Difference(StrEnum):
    """What became of a claim, or which part of it changed."""

    ADDED = "added"
    REMOVED = "removed"
    VERDICT = "verdict"
    WORDING = "wording"
    AS_OF = "day the verdict holds for"
    RATIONALE = "rationale"
    TIMELINE = "timeline"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `old` and `new` are verdict badges, and empty for all but verdicts."""

    number: int
    what: Difference
    old: str = ""
    new: str = ""

    @property
    def words(self) -> str:
        """ "Claim 3: the verdict was “Denied”, and is “Retracted” now." """
        claim = f"Claim {self.number}"
        match self.what:
            case Difference.ADDED | Difference.REMOVED:
                return f"{claim} was {self.what.value}."
            case Difference.VERDICT:
                return f"{claim}: the verdict was “{self.old}”, and is “{self.new}” now."
            case Difference.SOURCES:
                return f"{claim}: the sources changed."
            case _:
                return f"{claim}: the {self.what.value} changed."


def changes(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Every difference that a reader could notice, by claim number."""
    old = {claim.number: claim for claim in before.claims}
    new = {claim.number: claim for claim in after.claims}
    found: list[Change] = []
    for number in sorted(old.keys() | new.keys()):
        if number not in old:
            found.append(Change(number, Difference.ADDED))
        elif number not in new:
            found.append(Change(number, Difference.REMOVED))
        else:
            found += _between(before, old[number], after, new[number])
    return tuple(found)


def verdicts_changed(before: Edition, after: Edition) -> bool:
    """Was a verdict that readers were told changed or taken back? Then a note is required."""
    keys = {claim.number: claim.verdict and claim.verdict.key for claim in after.claims}
    return any(
        claim.verdict is not None and keys.get(claim.number) != claim.verdict.key
        for claim in before.claims
    )


def _between(before: Edition, old: Claim, after: Edition, new: Claim) -> list[Change]:
    parts = {
        Difference.WORDING: (_wording(old), _wording(new)),
        Difference.RATIONALE: (old.rationale, new.rationale),
        Difference.TIMELINE: (_timeline(before, old), _timeline(after, new)),
        Difference.SOURCES: (_citations(before, old), _citations(after, new)),
    }
    changed = [Change(new.number, what) for what, (was, now) in parts.items() if was != now]
    if (old.verdict and old.verdict.key) != (new.verdict and new.verdict.key):
        return [Change(new.number, Difference.VERDICT, old.badge, new.badge), *changed]
    if old.as_of != new.as_of:
        return [Change(new.number, Difference.AS_OF), *changed]
    return changed


def _wording(claim: Claim) -> tuple[str, ...]:
    return (claim.wording, claim.quote, claim.claimant, claim.claimant_role)


def _timeline(edition: Edition, claim: Claim) -> list[object]:
    sources = _unnumbered(edition)
    # The number of a source may shift between editions: compare what it stands for.
    return [(replace(act, source=None), sources.get(act.source or 0)) for act in claim.timeline]


def _citations(edition: Edition, claim: Claim) -> list[object]:
    sources = _unnumbered(edition)
    return [(replace(cite, source=0), sources.get(cite.source)) for cite in claim.citations]


def _unnumbered(edition: Edition) -> dict[int, Source]:
    return {source.number: replace(source, number=0) for source in edition.sources}
