"""Quotations: which marks belong together, per line, straight and curly, one level of nesting."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.text.spans import Span, lines

# Two straight single marks are how old wires and archives write a double one.
_MARK = re.compile("''(?!')|[“”„«»\"‘’']")
_PAIR = "''"
_OPENERS = frozenset("“„«")
_DOUBLE = frozenset('“”„«»"')
_DOUBLE_MARK = re.compile('[“”„«»"]')
# What may follow an opening mark at once: a word, or what leads up to one, "...and", "—no", ".50".
_HEAD = re.compile(r"[$£€(\[“‘'…#@]|(?:\.{1,3}|[—–-])?[^\W_]")
_SMALL_WORD = re.compile(r"[ \xa0][^\W\dA-Z_]")
# Apostrophes at the head of a word: "the ’90s", "the class of ’68", "rock ’n’ roll", "’em".
_ELISION = re.compile(
    r"['‘’](?:\d\ds\b|n['’](?!\w)|(?:em|til|till|cos|bout)\b|(?<=\bof .)\d\d\b)", re.IGNORECASE
)


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
    #: How many characters each of its marks takes: two where a double mark is written ''.
    width: int = 1

    @property
    def inner(self) -> Span:
        start = self.span.start + self.width * self.opened
        return Span(start, max(start, self.span.end - self.width * self.closed))


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
        if pending and (paired.continues or _opens_line(text, line)):
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


def _opens_line(text: str, line: Span) -> bool:
    return text[line.start] in _OPENERS or text.startswith(('"', _PAIR), line.start)


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
        #: A mark that may close the single one, and may as well be an apostrophe.
        self._doubtful: int | None = None
        #: The single mark that was open when the double one was opened.
        self._around: int | None = None
        self._may_continue = carried
        self._read()

    @property
    def left_open(self) -> Quotation | None:
        if self._double is None:
            return None
        width = _width(self._text, self._double)
        return Quotation(Span(self._double, self._line.end), closed=False, width=width)

    def _read(self) -> None:
        past = self._line.start
        for match in _MARK.finditer(self._text, self._line.start, self._line.end):
            at = match.start()
            if match[0] in _DOUBLE or match[0] == _PAIR:
                self._settle()
                self._read_double(at)
            elif elision := _ELISION.match(self._text, at, self._line.end):
                past = elision.end()
            elif at >= past:
                self._read_single(at)
        self._settle()
        if self._double is not None:
            self._leave(self._double)

    # -------------------------------------------------------------------------- double marks

    def _read_double(self, at: int) -> None:
        if self._opens(at):
            self._open(at)
        elif self._double is None:
            self._leave(at)
            if self._may_continue and at > self._line.start:
                span, width = Span(self._line.start, self._behind(at)), _width(self._text, at)
                self.quotations.append(Quotation(span, opened=False, width=width))
                self.continues = True
        elif self._measures(at):
            self._leave(at)
        else:
            self._close(self._double, at)
            self._double, self._single, self._around = None, self._around, None
        self._may_continue = False

    def _open(self, at: int) -> None:
        if self._double is None:
            self._around = self._single
        else:
            self._leave(self._double)
        self._double, self._single = at, None

    def _leave(self, at: int) -> None:
        """Leave a double mark alone."""
        self.lone.extend(range(at, self._behind(at)))

    def _opens(self, at: int) -> bool:
        mark, glued_after = self._text[at], not self._loose_after(at)
        if mark == "“":
            return not self._closes_all_the_same(at)
        if mark == "”":  # typed for an opening one, unless a quotation may go on from above
            free = self._double is None and not self._may_continue
            return free and self._loose_before(at) and glued_after
        if mark not in "\"'":
            return mark in _OPENERS
        if self._double is not None:
            return self._loose_before(at) and glued_after
        # Nothing is open: a mark glued behind a word is an inch sign or an orphan, unless a word
        # follows at once and so may well be quoted.
        return glued_after and not self._text[at - 1 : at].isdigit()

    def _closes_all_the_same(self, at: int) -> bool:
        """Does a “ close? It does in „German“, and where it was typed for a closing one."""
        if self._double is None:
            return False
        by_shape = not self._loose_before(at) and self._loose_after(at)
        return self._text[self._double] == "„" or by_shape

    def _measures(self, at: int) -> bool:
        """Is it an inch sign, `a 6" pipe`, within a quotation that is closed further on?"""
        if not self._text[at - 1].isdigit() or not _SMALL_WORD.match(self._text, at + 1):
            return False
        later = _DOUBLE_MARK.search(self._text, at + 1, self._line.end)
        if later is None or later[0] not in '"”':
            return False
        return not self._loose_before(later.start()) and self._loose_after(later.start())

    # -------------------------------------------------------------------------- single marks

    def _read_single(self, at: int) -> None:
        glued_before, glued_after = not self._loose_before(at), not self._loose_after(at)
        if self._single is not None and glued_before and not self._letter(at + 1):
            if not self._may_be_apostrophe(at):
                self._close_single(at)
            elif self._doubtful is None:
                self._doubtful = at
        elif self._text[at] != "’" and not glued_before and glued_after:
            self._settle()
            self._single = at

    def _may_be_apostrophe(self, at: int) -> bool:
        """Does it stand as in "workers’ rights", "workin’ hard" or "20’ wide"?"""
        before = self._text[max(0, at - 2) : at].lower()
        return before[-1:] == "s" or before[-1:].isdigit() or before == "in"

    def _settle(self) -> None:
        """Let the first doubtful mark close the quotation: no better one followed."""
        if self._doubtful is not None:
            self._close_single(self._doubtful)

    def _close_single(self, at: int) -> None:
        if self._single is not None:
            self._close(self._single, at, nested=self._double is not None)
        self._single = self._doubtful = None

    # -------------------------------------------------------------------------- both

    def _close(self, start: int, at: int, *, nested: bool = False) -> None:
        """Pair two marks. What was paired since the first stands inside; two levels are kept."""
        inside: list[Quotation] = []
        while self.quotations and self.quotations[-1].span.start > start:
            inside.append(self.quotations.pop())
        width = _width(self._text, at)
        is_double = self._text[at] in _DOUBLE or width > 1
        self.quotations.extend(
            replace(found, nested=True)
            for found in reversed(inside)
            if is_double or not found.nested
        )
        span = Span(start, self._behind(at))
        self.quotations.append(Quotation(span, nested=nested, width=width))

    def _behind(self, at: int) -> int:
        return at + _width(self._text, at)

    def _letter(self, at: int) -> bool:
        return at < self._line.end and self._text[at].isalnum()

    def _loose_before(self, at: int) -> bool:
        """Is the mark at the head of the line, after a blank, a bracket, a dash or a mark?"""
        return at == self._line.start or not (
            self._text[at - 1].isalnum() or self._text[at - 1] in ".,!?;…%)]”’"
        )

    def _loose_after(self, at: int) -> bool:
        return not _HEAD.match(self._text, self._behind(at), self._line.end)


def _width(text: str, at: int) -> int:
    """How many characters does the mark at an offset take?"""
    is_pair = text.startswith(_PAIR, at) and not text.startswith("'", at + len(_PAIR))
    return len(_PAIR) if is_pair else 1
