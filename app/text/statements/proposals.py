"""Statements: who denied, repeated, retracted or confirmed which claim. Proposals for a person.

Precision before recall: an act is proposed only where the text points at a claim, by a word such as
"those allegations" or by the things that both speak of; and where nobody denies or retracts
anything, nothing is proposed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.text.attribution.pointers import PLURALS
from app.text.attribution.reading import Deed, Reading
from app.text.spans import Span, overlapping
from app.text.statements.acts import Scope, StatementKind
from app.text.statements.contradictions import contradictions
from app.text.statements.denials import said_false
from app.text.statements.earnest import is_by_somebody, is_done
from app.text.statements.matter import Target, figures, matter, share
from app.text.statements.objects import Object, object_of
from app.text.words import words


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
#: Stems that the object of an act must share with a claim.
_SHARED = 2
#: "Those claims" are this many at most, and end no further back than this.
_MOST, _NEAR = 4, 1_500
#: What an accusation or blame says may be no claim that the engine has found.
_ACCUSED = re.compile(r"\b(?:accus|blam)(?:es?|ed|ing)\b", re.IGNORECASE)
# "The board on Sunday denied": the day is no part of the actor.
_WHEN = re.compile(
    r"(?: (?:late |early )?on| last| this)? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$"
)
# "Denied that, saying it rained": no clause follows.
_THAT = re.compile(r" that(?=[,.;\n]|$)")
#: Headline and standfirst tell of what is only reported below them.
_TOP, _TOP_LINES = 600, 4
_ON_ONES_OWN = frozenset({StatementKind.RETRACTED, StatementKind.REPEATED, StatementKind.CLARIFIED})
_BEARING_OUT = frozenset({StatementKind.CONFIRMED, StatementKind.REPEATED})
_DISPUTES = frozenset({StatementKind.DENIED, StatementKind.RETRACTED})
_PARTLY = frozenset("partly partially some part parts".split())


def propose(
    text: str,
    *,
    readings: Sequence[Reading],
    targets: Sequence[Target],
    headline: Span | None = None,
) -> tuple[Statement, ...]:
    """Propose statements about claims: from acts that the text tells, then from contradictions.

    `readings` and `targets` are in the order of the text. What a headline tells of an act is
    proposed only if nothing below tells it with a better actor.
    """
    found: dict[tuple[str | None, StatementKind, int, Span], Statement] = {}
    for statement in (*_told(text, readings, targets), *_contradicted(text, targets)):
        key = statement.actor, statement.kind, statement.about, statement.span
        found.setdefault(key, statement)
    below = {(s.kind, s.about) for s in found.values() if not _is_in(s.span, headline)}
    kept = [
        statement
        for statement in found.values()
        if not _is_in(statement.span, headline) or (statement.kind, statement.about) not in below
    ]
    if not any(statement.kind in _DISPUTES for statement in kept):
        return ()
    return tuple(sorted(kept, key=lambda statement: (statement.span, statement.about)))


def _is_in(span: Span, headline: Span | None) -> bool:
    return headline is not None and headline.contains(span)


def _contradicted(text: str, targets: Sequence[Target]) -> Iterator[Statement]:
    """To see no sign of a thing denies it only in part."""
    for found in contradictions(text, targets):
        scope = Scope.PART if found.only_unseen else Scope.FULL
        claim, about = found.claim, found.of.index
        yield Statement(
            StatementKind.DENIED, claim.claimant, claim.claimant_span, about, claim.span, scope
        )


# ------------------------------------------------------------------------ acts that the text tells


def _told(text: str, readings: Sequence[Reading], targets: Sequence[Target]) -> Iterator[Statement]:
    at = 0
    last: Sequence[Target] = ()
    calls = {deed.span: (deed, object_) for deed, object_ in said_false(text, readings)}
    # "The report is a lie" is said of a claim, and is none that could be meant in turn.
    said = sorted(calls)
    targets = [claim for claim in targets if not any(overlapping(said, claim.span))]
    for deed, object_ in _acts(text, readings, calls.values()):
        while at < len(targets) and targets[at].span.start < deed.span.start:
            at += 1
        before = targets[max(0, at - _REACH) : at]
        bare = object_.bare
        if object_.points:
            about = _pointed_at(text, deed, object_, before)
        elif deed.kind is StatementKind.REPEATED and object_.noun is None and not object_.matter:
            about, bare = last[:1], True
        else:
            below = targets[at : at + 3 * _REACH] if _is_at_the_top(text, deed.span) else ()
            about = _by_matter(deed, object_, before) or _by_matter(deed, object_, below)
        last = about or last
        for claim in about:
            yield _statement(text, deed, claim, bare=bare)


def _acts(
    text: str, readings: Sequence[Reading], calls: Iterable[tuple[Deed, Object]]
) -> Iterator[tuple[Deed, Object]]:
    """Yield what is told as done by somebody, in order, with the object of each act."""
    done = [
        (deed, object_)
        for reading in readings
        for deed in reading.deeds
        if (object_ := _object(text, deed)) is not None
    ]
    for deed, object_ in sorted([*done, *calls], key=lambda act: act[0].span.start):
        if is_done(text, deed) and is_by_somebody(text, deed):
            yield deed, object_


def _object(text: str, deed: Deed) -> Object | None:
    denied = deed.cue.of(text).lower().startswith("den")
    if deed.actor.start >= deed.cue.end and deed.span.start < deed.cue.start:
        return object_of(words(text, Span(deed.span.start, deed.cue.start)), denied=denied)
    end = max(deed.cue.end, deed.span.end)
    if alone := _THAT.match(text, end):
        end = alone.end()
    start = max(deed.cue.end, deed.actor.end if deed.span.start == deed.cue.start else 0)
    return object_of(words(text, Span(min(start, end), end)), denied=denied)


def _statement(text: str, deed: Deed, claim: Target, *, bare: bool) -> Statement:
    partly = any(word.low in _PARTLY for word in words(text, deed.span))
    scope = Scope.PART if partly else Scope.FULL
    name, actor = deed.name, deed.actor
    if when := _WHEN.search(actor.of(text)):
        actor = Span(actor.start, actor.start + when.start())
        name = _WHEN.sub("", name) if name else name
    return Statement(deed.kind, name, actor, claim.index, deed.span, scope, bare)


def _pointed_at(
    text: str, deed: Deed, object_: Object, before: Sequence[Target]
) -> Sequence[Target]:
    """Find what "those claims" or "it" stands for: what was claimed last, and not far back."""
    if object_.owner:
        before = [claim for claim in before if object_.owner & claim.claimed_by]
    if object_.own and deed.kind is StatementKind.REPEATED:
        before = [claim for claim in before if claim.claimant in deed.side]
    block = _last_block(before, deed)
    if object_.personal:
        name = matter(words(deed.name or "", Span(0, len(deed.name or ""))))
        block = [claim for claim in block if name & claim.stems]
    if not block or _is_past(text, block[-1], deed):
        return ()
    return block[:_MOST] if object_.noun in PLURALS else block[:1]


def _is_past(text: str, claim: Target, deed: Deed) -> bool:
    """Is a claim too far back to be meant, or is somebody accused of something since?"""
    between = text[claim.span.end : deed.span.start]
    return len(between) > _NEAR or _ACCUSED.search(between) is not None


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


def _by_matter(deed: Deed, object_: Object, among: Sequence[Target]) -> Sequence[Target]:
    """Find the claim that shares most with the object of an act."""
    if not deed.attributes and object_.noun is None:
        return ()  # "rejected a pay offer", "has withdrawn its soldiers"
    fitting = [
        claim
        for claim in among
        if (deed.kind in _ON_ONES_OWN or claim.claimant not in deed.side)
        and not claim.span.overlaps(deed.span)
        and claim.negated == object_.negated
        and (not object_.owner or object_.owner & claim.claimed_by)
        and not (deed.kind in _BEARING_OUT and _differ(object_.matter, claim.stems))
    ]
    best = max(fitting, key=lambda claim: len(object_.matter & claim.stems), default=None)
    return [best] if best and share(object_.matter, best.stems, least=_SHARED, part=0.5) else ()


def _differ(some: frozenset[str], others: frozenset[str]) -> bool:
    """Do two texts give figures, and none in common?"""
    one, other = figures(some), figures(others)
    return bool(one and other) and one.isdisjoint(other)


def _is_at_the_top(text: str, span: Span) -> bool:
    return span.start < _TOP and text.count("\n", 0, span.start) < _TOP_LINES
