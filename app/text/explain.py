"""Why the engine chose as it did: the rule, and the weights whose sum is the score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.text.claims.checkable import LINE, WEIGHTS, addends, squeeze
from app.text.claims.features import features
from app.text.claims.picking import Claim, PassedOver
from app.text.claims.reasons import Reason
from app.text.claims.weights import Weight
from app.text.extract import Extraction
from app.text.spans import Span

BOILERPLATE = "furniture of the site, not the article"
_LOW = f"it scores less than {LINE}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rule that made a claim of some words or passed them over, and the addends of the score.

    `total` is `base` with all the weights, and `score` what `total` is between 0 and 1.
    """

    rule: str
    base: float
    weights: tuple[Weight, ...]
    total: float
    score: float

    def by_reason(self) -> Mapping[Reason, Sequence[Weight]]:
        """Part the weights by reason, the reason that moved the score most first."""
        parted: dict[Reason, list[Weight]] = {}
        for weight in self.weights:
            parted.setdefault(weight.reason, []).append(weight)
        order = sorted(parted, key=lambda reason: -abs(total(parted[reason])))
        return {reason: parted[reason] for reason in order}

    def as_json(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return {
            "rule": self.rule,
            "base": round(self.base, 3),
            "weights": [
                {"what": what, "reason": reason.value, "weight": round(weight, 3)}
                for what, reason, weight in self.weights
            ],
            "total": round(self.total, 3),
            "score": self.score,
        }


def explain(text: str, found: Claim | PassedOver) -> Explanation:
    """Explain a claim, or why words were passed over."""
    rule = _rule_of_claim(text, found) if isinstance(found, Claim) else _rule_passed_over(found)
    return _weighed(text, found.span, rule=rule, given=found.given)


def explained(text: str, extraction: Extraction) -> dict[str, Any]:
    """Explain a whole extraction, in its own order, as plain values for JSON."""
    return {
        "boilerplate": [BOILERPLATE for _ in extraction.boilerplate],
        "claims": [explain(text, claim).as_json() for claim in extraction.claims],
        "passed_over": [explain(text, left).as_json() for left in extraction.passed_over],
    }


def total(weights: Sequence[Weight]) -> float:
    """Sum weights up."""
    return sum(weight.weight for weight in weights)


def _weighed(text: str, span: Span, *, rule: str, given: Sequence[Reason]) -> Explanation:
    found = tuple(Weight(*addend) for addend in addends(features(text, span), given))
    whole = WEIGHTS.base + total(found)
    heaviest = tuple(sorted(found, key=lambda weight: -abs(weight.weight)))
    return Explanation(rule, WEIGHTS.base, heaviest, whole, round(squeeze(whole), 3))


def _rule_of_claim(text: str, claim: Claim) -> str:
    """Tell by which rule of attribution somebody said this, or that the article itself does."""
    if claim.mode is None:
        return "told by the article itself"
    if claim.cue_span is None:
        speaker = claim.claimant or "nobody"
        if claim.garbled:
            return f"a quotation that lost its sentence: a guess gives it to {speaker}"
        return f"a quotation by itself goes on with whoever spoke last: {speaker}"
    if claim.claimant_span is None:
        return f"the cue “{claim.cue}” reports it of nobody named"
    beside = "before" if claim.claimant_span.start < claim.cue_span.start else "after"
    who = claim.claimant_span.of(text)
    return f"the cue “{claim.cue}” reports it; {beside} the cue stands who said it: “{who}”"


def _rule_passed_over(left: PassedOver) -> str:
    """Name the rule that passed the words over; without one, it was their score."""
    rules = [str(reason) for reason in left.reasons if reason not in set(Reason)]
    return "; ".join(rules) or _LOW
