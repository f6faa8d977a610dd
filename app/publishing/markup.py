"""The one place where article text is cut and marked, for the public page and for the desk.

Nothing is ever inserted into the text: the text content of the rows, with the separators after
them, is the canonical text to the code point. Offsets are Unicode code points, half-open.
Design 4.3: nested spans give nested marks; of crossing ones the later is closed and reopened.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Protocol

from app.publishing.sanitize import Markup, closing, escape, joined, opening

_SEPARATOR = re.compile(r"(?<=[^\n])\n{2,}(?=[^\n])")


class Numbered(Protocol):
    """Something with a number and a place in the text: a claim, a mark."""

    @property
    def number(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same claims cover throughout; `covering` numbers, outer first."""

    start: int
    end: int
    covering: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A claim as it is drawn in the text."""

    number: int
    start: int
    end: int
    style: str
    """Its CSS class, as `claims.style_of` gives it; the desk may use more."""
    href: str | None
    """Where the marked words lead; None: nowhere, and no tab stop either."""
    described_by: str | None
    """Id of the element that tells screen readers the verdict."""
    label: str
    """The verdict in words: a tooltip, used only where no element describes the mark."""
    claim: str | None = None
    """What a script knows the claim by, on each of its fragments; none on the public page."""


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that belong together because a claim runs through them."""

    paragraphs: tuple[Block, ...]
    html: Markup
    """`<p>` elements with the separators between them."""
    claims: tuple[int, ...]
    """Numbers of the claims whose cards follow this row, in reading order."""
    after: str
    """The separator behind the row, "" behind the last: write it, as text, after the row."""


def paragraphs(text: str) -> list[Block]:
    """Split on two line feeds or more; a single one stays inside. The gaps are the separators."""
    if not text:
        return []
    gaps = [match.span() for match in _SEPARATOR.finditer(text)]
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(text)]
    return [Block(start, end) for start, end in zip(starts, ends, strict=True)]


def segments(
    text: str, spans: Sequence[Numbered], *, cuts: Iterable[int] = ()
) -> tuple[Segment, ...]:
    """Cut the whole text at every boundary of a span, and at `cuts`.

    Empty spans, and spans that reach beyond the text, are refused (ValueError).
    """
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"Claim {span.number} has no place: {span.start} to {span.end}.")
    waiting = sorted(spans, key=lambda span: (-span.start, span.end, -span.number))
    edges = {0, len(text), *cuts, *(edge for span in spans for edge in (span.start, span.end))}
    active: list[Numbered] = []
    found = []
    for start, end in pairwise(sorted(edges)):
        active = [span for span in active if span.end > start]
        while waiting and waiting[-1].start == start:
            active.append(waiting.pop())
        found.append(Segment(start, end, tuple(span.number for span in active)))
    return tuple(found)


def article_rows(text: str, marks: Sequence[Mark]) -> list[Row]:
    """Draw the text with its marks: `row.html` and `row.after` of all rows are the whole text.

    The first fragment of claim n has the id `q{n}`, its last one carries `data-n`; each fragment
    links to the shortest claim covering it, and the first such link is that claim's tab stop.
    Two marks of one number, and a mark of nothing but a separator, are refused (ValueError).
    """
    blocks = paragraphs(text)
    by_number = {mark.number: mark for mark in marks}
    if len(by_number) < len(marks):
        raise ValueError("Two claims have the same number.")
    fragments = _fragments(text, blocks, marks)
    extents = _extents(fragments, by_number)
    drawn = [
        _paragraph(text, index, fragments[index], marks=by_number, extents=extents)
        for index in range(len(blocks))
    ]
    edges = [*(block.start for block in blocks[1:]), len(text)]
    separators = [text[block.end : edge] for block, edge in zip(blocks, edges, strict=False)]
    ending: dict[int, list[int]] = defaultdict(list)
    for number, extent in extents.items():
        ending[extent.last_block].append(number)
    rows = []
    for first, last in _together(len(blocks), extents.values()):
        parts = [drawn[first]]
        for index in range(first, last):
            parts += [escape(separators[index]), drawn[index + 1]]
        numbers = [number for index in range(first, last + 1) for number in ending[index]]
        numbers.sort(key=lambda n: (by_number[n].start, -by_number[n].end, n))
        here = tuple(blocks[first : last + 1])
        rows.append(Row(here, joined(parts), tuple(numbers), separators[last]))
    return rows


@dataclass(slots=True)
class _Extent:
    """Where the fragments of one claim begin and end, and where its tab stop is."""

    first: int
    first_block: int
    last: int
    last_block: int
    tab_stop: int | None = None


def _fragments(text: str, blocks: Sequence[Block], marks: Sequence[Mark]) -> list[list[Segment]]:
    """The segments of each paragraph; what lies in a separator is left out."""
    bounds = (edge for block in blocks for edge in (block.start, block.end))
    rest = iter(segments(text, marks, cuts=bounds))
    found = []
    for block in blocks:
        inside = (segment for segment in rest if segment.start >= block.start)
        fragments: list[Segment] = []
        while not fragments or fragments[-1].end < block.end:
            fragments.append(next(inside))
        found.append(fragments)
    return found


def _extents(
    fragments: Sequence[Sequence[Segment]], marks: Mapping[int, Mark]
) -> dict[int, _Extent]:
    extents: dict[int, _Extent] = {}
    for index, inside in enumerate(fragments):
        for segment in inside:
            for number in segment.covering:
                fresh = _Extent(segment.start, index, segment.end, index)
                extent = extents.setdefault(number, fresh)
                extent.last, extent.last_block = segment.end, index
            if segment.covering:
                shortest = extents[_shortest(segment, marks)]
                if shortest.tab_stop is None:
                    shortest.tab_stop = segment.start
    for number in marks.keys() - extents.keys():
        raise ValueError(f"Claim {number} covers no words.")
    return extents


def _shortest(segment: Segment, marks: Mapping[int, Mark]) -> int:
    """The claim that a fragment leads to; of equally short ones the innermost."""
    inmost_first = reversed(segment.covering)
    return min(inmost_first, key=lambda number: marks[number].end - marks[number].start)


def _together(count: int, extents: Iterable[_Extent]) -> Iterator[tuple[int, int]]:
    """Yield first and last index of the paragraphs that share a row."""
    reach = list(range(count))
    for extent in extents:
        reach[extent.first_block] = max(reach[extent.first_block], extent.last_block)
    first = last = 0
    for index in range(count):
        if index > last:
            yield first, last
            first = last = index
        last = max(last, reach[index])
    if count:
        yield first, last


def _paragraph(
    text: str,
    index: int,
    fragments: Sequence[Segment],
    *,
    marks: Mapping[int, Mark],
    extents: Mapping[int, _Extent],
) -> Markup:
    parts = [opening("p", {"class": "t", "id": f"p{index + 1}", "dir": "auto"})]
    open_now: list[int] = []
    for segment in fragments:
        pairs = zip(open_now, segment.covering, strict=False)
        kept = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        parts += [closing("mark")] * (len(open_now) - kept)
        for number in segment.covering[kept:]:
            first = extents[number].first == segment.start
            attributes = {
                "class": marks[number].style,
                "id": f"q{number}" if first else None,
                "data-claim": marks[number].claim,
            }
            parts.append(opening("mark", attributes))
        open_now = list(segment.covering)
        parts.append(_words(text, segment, marks=marks, extents=extents))
    parts += [closing("mark")] * len(open_now)
    return joined([*parts, closing("p")])


def _words(
    text: str,
    segment: Segment,
    *,
    marks: Mapping[int, Mark],
    extents: Mapping[int, _Extent],
) -> Markup:
    words = escape(text[segment.start : segment.end])
    if not segment.covering:
        return words
    number = _shortest(segment, marks)
    mark = marks[number]
    ending = [str(n) for n in segment.covering if extents[n].last == segment.end]
    attributes = {
        "href": mark.href,
        "aria-describedby": mark.described_by,
        "title": None if mark.described_by else mark.label or None,
        "data-n": " ".join(ending) or None,
        "tabindex": "-1" if mark.href and extents[number].tab_stop != segment.start else None,
        # Or the mouse would drag the link, where words inside a claim are to be selected.
        "draggable": "false" if mark.claim else None,
    }
    return joined([opening("a", attributes), words, closing("a")])
