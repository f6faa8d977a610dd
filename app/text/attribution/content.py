"""Which words a clause reports: after "he said that", before "..., he said", or on both sides."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.text.attribution.adjuncts import ADJUNCTS, REACH, SHORT, after_adjuncts, is_adjunct
from app.text.attribution.clauses import Clause
from app.text.attribution.complements import JUDGEMENTS, RULES, asserts, that
from app.text.attribution.lexicon import Takes
from app.text.attribution.pointers import pointer
from app.text.spans import Span
from app.text.statements.acts import StatementKind
from app.text.words import Sentence, Word

#: Words of these may stand in front of their cue, and behind a time or an addressee.
_SPEECH = frozenset({Takes.CLAUSE, Takes.THAT, Takes.QUOTE})
_DASHES = frozenset("–—-―")
_DATELINE_REACH = 12
#: Behind "..., he said," these go on with the narrator.
_ASIDES = frozenset(
    "as when while after before during in on at adding referring referencing citing noting "
    "according though although but and who which".split()
)
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Report:
    """The words that a clause reports, in pieces.

    A wish or a question `asserts` nothing; a judgement is of a thing, without a clause.
    """

    pieces: tuple[Span, ...]
    asserts: bool = True
    is_judgement: bool = False


def reported(sentence: Sentence, clause: Clause, *, limit: int) -> Report | None:
    """Give the words that a clause reports, up to word `limit`; none if it only acts on a claim."""
    if _acts_on_a_claim(sentence, clause, limit):
        return None
    before = _before(sentence, clause)
    if before is None:
        return _behind(sentence, clause, limit)
    inserted = _is_inserted(sentence.words, clause)
    if not inserted and not clause.cue.entry.takes & {Takes.CLAUSE, Takes.QUOTE}:
        return _behind(sentence, clause, limit) or Report((before,))
    if _ends_quoted(sentence.words, clause):
        later = _quoted_from(sentence.words[clause.right - 1 : limit])
        return Report((before, later) if later else (before,))
    if _goes_aside(sentence.words, after_adjuncts(sentence.words, clause, limit=limit)):
        return Report((before,))
    if inserted:
        behind = sentence.trimmed(clause.right, limit)
        return Report((before, behind) if behind else (before,))
    return _behind(sentence, clause, limit) or Report((before,))


def _acts_on_a_claim(sentence: Sentence, clause: Clause, limit: int) -> bool:
    """Is it "repeated the accusation", whose object reports no words?"""
    if clause.cue.entry.kind is StatementKind.ASSERTED:
        return False
    if clause.cue.entry.takes == {Takes.ACT}:
        return True
    after = sentence.trimmed(clause.right, limit)
    return after is not None and pointer(sentence.phrase(after)) is not None


# ------------------------------------------------------------------------ behind the clause


def _behind(sentence: Sentence, clause: Clause, limit: int) -> Report | None:
    """Read the words behind the clause by the rules for what its cue takes."""
    introduced = after_adjuncts(sentence.words, clause, limit=limit)
    if clause.inverted:
        span = sentence.trimmed(introduced, limit)
        return Report((span,)) if span and introduced > clause.right else None
    for taken, rule in RULES:
        if taken not in clause.cue.entry.takes:
            continue
        start = introduced if taken in _SPEECH else clause.right
        if taken is Takes.CLAUSE and is_adjunct(sentence.words[start:limit]):
            rule = that  # "said on Tuesday" reports nothing behind it
        place = rule(sentence.words, start, limit)
        if place and (span := sentence.trimmed(place.start, place.end)):
            told = asserts(taken, sentence.phrase(span))
            return Report((span,), asserts=told, is_judgement=taken in JUDGEMENTS)
    return None


def _quoted_from(words: Sequence[Word]) -> Span | None:
    """Give the quotations that go on behind “...,” he said, “...”; a title follows no mark."""
    first = next((at for at, word in enumerate(words) if word.quoted), 0)
    if not first or words[first - 1].is_word:
        return None
    quoted = [word for word in words[first:] if word.quoted]
    return Span(quoted[0].start, quoted[-1].end)


# ------------------------------------------------------------------------ in front of the clause


def _before(sentence: Sentence, clause: Clause) -> Span | None:
    """Give the words in front of "..., he said", if they are set off as reported."""
    takes, words = clause.cue.entry.takes, sentence.words
    if not clause.left or clause.cue.is_participle or not _SPEECH & takes:
        return None
    mark, inserted = words[clause.left - 1], _is_inserted(words, clause)
    if not inserted and words[0].low in ADJUNCTS and clause.left < REACH:
        return None  # "On Monday, he said": what is set off is the time or the place
    span = sentence.trimmed(_after_dateline(words), clause.left)
    if span and mark.quoted:
        return _last_quotation(sentence, span)
    if span is None or mark.text != ",":
        return None
    if inserted:
        return span
    if Takes.CLAUSE not in takes:
        return None
    closes = clause.inverted or _closes(words, clause)
    return span if closes and sentence.count(span) >= _FEWEST_WORDS else None


def _ends_quoted(words: Sequence[Word], clause: Clause) -> bool:
    at = clause.left - 1
    while at > 0 and words[at].text in ",–—" and not words[at].quoted:
        at -= 1
    return words[at].quoted


def _is_inserted(words: Sequence[Word], clause: Clause) -> bool:
    """Is it "The rain, Anna Weiss said, will last", with the words on both sides?"""
    if clause.inverted or clause.cue.is_participle:
        return False
    if not 0 < clause.left <= clause.right < len(words) - 2 or words[clause.left - 1].quoted:
        return False
    set_off = words[clause.left - 1].text == "," == words[clause.right].text
    return set_off and not _goes_aside(words, clause.right)


def _goes_aside(words: Sequence[Word], at: int) -> bool:
    """Is it "It rained, he said [on Monday], noting ...", with nothing of the rain behind it?"""
    behind = words[at : at + 2]
    return len(behind) == 2 and behind[0].text == "," and behind[1].low in _ASIDES


def _closes(words: Sequence[Word], clause: Clause) -> bool:
    """Does the sentence end soon after the clause: "It rained, he said on Monday, as ..."?"""
    if len(words) - clause.right <= SHORT:
        return True
    for at in range(clause.right, clause.right + SHORT):
        if words[at].text == ",":
            return words[at + 1].low in _ASIDES
    return False


def _after_dateline(words: Sequence[Word]) -> int:
    """Step over "OSLO —"."""
    if words[0].text.isupper() and len(words[0].text) > 2:
        for at, word in enumerate(words[1:_DATELINE_REACH], start=1):
            if word.text in _DASHES:
                return at + 1
    return 0


def _last_quotation(sentence: Sentence, span: Span) -> Span:
    """Narrow "He went on: “Q”" to the quotation; words that run into one belong to it."""
    within = [quotation for quotation in sentence.quotations if quotation.end <= span.end + 1]
    start = within[-1].start if within else span.start
    lead = sentence.text[span.start : start].rstrip()
    return Span(start, span.end) if lead.endswith(":") else span
