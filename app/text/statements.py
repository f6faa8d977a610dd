"""Statements: who denied, repeated, retracted or confirmed which claim. Proposals for a person.

Precision before recall: an act is proposed only where the text points at a claim, by a word such as
"those allegations" or by the things that both speak of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.text.acts import Scope, StatementKind
from app.text.attribution import Deed
from app.text.checkable import Type
from app.text.matter import Target, matter, share
from app.text.pointers import PLURALS, names_a_claim, pointer
from app.text.spans import Span
from app.text.words import Word, words


@dataclass(frozen=True, slots=True)
class Statement:
    """A proposal: `actor` did `kind` to the claim number `about`, in the words of `span`.

    The words of a `bare` one tell nothing but the act: "the port rejected those claims".
    """

    kind: StatementKind
    actor: str | None
    actor_span: Span | None
    about: int
    span: Span
    scope: Scope
    bare: bool = False


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
_ON_ONES_OWN = frozenset({StatementKind.RETRACTED, StatementKind.REPEATED, StatementKind.CLARIFIED})
_PARTLY = frozenset("partly partially some part parts".split())


def propose(
    text: str, *, deeds: Sequence[Deed], targets: Sequence[Target], headline: Span | None = None
) -> tuple[Statement, ...]:
    """Propose statements about claims: from acts that the text tells, then from contradictions.

    `deeds` and `targets` are in the order of the text. What a headline tells of an act is proposed
    only if nothing below tells it with a better actor.
    """
    found: dict[tuple[str | None, StatementKind, int], Statement] = {}
    for statement in (*_told(text, deeds, targets), *_contradictions(targets)):
        found.setdefault((statement.actor, statement.kind, statement.about), statement)
    below = {(s.kind, s.about) for s in found.values() if not _is_in(s.span, headline)}
    kept = (
        statement
        for statement in found.values()
        if not _is_in(statement.span, headline) or (statement.kind, statement.about) not in below
    )
    return tuple(sorted(kept, key=lambda statement: (statement.span, statement.about)))


def _is_in(span: Span, headline: Span | None) -> bool:
    return headline is not None and headline.contains(span)


# ------------------------------------------------------------------------ acts that the text tells


def _told(text: str, deeds: Sequence[Deed], targets: Sequence[Target]) -> Iterator[Statement]:
    at = 0
    last: Sequence[Target] = ()
    for deed in deeds:
        if deed.negated:
            continue
        while at < len(targets) and targets[at].span.start < deed.span.start:
            at += 1
        before = targets[max(0, at - _REACH) : at]
        object_ = words(text, Span(deed.cue.end, max(deed.cue.end, deed.span.end)))
        bare = True
        if pointed := pointer(object_):
            block = _last_block(before, deed)
            about = block[:_MOST] if pointed in PLURALS else block[:1]
        elif deed.kind is StatementKind.REPEATED and not object_:
            about = last[:1]
        else:
            bare = False
            below = targets[at : at + 3 * _REACH] if _is_at_the_top(text, deed.span) else ()
            about = _bymatter(deed, object_, before) or _bymatter(deed, object_, below)
        last = about or last
        for claim in about:
            yield _statement(text, deed, claim, bare=bare)


def _statement(text: str, deed: Deed, claim: Target, *, bare: bool) -> Statement:
    partly = any(word.low in _PARTLY for word in words(text, deed.span))
    scope = Scope.PART if partly else Scope.FULL
    return Statement(deed.kind, deed.name, deed.actor, claim.index, deed.span, scope, bare)


def _last_block(before: Sequence[Target], deed: Deed) -> Sequence[Target]:
    """Give the claims that one claimant made last, in the order of the text.

    Nobody denies what their own side claims; they repeat or retract it rather than another's.
    """
    if deed.kind not in _ON_ONES_OWN:
        before = [claim for claim in before if claim.claimant not in deed.side]
    elif own := [at for at, claim in enumerate(before) if claim.claimant in deed.side]:
        before = before[: own[-1] + 1]
    start = len(before)
    while start and before[start - 1].claimant == before[-1].claimant:
        start -= 1
    return before[start:]


def _bymatter(deed: Deed, object_: Sequence[Word], among: Sequence[Target]) -> Sequence[Target]:
    """Find the claim that shares most with the object of an act."""
    if not deed.attributes and not names_a_claim(object_):
        return ()  # "rejected a pay offer", "has withdrawn its soldiers"
    shown = matter(object_)
    fitting = [
        claim
        for claim in among
        if (deed.kind in _ON_ONES_OWN or claim.claimant not in deed.side)
        and not claim.span.overlaps(deed.span)
        and not (claim.negated and deed.kind is not StatementKind.CONFIRMED)
    ]
    best = max(fitting, key=lambda claim: len(shown & claim.stems), default=None)
    return [best] if best and share(shown, best.stems, least=_SHARED_BY_ACT) else ()


def _is_at_the_top(text: str, span: Span) -> bool:
    return span.start < _TOP and text.count("\n", 0, span.start) < _TOP_LINES


# ------------------------------------------------------------------------ implied contradiction


def _contradictions(targets: Sequence[Target]) -> Iterator[Statement]:
    """Set "no sign of a sale" against "a sale was about to close", said by somebody else.

    To see no evidence of a thing denies it only in part.
    """
    for at, claim in enumerate(targets):
        if claim.type is not Type.ABSENCE or len(claim.span) > _SPEECH:
            continue
        near = targets[max(0, at - _REACH) : at + _REACH]
        rivals = [other for other in near if _contradicts(claim, other)]
        best = max(rivals, key=lambda other: len(claim.stems & other.stems), default=None)
        if best:
            who, place = claim.claimant, claim.claimant_span
            yield Statement(StatementKind.DENIED, who, place, best.index, claim.span, Scope.PART)


def _contradicts(claim: Target, other: Target) -> bool:
    return (
        not other.negated
        and other.claimant != claim.claimant
        and share(claim.stems, other.stems, least=_SHARED_BY_CONTRADICTION)
    )
