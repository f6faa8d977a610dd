"""Anchors: how a claim is found again in a changed text. Exact only; nothing is ever guessed.

A quotation with its context follows the W3C Web Annotation model, section 4.2.4.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.text.spans import Span, inside_character, inside_word

#: Readers of the wider world count context in UTF-16 units and refuse more than this.
CONTEXT_UNITS = 32


@dataclass(frozen=True, slots=True)
class Quote:
    """Words and what stands around them, within the same paragraph."""

    exact: str
    prefix: str
    suffix: str


class Status(StrEnum):
    SAME = "same"  # the same words at the same offsets, or as sure: the only such place
    MOVED = "moved"  # the same words elsewhere, and only one place can be meant
    AMBIGUOUS = "ambiguous"  # the same words in several places, and nothing tells which
    CHANGED = "changed"  # the place is there, its words are not the same
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Found:
    status: Status
    span: Span | None


def describe(text: str, span: Span, *, across: bool = False) -> Quote:
    """Quote a span with up to 32 UTF-16 units on either side: of its own line, or `across` lines.

    The context cuts no letter from its accent and no emoji apart. An empty span, or one beyond the
    text, is refused.
    """
    if not span or span.end > len(text):
        raise ValueError(f"nothing to quote at {span.start}..{span.end}")
    lowest = 0 if across else text.rfind("\n", 0, span.start) + 1
    newline = -1 if across else text.find("\n", span.end)
    highest = len(text) if newline < 0 else newline
    prefix, suffix = _prefix(text, span.start, lowest), _suffix(text, span.end, highest)
    return Quote(span.of(text), prefix, suffix)


def _prefix(text: str, end: int, lowest: int) -> str:
    start, units = end, 0
    while start > lowest and (units := units + _units(text[start - 1])) <= CONTEXT_UNITS:
        start -= 1
    while start < end and inside_character(text, start):
        start += 1
    return text[start:end]


def _suffix(text: str, start: int, highest: int) -> str:
    end, units = start, 0
    while end < highest and (units := units + _units(text[end])) <= CONTEXT_UNITS:
        end += 1
    while end > start and inside_character(text, end):
        end -= 1
    return text[start:end]


def _units(char: str) -> int:
    return 2 if ord(char) > 0xFFFF else 1


def find(text: str, quote: Quote, *, hint: Span | None = None) -> Found:
    """Find a quotation in a text, where `hint` is its place in the text it was taken from.

    *same*: the words stand at the hint, in their context or nowhere else. *moved*: they stand at
    one other place, or at only one place in their context. *ambiguous*: at several, and their
    context does not tell which. *changed*: their context is there, around other words. *gone*:
    none of these. One digit or one quotation mark of difference is *changed*, never a match.
    """
    places = list(_places(text, quote.exact))
    if not places:
        return _around(text, quote)
    in_context = [place for place in places if _has_context(text, place, quote)]
    if hint in in_context or (hint in places and len(places) == 1):
        return Found(Status.SAME, hint)
    if len(in_context) == 1:
        return Found(Status.MOVED, in_context[0])
    if len(places) == 1:
        return Found(Status.MOVED, places[0])
    return Found(Status.AMBIGUOUS, None)


def _places(text: str, exact: str) -> Iterator[Span]:
    """Yield the places where words stand whole: never inside a longer word or figure."""
    at = text.find(exact) if exact else -1
    while at >= 0:
        end = at + len(exact)
        if not inside_word(text, at) and not inside_word(text, end):
            yield Span(at, end)
        at = text.find(exact, end)


def _has_context(text: str, place: Span, quote: Quote) -> bool:
    before = text.endswith(quote.prefix, 0, place.start)
    return before and text.startswith(quote.suffix, place.end)


def _around(text: str, quote: Quote) -> Found:
    """Look for the context alone: both sides of it, in one paragraph, around other words."""
    if not quote.prefix.strip() or not quote.suffix.strip():
        return Found(Status.GONE, None)
    start = text.find(quote.prefix)
    if start < 0 or text.find(quote.prefix, start + 1) >= 0:
        return Found(Status.GONE, None)
    start += len(quote.prefix)
    end = text.find(quote.suffix, start)
    if end < 0 or "\n" in text[start:end] or end - start > 2 * len(quote.exact) + 80:
        return Found(Status.GONE, None)
    return Found(Status.CHANGED, Span(start, end))
