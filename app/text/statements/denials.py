"""Denials without a verb of denial: "said the claims were false", “That is not true,” she said."""

from collections.abc import Iterator, Sequence

from app.text.attribution.pointers import names_a_claim
from app.text.attribution.reading import Attribution, Deed, Reading
from app.text.spans import Span
from app.text.statements.acts import StatementKind
from app.text.statements.objects import FALSE, Object, object_of
from app.text.words import Word, words

_BE = frozenset("is was are were be been 's".split())
_HAVE = frozenset("has have had holds held".split())
_TRUE = frozenset("true correct accurate".split())
_WORTH = frozenset("basis merit foundation substance truth".split())
_NOT = frozenset("not isn't wasn't aren't weren't".split())
_SKIPPED = frozenset("not the a an all just pack of complete total pure utter".split())
#: "That is wrong" may be a judgement of morals; "the report is wrong" is one of fact.
_WEAK = frozenset({"wrong", "misleading"})
_SUBJECT, _PREDICATE = 10, 6


def said_false(text: str, readings: Sequence[Reading]) -> Iterator[tuple[Deed, Object]]:
    """Find where somebody is reported to say that a claim is not true; with what is meant."""
    for reading in readings:
        for attribution in reading.attributions:
            if attribution.garbled:
                continue
            for content in attribution.content:
                shown = [w for w in words(text, content) if w.text not in '“”"‘’']
                object_ = _called_false(shown)
                if object_ and attribution.claimant:
                    yield _denial(attribution, attribution.claimant, content), object_


def _denial(attribution: Attribution, actor: Span, content: Span) -> Deed:
    return Deed(
        kind=StatementKind.DENIED,
        actor=actor,
        name=attribution.name,
        side=frozenset({attribution.name} if attribution.name else ()),
        cue=attribution.cue or content,
        span=content,
        attributes=False,
        negated=False,
    )


def _called_false(shown: Sequence[Word]) -> Object | None:
    """Read "those claims were false" or "there is no truth in the report" as what it denies."""
    lows = [word.low for word in shown]
    if lows[:1] == ["there"] and "truth" in lows[1:5] and "no" in lows[1:5]:
        return object_of(shown[lows.index("truth") + 2 :])
    for at in range(1, min(len(shown), _SUBJECT)):
        word = _falsity(lows, at)
        if word is None:
            continue
        subject = object_of(shown[:at])
        if word in _WEAK and not names_a_claim(shown[:at]):
            return None
        return subject if subject and subject.points else None
    return None


def _falsity(lows: Sequence[str], at: int) -> str | None:
    """Give the word by which the predicate at a word calls its subject false."""
    behind = lows[at + 1 : at + _PREDICATE]
    if lows[at] in _HAVE and behind[:1] == ["no"] and not _WORTH.isdisjoint(behind[1:2]):
        return behind[1]
    if lows[at] in _NOT:
        behind = ["not", *behind]
    elif lows[at] not in _BE:
        return None
    negated = False
    for low in behind:
        if low in _SKIPPED or low.endswith("ly"):
            negated = negated or low == "not"
        elif negated:
            return low if low in _TRUE else None
        else:
            return low if low in FALSE else None
    return None
