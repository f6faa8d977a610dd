"""What changed between two editions, claim by claim; claims are known by their public number."""

from dataclasses import replace

from app.publishing.claims import Citation, Claim, Source, Statement
from app.publishing.edition import Change, Difference, Edition, Retired


def changes(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Every difference that a reader could notice, by claim number."""
    old = {claim.number: claim for claim in before.claims}
    new = {claim.number: claim for claim in after.claims}
    found: list[Change] = []
    for number in sorted(old.keys() | new.keys()):
        if number not in old:
            found.append(Change(number=number, what=Difference.ADDED))
        elif number not in new:
            found.append(Change(number=number, what=Difference.REMOVED))
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
        Difference.TIMELINE: (told(before, old), told(after, new)),
        Difference.SOURCES: (cited(before, old), cited(after, new)),
    }
    number = new.number
    changed = [Change(number=number, what=what) for what, (was, now) in parts.items() if was != now]
    if (old.verdict and old.verdict.key) != (new.verdict and new.verdict.key):
        verdict = Change(number=number, what=Difference.VERDICT, old=old.badge, new=new.badge)
        return [verdict, *changed]
    if old.as_of != new.as_of:
        return [Change(number=number, what=Difference.AS_OF), *changed]
    return changed


def _wording(claim: Claim) -> tuple[str, ...]:
    return (claim.wording, claim.quote, claim.claimant, claim.claimant_role)


def told(edition: Edition, claim: Claim) -> list[tuple[Statement, Source | None, str]]:
    """The statements on a claim, each with its source and the words of the article that report it.

    The number of a source may shift between editions, and so may a place in the article where
    editions are of different revisions: compare what they stand for.
    """
    sources, text = _unnumbered(edition), edition.article.text
    return [
        (
            replace(act, source=None, start=None, end=None),
            sources.get(act.source or 0),
            text[act.start : act.end] if act.start is not None else "",
        )
        for act in claim.timeline
    ]


def cited(edition: Edition, claim: Claim) -> list[tuple[Citation, Source | None]]:
    """The citations of a claim, each with its source, without the numbers of the sources."""
    sources = _unnumbered(edition)
    return [(replace(cite, source=0), sources.get(cite.source)) for cite in claim.citations]


def _unnumbered(edition: Edition) -> dict[int, Source]:
    return {source.number: replace(source, number=0) for source in edition.sources}


def retired(before: Edition, after: Edition) -> tuple[Retired, ...]:
    """Claims that readers were shown once and are shown no more, by number."""
    shown = {claim.number for claim in after.claims}
    gone = {claim.number: before.number for claim in before.claims}
    told = {past.number: past for past in before.retired}
    return tuple(
        told.get(number) or Retired(number=number, edition=gone[number])
        for number in sorted((gone.keys() | told.keys()) - shown)
    )
