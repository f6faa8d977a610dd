"""What became of a text, word by word: where its words were put in, taken out or replaced.

Blanks and line ends count for nothing: they differ in every paste. Texts are compared line by line,
and only lines that differ word by word, so that a long article takes no longer than its changes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from app.text.spans import Span, lines

LIMIT = 1500
"""Words on either side that are compared one by one; of more, all count as replaced by all."""

CONTEXT = 4
"""Words on either side that make a changed passage understood."""

#: So few words that stayed between two edits tell nothing: "the", "of a".
_CHANCE = 2
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Edit:
    """`old.of(before)` became `new.of(after)`. An empty side stands where the words would be."""

    old: Span
    new: Span


def edits(before: str, after: str) -> list[Edit]:
    """Every difference between two texts, in order; none touches the next."""
    was, now = list(lines(before)), list(lines(after))
    found: list[Edit] = []
    matcher = SequenceMatcher(
        None, [line.of(before) for line in was], [line.of(after) for line in now], autojunk=False
    )
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what != "equal":
            old = list(chain.from_iterable(_words(before, line) for line in was[i1:i2]))
            new = list(chain.from_iterable(_words(after, line) for line in now[j1:j2]))
            edges = _edge(was, i1, len(before)), _edge(now, j1, len(after))
            found += _within(before, old, after, new, edges)
    return found


def carried(before: str, after: str, span: Span, changes: Sequence[Edit]) -> Span | None:
    """Where a passage of the old text would stand in the new one; None where nothing is left.

    It is carried in whole words, and an edit that touches it to all that the edit put there.
    `changes` are all edits between the two texts.
    """
    found = [new for old, new in _kept(before, after, changes) if old.overlaps(span)]
    for edit in changes:
        inside = edit.old.overlaps(span) or span.start < edit.old.start == edit.old.end < span.end
        if inside and edit.new:
            found.append(edit.new)
    if not found:
        return None
    return Span(min(part.start for part in found), max(part.end for part in found))


def around(text: str, span: Span) -> Span:
    """A passage with a few words on either side, within its line, so that it can be understood."""
    line_start = text.rfind("\n", 0, span.start) + 1
    newline = text.find("\n", span.end)
    before = list(_words(text, Span(line_start, span.start)))[-CONTEXT:]
    after = list(_words(text, Span(span.end, len(text) if newline < 0 else newline)))[:CONTEXT]
    start = before[0].start if before else span.start
    return Span(start, after[-1].end if after else span.end)


def _kept(before: str, after: str, changes: Sequence[Edit]) -> Iterator[tuple[Span, Span]]:
    """The words that stayed, with their places before and after."""
    old = _outside(before, [edit.old for edit in changes])
    new = _outside(after, [edit.new for edit in changes])
    return zip(old, new, strict=True)


def _outside(text: str, parts: Sequence[Span]) -> Iterator[Span]:
    """Yield the words of a text that lie in none of these parts, which are in order."""
    at = 0
    for word in _words(text, Span(0, len(text))):
        while at < len(parts) and parts[at].end <= word.start:
            at += 1
        if at == len(parts) or not parts[at].overlaps(word):
            yield word


def _words(text: str, line: Span) -> Iterator[Span]:
    return (Span(*word.span()) for word in _WORD.finditer(text, line.start, line.end))


def _edge(parts: Sequence[Span], at: int, length: int) -> int:
    """Where the part at this rank begins; behind the last one, the end of the text."""
    return parts[at].start if at < len(parts) else length


def _within(
    before: str,
    old: Sequence[Span],
    after: str,
    new: Sequence[Span],
    edges: tuple[int, int],
) -> Iterator[Edit]:
    """The edits between two runs of words; `edges` is where they stand if they are empty."""
    last_old = old[-1].end if old else edges[0]
    last_new = new[-1].end if new else edges[1]
    for i1, i2, j1, j2 in _runs(before, old, after, new):
        yield Edit(_over(old, i1, i2, last_old), _over(new, j1, j2, last_new))


def _over(words: Sequence[Span], first: int, last: int, end: int) -> Span:
    """The span over some words; an empty one before the word where they would be."""
    if first < last:
        return Span(words[first].start, words[last - 1].end)
    at = words[first].start if first < len(words) else end
    return Span(at, at)


def _runs(
    before: str, old: Sequence[Span], after: str, new: Sequence[Span]
) -> list[tuple[int, int, int, int]]:
    """The ranks of words that differ; edits with next to nothing between them are one."""
    if max(len(old), len(new)) > LIMIT or not old or not new:
        return [(0, len(old), 0, len(new))]
    matcher = SequenceMatcher(
        None, [word.of(before) for word in old], [word.of(after) for word in new], autojunk=False
    )
    found: list[tuple[int, int, int, int]] = []
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            continue
        if found and _is_chance(found[-1], i1, i2, j1, j2):
            i1, j1 = found.pop()[::2]
        found.append((i1, i2, j1, j2))
    return found


def _is_chance(last: tuple[int, int, int, int], i1: int, i2: int, j1: int, j2: int) -> bool:
    """Does a word alone stand between two edits, or less than each of them changes?"""
    between = i1 - last[1]
    sizes = max(last[1] - last[0], last[3] - last[2]), max(i2 - i1, j2 - j1)
    return between <= 1 or (between <= _CHANCE and between < min(sizes))
