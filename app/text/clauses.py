"""Clauses in which somebody says something, or does something to a claim: who, by which cue."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.text.cues import AUXILIARIES, NEGATIONS, Cue, cues
from app.text.spans import Span
from app.text.subjects import COMMAS, LEADS, subject_after, subject_before
from app.text.words import Word

OPENING, CLOSING = frozenset("“„«‘"), frozenset("”»")


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
    if place := subject_before(words, at, floor=floor):
        return Clause(cue, _offsets(words, place), place.start, cue.end, negated=negated)
    if (
        at
        and (words[at - 1].text in COMMAS or words[at - 1].quoted)
        and (place := subject_after(words, cue.end))
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
        return before.text in COMMAS or before.low in {"while", "and", "by"}
    return before.low == "to" and at > 1 and words[at - 2].low == "as"


def _phrase_start(words: Sequence[Word], at: int, *, floor: int) -> int:
    """Go back from "suggest" to the comma before "going as far as to suggest"."""
    if at and words[at - 1].low == "to":
        for before in range(at - 1, max(floor, at - 8), -1):
            if words[before].text in COMMAS:
                return before + 1
    return at


def _first_subject(words: Sequence[Word], end: int) -> Span | None:
    """Take the name at the head of the sentence for its subject."""
    at = 0
    while at < min(end, 3) and words[at].low in LEADS | {"though", "although", "while"}:
        at += 1
    place = subject_after(words, at)
    return _offsets(words, place) if place else None


def _offsets(words: Sequence[Word], place: Span) -> Span:
    """Turn a range of words, by which the rules below count, into offsets of the text."""
    return Span(words[place.start].start, words[place.end - 1].end)
