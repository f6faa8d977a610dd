"""Is this worth checking, and why: a score, the reasons for it, and the type of the claim.

The score is a sum of weights squeezed between 0 and 1. What the words themselves weigh was learnt
from sentences that people had judged (`weights`); what is known from around them, such as that they
are reported speech, has weights set by hand. Each weight belongs to a reason, and the reasons that
weigh most are those which an editor is shown.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.text.claims.claim_types import type_of
from app.text.claims.features import Features, features
from app.text.claims.reasons import Reason as Reason
from app.text.claims.reasons import Type as Type
from app.text.claims.weights import Weight, damping, load
from app.text.spans import Span

#: From this score on, words are a claim; below it they are passed over.
LINE = 0.5
WEIGHTS = load()

#: What is known from outside the words, with its weight. Speeches taught the words what they
#: weigh, and that holds for what an article tells in its own voice. But whatever it reports as
#: somebody's is there to be checked: did they say so, and is it so?
GIVEN: Mapping[Reason, Weight] = {
    weight.reason: weight
    for weight in (
        Weight("reported as somebody's", Reason.REPORTED, 1.8),
        Weight("between quotation marks", Reason.QUOTED, 0.1),
        Weight("an act upon a claim", Reason.STATEMENT, 1.0),
        Weight("an act that is told", Reason.ACT, 1.0),
        Weight("garbled in the source", Reason.GARBLED, -0.2),
    )
}
#: A reason that moves the score by less is not worth a word to the editor.
_FAINT = 0.1


@dataclass(frozen=True, slots=True)
class Worth:
    """How much some words ask to be checked (0 to 1), why, and what kind of claim they make.

    `reasons` are those that decided, the strongest first: for a claim what speaks for it, otherwise
    what speaks against it.
    """

    score: float
    reasons: tuple[Reason, ...]
    type: Type

    @property
    def is_claim(self) -> bool:
        return self.score >= LINE


def weigh(text: str, span: Span, *, given: Sequence[Reason] = ()) -> Worth:
    """Weigh the words of a span.

    `given` are the reasons known from outside the words: reported, quoted, garbled, or the act of
    denying a claim.
    """
    found = features(text, span)
    total = WEIGHTS.base
    sums: dict[Reason, float] = {}
    for _, reason, weight in addends(found, given):
        total += weight
        sums[reason] = sums.get(reason, 0.0) + weight
    score = round(squeeze(total), 3)
    return Worth(score, _deciding(sums, score=score), type_of(found, given))


def squeeze(total: float) -> float:
    """Bring a sum of weights between 0 and 1; 0.5 is the line."""
    return 1 / (1 + math.exp(-total))


def addends(found: Features, given: Sequence[Reason] = ()) -> Iterator[tuple[str, Reason, float]]:
    """Yield what adds to a score beside its base, as the parts of a `Weight`."""
    damped = damping(found)
    terms, measures = WEIGHTS.terms, WEIGHTS.measures
    for term in found.terms:
        if term in terms:
            what, reason, weight = terms[term]
            yield what, reason, weight * damped
    for name, count in found.measures.items():
        if name in measures:
            what, reason, weight = measures[name]
            yield what, reason, weight * count
    for known in dict.fromkeys(given):
        yield GIVEN[known]


def _deciding(sums: Mapping[Reason, float], *, score: float) -> tuple[Reason, ...]:
    """Choose the reasons to show; the wording alone only where nothing else decided."""
    side = 1 if score >= LINE else -1
    strength = {reason: side * moved for reason, moved in sums.items()}
    strong = [reason for reason in strength if strength[reason] >= _FAINT]
    shown = [reason for reason in strong if reason is not Reason.WORDING] or strong
    return tuple(sorted(shown, key=lambda reason: -strength[reason]))
