"""Which words a clause reports: after "he said that", before "..., he said", or on both sides."""

from collections.abc import Sequence

from app.text.acts import StatementKind
from app.text.clauses import OPENING, Clause
from app.text.lexicon import Takes
from app.text.pointers import pointer
from app.text.spans import Span
from app.text.words import Sentence, Word, joins

_TELLING = frozenset("tell assure inform remind notify convince".split())
_ADJUNCTS = frozenset(
    "on in at to during last this earlier after before late early today yesterday via through "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
#: "said in a statement on Tuesday that": how many words may stand before "that".
_ADJUNCT_REACH, _ADDRESSEE_REACH = 14, 8
_FEWEST_WORDS = 3


def begins_anew(sentence: Sentence, clause: Clause) -> bool:
    """Does a mark or a conjunction part this clause from what stands before it?

    "That" does not: what "he said that the city found" introduces is all his.
    """
    if not clause.left:
        return False
    before = sentence.words[clause.left - 1]
    return joins(before) and before.low != "that"


def reported(sentence: Sentence, clause: Clause, *, limit: int) -> tuple[Span, ...]:
    """Give the words that a clause reports, up to word `limit`; none if it only acts on a claim."""
    if clause.cue.verb.takes is Takes.OBJECT or _acts_on_a_claim(sentence, clause, limit):
        return ()
    before = _before(sentence, clause)
    if before and _ends_quoted(sentence, clause):
        later = _quoted_from(sentence.words[clause.right - 1 : limit])
        return (before, later) if later else (before,)
    start = _after_adjuncts(sentence, clause, limit=limit)
    after = sentence.trimmed(start, limit)
    if after and _may_follow(sentence, clause, start, limit):
        return (after,)
    return (before,) if before else ()


def _acts_on_a_claim(sentence: Sentence, clause: Clause, limit: int) -> bool:
    """Is it "repeated the accusation", whose object reports no words?"""
    if clause.cue.verb.kind is StatementKind.ASSERTED:
        return False
    after = sentence.trimmed(clause.right, limit)
    return after is not None and pointer(sentence.phrase(after)) is not None


# ------------------------------------------------------------------------ in front of the clause


def _ends_quoted(sentence: Sentence, clause: Clause) -> bool:
    at = clause.left - 1
    while at > 0 and sentence.words[at].text in ",–—" and not sentence.words[at].quoted:
        at -= 1
    return at >= 0 and sentence.words[at].quoted


def _before(sentence: Sentence, clause: Clause) -> Span | None:
    """Give the words in front of "..., he said", if they are set off as reported."""
    if not clause.left or clause.cue.is_participle:
        return None
    mark = sentence.words[clause.left - 1]
    span = sentence.trimmed(0, clause.left)
    if sentence.words[0].low in _ADJUNCTS and clause.left < _ADJUNCT_REACH:
        return None  # "On Monday, he said": what is set off is the time or the place
    if span is None or not (mark.text == "," or mark.quoted):
        return None
    if mark.quoted:
        return _last_quotation(sentence, span)
    # "It rained, he said on Monday.": the sentence ends soon after the clause.
    closes = clause.inverted or len(sentence.words) - clause.right <= _ADDRESSEE_REACH
    return span if closes and sentence.count(span) >= _FEWEST_WORDS else None


def _last_quotation(sentence: Sentence, span: Span) -> Span:
    """Narrow "He went on: “Q”" to the quotation; words that run into one belong to it."""
    within = [quotation for quotation in sentence.quotations if quotation.end <= span.end + 1]
    start = within[-1].start if within else span.start
    lead = sentence.text[span.start : start].rstrip()
    return Span(start, span.end) if lead.endswith((":", ",")) else span


# ------------------------------------------------------------------------ behind the clause


def _after_adjuncts(sentence: Sentence, clause: Clause, *, limit: int) -> int:
    """Step over "reporters on Tuesday that" to the first word reported."""
    at = clause.right
    if clause.cue.verb.lemma in _TELLING and not clause.inverted:
        at = _after_addressee(sentence, at, limit)
    at += _day(sentence.words[at : min(limit, at + 2)])
    if at < limit and (sentence.words[at].low in _ADJUNCTS or sentence.words[at].text == ","):
        at = _introduced(sentence, at, min(limit, at + _ADJUNCT_REACH)) or at
    return at + 1 if at < limit and sentence.words[at].low == "that" else at


def _day(words: Sequence[Word]) -> int:
    """Count the words of "on Tuesday" or "Tuesday"."""
    for count, word in enumerate(words, start=1):
        if word.low.endswith("day") and word.is_capital:
            return count
    return 0


def _introduced(sentence: Sentence, start: int, end: int) -> int | None:
    """Find "that" or an opening mark between two words."""
    return next(
        (
            at
            for at in range(start, end)
            if sentence.words[at].low == "that" or sentence.words[at].text in OPENING
        ),
        None,
    )


def _after_addressee(sentence: Sentence, at: int, limit: int) -> int:
    ahead = _introduced(sentence, at, min(limit, at + _ADDRESSEE_REACH))
    if ahead is not None:
        return ahead
    if at < limit and sentence.words[at].low in {"the", "a", "his", "her", "their"}:
        return min(limit, at + 2)
    ahead = at
    while ahead < limit and sentence.words[ahead].is_capital:
        ahead += 1
    return ahead if ahead > at else min(limit, at + 1)


def _may_follow(sentence: Sentence, clause: Clause, start: int, limit: int) -> bool:
    """Does the verb take what follows it as somebody's words?"""
    if clause.inverted:
        return start > clause.right
    marked = sentence.words[start - 1].low == "that" or any(
        word.quoted for word in sentence.words[start:limit]
    )
    if clause.cue.verb.takes is Takes.THAT or _is_adjunct(sentence.words[start:limit]):
        return marked
    return limit - start >= 2


def _is_adjunct(words: Sequence[Word]) -> bool:
    """Is what follows only "on Tuesday" or "in a statement"?"""
    return 0 < len(words) <= _ADDRESSEE_REACH and words[0].low in _ADJUNCTS


def _quoted_from(words: Sequence[Word]) -> Span | None:
    """Give the quotations that go on behind “...,” he said, “...”; a title follows no mark."""
    first = next((at for at, word in enumerate(words) if word.quoted), 0)
    if not first or words[first - 1].is_word:
        return None
    quoted = [word for word in words[first:] if word.quoted]
    return Span(quoted[0].start, quoted[-1].end)
