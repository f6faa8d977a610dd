"""Adjuncts: times, places and people addressed, between a cue and the words that it reports."""

from collections.abc import Sequence

from app.text.attribution.clauses import OPENING, Clause
from app.text.attribution.cues import AUXILIARIES
from app.text.words import Word

#: "said in a statement on Tuesday that": how many words may stand before "that".
REACH = 14
#: What is shorter than this may be nothing but "on Tuesday" or "in a statement".
SHORT = 8
ADJUNCTS = frozenset(
    "on in at to during last this earlier after before late early today yesterday via through "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_TELLING = frozenset("tell assure inform remind notify convince".split())
_TIMES = frozenset("morning afternoon evening night week weekend month summer year".split())
_SUBJECTS = frozenset("he she they we i it".split())


def after_adjuncts(words: Sequence[Word], clause: Clause, *, limit: int) -> int:
    """Step over "reporters on Tuesday that" to the first word reported."""
    at = clause.right
    if clause.cue.entry.lemma in _TELLING and not clause.inverted:
        at = _after_addressee(words, at, limit)
    at += _time(words[at : min(limit, at + 3)])
    if at < limit and (words[at].low in ADJUNCTS or words[at].text == ","):
        at = _introduced(words, at, min(limit, at + REACH)) or at
    if at < limit and words[at].low == "that":
        # "that, in the end, it rained": without "that" the words would not hold together.
        return at + (words[min(at + 1, limit - 1)].text != ",")
    return at


def is_adjunct(words: Sequence[Word]) -> bool:
    """Is what follows only "on Tuesday" or "in a statement"?"""
    return 0 < len(words) <= SHORT and words[0].low in ADJUNCTS


def _time(words: Sequence[Word]) -> int:
    """Count the words of "on Tuesday", "Tuesday night", "Tuesday" or "this week"."""
    if len(words) > 1 and words[0].low in {"this", "last"} and words[1].low in _TIMES:
        return 2
    for count, word in enumerate(words[:2], start=1):
        if word.low.endswith("day") and word.is_capital:
            return count + (count < len(words) and words[count].low in _TIMES)
    return 0


def _introduced(words: Sequence[Word], start: int, end: int) -> int | None:
    """Find "that" or an opening mark between two words; "a port that was" introduces nothing."""
    for at in range(start, end):
        behind = words[min(at + 1, len(words) - 1)].low
        if words[at].text in OPENING or (words[at].low == "that" and behind not in AUXILIARIES):
            return at
    return None


def _after_addressee(words: Sequence[Word], at: int, limit: int) -> int:
    ahead = _introduced(words, at, min(limit, at + REACH))
    if ahead is not None and not _tells(words[at:ahead]):
        return ahead
    if at < limit and words[at].low in {"the", "a", "his", "her", "their"}:
        return min(limit, at + 2)
    ahead = at
    while ahead < limit and words[ahead].is_capital:
        ahead += 1
    return ahead if ahead > at else min(limit, at + 1)


def _tells(words: Sequence[Word]) -> bool:
    """Do the words begin to tell something: "him he would leave"?"""
    return any(word.low in AUXILIARIES or word.low in _SUBJECTS for word in words)
