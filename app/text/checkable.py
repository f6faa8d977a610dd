"""Is this worth checking, and why: a score, the reasons for it, and the type of the claim.

The weights are set by hand, so that each is the reason which an editor is shown.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.text.spans import Span
from app.text.words import Word, words


class Type(StrEnum):
    FIGURE = "figure"
    EVENT = "event"
    ABSENCE = "absence"
    QUOTATION = "quotation"
    POSITION = "position"
    PREDICTION = "prediction"
    OPINION = "opinion"


class Reason(StrEnum):
    FIGURE = "figure"
    DATE = "date"
    COMPARISON = "comparison"
    ACT = "act"
    STATEMENT = "statement"
    REPORTED = "reported"
    QUOTED = "quoted"
    NAMED = "named"
    ABSENCE = "absence"
    PREDICTION = "prediction"
    POSITION = "position"
    OPINION = "opinion"
    QUESTION = "question"
    ADDRESS = "address"
    GARBLED = "garbled"
    SHORT = "short"


#: What each reason adds to the score, before it is squeezed between 0 and 1.
WEIGHTS: dict[Reason, float] = {
    Reason.FIGURE: 1.2,
    Reason.DATE: 0.6,
    Reason.COMPARISON: 0.5,
    Reason.ACT: 0.8,
    Reason.STATEMENT: 0.8,
    Reason.REPORTED: 1.5,
    Reason.QUOTED: 0.6,
    Reason.NAMED: 0.6,
    Reason.ABSENCE: 0.7,
    Reason.PREDICTION: -0.3,
    Reason.POSITION: -0.1,
    Reason.OPINION: -0.9,
    Reason.QUESTION: -1.2,
    Reason.ADDRESS: -0.4,
    Reason.GARBLED: -0.2,
    Reason.SHORT: -1.3,
}
_BASE = -1.1
#: From this score on, words are a claim; below it they are passed over.
LINE = 0.5
_SHORT = 4

_FIGURE_WORDS = frozenset(
    (
        "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty "
        "sixty seventy eighty ninety hundred hundreds thousand thousands million millions "
        "billion billions trillion dozen dozens half third quarter percent"
    ).split()
)
_DATE_WORDS = frozenset(
    (
        "May january february march april june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday yesterday century decade"
    ).split()
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s|['’]s)?")
_COMPARISONS = frozenset(
    (
        "more less fewer most least higher lower highest lowest largest smallest biggest greater "
        "than ever first last only never every all none record rose fell increased decreased grew "
        "dropped doubled tripled"
    ).split()
)
_ACTS = frozenset(
    (
        "bought sold signed voted passed killed died won lost spent paid cost created built "
        "arrested charged convicted approved cut raised met sent delivered deliver delivery "
        "purchase sale closed opened launched attacked destroyed banned fired resigned elected "
        "appointed admitted denied rejected retracted withdrew confirmed announced agreed refused "
        "began begun started supported opposed seized invaded bombed shot found stole leaked "
        "published reported claimed made gave took supplied provided received hit reached "
        "backtracks backtracked bans kills wins loses signs buys sells cuts raises moved left "
        "joined"
    ).split()
)
_NEGATIONS = frozenset("no not never none n't without neither nothing nobody cannot".split())
_EVIDENCE = frozenset(
    (
        "evidence indication indications sign signs proof trace record records seen see found find "
        "knowledge reason information confirmation deals basis data documents measurements"
    ).split()
)
_FUTURE = frozenset("will shall would won't 'll could may might going".split())
_POSITIONS = frozenset(
    (
        "wants want seeks seek supports support opposes oppose backs favours favors intends intend "
        "intention plans side aims willing ready refuses committed demands"
    ).split()
)
_OPINIONS = frozenset(
    (
        "think believe feel hope should must ought great terrible wonderful beautiful horrible "
        "best worst disaster disgrace love hate proud sad amazing incredible unfortunately "
        "frankly honestly obviously clearly sadly good bad better right wrong important "
        "ridiculous stupid fantastic nice tremendous unfair shameful outrageous brilliant awful "
        "perfect lovely"
    ).split()
)
_ADDRESSING = frozenset("you your yours please thank thanks welcome let's".split())


@dataclass(frozen=True, slots=True)
class Worth:
    """How much some words ask to be checked (0 to 1), why, and what kind of claim they make."""

    score: float
    reasons: tuple[Reason, ...]
    type: Type

    @property
    def is_claim(self) -> bool:
        return self.score >= LINE


def weigh(text: str, span: Span, *, given: Sequence[Reason] = ()) -> Worth:
    """Weigh the words of a span.

    `given` are the reasons known from outside the words: reported, quoted, garbled, or the act of
    denying a claim.
    """
    found = words(text, span)
    reasons = _reasons_in(found, begins=_begins_sentence(text, span))
    reasons += [reason for reason in given if reason not in reasons]
    total = _BASE + sum(WEIGHTS[reason] for reason in reasons)
    score = round(1 / (1 + math.exp(-total)), 3)
    return Worth(score, tuple(reasons), _type(reasons))


def _begins_sentence(text: str, span: Span) -> bool:
    """Is the capital of the first word only that of a sentence?"""
    before = text[max(0, span.start - 2) : span.start].rstrip(" ")
    return not before or not (before[-1].isalnum() or before[-1] in ",–—(")


def _reasons_in(found: Sequence[Word], *, begins: bool) -> list[Reason]:
    lows = frozenset(part for word in found for part in _parts(word))
    negated = bool(lows & _NEGATIONS) or any(low.endswith("n't") for low in lows)
    shown = {
        Reason.FIGURE: _has_figure(found),
        Reason.DATE: bool(lows & _DATE_WORDS) or any(_YEAR.fullmatch(low) for low in lows),
        Reason.COMPARISON: bool(lows & _COMPARISONS),
        Reason.ACT: bool(lows & _ACTS),
        Reason.NAMED: any(word.is_capital and word.text != "I" for word in found[begins:]),
        Reason.ABSENCE: negated and bool(lows & _EVIDENCE),
        Reason.PREDICTION: bool(lows & _FUTURE),
        Reason.POSITION: bool(lows & _POSITIONS),
        Reason.OPINION: bool(lows & _OPINIONS),
        Reason.QUESTION: any(word.text == "?" for word in found),
        Reason.ADDRESS: bool(lows & _ADDRESSING),
        Reason.SHORT: sum(word.is_word for word in found) < _SHORT,
    }
    return [reason for reason, holds in shown.items() if holds]


def _parts(word: Word) -> tuple[str, ...]:
    """Give a word and the parts of a compound: "record-breaking", "record", "breaking"."""
    return (_low(word), *word.low.split("-")) if "-" in word.low else (_low(word),)


def _low(word: Word) -> str:
    return word.text if word.text == "May" else word.low  # the month, not the verb


def _has_figure(found: Sequence[Word]) -> bool:
    return any(
        word.low in _FIGURE_WORDS or (word.text[0].isdigit() and not _is_dated(found, at))
        for at, word in enumerate(found)
    )


def _is_dated(found: Sequence[Word], at: int) -> bool:
    """Is this number a year, or the day of the month beside it?"""
    beside = (*found[max(0, at - 1) : at], *found[at + 1 : at + 2])
    return bool(_YEAR.fullmatch(found[at].low)) or any(_low(word) in _DATE_WORDS for word in beside)


#: The first reason that holds gives the type.
_TYPES = (
    (Reason.ABSENCE, Type.ABSENCE),
    (Reason.FIGURE, Type.FIGURE),
    (Reason.POSITION, Type.POSITION),
    (Reason.PREDICTION, Type.PREDICTION),
    (Reason.OPINION, Type.OPINION),
)


def _type(reasons: Sequence[Reason]) -> Type:
    fallback = Type.QUOTATION if Reason.QUOTED in reasons else Type.EVENT
    return next((kind for reason, kind in _TYPES if reason in reasons), fallback)
