"""Sentences: where they end, in text whose quotation marks are glued to the next word."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.text.spans import Span, lines, strip

_STOP = re.compile(r"(?P<stop>[.!?…。！？]+(?:[ \xa0]\.)*)(?P<close>[)\]\"'”’»]*)(?P<gap>\s*)")
_NEXT = re.compile(r"[\"'“‘(\[«]*\s?(?P<word>[^\W_]+(?:[.'’][^\W_]+)*)?")
_LAST_WORD = re.compile(r"[^\W_][\w.]*$")
_LETTERS_AND_DOTS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_DOMAIN = re.compile(r"(?:com|org|net|gov|edu|io|co|uk|eu)\b", re.IGNORECASE)
_ITEM = re.compile(r"(?:^|(?<=\s))(?:[•⁃*-]\s?)?(?P<key>\d{1,2}|[a-z])(?:\.\)|\)|\.)\s?(?=[A-Z])")

#: How far from a stop the words on both sides of it are read.
_REACH = 40

#: Never the end of a sentence: a name follows.
_TITLES = frozenset(
    (
        "mr mrs ms dr prof rev hon sen rep gov gen col lt lieut capt cmdr maj sgt cpl pvt adm amb "
        "atty supt insp det mt ft msgr messrs mme mlle pres vice treas dist asst assoc dept"
    ).split()
)
#: The end of a sentence only before a word that often begins one.
_ABBREVIATIONS = frozenset(
    (
        "vs v etc e.g i.e cf al nos vol vols p pp pg fig figs eq ch chap ed eds est ext approx "
        "ca c jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs "
        "fri sat inc ltd co corp cos bros llc plc st ave blvd rd hwy rte ala ariz ark calif colo "
        "conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
        "penn tenn tex va vt wash wis wyo d.c n.y u.s u.k u.n e.u u.s.a ph.d m.d a.m p.m a.d b.c "
        "jr sr sec dir lb lbs ft hr hrs km kg cm mm"
    ).split()
)
_NEVER_LAST = frozenset("vs v e.g i.e cf p pp pg fig figs eq approx ca vol nos ed eds".split())
_BEGINNERS = frozenset(
    (
        "the a an this that these those he she it they we you i his her its their our my there "
        "here in on at by for from with after before when while since although though if but and "
        "so yet or nor as however meanwhile moreover instead still what who why how where is are "
        "was were do does did has have had can could will would should may might must not no yes "
        "both some many most more other another each every all one two mr mrs ms dr"
    ).split()
)
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
        return text[match.end()] == "“" and not _is_abbreviation(last)
    if " ." in stop:
        return stop.count(".") > 3 and bool(word)  # three spaced dots are a pause
    if stop != ".":
        return bool(word) or stop[0] in "!?"
    if close.strip("'’"):
        return not (_is_title(last) and close.strip(")]") == "")
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
    low, begins = last.lower(), word.lower() in _BEGINNERS
    if first_on_line and low.isdigit() and len(low) <= 2:
        return False  # the number of a list item
    if _is_title(last) or low in _NEVER_LAST:
        return False
    if low == "no":
        return not word[:1].isdigit()
    if len(last) == 1 and last.isupper() and last != "I":
        return begins and len(word) > 1  # an initial
    if low in {"a.m", "p.m"}:
        return word[:1].isupper() and low[:1].isalpha() and word.lower() not in _AFTER_HOUR
    if _is_abbreviation(last):
        return begins
    return True


def _is_title(word: str) -> bool:
    return word.lower() in _TITLES


def _is_abbreviation(word: str) -> bool:
    low = word.lower()
    return low in _TITLES or low in _ABBREVIATIONS or bool(_LETTERS_AND_DOTS.fullmatch(low))


def _word_before(text: str, line: Span, at: int) -> str:
    """Give the word right before an offset, as far as it reaches back."""
    found = _LAST_WORD.search(text, max(line.start, at - _REACH), at)
    return found[0] if found else ""
