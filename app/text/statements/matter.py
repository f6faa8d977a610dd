"""Matter: the stems by which two claims are known to speak of the same things."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
#: Behind a name: ", head of the port," or " (Kremlin spokesperson)"; and how far before it.
_ASIDE = re.compile(r"(?:,| \()[^,.;()\n]{3,60}[,.)]")
_BESIDE = 30
_NEGATIONS = frozenset("no not never without nothing none neither nor cannot".split())


def is_negated(text: str, span: Span) -> bool:
    """Is there a "not", "never", "without" or the like in a span?"""
    return any(_denies(word.low) for word in words(text, span))


def negation(shown: Sequence[Word]) -> int | None:
    """Find the first "not", "never" or the like among words."""
    return next((at for at, word in enumerate(shown) if _denies(word.low)), None)


def _denies(low: str) -> bool:
    return low in _NEGATIONS or low.endswith("n't")


def figures(matter: frozenset[str]) -> frozenset[str]:
    """Give the figures among stems."""
    return frozenset(stem for stem in matter if stem[0].isdigit())


def stems(text: str, span: Span) -> frozenset[str]:
    """Give the stems of the words that carry the matter of a span."""
    return matter(words(text, span))


def matter(shown: Sequence[Word]) -> frozenset[str]:
    """Give the stems of those words that carry matter."""
    found = (word.low for word in shown if word.is_word and len(word.text) > 2)
    return frozenset(
        root
        for low in found
        for part in low.split("-")
        if low not in _EMPTY and not _denies(low) and (root := stem(part)) not in _EMPTY
    )


def claimed_by(text: str, name: str, span: Span | None) -> frozenset[str]:
    """Give the stems of a claimant's name, and of the role that stands beside it in the text."""
    known = stems(name, Span(0, len(name)))
    if span is None:
        return known
    near = max(0, span.start - _BESIDE)
    low = max(near, text.rfind("\n", near, span.start) + 1)
    beside = stems(text, Span(low, span.end))
    if aside := _ASIDE.match(text, span.end):
        beside |= stems(text, Span(*aside.span()))
    return known | beside


def share(some: frozenset[str], others: frozenset[str], *, least: int, part: float) -> bool:
    """Do two sets of stems share `least` of them, and that part of the smaller set?"""
    shared = len(some & others)
    return shared >= least and shared >= part * min(len(some), len(others))


@dataclass(frozen=True, slots=True)
class Target:
    """What a statement may be about: somebody's claim, reduced to what decides it."""

    index: int
    span: Span
    claimant: str
    claimant_span: Span | None
    negated: bool
    stems: frozenset[str]
    #: Stems of the claimant's name.
    claimed_by: frozenset[str]
