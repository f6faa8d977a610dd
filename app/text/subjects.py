"""Subjects: the noun phrase of whoever says something, as a range of words."""

from collections.abc import Sequence

from app.text.spans import Span
from app.text.words import Word

#: A subject longer than this is no subject.
_LONGEST_SUBJECT = 16
_LONGEST_APPOSITION = 15

COMMAS = frozenset(",–—-")
_BOUNDARIES = frozenset(
    (
        ', ; : . ! ? … – — - “ ” " ( ) [ ] „ « » | that but while because when if although though '
        "as where after before since until whereas which so"
    ).split()
)
PRONOUNS = frozenset("i he she they we it you who".split())
_NOT_SUBJECTS = frozenset(
    (
        "there here what how why when where not be to this these those that and or but of never "
        "then which such let so if also please"
    ).split()
)
LEADS = frozenset(
    (
        "and but so yet or even still then now later earlier today yesterday meanwhile however "
        "instead overall again also more recently both monday tuesday wednesday thursday friday "
        "saturday sunday once only"
    ).split()
)
_PREPOSITIONS = frozenset("in on at by for with from after during to under among despite".split())
_DETERMINERS = frozenset("the a an his her its their our my some many several one another".split())
_STARTS_A_NAME = _DETERMINERS | frozenset("he she they we i".split())
_OF_NAMES = frozenset("of de van von al bin der la le du el for".split())


def subject_before(words: Sequence[Word], end: int, *, floor: int) -> Span | None:
    """Give the noun phrase that ends before word `end`, as a range of words."""
    end = _before_aside(words, end, floor=floor)
    if end <= floor or words[end - 1].quoted:
        return None
    if words[end - 1].low == "you":
        return None  # the reader is asked, not reported
    if words[end - 1].low in PRONOUNS:
        return _antecedent(words, end, floor=floor)
    start = end
    while start > max(floor, end - _LONGEST_SUBJECT) and not _bounds(words, start - 1):
        start -= 1
    return _trim_lead(words, start, end)


def _antecedent(words: Sequence[Word], end: int, *, floor: int) -> Span | None:
    """A pronoun is a subject by itself, but "who" stands for the noun phrase before it."""
    if words[end - 1].low != "who":
        return Span(end - 1, end)
    head = end - 1
    while head > floor and words[head - 1].text in COMMAS:
        head -= 1
    start = head
    while start > max(floor, head - 8) and not _bounds(words, start - 1):
        start -= 1
    return _trim_lead(words, start, head)


def _bounds(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.low == "and":
        # "Smith and Jones said" names two; "he left and Smith said" begins a clause.
        return not (at and words[at - 1].is_capital and words[at + 1].is_capital)
    return word.quoted or word.low in _BOUNDARIES


def _before_aside(words: Sequence[Word], end: int, *, floor: int) -> int:
    """Step over "(head of the port)" or ", the spokesman," to the name in front of it."""
    if end <= floor:
        return end
    lowest = max(floor, end - _LONGEST_APPOSITION)
    mark = {")": "(", ",": ",", "–": "–", "—": "—"}.get(words[end - 1].text)
    if mark is None or words[end - 1].quoted:
        return end
    for at in range(end - 2, lowest, -1):
        if words[at].text == mark:
            return end - 1 if _is_named(words, at, end - 1) else at
        if words[at].quoted:
            break
    return end if mark == "(" else floor


def _is_named(words: Sequence[Word], comma: int, end: int) -> bool:
    """Is it the name that stands aside, as in "his deputy, Anna Weiss, said"?"""
    aside = words[comma + 1 : end]
    described = words[comma].text == "," and comma > 0 and not words[comma - 1].is_capital
    return described and 1 < len(aside) < 5 and all(word.is_capital for word in aside)


def _trim_lead(words: Sequence[Word], start: int, end: int) -> Span | None:
    while start < end and words[start].low in LEADS:
        start += 1
    if start < end and words[start].low in _PREPOSITIONS:
        # "On Tuesday the ministry said": the subject begins at its own determiner or pronoun.
        later = (at for at in range(start + 2, end) if words[at].low in _STARTS_A_NAME)
        dated = (at + 1 for at in range(end - 2, start, -1) if _is_date(words[at]))
        start = next(later, next(dated, end))
    if start < end and words[end - 1].low.endswith(("'s", "s'")):
        return None  # "the spokesman’s remarks": a noun follows, not a verb
    if start >= end or words[start].low in _NOT_SUBJECTS:
        return None
    return Span(start, end) if any(word.is_word for word in words[start:end]) else None


def _is_date(word: Word) -> bool:
    return word.low in LEADS or word.text.isdigit()


def subject_after(words: Sequence[Word], start: int) -> Span | None:
    """Give the noun phrase that begins at word `start`: "said Anna Weiss", "said the ministry"."""
    if start >= len(words) or words[start].quoted or not words[start].is_word:
        return None
    if words[start].low in PRONOUNS - {"who"}:
        return Span(start, start + 1)
    determined = words[start].low in _DETERMINERS
    at = start + determined
    named = start
    while at < min(len(words), start + 10) and _goes_on(words[at], named=named > start):
        at += 1
        named = at if words[at - 1].is_capital else named
    if named > start:
        return Span(start, named)
    return Span(start, min(at, start + 4)) if determined and at > start + 1 else None


def _goes_on(word: Word, *, named: bool) -> bool:
    """May this word stand in a noun phrase, of which a name has been read or not?"""
    if word.quoted or not word.is_word:
        return False
    if word.is_capital:
        return True
    return word.low in _OF_NAMES or not (
        named or word.low in _NOT_SUBJECTS or word.low in _BOUNDARIES
    )
