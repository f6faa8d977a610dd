"""Sentences: where they end, in text whose quotation marks are glued to the next word."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.text.spans import Span, lines, strip
from app.text.structure.abbreviations import (
    begins_sentences,
    is_abbreviation,
    is_never_last,
    is_word_before,
)

_FACE = r"[:;]-?[()DP](?!\w)"
# Marks that end a sentence, and what still belongs to it: brackets and quotation marks, also with
# a blank before them, and a face made of marks.
_STOP = re.compile(
    r"(?P<stop>[.!?…。！？؟۔।]+(?:[ \xa0]\.)*|(?<=\s)" + _FACE + r")"
    r"(?P<close>[)\]\"'”’»]*(?:[ \xa0][)\]”](?!\S))?(?:[ \xa0]" + _FACE + r")?)(?P<gap>\s*)"
)
_NEXT = re.compile(r"[\"'“‘(\[«]*\s?(?P<word>[^\W_]++(?:[.'’-][^\W_]++)*+)?")
_LAST_WORD = re.compile(r"(?:[^\W_]|°)[\w.°]*$")
_DOMAIN = re.compile(r"(?:com|org|net|gov|edu|io|co|uk|eu)\b", re.IGNORECASE)
_ITEM = re.compile(r"(?:^|(?<=\s))(?:[•⁃*-]\s?)?(?P<key>\d{1,2}|[a-z])(?:\.\)|\)|\.)\s?(?=[A-Z])")
#: What a mail program puts over a message: "<name@site> 03/27/2001 01:58 PM".
_ADDRESS = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
_STAMP = re.compile(r"\d\d/\d\d/\d{2,4} \d\d:\d\d(?::\d\d)? [AP]M\b")
#: A word that begins a sentence although its first letter is small: "eBay", "al-Qaida", a link.
_SMALL_START = re.compile(r"[a-z]{1,2}-?[A-Z]|https?$|www\.")
#: Who asked or cried what stands before: `“Why?” Ann Hill asked`. A pronoun would be small.
_REPORTS = re.compile(
    r"(?!(?:He|I|It|She|They|We|You|Nobody|Everybody)\b)(?:[A-Z][\w.’'-]{0,20} ){1,4}"
    r"(?:said|says|asks|asked|wondered|cried|shouted|exclaimed|wrote)\b"
    r"(?! (?:that|the|an?|it|he|she|they|we|there|his|her|its|their|no)\b)"
)
#: Nothing but an hour, which opens a sentence: "At 5 a.m."
_OPENING_HOUR = re.compile(r"\W*\w+ [\d:.]{1,5} ?[AP]\.M", re.IGNORECASE)
#: What makes "I" an initial.
_NAME_BEFORE = re.compile(r"\b[A-Z][\w’'-]+ $")

#: Marks that end a sentence whatever follows, in scripts without capitals.
_WHOLE = frozenset("。！？؟۔।")
#: How far from a stop the words on both sides of it are read.
_REACH = 40
#: How many blanks and marks may stand between the head of a sentence and the dots that open it.
_OPENING = 3
#: A dot or two of "1.)" stand behind the start of the item that they number.
_NUMBER_REACH = 4

#: What goes on behind "5 p.m." with a capital.
_AFTER_HOUR = frozenset(
    (
        "est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet eastern central mountain "
        "pacific sunday monday tuesday wednesday thursday friday saturday"
    ).split()
)
#: Names that are written with a mark.
_MARKED_NAMES = frozenset("yahoo jeopardy wham".split())
#: What begins a sentence even where the writer left the capital out.
_SMALL_BEGINNERS = frozenset(
    "i it they he she we you there this these those the what why how also please".split()
)


def sentences(text: str) -> tuple[Span, ...]:
    """Split a text into sentences, without the white space around them.

    A sentence never crosses a line break. A closing quotation mark belongs to the sentence it
    closes, also where the next word is glued to it.
    """
    return tuple(sentence for line in lines(text) for sentence in _split(text, line))


def _split(text: str, line: Span) -> Iterator[Span]:
    at = line.start
    items = _list_items(text, line)
    for cut in sorted({*_stops(text, line, items), *items, *_headings(text, line), line.end}):
        sentence = strip(text, Span(at, cut))
        if sentence:
            yield sentence
        at = cut


def _stops(text: str, line: Span, items: frozenset[int]) -> Iterator[int]:
    reader = _Stops(text, line)
    for match in _STOP.finditer(text, line.start, line.end):
        cut = None if _numbers_an_item(match.start(), items) else reader.cut(match)
        if cut is not None:
            yield cut


def _list_items(text: str, line: Span) -> frozenset[int]:
    """Find list items run together on one line, "1.) Bread 2.) Milk": two or more, in order."""
    found = list(_ITEM.finditer(text, line.start, line.end))
    keys = [int(m["key"]) if m["key"].isdigit() else ord(m["key"]) for m in found]
    in_order = all(later - key == 1 for key, later in pairwise(keys))
    return frozenset(m.start() for m in found) if len(found) > 1 and in_order else frozenset()


def _numbers_an_item(at: int, items: frozenset[int]) -> bool:
    return bool(items) and any(before in items for before in range(at - _NUMBER_REACH, at))


def _headings(text: str, line: Span) -> Iterator[int]:
    """Yield where the parts of a mail heading stand apart from the words around them."""
    for match in _ADDRESS.finditer(text, line.start, line.end):
        yield match.end()
    for match in _STAMP.finditer(text, line.start, line.end):
        if not text.endswith((" on ", " at "), line.start, match.start()):
            yield match.start()
        yield match.end()


class _Stops:
    """The stops of one line, asked from left to right: where does each end a sentence?"""

    def __init__(self, text: str, line: Span) -> None:
        self._text, self._line = text, line
        self._start = line.start
        self._counted, self._marks = line.start, 0
        #: A writer who begins a line without a capital begins sentences without one.
        self._small = text[line.start].islower()

    def cut(self, match: re.Match[str]) -> int | None:
        """Give the offset at which a sentence ends, or None if none ends at this stop."""
        cut = self._cut(match)
        if cut is not None:
            self._start = cut
        return cut

    def _cut(self, match: re.Match[str]) -> int | None:
        stop, end = match["stop"], match.end("close")
        if match.end() >= self._line.end or stop[0] in _WHOLE:
            return end
        if self._is_elision(match) or self._opens_with(match):
            return None
        if not match["gap"]:
            return self._cut_glued(match)
        if stop.count(" .") > 2 and not self._before(match.start()).isspace():
            return match.start() + 1  # "it rained. . . . She left": what is left out comes after
        return end if self._ends(match) else None

    def _is_elision(self, match: re.Match[str]) -> bool:
        return match["close"][:1] in {")", "]"} and self._before(match.start()) in {"(", "["}

    def _opens_with(self, match: re.Match[str]) -> bool:
        """Do these dots stand at the head of a sentence, for what was left out before it?"""
        start = match.start()
        if match["stop"][0] not in ".…" or start - self._start >= _OPENING:
            return False
        return not self._text[self._start : start].strip(' “"')

    def _before(self, at: int) -> str:
        """Give the character before an offset, a line break at the head of the line."""
        return self._text[at - 1] if at > self._line.start else "\n"

    def _ends(self, match: re.Match[str]) -> bool:
        """Does a stop with a blank behind it end a sentence?"""
        stop, close, word = match["stop"], match["close"], self._word_at(match.end())
        last = self._word_before(match.start())
        if word[:1].islower() and not _SMALL_START.match(word):
            return self._ends_before_small(match, last=last, word=word)
        if " ." in stop:
            return self._spaced_ends(stop, word=word)
        if stop != ".":
            return self._mark_ends(match, last=last, word=word)
        if close.strip("'’)]"):
            return True
        return self._full_stop_ends(match.start(), last=last, word=word)

    def _spaced_ends(self, stop: str, *, word: str) -> bool:
        """Four spaced dots end a sentence, three only before a capital: which "I" always has."""
        is_pronoun = word.replace("’", "'").partition("'")[0] == "I"
        return bool(word) and (stop.count(".") > 3 or not is_pronoun)

    def _ends_before_small(self, match: re.Match[str], *, last: str, word: str) -> bool:
        """Decide before a small letter: an orphan quotation, or a writer who uses no capitals."""
        stop, close = match["stop"], match["close"]
        if self._text[match.end()] == "“":
            return not is_abbreviation(last)
        if close or (self._text[match.end()] in "\"'‘"):
            return False
        if stop[0] in "!?":
            return self._small or len(stop) > 1 or word in _SMALL_BEGINNERS
        if stop != "." or len(last) < 2 or is_abbreviation(last):
            return False
        return self._small or (word in _SMALL_BEGINNERS and last.islower() and last.isalpha())

    def _mark_ends(self, match: re.Match[str], *, last: str, word: str) -> bool:
        stop, close = match["stop"], match["close"]
        if stop[0] not in "!?":
            return bool(word)
        if close.strip(")]"):
            return not _REPORTS.match(self._text, match.end())
        is_name = stop == "!" and last.lower() in _MARKED_NAMES
        return not is_name or begins_sentences(word)

    def _cut_glued(self, match: re.Match[str]) -> int | None:
        """Decide without a blank: `rained.”She` ends there, "example.Com" and "3.5" do not."""
        stop, end = match["stop"], self._end_of_closed(match)
        word, last = self._word_at(end), self._word_before(match.start())
        if stop == "?" and _REPORTS.match(self._text, end):
            return None
        if end > match.start("close"):
            closed = self._text[end - 1] in '”"»' and bool(last)
            return end if closed and (word[:1].isupper() or word[:1].isdigit()) else None
        if not word[:1].isupper():
            return None
        if self._text[end] in "“‘\"'(":
            return end if self._text[end] in '“"' and len(last) > 2 else None
        plain = last.islower() and len(last) > 2 and "." not in last and not _DOMAIN.match(word)
        ends = stop in {".", "!", "?"} and plain and word[1:].islower() and "." not in word
        return end if ends else None

    def _end_of_closed(self, match: re.Match[str]) -> int:
        """Leave a straight mark that opens a quotation to the next sentence: `rained.""It`."""
        for at in range(match.start("close"), match.end("close")):
            if self._text[at] == '"' and self._straight_marks(before=at) % 2 == 0:
                return at
        return match.end("close")

    def _straight_marks(self, *, before: int) -> int:
        self._marks += self._text.count('"', self._counted, before)
        self._counted = before
        return self._marks

    def _full_stop_ends(self, at: int, *, last: str, word: str) -> bool:
        low, first_on_line = last.lower(), at - len(last) == self._line.start
        if first_on_line and len(low) <= 2 and (low.isdigit() or len(low) == 1):
            return False  # the number of a list item
        if is_never_last(last):
            return False
        if low == "no":
            return not word[:1].isdigit()
        if self._is_initial(last, at):
            return begins_sentences(word) and len(word) > 1
        if low in {"a.m", "p.m"}:
            return self._hour_ends(at, word=word)
        if is_abbreviation(last) and not is_word_before(word, last):
            return begins_sentences(word)
        return True

    def _is_initial(self, last: str, at: int) -> bool:
        """Is it the initial of a name? "I" is one behind a name: "Ada I. Berg"."""
        if len(last) != 1 or not last.isupper():
            return False
        return last != "I" or bool(_NAME_BEFORE.search(self._text, max(0, at - _REACH), at - 1))

    def _hour_ends(self, at: int, *, word: str) -> bool:
        if not word[:1].isupper() or word.lower() in _AFTER_HOUR:
            return False
        opened = self._start if at - self._start < _REACH else at
        return not _OPENING_HOUR.fullmatch(self._text, opened, at)

    def _word_before(self, at: int) -> str:
        """Give the word right before an offset, as far as it reaches back."""
        found = _LAST_WORD.search(self._text, max(self._line.start, at - _REACH), at)
        return found[0] if found else ""

    def _word_at(self, at: int) -> str:
        """Give the word that follows, past the marks that open it, as far as it reaches."""
        found = _NEXT.match(self._text, at, min(self._line.end, at + _REACH))
        return (found and found["word"]) or ""
