"""Snapping: the nearest span that an editor may make a claim of."""

from app.text.spans import Span, inside_character, inside_word, strip
from app.text.structure.quotes import Quotations, quotations

_TRAILING = ".,;:!?–—-…"
_LEADING = ",;:.–—)"


def snap(text: str, span: Span) -> Span:
    """Widen a span to whole words and whole quotations, and trim blanks and trailing marks.

    An empty span snaps to the word it touches. A span beyond the text is refused.
    """
    if span.end > len(text):
        raise ValueError(f"span {span.start}..{span.end} is beyond the text ({len(text)})")
    return fit(text, span, quotations(text))


def settle(text: str, span: Span) -> Span:
    """Take a span as it was chosen, to the character: only past blanks, and to whole characters.

    A span beyond the text is refused (ValueError); one of nothing but blanks comes out empty.
    """
    if span.end > len(text):
        raise ValueError(f"span {span.start}..{span.end} is beyond the text ({len(text)})")
    start, end = strip(text, span).bounds
    while inside_character(text, start):
        start -= 1
    while end > start and inside_character(text, end):
        end += 1
    return Span(start, end)


def fit(text: str, span: Span, found: Quotations) -> Span:
    """Do what `snap` does, with the quotations of the text at hand."""
    while True:
        fitted = _whole_quotations(_whole_words(text, _trim(text, span, found.lone)), found)
        if fitted == span:
            return span
        span = fitted


def _trim(text: str, span: Span, lone: frozenset[int]) -> Span:
    # A mark whose partner stands in another paragraph, or nowhere, is no part of the words.
    if span and span.start in lone:
        span = Span(span.start + 1, span.end)
    if span and span.end - 1 in lone:
        span = Span(span.start, span.end - 1)
    trimmed = strip(text, span, left=_LEADING, right=_TRAILING)
    if not trimmed:
        return strip(text, span) or span
    if text[trimmed.end : trimmed.end + 1] == "." and _is_dotted(text, trimmed.end):
        return Span(trimmed.start, min(trimmed.end + 1, span.end))
    return trimmed


def _is_dotted(text: str, end: int) -> bool:
    """Does "U.S" or "p.m" end here, whose last dot belongs to it?"""
    return end >= 3 and text[end - 1].isalpha() and text[end - 2] == "." and text[end - 3].isalpha()


def _whole_words(text: str, span: Span) -> Span:
    start, end = span.bounds
    while inside_word(text, start):
        start -= 1
    while inside_word(text, end):
        end += 1
    return Span(start, end)


def _whole_quotations(span: Span, found: Quotations) -> Span:
    for quotation in found.cut_by(span):
        span = span.join(quotation)
    return span
