"""In earnest: does the text tell that an act was done, or only that it might, should or did not?"""

import re

from app.text.attribution.reading import Deed
from app.text.spans import Span
from app.text.words import words

_UNREAL = frozenset(
    (
        "would could may might should shall must will can 'd 'll won't wouldn't couldn't to not "
        "never yet neither nor hardly barely scarcely almost nearly unless without before"
    ).split()
)
#: Before "denying": "stopped short of", "refrained from", "thought about", "decided against".
_NOT_QUITE = frozenset("of from about against instead".split())
_OPENING_DOUBT = frozenset(
    (
        "if unless whether until lest did does do should would could will has have had why nor "
        "without neither"
    ).split()
)
_DEMANDS = frozenset(
    "demand demands demanded demanding insist insists insisted urge urged ask asked request "
    "requested recommend recommended want wants wanted".split()
)
#: What shows or proves is no one who acts.
_THINGS = frozenset(
    (
        "video footage record records document documents data evidence study studies emails email "
        "figures photograph photographs photos picture pictures images tape tapes recording "
        "recordings transcript analysis findings which that it this these those there"
    ).split()
)
_COURTS = frozenset("court judge judges justice jury tribunal magistrate magistrates panel".split())
_VOTES = frozenset("vote votes voted voting ballot veto vetoed parliament motion".split())
_SENTENCE_END = re.compile(r"[.!?\n](?=[\s”\"’)]|$)")
_REACH = 300


def is_done(text: str, deed: Deed) -> bool:
    """Does the sentence tell the deed as done: no "not", "would", "if", and no question?"""
    if deed.negated or _is_asked(text, deed):
        return False
    between = words(text, Span(*sorted((deed.actor.end, deed.cue.start))))
    if any(word.low in _UNREAL for word in (*words(text, deed.actor), *between[-6:])):
        return False
    if between and between[-1].low in _NOT_QUITE:
        return False
    lead = [word.low for word in words(text, _lead(text, deed))]
    if not _OPENING_DOUBT.isdisjoint(lead[-2:]):
        return False
    return not (lead[-1:] == ["that"] and _DEMANDS.intersection(lead[-8:]) and _is_bare(text, deed))


def is_by_somebody(text: str, deed: Deed) -> bool:
    """Is the actor somebody who can deny a claim: neither a recording nor a court that rules?"""
    shown = words(text, deed.actor)
    if not shown:
        return False
    lows = [word.low for word in shown]
    if lows[-1] in _THINGS and not shown[-1].is_capital:
        return False
    return lows[0] not in _THINGS and _COURTS.isdisjoint(lows) and not _is_voted(text, deed)


def _is_voted(text: str, deed: Deed) -> bool:
    return any(word.low in _VOTES for word in words(text, deed.span))


def _is_asked(text: str, deed: Deed) -> bool:
    end = _SENTENCE_END.search(text, deed.cue.end, deed.cue.end + _REACH)
    return end is not None and end[0] == "?"


def _lead(text: str, deed: Deed) -> Span:
    """Give what stands before the actor in the sentence, as far as it matters."""
    start = min(deed.actor.start, deed.span.start, deed.cue.start)
    low = max(0, start - 80)
    before = text[low:start]
    cut = max(before.rfind(". "), before.rfind("\n"), before.rfind("? "), before.rfind("! "))
    return Span(low + cut + 1, start)


def _is_bare(text: str, deed: Deed) -> bool:
    return not deed.cue.of(text).lower().split()[0].endswith(("ed", "s", "ing"))
