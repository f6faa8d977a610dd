"""Sentences: where they end, in text whose quotation marks are glued to the next word."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.text.abbreviations import begins_sentences, is_abbreviation, is_never_last, is_title
from app.text.spans import Span, lines, strip

_STOP = re.compile(r"(?P<stop>[.!?…。！？]+(?:[ \xa0]\.)*)(?P<close>[)\]\"'”’»]*)(?P<gap>\s*)")
_NEXT = re.compile(r"[\"'“‘(\[«]*\s?(?P<word>[^\W_]+(?:[.'’][^\W_]+)*)?")
_LAST_WORD = re.compile(r"[^\W_][\w.]*$")
_DOMAIN = re.compile(r"(?:com|org|net|gov|edu|io|co|uk|eu)\b", re.IGNORECASE)
_ITEM = re.compile(r"(?:^|(?<=\s))(?:[•⁃*-]\s?)?(?P<key>\d{1,2}|[a-z])(?:\.\)|\)|\.)\s?(?=[A-Z])")

#: How far from a stop the words on both sides of it are read.
_REACH = 40

#: What goes on behind "5 p.m." with a capital.
_AFTER_HOUR = frozenset(
    (
        "est edt et pst pdt gmt bst cet sunday monday tuesday wednesday thursday friday saturday"
    ).split()
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
    for cut in sorted({*_stops(text, line, items), *items, line.end}):
        sentence = strip(text, Span(at, cut))
        if sentence:
            yield sentence
        at = cut


def _stops(text: str, line: Span, items: frozenset[int]) -> Iterator[int]:
    for match in _STOP.finditer(text, line.start, line.end):
        if _numbers_an_item(match.start(), items):
            continue
        if _ends(text, line, match):
            yield match.end("close")


def _list_items(text: str, line: Span) -> frozenset[int]:
    """Find list items run together on one line, "1.) Bread 2.) Milk": two or more, in order."""
    found = list(_ITEM.finditer(text, line.start, line.end))
    keys = [int(m["key"]) if m["key"].isdigit() else ord(m["key"]) for m in found]
    in_order = all(later - key == 1 for key, later in pairwise(keys))
    return frozenset(m.start() for m in found) if len(found) > 1 and in_order else frozenset()


def _numbers_an_item(at: int, items: frozenset[int]) -> bool:
    return any(before in items for before in range(at - 4, at))


def _ends(text: str, line: Span, match: re.Match[str]) -> bool:
    """Is this stop the end of a sentence?"""
    stop, close = match["stop"], match["close"]
    if stop == "..." and close[:1] == "]":
        return False  # an elision
    if match.end() >= line.end or stop[0] in "。！？":
        return True
    following = _NEXT.match(text, match.end(), min(line.end, match.end() + _REACH))
    word = (following and following["word"]) or ""
    last = _word_before(text, line, match.start())
    if not match["gap"]:
        return _ends_glued(text, last=last, stop=stop, close=close, word=word, at=match.end())
    if word[:1].islower():
        # A quotation that begins in lower case lost its sentence: it still stands by itself.
        return text[match.end()] == "“" and not is_abbreviation(last)
    if " ." in stop:
        return stop.count(".") > 3 and bool(word)  # three spaced dots are a pause
    if stop != ".":
        return bool(word) or stop[0] in "!?"
    if close.strip("'’"):
        return not (is_title(last) and close.strip(")]") == "")
    return _full_stop_ends(last, word=word, first_on_line=match.start() - len(last) == line.start)


def _ends_glued(text: str, *, last: str, stop: str, close: str, word: str, at: int) -> bool:
    """Decide without a blank: `rained.”She` ends there, "example.Com" and "3.5" do not."""
    if not word[:1].isupper():
        return False
    if close:
        return close[-1] in '”"»' and bool(last) and not last.isdigit()
    if text[at] in "“‘\"'(":
        return text[at] == "“" and len(last) > 2
    plain = last.islower() and len(last) > 2 and "." not in last and not _DOMAIN.match(word)
    return stop == "." and plain and word[1:].islower() and "." not in word


def _full_stop_ends(last: str, *, word: str, first_on_line: bool) -> bool:
    low, begins = last.lower(), begins_sentences(word)
    if first_on_line and low.isdigit() and len(low) <= 2:
        return False  # the number of a list item
    if is_never_last(last):
        return False
    if low == "no":
        return not word[:1].isdigit()
    if len(last) == 1 and last.isupper() and last != "I":
        return begins and len(word) > 1  # an initial
    if low in {"a.m", "p.m"}:
        return word[:1].isupper() and low[:1].isalpha() and word.lower() not in _AFTER_HOUR
    if is_abbreviation(last):
        return begins
    return True


def _word_before(text: str, line: Span, at: int) -> str:
    """Give the word right before an offset, as far as it reaches back."""
    found = _LAST_WORD.search(text, max(line.start, at - _REACH), at)
    return found[0] if found else ""
