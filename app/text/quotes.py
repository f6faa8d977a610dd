"""Quotations: which marks belong together, per line, straight and curly, one level of nesting."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.text.spans import Span, lines

# Two straight apostrophes are what some archives make of a quotation mark.
_MARK = re.compile("''|[“”„«»\"‘’']")
_OPENERS = frozenset("“„«")
_OPENING = ("“", "„", "«", '"', "''")
_DOUBLE = frozenset([*'“”„«»"', "''"])


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation within one line, its marks included.

    A quotation that runs over several lines is one `Quotation` a line: `opened` is false where it
    was opened on an earlier line, `closed` is false where a later line carries it on.
    """

    span: Span
    opened: bool = True
    closed: bool = True
    nested: bool = False
    #: Code points of each mark.
    width: int = 1

    @property
    def inner(self) -> Span:
        start = self.span.start + self.opened * self.width
        return Span(start, max(start, self.span.end - self.closed * self.width))


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a text: `outer` ones and those `nested` in them, each sorted by start."""

    outer: tuple[Quotation, ...]
    nested: tuple[Quotation, ...]
    #: Offsets of double marks without a partner on their line, whether carried over or orphans.
    lone: frozenset[int]

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(quotation.span for quotation in self.outer)

    def cut_by(self, span: Span) -> Iterator[Span]:
        """Yield each quotation of which `span` holds one mark but not the other."""
        for found in (self.outer, self.nested):
            for quotation in _touching(found, span):
                if not (span.contains(quotation.span) or quotation.inner.contains(span)):
                    yield quotation.span


def quotations(text: str) -> Quotations:
    """Pair the quotation marks of a text.

    Marks are paired line by line. An opening mark that stays open is carried into the next line if
    that line opens again (the usage of print) or closes first; otherwise it is an orphan, and an
    orphan quotes nothing. Apostrophes are not quotation marks.
    """
    found: list[Quotation] = []
    lone: list[int] = []
    pending: Quotation | None = None
    for line in lines(text):
        paired = _Line(text, line, carried=pending is not None)
        if pending and (paired.continues or text.startswith(_OPENING, line.start)):
            found.append(pending)
        found.extend(paired.quotations)
        lone.extend(paired.lone)
        pending = paired.left_open
    found.sort(key=lambda quotation: quotation.span)
    return Quotations(
        outer=tuple(quotation for quotation in found if not quotation.nested),
        nested=tuple(quotation for quotation in found if quotation.nested),
        lone=frozenset(lone),
    )


def _touching(found: tuple[Quotation, ...], span: Span) -> Iterator[Quotation]:
    """Yield those of `found` (sorted, apart from each other) that overlap `span`."""
    at = bisect_right(found, span.start, key=lambda quotation: quotation.span.end)
    while at < len(found) and found[at].span.start < span.end:
        yield found[at]
        at += 1


class _Line:
    """One line, read once from left to right with at most one double and one single mark open."""

    def __init__(self, text: str, line: Span, *, carried: bool) -> None:
        self.quotations: list[Quotation] = []
        self.lone: list[int] = []
        self.continues = False
        self._text, self._line = text, line
        self._double: int | None = None
        self._single: int | None = None
        self._may_continue = carried
        for match in _MARK.finditer(text, line.start, line.end):
            if match[0] in _DOUBLE:
                self._read_double(match.start(), len(match[0]))
            else:
                self._read_single(match.start())
        if self._double is not None:
            self.lone.append(self._double)

    @property
    def left_open(self) -> Quotation | None:
        if self._double is None:
            return None
        width = 2 if self._text[self._double] == "'" else 1
        return Quotation(Span(self._double, self._line.end), closed=False, width=width)

    def _read_double(self, at: int, width: int) -> None:
        if self._opens(at, at + width - 1):
            if self._double is not None:
                self.lone.append(self._double)
            self._double, self._single = at, None
        elif self._double is not None:
            self._close(self._double, at, width=width)
            self._double = self._single = None
        else:
            self.lone.append(at)
            if self._may_continue and at > self._line.start:
                span = Span(self._line.start, at + width)
                self.quotations.append(Quotation(span, opened=False, width=width))
                self.continues = True
        self._may_continue = False

    def _opens(self, at: int, last: int) -> bool:
        mark = self._text[at]
        if mark == "“":
            return self._double is None or self._text[self._double] != "„"
        if mark not in "\"'":
            return mark in _OPENERS or (self._double is None and self._begins(at))
        if self._double is not None:
            return self._loose_before(at) and not self._loose_after(last)
        # Nothing is open: a mark glued behind a word is an inch sign or an orphan, unless a word
        # follows at once and so may well be quoted.
        return not self._loose_after(last) and not self._text[at - 1 : at].isdigit()

    def _begins(self, at: int) -> bool:
        """Does the wrong mark begin the line, as in "”It rained.”"?"""
        return at == self._line.start and not self._may_continue and not self._loose_after(at)

    def _read_single(self, at: int) -> None:
        glued_before, glued_after = not self._loose_before(at), not self._loose_after(at)
        if self._single is not None and glued_before and not self._letter(at + 1):
            self._close(self._single, at, nested=self._double is not None)
            self._single = None
        elif self._text[at] != "’" and not glued_before and glued_after:
            self._single = at

    def _close(self, start: int, at: int, *, nested: bool = False, width: int = 1) -> None:
        quotation = Quotation(Span(start, at + width), nested=nested, width=width)
        if width == 1 and self._text[at] not in _DOUBLE:
            self.quotations.append(quotation)
            return
        # Single quotations met since the double one was opened stand inside it.
        for index in range(len(self.quotations) - 1, -1, -1):
            if self.quotations[index].span.start < start:
                break
            self.quotations[index] = replace(self.quotations[index], nested=True)
        self.quotations.append(quotation)

    def _letter(self, at: int) -> bool:
        return at < self._line.end and self._text[at].isalnum()

    def _loose_before(self, at: int) -> bool:
        """Is the mark at the head of the line, after a blank, a bracket, a dash or a mark?"""
        return at == self._line.start or not (
            self._text[at - 1].isalnum() or self._text[at - 1] in ".,!?;…%)]”’"
        )

    def _loose_after(self, at: int) -> bool:
        return at + 1 >= self._line.end or not (
            self._text[at + 1].isalnum() or self._text[at + 1] in "$£€([“‘'…#@"
        )
