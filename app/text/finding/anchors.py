"""Anchors: how a claim is found again in a changed text. Exact only; nothing is ever guessed.

A quotation with its context follows the W3C Web Annotation model, section 4.2.4.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.text.spans import Span, inside_character, inside_word

#: Readers of the wider world count context in UTF-16 units and refuse more than this.
CONTEXT_UNITS = 32

#: Fewer characters of context than this stand anywhere.
_TELLING = 6
#: What was put in place of some words may be longer than they: twice as long, and so much more.
_MORE = 80
_TOKEN = re.compile(r"[^\W_]++(?:['’.,:/-][^\W_]++)*+|[“”\"„«»‘]")
_SENTENCE_END = re.compile(r"[.!?]+[”\"’)]*\s+")
#: Words and marks that make the opposite, or somebody's words, of what they stand beside.
_TURNING = frozenset(
    (
        '“ ” " „ « » ‘ no not never without nothing none neither nor cannot denied denies deny '
        "denying rejected rejects dismissed disputed disputes refuted false falsely untrue if"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words and what stands around them, within the same paragraph."""

    exact: str
    prefix: str
    suffix: str


class Status(StrEnum):
    SAME = "same"  # the same words at the same offsets
    MOVED = "moved"  # the same words elsewhere, and only one place can be meant
    AMBIGUOUS = "ambiguous"  # the same words in several places, and nothing tells which
    CHANGED = "changed"  # the place is there, its words or what turns them are not the same
    GONE = "gone"


#: With these, the words stand in the new text as they stood before, and nothing turns them.
CARRIED = frozenset({Status.SAME, Status.MOVED})


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

    *same*: the words stand at the hint. *moved*: they stand at one other place. Where they stand at
    several, their context tells which, or one side of it; if it does not, they are *ambiguous*.
    *changed*: their place is there, around other words; or the words are there, and what stands
    beside them in their sentence turns them: another name or figure, a "not", a quotation mark.
    *gone*: none of these. One digit, one mark or one blank of difference is never a match.
    """
    places = list(occurrences(text, quote.exact))
    if not places:
        changed = _around(text, quote) or _half(text, quote.exact)
        return Found(Status.CHANGED if changed else Status.GONE, changed)
    fitting = _in_context(text, places, quote)
    place = hint if hint in fitting else fitting[0]
    if place is None or (place != hint and len(fitting) > 1):
        return Found(Status.AMBIGUOUS, None)
    if is_turned(quote, describe(text, place)):
        return Found(Status.CHANGED, place)
    return Found(Status.SAME if place == hint else Status.MOVED, place)


def occurrences(text: str, exact: str) -> Iterator[Span]:
    """Yield the places where words stand whole: never inside a longer word or figure."""
    step = len(exact.split(None, 1)[0]) if exact.strip() else 0
    at = text.find(exact) if step else -1
    while at >= 0:
        end = at + len(exact)
        if not inside_word(text, at) and not inside_word(text, end):
            yield Span(at, end)
        at = text.find(exact, at + step)


def _in_context(text: str, places: list[Span], quote: Quote) -> list[Span]:
    """Give the places with the whole context, or else with one side of it, or else all of them."""
    sides = [
        (text.endswith(quote.prefix, 0, place.start), text.startswith(quote.suffix, place.end))
        for place in places
    ]
    whole = [place for place, side in zip(places, sides, strict=True) if all(side)]
    telling = (len(quote.prefix.strip()) >= _TELLING, len(quote.suffix.strip()) >= _TELLING)
    partly = [
        place
        for place, side in zip(places, sides, strict=True)
        if (side[0] and telling[0]) or (side[1] and telling[1])
    ]
    return whole or partly or places


# ------------------------------------------------------------------------ the words are not there


def _around(text: str, quote: Quote) -> Span | None:
    """Find the one place of a paragraph where the context stands around other words.

    A side that is blank is the edge of the paragraph; both cannot be.
    """
    if max(len(quote.prefix.strip()), len(quote.suffix.strip())) < _TELLING:
        return None
    found: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if span := _between(line, quote):
            found.append(Span(at + span.start, at + span.end))
        at += len(line) + 1
    return found[0] if len(found) == 1 else None


def _between(line: str, quote: Quote) -> Span | None:
    start, end = 0, len(line)
    if quote.prefix.strip():
        at = line.find(quote.prefix)
        if at < 0 or line.find(quote.prefix, at + 1) >= 0:
            return None
        start = at + len(quote.prefix)
    if quote.suffix.strip():
        end = line.find(quote.suffix, start)
    if end - start > 2 * len(quote.exact) + _MORE or not line[start : max(start, end)].strip():
        return None  # somewhere else, or nothing is left between the two sides
    return Span(start, end)


def _half(text: str, exact: str) -> Span | None:
    """Find the one place where one half of the words stands whole, the other being changed."""
    middle = exact.find(" ", len(exact) // 2)
    halves = (exact[:middle], exact[middle + 1 :]) if middle > 0 else ()
    for half in halves:
        places = list(occurrences(text, half)) if len(half) >= _TELLING else []
        if len(places) == 1:
            return places[0]
    return None


# ---------------------------------------------------------------------------- the words are there


def is_turned(before: Quote, after: Quote) -> bool:
    """Do other names, figures, negations or quotation marks stand beside the same words?

    Only what stands in their sentence counts, as far as both contexts reach.
    """
    pairs = (
        (_sentence_before(before.prefix), _sentence_before(after.prefix)),
        (_sentence_after(before.suffix), _sentence_after(after.suffix)),
    )
    return any(_turns(old, new) for old, new in pairs)


def _turns(old: Sequence[str], new: Sequence[str]) -> bool:
    """Compare two sides of a context, each read from the words outwards."""
    if sorted(filter(_is_turning, old)) != sorted(filter(_is_turning, new)):
        return True
    return any(a != b for a, b in zip(_names(old), _names(new), strict=False))


def _sentence_before(prefix: str) -> list[str]:
    parts = _SENTENCE_END.split(prefix)
    shown = _TOKEN.findall(parts[-1])[::-1]
    return shown[:-1] if len(parts) == 1 and _is_cut(prefix) else shown


def _sentence_after(suffix: str) -> list[str]:
    parts = _SENTENCE_END.split(suffix)
    shown = _TOKEN.findall(parts[0])
    return shown[:-1] if len(parts) == 1 and _is_cut(suffix) else shown


def _is_cut(context: str) -> bool:
    """Does a context go as far as it may, so that its last word may be half a word?"""
    return sum(map(_units, context)) >= CONTEXT_UNITS - 1


def _is_turning(token: str) -> bool:
    low = token.lower().replace("’", "'")
    return low in _TURNING or low.endswith("n't")


def _names(shown: Sequence[str]) -> list[str]:
    return [token for token in shown if token[0].isupper() or token[0].isdigit()]
