"""Matter: the stems by which two claims are known to speak of the same things."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.text.checkable import Type
from app.text.spans import Span
from app.text.words import Word, stem, words

_EMPTY = frozenset(
    (
        "the a an and or of to in on at by for with from that this those these it its he she they "
        "his her their is are was were be been has have had not no any some all will would could "
        "may might as but so than then there said prior recent earlier claim accus alleg statem "
        "report evid about over after before between into if who which when were going sort actual "
        "hadn't"
    ).split()
)
_NEGATIONS = frozenset("no not never without nothing none neither cannot".split())


def is_negated(text: str, span: Span) -> bool:
    """Is there a "not", "never", "without" or the like in a span?"""
    return any(word.low in _NEGATIONS or word.low.endswith("n't") for word in words(text, span))


def stems(text: str, span: Span) -> frozenset[str]:
    """Give the stems of the words that carry the matter of a span."""
    return matter(words(text, span))


def matter(shown: Sequence[Word]) -> frozenset[str]:
    found = (word.low for word in shown if word.is_word and len(word.text) > 2)
    return frozenset(
        root
        for low in found
        for part in low.split("-")
        if low not in _EMPTY and (root := stem(part)) not in _EMPTY
    )


def share(some: frozenset[str], others: frozenset[str], *, least: int) -> bool:
    """Do two sets of stems share `least` of them, and a third of the smaller one?"""
    shared = len(some & others)
    return shared >= least and 3 * shared >= min(len(some), len(others))


@dataclass(frozen=True, slots=True)
class Target:
    """What a statement may be about: somebody's claim, reduced to what decides it."""

    index: int
    span: Span
    claimant: str
    claimant_span: Span | None
    type: Type
    negated: bool
    stems: frozenset[str]
