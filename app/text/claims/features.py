"""What can be counted in a sentence: its words and word pairs, and measures of their kinds."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.text.claims import vocabulary
from app.text.claims.reasons import Reason
from app.text.spans import Span

_TOKEN = re.compile(
    r"[$£€]\s?\d[\d,.]*|\d[\d,]*(?:\.\d+)?(?:%|(?:st|nd|rd|th|s)\b)?"
    r"|[ap]\.m\b|[^\W\d_]++(?:['’][^\W\d_]++)*+|[?!\"“”]"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\ds?")
#: What numbers are folded to.
MONEY, PERCENT, NUMBER, A_YEAR = "<money>", "<percent>", "<number>", "<year>"
#: Two marks that stand for the edges of a sentence in word pairs.
FIRST, LAST = "<first>", "<last>"
#: A measure counts no further: the tenth name says no more than the fourth.
_MOST = 4
#: Sentences are brief up to this many words.
_BRIEF = 25
#: Fewer words are hardly a sentence.
_FEWEST = 4
#: How many words after a negation still stand under it.
_REACH = 5

#: Each kind of word that is counted, with the reason it is.
_KINDS: tuple[tuple[str, Reason, frozenset[str]], ...] = (
    ("figures", Reason.FIGURE, frozenset({MONEY, PERCENT, NUMBER})),
    ("number words", Reason.FIGURE, vocabulary.NUMBERS),
    ("money", Reason.FIGURE, frozenset({MONEY})),
    ("percent", Reason.FIGURE, frozenset({PERCENT, "percent"})),
    ("dates", Reason.DATE, vocabulary.DATES),
    ("years", Reason.DATE, frozenset({A_YEAR})),
    ("comparing words", Reason.COMPARISON, vocabulary.COMPARING),
    ("acts", Reason.ACT, vocabulary.ACTS),
    ("saying words", Reason.REPORTED, vocabulary.SAYING),
    ("negations", Reason.ABSENCE, vocabulary.NEGATIONS),
    ("words of the future", Reason.PREDICTION, vocabulary.FUTURE),
    ("positions", Reason.POSITION, vocabulary.POSITIONS),
    ("judging words", Reason.OPINION, vocabulary.JUDGING),
    ("opinion words", Reason.OPINION, vocabulary.OPINIONS),
    ("stress", Reason.OPINION, vocabulary.STRESSING),
    ("exclamation", Reason.OPINION, frozenset("!")),
    ("question mark", Reason.QUESTION, frozenset("?")),
    ("you", Reason.ADDRESS, vocabulary.ADDRESSING),
    ("I", Reason.PERSONAL, vocabulary.ALONE),
    ("we", Reason.PERSONAL, vocabulary.SPEAKING),
    ("he, she, they", Reason.NAMED, vocabulary.OTHERS),
    ("public matters", Reason.SUBJECT, vocabulary.SUBJECTS),
    ("past forms", Reason.ACT, vocabulary.IRREGULAR),
    ("superlatives", Reason.COMPARISON, frozenset()),
)
_NAMES = tuple(name for name, _, _ in _KINDS)
_PAST, _OPINION = _NAMES.index("past forms"), _NAMES.index("opinion words")
_SUPERLATIVE = _NAMES.index("superlatives")
_OPINIONATED = tuple(map(_NAMES.index, ("judging words", "opinion words", "stress")))

#: The reason that each measure is.
MEASURES: dict[str, Reason] = {
    **{name: reason for name, reason, _ in _KINDS},
    "names": Reason.NAMED,
    "abbreviations": Reason.NAMED,
    "have done": Reason.ACT,
    "we did": Reason.ACT,
    "is doing": Reason.ACT,
    "have to": Reason.OPINION,
    "evidence denied": Reason.ABSENCE,
    "density of opinion": Reason.OPINION,
    "begins like a question": Reason.QUESTION,
    "brevity": Reason.SHORT,
    "hardly a sentence": Reason.SHORT,
}


@dataclass(frozen=True, slots=True)
class Features:
    """What was counted: the words, the distinct terms, and each measure that is not nought.

    Words are in lower case; a number stands as the kind of number that it is. Terms are words and
    pairs of words that follow each other.
    """

    words: tuple[str, ...]
    terms: tuple[str, ...]
    measures: dict[str, float]


def features(text: str, span: Span) -> Features:
    """Count the words of a span; the capital of the first word counts if it begins no sentence."""
    written = _TOKEN.findall(text, *span.bounds)
    lows = [_low(word) for word in written]
    terms = dict.fromkeys(lows)
    edged = (FIRST, *lows, LAST)
    terms.update(dict.fromkeys(f"{one} {two}" for one, two in pairwise(edged)))
    measures = dict(_measures(written, lows, begins=begins_sentence(text, span)))
    return Features(tuple(lows), tuple(terms), measures)


def begins_sentence(text: str, span: Span) -> bool:
    """Is the capital of the first word only that of a sentence?"""
    before = text[max(0, span.start - 2) : span.start].rstrip(" ")
    return not before or not (before[-1].isalnum() or before[-1] in ",–—(")


@lru_cache(maxsize=50_000)
def _low(word: str) -> str:
    """Fold a word to lower case, and a number to what kind of number it is."""
    if word[0] in "$£€":
        return MONEY
    if word[0].isdigit():
        if word[-1] == "%":
            return PERCENT
        return A_YEAR if _YEAR.fullmatch(word) else NUMBER
    # "May" keeps its capital: so written it is the month more often than the verb.
    return word if word == "May" else word.lower().replace("’", "'")


@lru_cache(maxsize=50_000)
def _kinds(low: str) -> tuple[int, ...]:
    found = [at for at, (_, _, words) in enumerate(_KINDS) if low in words]
    if low.endswith("ed") and len(low) > 4 and low not in vocabulary.NOT_PAST:
        found.append(_PAST)
    if low.endswith(vocabulary.JUDGING_ENDINGS) and low not in vocabulary.NOT_JUDGING:
        found.append(_OPINION)
    if low.endswith("est") and len(low) > 5 and low not in vocabulary.NOT_SUPERLATIVE:
        found.append(_SUPERLATIVE)
    return tuple(dict.fromkeys(found))


def _measures(written: list[str], lows: list[str], *, begins: bool) -> Iterator[tuple[str, float]]:
    counts = [0] * len(_KINDS)
    for low in lows:
        for kind in _kinds(low):
            counts[kind] += 1
    for name, count in zip(_NAMES, counts, strict=True):
        if count:
            yield name, min(count, _MOST)
    yield from _shapes(written, lows, begins=begins)
    opinion = sum(counts[at] for at in _OPINIONATED)
    if opinion:
        yield "density of opinion", min(1.0, 4 * opinion / len(lows))
    yield from _frame(lows)


def _frame(lows: list[str]) -> Iterator[tuple[str, float]]:
    """Measure how the sentence begins, and how long it is."""
    if lows and lows[0] in vocabulary.ASKING:
        yield "begins like a question", 1
    if len(lows) < _BRIEF:
        yield "brevity", (_BRIEF - len(lows)) / _BRIEF
    if len(lows) < _FEWEST:
        yield "hardly a sentence", 1


def _shapes(written: list[str], lows: list[str], *, begins: bool) -> Iterator[tuple[str, float]]:
    """Measure what takes more than one word, or its capitals."""
    capitals = [word for word in written[begins:] if word[0].isupper()]
    names = sum(_low(word) not in vocabulary.ALONE for word in capitals)
    if names:
        yield "names", min(names, _MOST)
    abbreviations = sum(len(word) > 1 and word.isupper() for word in capitals)
    if abbreviations:
        yield "abbreviations", min(abbreviations, _MOST)
    yield from _pairs(lows)
    if _denies_evidence(lows):
        yield "evidence denied", 1


def _pairs(lows: list[str]) -> Iterator[tuple[str, float]]:
    """Measure the verbs that take two words."""
    pairs = [(one, two) for one, two in pairwise(lows) if one in _LEADING]
    for name, leading, follows in _PAIRS:
        if any(one in leading and follows(two) for one, two in pairs):
            yield name, 1


def _is_past(low: str) -> bool:
    return _PAST in _kinds(low)


def _is_participle(low: str) -> bool:
    return low in vocabulary.PARTICIPLES or _is_past(low)


def _is_doing(low: str) -> bool:
    return low.endswith("ing") and low != "going"


#: Which words lead a pair, and what must follow.
_PAIRS: tuple[tuple[str, frozenset[str], Callable[[str], bool]], ...] = (
    ("have done", vocabulary.HAVE, _is_participle),
    ("we did", vocabulary.SPEAKING, _is_past),
    ("is doing", vocabulary.BE, _is_doing),
    ("have to", vocabulary.BOUND, lambda two: two == "to"),
)
_LEADING = frozenset[str]().union(*(leading for _, leading, _ in _PAIRS))


def _denies_evidence(lows: list[str]) -> bool:
    """Is evidence said not to be there: "no sign of", "has not seen", "without proof"?"""
    since = _REACH + 1
    for low in lows:
        since = 0 if low in vocabulary.NEGATIONS or low.endswith("n't") else since + 1
        if 0 < since <= _REACH and low in vocabulary.EVIDENCE:
            return True
    return False
