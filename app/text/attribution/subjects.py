"""Subjects: the noun phrase of whoever says, wants or owns something, as a range of words."""

import re
from collections.abc import Sequence

from app.text.attribution.cues import AUXILIARIES, Cue, owner
from app.text.spans import Span
from app.text.words import Word

#: A subject longer than this is no subject.
_LONGEST_SUBJECT = 16
_LONGEST_APPOSITION = 30
_MOST_ASIDES = 3
_LONGEST_OWNER, _LONGEST_ANTECEDENT, _LONGEST_NAME = 6, 8, 10

COMMAS = frozenset(",–—-")
_MATES = {")": "(", ",": ",", "–": "–", "—": "—"}
_BOUNDARIES = frozenset(
    (
        ', ; : . ! ? … – — - “ ” " ( ) [ ] „ « » | that but while because when if although though '
        "as where after before since until whereas which so"
    ).split()
)
PRONOUNS = frozenset("i he she they we it you who".split())
#: These stand for the noun phrase before them.
RELATIVES = frozenset({"who", "which"})
_CONTRACTED = re.compile("(?:i|he|she|they|we|it|who)'(?:s|d|ve|ll|re|m)")
_NOT_SUBJECTS = frozenset(
    (
        "there here what how why when where not be to this these those that and or but of never "
        "then which such let so if also please"
    ).split()
)
_NO_NOUNS = _NOT_SUBJECTS | _BOUNDARIES | AUXILIARIES
_LEADS = frozenset(
    (
        "and but so yet or even still then now later earlier today yesterday meanwhile however "
        "instead overall again also more recently both monday tuesday wednesday thursday friday "
        "saturday sunday once only said says"
    ).split()
)
#: What a sentence begins with before its subject.
_OPENERS = frozenset(
    "in on at by for with from after during to under among despite about as when while since "
    "because if although though before like unlike asked without perhaps".split()
)
_PREPOSITIONS = frozenset("in on at by for with from after during to under among despite".split())
_DETERMINERS = frozenset("the a an his her its their our my some many several one another".split())
_APPOSED = frozenset("the a an his her its their one".split())
_STARTS_A_NAME = _DETERMINERS | frozenset("he she they we i".split())
_OF_NAMES = frozenset("of de van von al bin der la le du el for".split())


def subject_before(words: Sequence[Word], end: int, *, floor: int) -> Span | None:
    """Give the noun phrase that ends before word `end` and begins at `floor` or later.

    What stands aside, as in "Anna Weiss, who left, said", may hold a clause below the floor.
    """
    end, floor = _before_asides(words, end, floor=floor)
    if end <= floor or words[end - 1].quoted:
        return None
    last = words[end - 1].low
    if last == "you":
        return None  # the reader is asked, not reported
    if last in RELATIVES:
        return _antecedent(words, end, floor=floor)
    if last in PRONOUNS or _CONTRACTED.fullmatch(last):
        return Span(end - 1, end)
    start = _phrase_start(words, end, floor=floor)
    if _stands_aside(words, start, end):
        end = start - 1
        start = _phrase_start(words, end, floor=floor)
    return _trim_lead(words, start, end)


def subject_after(words: Sequence[Word], start: int) -> Span | None:
    """Give the noun phrase that begins at word `start`: "said Anna Weiss", "said the ministry"."""
    if start >= len(words) or words[start].quoted or not words[start].is_word:
        return None
    if words[start].low in PRONOUNS - {"who"}:
        return Span(start, start + 1)
    determined = words[start].low in _DETERMINERS
    at = start + determined
    named = start
    while at < min(len(words), start + _LONGEST_NAME) and _goes_on(words[at], named=named > start):
        at += 1
        named = at if words[at - 1].is_capital else named
    if named > start:
        # "Anna Weiss’s niece": the name owns a word that follows.
        return Span(start, named + (words[named - 1].is_possessive and named < at))
    return Span(start, min(at, start + 4)) if determined and at > start + 1 else None


def first_subject(words: Sequence[Word], end: int) -> Span | None:
    """Give the name at the head of the sentence, before word `end`.

    It stands behind the comma if the sentence begins with a time, a place or a participle.
    """
    at = 0
    if words[0].low in _OPENERS or words[0].low.endswith(("ing", "ed")):
        at = next((at + 1 for at in range(end) if words[at].text == ","), 0)
    while at < end and words[at].low in _LEADS:
        at += 1
    return None if words[at].low in _OPENERS else subject_after(words, at)


def last_name(words: Sequence[Word]) -> Span | None:
    """Give the words with a capital that end a phrase."""
    start = _last_name(words, 0, len(words))
    return Span(start, len(words)) if start < len(words) else None


def owner_phrase(words: Sequence[Word], noun: int, *, floor: int) -> Span | None:
    """Give whoever owns a noun: the "his" of "his promise", "the old port’s"."""
    at = owner(words, noun)
    if at is None or at < floor:
        return None
    start = at
    if words[at].is_possessive:
        while start > max(floor, at - _LONGEST_OWNER) and _owns_too(words, start - 1):
            start -= 1
            if words[start].low in _DETERMINERS:
                break
    return Span(start, at + 1)


def agrees(words: Sequence[Word], subject: Span, cue: Cue) -> bool:
    """May this be the subject of the cue: "the port claims", but not "false claims"?"""
    phrase = words[subject.start : subject.end]
    return not cue.may_be_plural or any(
        word.is_capital or word.low in _STARTS_A_NAME | PRONOUNS for word in phrase
    )


def _antecedent(words: Sequence[Word], end: int, *, floor: int) -> Span | None:
    """Give the noun phrase before "who", which ends before word `end`."""
    head = end - 1
    while head > floor and words[head - 1].text in COMMAS:
        head -= 1
    start = head
    while start > max(floor, head - _LONGEST_ANTECEDENT) and not _bounds(words, start - 1):
        start -= 1
    return _trim_lead(words, start, head)


def _phrase_start(words: Sequence[Word], end: int, *, floor: int) -> int:
    start = end
    while start > max(floor, end - _LONGEST_SUBJECT) and not _bounds(words, start - 1):
        start -= 1
    return start


def _stands_aside(words: Sequence[Word], start: int, end: int) -> bool:
    """Is it "the head of the port" right behind "Anna Weiss," and a quotation or the beginning?"""
    if start < 2 or words[start - 1].text != "," or words[start].low not in _APPOSED:
        return False
    name = words[start - 2]
    return name.is_capital and not name.quoted and end < len(words) and not words[end].is_word


def _bounds(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.low == "and":
        # "Smith and Jones said" names two; "he left and Smith said" begins a clause.
        return not (at and words[at - 1].is_capital and words[at + 1].is_capital)
    return word.quoted or word.low in _BOUNDARIES


def _owns_too(words: Sequence[Word], at: int) -> bool:
    return not _bounds(words, at) and words[at].is_word and words[at].low not in _PREPOSITIONS


def _before_asides(words: Sequence[Word], end: int, *, floor: int) -> tuple[int, int]:
    """Step over all that stands aside: "Anna Weiss (of Oslo), the head of the port, one of ..."."""
    for _ in range(_MOST_ASIDES):
        name_ends, floor = _before_aside(words, end, floor=floor)
        if name_ends == end:
            break
        end = name_ends
    return end, floor


def _before_aside(words: Sequence[Word], end: int, *, floor: int) -> tuple[int, int]:
    """Step over "(head of the port)" or ", the spokesman," to the name in front of it.

    Give where the name ends, and the first word at which it may begin.
    """
    mark = _MATES.get(words[end - 1].text) if end > floor else None
    if mark is None or words[end - 1].quoted:
        return end, floor
    for at in range(end - 2, max(-1, end - _LONGEST_APPOSITION), -1):
        if words[at].text == mark:
            name_ends = end - 1 if _is_named(words, at, end - 1) else at
            return name_ends, 0 if name_ends < floor else floor
        if words[at].quoted:
            break
    return (end if mark == "(" else floor), floor


def _is_named(words: Sequence[Word], comma: int, end: int) -> bool:
    """Is it the name that stands aside, as in "his deputy, Anna Weiss, said"?"""
    aside = words[comma + 1 : end]
    described = words[comma].text == "," and comma > 0 and not words[comma - 1].is_capital
    return described and 1 < len(aside) < 5 and all(word.is_capital for word in aside)


def _trim_lead(words: Sequence[Word], start: int, end: int) -> Span | None:
    while start < end and words[start].low in _LEADS:
        start += 1
    if start < end and words[start].low in _PREPOSITIONS:
        # "On Tuesday the ministry said": the subject begins at its own determiner or pronoun.
        later = (at for at in range(start + 2, end) if words[at].low in _STARTS_A_NAME)
        dated = (at + 1 for at in range(end - 2, start, -1) if _is_date(words[at]))
        start = next(later, next(dated, _last_name(words, start, end)))
    if start < end and words[end - 1].is_possessive:
        return None  # "the spokesman’s remarks": a noun follows, not a verb
    return Span(start, end) if start < end and _may_be_subject(words[start:end]) else None


def _may_be_subject(phrase: Sequence[Word]) -> bool:
    """Is it a noun phrase: "those close to him", but neither "those" nor "there"?"""
    if phrase[0].low in _NOT_SUBJECTS and not (phrase[0].low == "those" and len(phrase) > 2):
        return False
    return any(word.is_word for word in phrase)


def _last_name(words: Sequence[Word], start: int, end: int) -> int:
    """Find where the name begins that ends a phrase: "In an interview [Anna Weiss]"."""
    at = end
    while at > start and words[at - 1].is_capital:
        at -= 1
    return at


def _is_date(word: Word) -> bool:
    return word.low in _LEADS or word.text.isdigit()


def _goes_on(word: Word, *, named: bool) -> bool:
    """May this word stand in a noun phrase, of which a name has been read or not?"""
    if word.quoted or not word.is_word:
        return False
    if word.is_capital:
        return True
    return word.low in _OF_NAMES or not (named or word.low in _NO_NOUNS)
