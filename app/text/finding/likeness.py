"""Likeness: which of many texts tells what a claim tells, and in which words they differ.

Okapi BM25 (Robertson and Zaragoza, 2009) over stems, and what a search engine does not see: words
of one kin, names, figures that differ.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.text.finding.matching import stem, stems
from app.text.spans import Span

Key = TypeVar("Key")

#: By stem, how much a word tells: the rarer, the more.
Weights = Mapping[str, float]

#: How soon a word that comes again counts no more, and how much a long text is held against it.
_SATURATION, _LENGTH = 1.2, 0.7
#: Words of one kin begin alike: "photo" and "photographs", "accused" and "accusation".
_ROOT, _KINSHIP = 5, 0.4
#: What it adds to a word that both write it as a name, and what a figure takes away that only the
#: other text holds.
_NAME, _OTHER_FIGURE = 0.05, 0.4
_CHUNK = re.compile(r"[^\W_](?:\S*[^\W_])?")
#: A claim and its opposite may hold the same words but for these.
_NEGATIONS = frozenset("no not never none neither nor without cannot".split())


def weigh(counts: Mapping[str, int], *, total: int) -> Weights:
    """How much each word tells, given how many of all the `total` texts hold it."""
    return {
        stem(word): math.log(1 + (total - held + 0.5) / (held + 0.5))
        for word, count in counts.items()
        for held in (min(count, total),)
    }


def rank(
    asked: Sequence[str], texts: Iterable[tuple[Key, Sequence[str]]], *, weights: Weights
) -> list[Key]:
    """Put texts, each given by its words, in order: the likest to the words asked for first."""
    found = [(key, held) for key, held in texts if held]
    usual = sum(len(held) for _, held in found) / len(found) if found else 1
    claim = _Asked.of(asked, weights)
    scores = [(claim.score(held, length=len(held) / usual), key) for key, held in found]
    return [key for _, key in sorted(scores, key=lambda scored: -scored[0])]


def share(one: str, other: str, *, weights: Weights) -> float:
    """How much of what two texts tell both tell, from 0 to 1."""
    mine, theirs = stems(one), stems(other)
    usual = sum(weights.values()) / len(weights) if weights else 1
    both, here, there = (
        sum(weights.get(part, usual) for part in parts) for parts in (mine & theirs, mine, theirs)
    )
    return both / math.sqrt(here * there) if here and there else 0


def differing(text: str, other: str) -> list[Span]:
    """The words of a text that the other does not hold: figures, names, stems and negations."""
    held, negated = stems(other), _is_negated(other)
    return [
        Span(*match.span())
        for match in _CHUNK.finditer(text)
        if not stems(match[0]) <= held or (_is_negated(match[0]) and not negated)
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words asked for: how much each tells, which are names, which roots have kin."""

    weights: Weights
    names: frozenset[str]
    roots: Mapping[str, float]

    @classmethod
    def of(cls, asked: Sequence[str], weights: Weights) -> "_Asked":
        told = {one: weights[one] for one in map(stem, asked) if one in weights}
        long = sorted((weight, one[:_ROOT]) for one, weight in told.items() if _has_kin(one))
        return cls(told, _names(asked), {root: weight for weight, root in long})

    def score(self, held: Sequence[str], *, length: float) -> float:
        """How like a text is; its `length` is in usual lengths."""
        times = Counter(map(stem, held))
        slow = _SATURATION * (1 - _LENGTH + _LENGTH * length)
        both, alone = times.keys() & self.weights.keys(), times.keys() - self.weights.keys()
        same = sum(
            self.weights[one] * times[one] * (_SATURATION + 1) / (times[one] + slow) for one in both
        )
        answered = {one[:_ROOT] for one in both}
        roots = {one[:_ROOT] for one in alone if _has_kin(one)} - answered
        akin = sum(self.roots.get(root, 0) for root in roots)
        named = sum(self.weights[one] for one in both & self.names & _names(held))
        others = sum(one[0].isdecimal() for one in alone)
        return same + _KINSHIP * akin + _NAME * named - _OTHER_FIGURE * others


def _has_kin(one: str) -> bool:
    return len(one) >= _ROOT and not one[0].isdecimal()


def _names(written: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in written if word[0].isupper())


def _is_negated(text: str) -> bool:
    plain = text.lower().replace("’", "'").split()
    return any(word.strip(".,;:!?\"'“”") in _NEGATIONS or word.endswith("n't") for word in plain)
