"""The passive: "the allegation was rejected by the ministry" tells what the ministry did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.text.attribution.cues import AUXILIARIES, undergone
from app.text.attribution.pointers import names_a_claim
from app.text.spans import Span
from app.text.statements.acts import StatementKind
from app.text.words import Word

_LONGEST_SUBJECT, _LONGEST_AGENT = 12, 8
#: Between the cue and "by": "was firmly denied on Monday by".
_BEFORE_AGENT = 3
_ENDS = frozenset(
    (
        ", ; : . – — - ( ) “ ” and but or who which that after before when while as in on at to "
        "with from during since last this yesterday today"
    ).split()
)
_PRONOUNS = frozenset("it this that they these those".split())
_UNREAL = frozenset(
    "not never n't neither nor would could should may might must can will yet to".split()
)


@dataclass(frozen=True, slots=True)
class Passive:
    """What was done to a claim, and by whom; `span` runs from the claim's noun to the agent."""

    kind: StatementKind
    agent: Span
    cue: Span
    span: Span


def passives(words: Sequence[Word]) -> Iterator[Passive]:
    """Find each claim in a sentence that "was denied by" a named agent."""
    for cue in undergone(words):
        verb = words[cue.start]
        subject = _subject(words, cue.start)
        agent = _agent(words, cue.end)
        if subject is not None and agent is not None:
            whole = Span(words[subject].start, agent.end)
            yield Passive(cue.entry.kind, agent, verb.span, whole)


def _subject(words: Sequence[Word], end: int) -> int | None:
    """Find the first word of the claim's noun phrase in front of "was denied"."""
    while end and (words[end - 1].low in AUXILIARIES or words[end - 1].low.endswith("ly")):
        end -= 1
        if words[end].low in _UNREAL or words[end].low.endswith("n't"):
            return None
    start = end
    while start and end - start < _LONGEST_SUBJECT and words[start - 1].is_word:
        start -= 1
    shown = words[start:end]
    if names_a_claim(shown) or (len(shown) == 1 and shown[0].low in _PRONOUNS):
        return start
    return None


def _agent(words: Sequence[Word], start: int) -> Span | None:
    """Give the noun phrase behind "by"."""
    ahead = range(start, min(len(words), start + _BEFORE_AGENT + 1))
    by = next((at for at in ahead if words[at].low == "by"), None)
    if by is None:
        return None
    end = by + 1
    while end < len(words) and end - by <= _LONGEST_AGENT and words[end].low not in _ENDS:
        end += 1
    return Span(words[by + 1].start, words[end - 1].end) if end > by + 1 else None
