""" "According to X, ..." and "..., according to X"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.text.attribution.clauses import OPENING
from app.text.spans import Span
from app.text.words import Sentence, Word

_ENDS = frozenset({",", ".", ";", *OPENING})
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class According:
    """Whose words they are, by which cue."""

    content: Span
    claimant: Span
    cue: Span


def according(sentence: Sentence) -> According | None:
    """Read the first "according to" of a sentence: behind it if it begins the sentence."""
    words = sentence.words
    at = according_at(words)
    if at is None:
        return None
    start = end = at + 2
    while end < len(words) and words[end].text not in _ENDS:
        end += 1
    content = sentence.trimmed(end, len(words)) if at == 0 else sentence.trimmed(_joins(words), at)
    if content is None or end == start or sentence.count(content) < _FEWEST_WORDS:
        return None
    claimant = Span(words[start].start, words[end - 1].end)
    return According(content, claimant, Span(words[at].start, words[at + 1].end))


def according_at(words: Sequence[Word]) -> int | None:
    """Find the word "according" of "according to", outside quotation marks."""
    pairs = enumerate(pairwise(words))
    return next((at for at, (one, next_) in pairs if _is_according(one, next_)), None)


def _is_according(one: Word, next_: Word) -> bool:
    return one.low == "according" and next_.low == "to" and not one.quoted


def _joins(words: Sequence[Word]) -> int:
    """Count the "But" or "And" that joins a sentence to the one before."""
    return int(words[0].low in {"and", "but"} and not words[0].quoted)
