"""Clauses in which somebody says something, or does something to a claim: who, by which cue."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.text.attribution.cues import AUXILIARIES, NEGATIONS, Cue, cues, is_to_be
from app.text.attribution.lexicon import Part
from app.text.attribution.subjects import (
    COMMAS,
    RELATIVES,
    agrees,
    first_subject,
    owner_phrase,
    subject_after,
    subject_before,
)
from app.text.spans import Span
from app.text.words import Word

OPENING, CLOSING = frozenset("“„«‘"), frozenset("”»")
#: What parts a clause from the one before it.
_PARTS = frozenset(", ; : . – — - and but while though although yet".split())
#: These part clauses only behind a mark: "..., even after".
_SUBORDINATORS = frozenset("even after before as when because so since where if then".split())
#: A quotation that ends in one of these ends a clause.
_ENDS = frozenset(",.?!…–—-")
_BEFORE_PARTICIPLES = frozenset("while and by for from after before in without of".split())
#: A sentence with more is no prose; so the work on it is bounded.
_MOST_CLAUSES = 20
_ALL = frozenset({"all", "both"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue and its subject, as places in the words of one sentence.

    `left` is the first word of the clause, `right` the first word after cue and subject.
    """

    cue: Cue
    subject: Span
    left: int
    right: int
    #: The first word that no clause before this one may report: where an aside ends that stands
    #: between subject and cue, or the clause begins.
    floor: int
    inverted: bool = False
    negated: bool = False
    #: Does it stand within what the clause before it reports: "said [the port claimed]"?
    nested: bool = False
    #: Whom the subject stands for: "who" for the noun phrase before it.
    antecedent: Span | None = None

    @property
    def meant(self) -> Span:
        return self.antecedent or self.subject


def clauses(words: Sequence[Word]) -> tuple[Clause, ...]:
    """Find every clause with a cue outside quotation marks, from left to right.

    A participle ("..., insisting that ...") has the subject of the clause before it, or of the
    sentence; so has the second of two verbs ("left the port and said ..."). A cue without a
    subject ("was forced to say") makes no clause.
    """
    found: list[Clause] = []
    main: Clause | None = None
    floor = 0
    for cue in cues(words):
        clause = _clause(words, cue, floor=floor, main=main)
        if clause:
            clause = replace(clause, nested=main is not None and not _begins_anew(words, clause))
            main = main if clause.nested or clause.antecedent else clause
            found.append(clause)
            floor = clause.right
        if len(found) == _MOST_CLAUSES:
            break
    return tuple(found)


def _begins_anew(words: Sequence[Word], clause: Clause) -> bool:
    """Does a mark or a conjunction part this clause from what stands before it?

    "That" does not: what "he said that the city found" introduces is all his.
    """
    if clause.cue.entry.part is Part.NOUN or clause.antecedent:
        return False
    at = clause.left
    while at and words[at - 1].low in _SUBORDINATORS and not words[at - 1].quoted:
        at -= 1
    return at > 0 and (_closes_quotation(words, at - 1) or words[at - 1].low in _PARTS)


def _closes_quotation(words: Sequence[Word], at: int) -> bool:
    """Does a quotation that ends a clause end here: "“It rained,”" but not "“wet”"?"""
    if not words[at].quoted:
        return False
    while at and not words[at].is_word and words[at].text not in _ENDS:
        at -= 1
    return not words[at].is_word


def _clause(words: Sequence[Word], cue: Cue, *, floor: int, main: Clause | None) -> Clause | None:
    if cue.entry.part is Part.NOUN:
        place = owner_phrase(words, cue.start, floor=floor)
        if place is None:
            return None
        return Clause(cue, _offsets(words, place), place.start, cue.end, place.start)
    at = _past_auxiliaries(words, cue.start, floor=floor)
    negated = any(word.low in NEGATIONS for word in words[max(floor, at - 2) : cue.start])
    found = (
        _hanging(words, cue, at, floor=floor, main=main)
        if _hangs_on(words, cue, at)
        else _finite(words, cue, at, floor=floor)
    )
    return replace(found, negated=negated) if found else None


def _past_auxiliaries(words: Sequence[Word], at: int, *, floor: int) -> int:
    while at > floor and _is_auxiliary(words[at - 1]):
        at -= 1
    return at


def _is_auxiliary(word: Word) -> bool:
    """May this stand between subject and verb: "has", "also", "clearly", but not Theresa May?"""
    return word.text != "May" and (word.low in AUXILIARIES or word.low.endswith("ly"))


def _offsets(words: Sequence[Word], place: Span) -> Span:
    """Turn a range of words, by which the rules below count, into offsets of the text."""
    return Span(words[place.start].start, words[place.end - 1].end)


# ------------------------------------------------------------------------ a subject of its own


def _finite(words: Sequence[Word], cue: Cue, at: int, *, floor: int) -> Clause | None:
    """Read a verb with its subject: "Anna Weiss [has] said", or “...,” said Anna Weiss."""
    if at > floor and words[at - 1].low == "to":
        return None
    if cue.is_participle and not _may_be_finite(words, cue, at):
        return None  # "anyone wanting to leave"
    place = subject_before(words, at, floor=floor)
    if place is None and at < cue.start and words[at].low in _ALL:
        place = Span(at, at + 1)
    if place and agrees(words, place, cue):
        return _with_subject(words, cue, place, at, floor=floor)
    set_off = at > 0 and (words[at - 1].text in COMMAS or words[at - 1].quoted)
    if set_off and (place := subject_after(words, cue.end)):
        return Clause(cue, _offsets(words, place), cue.start, place.end, cue.start, inverted=True)
    return None


def _may_be_finite(words: Sequence[Word], cue: Cue, at: int) -> bool:
    """Is it "is asking", or as good as that: "a man asking, “Will it rain?”"?"""
    if any(is_to_be(word) for word in words[max(0, at - 1) : cue.start]):
        return True
    return _quotes_at_once(words, cue.end)


def _quotes_at_once(words: Sequence[Word], at: int) -> bool:
    behind = words[at : at + 2]
    return len(behind) == 2 and not behind[0].is_word and behind[1].quoted


def _with_subject(words: Sequence[Word], cue: Cue, place: Span, at: int, *, floor: int) -> Clause:
    subject, left = _offsets(words, place), place.start
    begins = left if left >= floor else at
    if words[at - 1].low not in RELATIVES:
        return Clause(cue, subject, left, cue.end, begins)
    return Clause(cue, words[at - 1].span, left, cue.end, begins, antecedent=subject)


# ------------------------------------------------------------------------ a subject from before


def _hangs_on(words: Sequence[Word], cue: Cue, at: int) -> bool:
    """Does this cue take its subject from what came before: "and said", ", saying", "as to say"?"""
    if not at:
        return False
    before = words[at - 1]
    if cue.is_participle and not any(is_to_be(word) for word in words[at : cue.start]):
        return before.quoted or before.text in COMMAS or before.low in _BEFORE_PARTICIPLES
    if before.low in {"and", "but"} and not before.quoted:
        return cue.form != cue.entry.lemma.split()[0]
    return before.low == "to" and at > 1 and words[at - 2].low == "as"


def _hanging(
    words: Sequence[Word], cue: Cue, at: int, *, floor: int, main: Clause | None
) -> Clause | None:
    if main:
        subject = main.subject
    elif place := first_subject(words, at):
        subject = _offsets(words, place)
    else:
        return None
    left = _phrase_start(words, cue.start, floor=floor)
    return Clause(cue, subject, left, cue.end, left)


def _phrase_start(words: Sequence[Word], at: int, *, floor: int) -> int:
    """Go back from "suggest" to the comma before "going as far as to suggest"."""
    if at and words[at - 1].low == "to":
        for before in range(at - 1, max(floor, at - 8), -1):
            if words[before].text in COMMAS:
                return before + 1
    return at
