"""Words and marks of one sentence: what the rules read instead of characters."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from app.text.spans import Span, overlapping

# A word keeps its apostrophes, hyphens and inner dots ("U.S", "don’t"), a figure its thousands, and
# a title or an initial its dot.
_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Adm|Rev|Hon|St|[A-Z])\.(?=\s?[A-Z])"
    r"|[^\W_]++(?:(?:['’.&/-]|(?<=\d),(?=\d))[^\W_]++)*+|--|\S"
)

_VOWELS = frozenset("aeiouy")


class Word(NamedTuple):
    """A word or one mark of punctuation, and whether it stands inside a quotation.

    A tuple, because a long article has a million of them and tuples are made in half the time.
    """

    text: str
    low: str
    start: int
    end: int
    quoted: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_possessive(self) -> bool:
        return self.low.endswith(("'s", "s'"))


def words(text: str, span: Span, *, quotations: Sequence[Span] = ()) -> tuple[Word, ...]:
    """Cut a span into words and marks; `quotations` are sorted spans, their marks included."""
    inside = list(overlapping(quotations, span))
    found: list[Word] = []
    at = 0
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        while at < len(inside) and inside[at].end <= start:
            at += 1
        quoted = at < len(inside) and inside[at].start <= start
        shown = "—" if match[0] == "--" else match[0]  # what typewriters make of a dash
        found.append(Word(shown, shown.lower().replace("’", "'"), start, end, quoted))
    return tuple(found)


_CONNECTORS = frozenset(
    ", ; : . – — - and but while though although even after before as when because so that since "
    "where if with by then yet".split()
)
_DASHES = frozenset("–—-")
_RELATIVES = frozenset("which who where whose whom".split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, cut into words; `quotations` are the outer ones in it, marks included."""

    text: str
    span: Span
    words: tuple[Word, ...]
    quotations: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, span: Span, quoted: Sequence[Span]) -> "Sentence":
        inside = tuple(overlapping(quoted, span))
        return cls(text, span, words(text, span, quotations=inside), inside)

    def phrase(self, span: Span) -> tuple[Word, ...]:
        """Give the words that begin within a span."""
        first = bisect_left(self.words, span.start, key=_start)
        last = bisect_left(self.words, span.end, lo=first, key=_start)
        return self.words[first:last]

    def count(self, span: Span) -> int:
        return sum(word.is_word for word in self.phrase(span))

    def trimmed(self, start: int, end: int) -> Span | None:
        """Cut connectors off a range of words, and a relative clause that a dash sets off."""
        end = next((at for at in range(start + 1, end) if self._goes_aside(at)), end)
        while end > start and _joins(self.words[end - 1]):
            end -= 1
        while end > start and not self.words[start].quoted and self.words[start].text in ",:–":
            start += 1
        return Span(self.words[start].start, self.words[end - 1].end) if end > start else None

    def _goes_aside(self, at: int) -> bool:
        word = self.words[at]
        return word.low in _RELATIVES and not word.quoted and self.words[at - 1].text in _DASHES


def _start(word: Word) -> int:
    return word.start


def _joins(word: Word) -> bool:
    return not word.quoted and word.low in _CONNECTORS


#: Endings in the order in which they are tried; what is left must keep three letters.
_ENDINGS = (
    "izations", "ization", "ations", "ation", "eries", "ments", "ment", "ings", "ians", "iers",
    "ery", "ies", "ing", "ian", "ion", "ied", "ers", "ed", "er", "es", "ia", "al", "ly", "s", "y",
    "e",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Reduce an English word to what "deliver, delivery, deliveries" and "Iran, Iranian" share.

    Crude on purpose: it decides only whether two claims speak of the same things.
    """
    low = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    return _shorter(_shorter(low))  # twice: "deliveries" and "delivering" both come to "deliv"


def _shorter(low: str) -> str:
    for ending in _ENDINGS:
        root = low.removesuffix(ending)
        if root != low and len(root) >= 3 and _VOWELS.intersection(root):
            return root
    return low
