"""Where the ends of a claim can go by one step, and where a claim can be parted in two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.text.claims.snapping import fit
from app.text.spans import Span, inside_character
from app.text.structure.quotes import Quotations, quotations

_WORD = re.compile(r"\S+")


class Move(StrEnum):
    """Which end of a claim moves, and whither."""

    START_EARLIER = "start earlier"
    START_LATER = "start later"
    END_EARLIER = "end earlier"
    END_LATER = "end later"


@dataclass(frozen=True, slots=True)
class Step:
    """One end moved: `text[start:end]` is what the claim then stands on."""

    move: Move
    start: int
    end: int


def word_steps(text: str, span: Span) -> Iterator[Step]:
    """Yield the steps by one word that are left at either end, within the line."""
    start, end = span.bounds
    words = list(_WORD.finditer(text, start, end))
    before = list(_WORD.finditer(text, text.rfind("\n", 0, start) + 1, start))
    after = _WORD.search(text, end)
    if before:
        yield Step(Move.START_EARLIER, before[-1].start(), end)
    if len(words) > 1:
        yield Step(Move.START_LATER, words[1].start(), end)
        yield Step(Move.END_EARLIER, start, words[-2].end())
    if after and "\n" not in text[end : after.start()]:
        yield Step(Move.END_LATER, start, after.end())


def character_steps(text: str, span: Span) -> Iterator[Step]:
    """Yield the steps by one character that are left, within the line; blanks are stepped over.

    What counts as a character is what a reader takes for one: a letter with its accent, an emoji.
    """
    start, end = span.bounds
    first = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    last = len(text) if line_end < 0 else line_end
    earlier = next((at for at in range(start - 1, first - 1, -1) if _may_start(text, at)), None)
    later = next((at for at in range(start + 1, end) if _may_start(text, at)), None)
    shorter = next((at for at in range(end - 1, start, -1) if _may_end(text, at)), None)
    longer = next((at for at in range(end + 1, last + 1) if _may_end(text, at)), None)
    if earlier is not None:
        yield Step(Move.START_EARLIER, earlier, end)
    if later is not None:
        yield Step(Move.START_LATER, later, end)
    if shorter is not None:
        yield Step(Move.END_EARLIER, start, shorter)
    if longer is not None:
        yield Step(Move.END_LATER, start, longer)


def _may_start(text: str, at: int) -> bool:
    return not text[at].isspace() and not inside_character(text, at)


def _may_end(text: str, at: int) -> bool:
    return not text[at - 1].isspace() and not inside_character(text, at)


def parts(text: str, span: Span, at: int, found: Quotations) -> tuple[Span, Span] | None:
    """The two claims that come of parting one before `text[at]`; none where words would be torn.

    The outer ends stay as they are. A quotation is torn too if only one part held its marks.
    """
    if not span.start < at < span.end:
        return None
    first, second = fit(text, Span(span.start, at), found), fit(text, Span(at, span.end), found)
    if not first or not second or first.overlaps(second):
        return None
    return Span(span.start, first.end), Span(second.start, span.end)


def split_places(text: str, span: Span) -> list[int]:
    """Where a claim can be parted: offsets of the words with which a second part can begin."""
    found = quotations(text)
    begins = (word.start() for word in _WORD.finditer(text, *span.bounds))
    return [at for at in begins if parts(text, span, at, found)]
