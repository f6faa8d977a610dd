"""Contradictions that nobody puts into words: "no sign of a sale" against "a sale is near"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.text.statements.matter import Target, matter, negation, share
from app.text.words import Word, words

#: A claim is set against so many claims on either side of it.
_REACH = 12
#: What is longer shares words with anything.
_SPEECH = 300
#: Stems that the two must share.
_SHARED, _SHARED_AGAIN = 3, 2
#: And which part of the smaller one: what says "not" must speak of the same things throughout.
_LIKE, _SAME = 0.33, 0.66
#: "... hadn’t seen any deals" goes on with what one of so many claims before it said.
_NEAR = 3
_EVIDENCE = frozenset(
    (
        "evidence indication indications sign signs proof trace traces shred record basis "
        "confirmation"
    ).split()
)
_SEEING = frozenset("see seen saw find found detect detected observe observed".split())
_SEEN_REACH = 5
#: Here ends what was not seen: the rest tells when.
_CIRCUMSTANCES = frozenset(
    "during since after before following until yet when while although but despite".split()
)
_TIMES = frozenset("week month year day hour today yesterday recent lat monday tuesday".split())


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`claim` denies what `of` says, or is `only_unseen`: it says that there is no sign of it."""

    claim: Target
    of: Target
    only_unseen: bool


def contradictions(text: str, targets: Sequence[Target]) -> Iterator[Contradiction]:
    """Set each claim that sees no evidence, or says "not", against somebody else's.

    One that says no more than "saw no evidence", or says again what another has said, contradicts
    what that one contradicts.
    """
    found: list[tuple[int, Contradiction]] = []
    for at, claim in enumerate(targets):
        if not claim.negated or len(claim.span) > _SPEECH:
            continue
        near = targets[max(0, at - _REACH) : at + _REACH]
        unseen = _unseen(text, claim)
        if unseen is None:
            if rival := _rival(claim, claim.stems, near, part=_SAME):
                yield Contradiction(claim, rival, only_unseen=False)
        elif rival := (
            _rival(claim, unseen, near, part=_LIKE)
            or _rival(claim, unseen, near, part=_SAME, least=_SHARED_AGAIN)
            or _again(at, claim, unseen, found)
        ):
            found.append((at, Contradiction(claim, rival, only_unseen=True)))
            yield found[-1][1]


def _rival(
    claim: Target,
    denied: frozenset[str],
    near: Sequence[Target],
    *,
    part: float,
    least: int = _SHARED,
) -> Target | None:
    """Find the claim of somebody else that says most of what is denied."""
    rivals = [
        other
        for other in near
        if not other.negated
        and not _is_same(other.claimant, claim.claimant)
        and share(denied, other.stems, least=least, part=part)
    ]
    return max(rivals, key=lambda other: len(denied & other.stems), default=None)


def _again(
    at: int,
    claim: Target,
    unseen: frozenset[str],
    found: Sequence[tuple[int, Contradiction]],
) -> Target | None:
    """Find what a claim contradicts by going on with one that contradicts it in its own words."""
    for place, before in reversed(found):
        if at - place > _REACH:
            return None
        if _is_same(before.of.claimant, claim.claimant):
            continue
        near = at - place <= _NEAR
        thin = len(unseen) <= 1
        again = len(unseen & before.claim.stems) >= _SHARED_AGAIN
        if again or (near and (thin or unseen & before.of.stems)):
            return before.of
    return None


def _unseen(text: str, claim: Target) -> frozenset[str] | None:
    """Give the matter of what a claim sees no sign of; None if it is not about seeing one."""
    shown = words(text, claim.span)
    at = negation(shown)
    start = None if at is None else _past_evidence(shown, at)
    if start is None:
        return None
    ends = (at for at in range(start, len(shown)) if shown[at].low in _CIRCUMSTANCES)
    return matter(shown[start : next(ends, len(shown))]) - _TIMES


def _past_evidence(shown: Sequence[Word], negation: int) -> int | None:
    """Find where the words begin that say of what there is no evidence."""
    start = None
    for at in range(negation + 1, min(len(shown), negation + 1 + _SEEN_REACH)):
        if shown[at].low in _EVIDENCE or (start is None and shown[at].low in _SEEING):
            start = at + 1
        elif not shown[at].is_word or shown[at].low in {"that", "what", "who", "how"}:
            break
    return start


def _is_same(one: str, other: str) -> bool:
    """Are two names those of one person, as far as surnames tell?"""
    return one.split()[-1:] == other.split()[-1:]
