"""What kind of claim some words make: the question that a reviewer has to answer about them.

The first rule that holds gives the type. A *quotation* is for words that nobody could look up
themselves; of those a reviewer asks: did they say so?
"""

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from app.text.claims import vocabulary
from app.text.claims.features import MONEY, NUMBER, PERCENT, Features
from app.text.claims.reasons import Reason, Type

#: "a third", "two thirds", "half of": but "the third time", "a first half".
_SHARES = frozenset("half third thirds quarter quarters fifth".split())
_BEFORE_SHARES = frozenset("a one two three nearly almost about over".split())
_CLOCK = frozenset("a.m p.m am pm o'clock".split())
_WANTING = frozenset(
    (
        "wants want wanted seeks seek supports support opposes oppose backs favours favors intends "
        "intend intention willing refuses committed demands pledges pledged vows vowed proposes "
        "aims"
    ).split()
)
_COMING = frozenset("will shall won't i'll we'll you'll he'll she'll it'll they'll gonna".split())
_MAYBE = frozenset("would could may might wouldn't couldn't".split())
_EXPECTED = frozenset("going expected likely unlikely set due bound poised forecast".split())
_CLAIMING = frozenset("should must ought shouldn't".split())


def type_of(found: Features, given: Collection[Reason] = ()) -> Type:
    """Tell the type of the words that were counted, with what is known from around them."""
    kind = next((kind for kind, holds in _RULES if holds(found)), Type.EVENT)
    if Reason.QUOTED in given and kind in (Type.EVENT, Type.OPINION):
        return Type.QUOTATION
    return kind


def _denies_evidence(found: Features) -> bool:
    return "evidence denied" in found.measures


def _has_figure(found: Features) -> bool:
    if not {"figures", "number words"}.intersection(found.measures):
        return False
    edged = ("", *found.words, "")
    return any(
        _is_figure(before, word, after)
        for before, word, after in zip(edged, found.words, edged[2:], strict=False)
    )


def _is_figure(before: str, word: str, after: str) -> bool:
    """Is this word an amount, and neither a day of the month nor a time of the day?"""
    if word == NUMBER:
        return not ({before, after} & vocabulary.CALENDAR or after in _CLOCK)
    if word in _SHARES:
        return before in _BEFORE_SHARES or after == "of"
    return word in (MONEY, PERCENT) or word in vocabulary.COUNTING


def _takes_a_position(found: Features) -> bool:
    return not _WANTING.isdisjoint(found.words)


def _looks_ahead(found: Features) -> bool:
    if "words of the future" not in found.measures:
        return False
    return any(
        one in _COMING
        or (one in _MAYBE and two not in vocabulary.HAVE)
        or (one in _EXPECTED and two == "to")
        for one, two in pairwise((*found.words, ""))
    )


def _judges(found: Features) -> bool:
    """Do the words judge, without telling an act that could be looked up?"""
    if "acts" in found.measures:
        return False
    return "opinion words" in found.measures or not _CLAIMING.isdisjoint(found.words)


_RULES: Sequence[tuple[Type, Callable[[Features], bool]]] = (
    (Type.ABSENCE, _denies_evidence),
    (Type.FIGURE, _has_figure),
    (Type.POSITION, _takes_a_position),
    (Type.PREDICTION, _looks_ahead),
    (Type.OPINION, _judges),
)
