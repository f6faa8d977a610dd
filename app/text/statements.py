"""Statements: who denied, repeated, retracted or confirmed which claim. Proposals for a person.

Precision before recall: an act is proposed only where the text points at a claim, by a word such as
"those allegations" or by the things that both speak of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.text.attribution import Deed
from app.text.checkable import Type
from app.text.cues import Act
from app.text.spans import Span
from app.text.words import stem, words


class Scope(StrEnum):
    FULL = "full"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Statement:
    """A proposal: `actor` did `kind` to the claim number `about`, in the words of `span`."""

    kind: Act
    actor: str | None
    actor_span: Span | None
    about: int
    span: Span
    scope: Scope


@dataclass(frozen=True, slots=True)
class Target:
    """What a statement may be about: a claim, reduced to what decides it."""

    index: int
    span: Span
    claimant: str | None
    claimant_span: Span | None
    type: Type
    negated: bool
    stems: frozenset[str]


#: A statement is about one of this many claims before it.
_REACH = 12
#: Stems that two texts must share to be about the same.
_SHARED_BY_ACT, _SHARED_BY_CONTRADICTION = 2, 3
#: "Those claims" are this many at most.
_MOST = 4
#: What is longer shares words with anything.
_SPEECH = 300
#: Headline and standfirst tell of what is only reported below them.
_TOP, _TOP_LINES = 600, 4
_ON_ONES_OWN = frozenset({Act.RETRACTED, Act.REPEATED, Act.CLARIFIED})
_CLAIM_NOUNS = frozenset(
    (
        "claim claims allegation allegations accusation accusations assertion assertions statement "
        "statements report reports charge charges suggestion suggestions remark remarks comment "
        "comments"
    ).split()
)
_PLURALS = frozenset(noun for noun in _CLAIM_NOUNS if noun.endswith("s"))
_POINTERS = frozenset("those these that this the such all any both his her their its".split())
_ANAPHORS = frozenset("it them that this".split())
_PARTLY = frozenset("partly partially some part parts".split())
_EMPTY = frozenset(
    (
        "the a an and or of to in on at by for with from that this those these it its he she they "
        "his her their is are was were be been has have had not no any some all will would could "
        "may might as but so than then there said prior recent earlier claim accus alleg statem "
        "report evid about over after before between into if who which when were going sort actual "
        "hadn't"
    ).split()
)
_NEGATIONS = frozenset("no not never without nothing none neither cannot".split())


def is_negated(text: str, span: Span) -> bool:
    return any(word.low in _NEGATIONS or word.low.endswith("n't") for word in words(text, span))


def stems(text: str, span: Span) -> frozenset[str]:
    """Give the stems of the words that carry the matter of a span."""
    found = (word.low for word in words(text, span) if word.is_word and len(word.text) > 2)
    return frozenset(
        root
        for low in found
        for part in low.split("-")
        if low not in _EMPTY and (root := stem(part)) not in _EMPTY
    )


def propose(
    text: str, *, deeds: Sequence[Deed], targets: Sequence[Target]
) -> tuple[Statement, ...]:
    """Propose statements about claims: from acts that the text tells, then from contradictions.

    `deeds` and `targets` are in the order of the text.
    """
    found: dict[tuple[str | None, int], Statement] = {}
    for statement in (*_told(text, deeds, targets), *_contradictions(targets)):
        found.setdefault((statement.actor, statement.about), statement)
    return tuple(sorted(found.values(), key=lambda statement: (statement.span, statement.about)))


# ------------------------------------------------------------------------ acts that the text tells


def _told(text: str, deeds: Sequence[Deed], targets: Sequence[Target]) -> Iterator[Statement]:
    at = 0
    last: Sequence[Target] = ()
    for deed in deeds:
        if deed.act is Act.ASSERTED or deed.negated:
            continue
        while at < len(targets) and targets[at].span.start < deed.span.start:
            at += 1
        about = _about(text, deed, before=targets[max(0, at - _REACH) : at], last=last)
        if not about and _is_at_the_top(text, deed.span):
            about = _by_matter(text, deed, targets[at : at + 3 * _REACH])
        last = about or last
        for claim in about:
            yield _statement(text, deed, claim)


def _statement(text: str, deed: Deed, claim: Target) -> Statement:
    partly = any(word.low in _PARTLY for word in words(text, deed.span))
    scope = Scope.PART if partly else Scope.FULL
    return Statement(deed.act, deed.name, deed.actor, claim.index, deed.span, scope)


def _about(
    text: str, deed: Deed, *, before: Sequence[Target], last: Sequence[Target]
) -> Sequence[Target]:
    """Find what an act is about among the claims before it; `last` is what the act before was."""
    object_ = [word.low for word in words(text, _object(deed))]
    if pointed := _pointed_at(object_):
        block = _last_block(before, other_than=None if deed.act in _ON_ONES_OWN else deed.name)
        return block[:_MOST] if pointed in _PLURALS else block[:1]
    if deed.act is Act.REPEATED and not object_:
        return last[:1]
    return _by_matter(text, deed, before)


def _object(deed: Deed) -> Span:
    return Span(deed.cue.end, max(deed.cue.end, deed.span.end))


def _pointed_at(lows: Sequence[str]) -> str | None:
    """Give the word that points back: "it", or the "claims" of "those claims"."""
    for at, low in enumerate(lows[:6]):
        if low in _CLAIM_NOUNS and at and any(word in _POINTERS for word in lows[:at]):
            # "the claims of a sale" is told apart by its own words.
            return low if len(lows) <= at + 3 or (low in _PLURALS and len(lows) <= at + 5) else None
    return "it" if len(lows) == 1 and lows[0] in _ANAPHORS else None


def _last_block(before: Sequence[Target], *, other_than: str | None) -> Sequence[Target]:
    """Give the claims that one claimant made last, in the order of the text."""
    spoken = [claim for claim in before if claim.claimant and claim.claimant != other_than]
    if not spoken:
        return ()
    start = len(spoken)
    while start and spoken[start - 1].claimant == spoken[-1].claimant:
        start -= 1
    return spoken[start:]


def _by_matter(text: str, deed: Deed, among: Sequence[Target]) -> Sequence[Target]:
    """Find the claim of somebody that shares most with the object of an act."""
    if not deed.attributes and not _names_a_claim(text, deed):
        return ()  # "rejected a pay offer", "has withdrawn its soldiers"
    matter = stems(text, _object(deed))
    own = deed.act in _ON_ONES_OWN
    fitting = [
        claim
        for claim in among
        if claim.claimant
        and (own or claim.claimant != deed.name)
        and not claim.span.overlaps(deed.span)
        and not (claim.negated and deed.act is not Act.CONFIRMED)
    ]
    best = max(fitting, key=lambda claim: len(matter & claim.stems), default=None)
    return [best] if best and _share(matter, best.stems, least=_SHARED_BY_ACT) else ()


def _names_a_claim(text: str, deed: Deed) -> bool:
    return any(word.low in _CLAIM_NOUNS for word in words(text, _object(deed)))


def _share(some: frozenset[str], others: frozenset[str], *, least: int) -> bool:
    """Do two sets of stems share `least` of them, and a third of the smaller one?"""
    shared = len(some & others)
    return shared >= least and 3 * shared >= min(len(some), len(others))


def _is_at_the_top(text: str, span: Span) -> bool:
    return span.start < _TOP and text.count("\n", 0, span.start) < _TOP_LINES


# ------------------------------------------------------------------------ implied contradiction


def _contradictions(targets: Sequence[Target]) -> Iterator[Statement]:
    """Set "no sign of a sale" against "a sale was about to close", said by somebody else.

    To see no evidence of a thing denies it only in part.
    """
    for at, claim in enumerate(targets):
        if claim.type is not Type.ABSENCE or not claim.claimant or len(claim.span) > _SPEECH:
            continue
        near = targets[max(0, at - _REACH) : at + _REACH]
        rivals = [other for other in near if _contradicts(claim, other)]
        best = max(rivals, key=lambda other: len(claim.stems & other.stems), default=None)
        if best:
            who, place = claim.claimant, claim.claimant_span
            yield Statement(Act.DENIED, who, place, best.index, claim.span, Scope.PART)


def _contradicts(claim: Target, other: Target) -> bool:
    return (
        not other.negated
        and other.claimant not in {None, claim.claimant}
        and _share(claim.stems, other.stems, least=_SHARED_BY_CONTRADICTION)
    )
