"""Clauses in which somebody says something, or does something to a claim: who, by which cue."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.text.cues import AUXILIARIES, NEGATIONS, Cue, cues
from app.text.spans import Span
from app.text.words import Word

#: A subject longer than this is no subject.
_LONGEST_SUBJECT = 16
_LONGEST_APPOSITION = 15

OPENING, CLOSING = frozenset("“„«‘"), frozenset("”»")
_COMMAS = frozenset(",–—-")
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
_LEADS = frozenset(
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


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue and its subject, as places in the words of one sentence.

    `left` is the first word of the clause, `right` the first word after cue and subject.
    """

    cue: Cue
    subject: Span
    left: int
    right: int
    inverted: bool = False
    negated: bool = False


def clauses(words: Sequence[Word]) -> tuple[Clause, ...]:
    """Find every clause with a cue outside quotation marks, from left to right.

    A participle ("..., insisting that ...") has the subject of the clause before it, or of the
    sentence. A cue without a subject ("refused to say") makes no clause.
    """
    found: list[Clause] = []
    floor = 0
    for cue in cues(words):
        clause = _clause(words, cue, floor=floor, before=found[-1] if found else None)
        if clause:
            found.append(clause)
            floor = clause.right
    return tuple(found)


def _clause(words: Sequence[Word], cue: Cue, *, floor: int, before: Clause | None) -> Clause | None:
    at = _past_auxiliaries(words, cue.start, floor=floor)
    negated = any(word.low in NEGATIONS for word in words[max(floor, at - 2) : cue.start])
    if _hangs_on(words, cue, at):
        subject = before.subject if before else _first_subject(words, at)
        left = _phrase_start(words, cue.start, floor=floor)
        return Clause(cue, subject, left, cue.end, negated=negated) if subject else None
    if at > floor and words[at - 1].low == "to":
        return None
    if place := _subject_before(words, at, floor=floor):
        return Clause(cue, _offsets(words, place), place.start, cue.end, negated=negated)
    if (
        at
        and (words[at - 1].text in _COMMAS or words[at - 1].quoted)
        and (place := _subject_after(words, cue.end))
    ):
        subject = _offsets(words, place)
        return Clause(cue, subject, cue.start, place.end, inverted=True, negated=negated)
    return None


def _past_auxiliaries(words: Sequence[Word], at: int, *, floor: int) -> int:
    while at > floor and (words[at - 1].low in AUXILIARIES or words[at - 1].low.endswith("ly")):
        at -= 1
    return at


def _hangs_on(words: Sequence[Word], cue: Cue, at: int) -> bool:
    """Is this cue a participle or an infinitive that takes its subject from what came before?"""
    if not at:
        return False
    before = words[at - 1]
    if cue.is_participle and at == cue.start:
        return before.text in _COMMAS or before.low in {"while", "and", "by"}
    return before.low == "to" and at > 1 and words[at - 2].low == "as"


def _phrase_start(words: Sequence[Word], at: int, *, floor: int) -> int:
    """Go back from "suggest" to the comma before "going as far as to suggest"."""
    if at and words[at - 1].low == "to":
        for before in range(at - 1, max(floor, at - 8), -1):
            if words[before].text in _COMMAS:
                return before + 1
    return at


def _first_subject(words: Sequence[Word], end: int) -> Span | None:
    """Take the name at the head of the sentence for its subject."""
    at = 0
    while at < min(end, 3) and words[at].low in _LEADS | {"though", "although", "while"}:
        at += 1
    place = _subject_after(words, at)
    return _offsets(words, place) if place else None


def _offsets(words: Sequence[Word], place: Span) -> Span:
    """Turn a range of words, by which the rules below count, into offsets of the text."""
    return Span(words[place.start].start, words[place.end - 1].end)


def _subject_before(words: Sequence[Word], end: int, *, floor: int) -> Span | None:
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
    while head > floor and words[head - 1].text in _COMMAS:
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
    while start < end and words[start].low in _LEADS:
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
    return word.low in _LEADS or word.text.isdigit()


def _subject_after(words: Sequence[Word], start: int) -> Span | None:
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
