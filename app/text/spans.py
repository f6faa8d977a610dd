"""Spans of text: where something stands, in code points, half-open."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")

#: Characters that hold two halves of one word together when a letter stands on either side, and
#: those that hold two digits: "3,000", "12:30", "1/2".
_JOINERS = frozenset("'’-‐‑.&")
_DIGIT_JOINERS = frozenset(",:/")
#: What belongs to the figure right behind it, or right before it.
_CURRENCIES, _UNITS = frozenset("$£€¥"), frozenset("%‰°€")
_ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_MODIFIERS = frozenset(chr(point) for point in range(0x1F3FB, 0x1F400))
#: Two of these are a flag; the tags spell out a flag that stands for a part of a country.
_REGIONAL = frozenset(chr(point) for point in range(0x1F1E6, 0x1F200))
_TAGS = frozenset(chr(point) for point in range(0xE0020, 0xE0080))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points `start` up to, not including, `end`. A backward span is refused."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def bounds(self) -> tuple[int, int]:
        return self.start, self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Share at least one code point."""
        return self.start < other.end and other.start < self.end

    def join(self, other: "Span") -> "Span":
        return Span(min(self.start, other.start), max(self.end, other.end))


def lines(text: str) -> Iterator[Span]:
    """Yield every line that holds more than white space, without the white space around it."""
    for match in _LINE.finditer(text):
        line = strip(text, Span(*match.span()))
        if line:
            yield line


def strip(text: str, span: Span, *, left: str = "", right: str = "") -> Span:
    """Narrow a span past white space, and past the characters of `left` and `right`."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in left):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in right):
        end -= 1
    return Span(start, end)


def moved(spans: Iterable[Span], *, of: Sequence[Span], to: Sequence[Span]) -> list[Span]:
    """Where spans of one text stand in another that has the same lines, apart from each other.

    `of` and `to` are the `lines` of the two texts, one for one; a span begins and ends in a line.
    """
    starts = [line.start for line in of]

    def there(at: int) -> int:
        line = bisect_right(starts, at) - 1
        return to[line].start + at - of[line].start

    return [Span(there(span.start), there(span.end - 1) + 1) for span in spans]


def overlapping(spans: Sequence[Span], span: Span) -> Iterator[Span]:
    """Yield those of `spans` (sorted, apart from each other) that overlap `span`."""
    at = bisect_right(spans, span.start, key=lambda other: other.end)
    while at < len(spans) and spans[at].start < span.end:
        yield spans[at]
        at += 1


def covered(span: Span, *, by: Iterable[Span]) -> bool:
    """Does any of `by` share a code point with `span`?"""
    return any(span.overlaps(other) for other in by)


def inside_character(text: str, at: int) -> bool:
    """Would a cut before `text[at]` part an emoji sequence, or a letter from its accent?"""
    if not 0 < at < len(text):
        return False
    return _clings(text[at]) or text[at - 1] == _ZERO_WIDTH_JOINER or _inside_flag(text, at)


def _inside_flag(text: str, at: int) -> bool:
    """Do flags stand in a row here, with half of one on either side?"""
    if text[at] not in _REGIONAL:
        return False
    first = at
    while first and text[first - 1] in _REGIONAL:
        first -= 1
    return (at - first) % 2 == 1


def inside_word(text: str, at: int) -> bool:
    """Would a cut before `text[at]` part a word, or a character?"""
    if not 0 < at < len(text):
        return False
    if inside_character(text, at):
        return True
    before, after = text[at - 1], text[at]
    if _in_word(before) and _in_word(after):
        return True
    if (before in _CURRENCIES and after.isdigit()) or (before.isdigit() and after in _UNITS):
        return True
    return _joins(text, at) or _joins(text, at - 1)


def _joins(text: str, at: int) -> bool:
    """Does a mark stand here that holds what is before it and behind it together?"""
    if not 0 < at < len(text) - 1:
        return False
    before, mark, after = text[at - 1], text[at], text[at + 1]
    if mark in _DIGIT_JOINERS:
        return before.isdigit() and after.isdigit()
    if mark == "." and before.islower() and after.isupper():
        return False  # "it rained.She left": two sentences
    return mark in _JOINERS and _in_word(before) and _in_word(after)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or _clings(char)


def _clings(char: str) -> bool:
    """Does this character belong to the one before it?"""
    if char < "\u0300":
        return False
    if char == _ZERO_WIDTH_JOINER or char in _EMOJI_MODIFIERS or char in _TAGS:
        return True
    return unicodedata.category(char) in {"Mn", "Mc", "Me"}
