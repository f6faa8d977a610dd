"""Deeds: what somebody did to a claim beyond asserting it: denied, retracted, repeated it."""

from dataclasses import dataclass

from app.text.attribution.clauses import Clause
from app.text.attribution.names import Cast
from app.text.spans import Span
from app.text.statements.acts import StatementKind
from app.text.statements.objects import is_called_false
from app.text.statements.passives import Passive
from app.text.words import Sentence

_CALLING = frozenset({"call", "describe"})


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did to a claim, beyond asserting it; `span` is the whole clause.

    `side` is whose claims count as the actor's own: "the mayor’s office" speaks for the mayor.
    """

    kind: StatementKind
    actor: Span
    name: str | None
    side: frozenset[str]
    cue: Span
    span: Span
    attributes: bool
    negated: bool


def deed(
    sentence: Sentence, clause: Clause, name: str | None, cast: Cast, *, limit: int, asserts: bool
) -> Deed | None:
    """Give what a clause does to a claim, up to word `limit`; None if it only asserts one."""
    kind = clause.cue.entry.kind
    if clause.cue.entry.lemma in _CALLING and is_called_false(sentence.words[clause.right : limit]):
        kind = StatementKind.DENIED
    if kind is StatementKind.ASSERTED:
        return None
    whole = sentence.trimmed(clause.left, max(limit, clause.right))
    return Deed(
        kind=kind,
        actor=clause.subject,
        name=name,
        side=_side(sentence, clause.meant, name, cast),
        cue=clause.cue.of(sentence.words),
        span=whole or clause.subject,
        attributes=asserts,
        negated=clause.negated,
    )


def undergone(sentence: Sentence, passive: Passive, name: str | None, cast: Cast) -> Deed:
    """Give "the claim was denied by X" as what X did; its object stands in front of the cue."""
    return Deed(
        kind=passive.kind,
        actor=passive.agent,
        name=name,
        side=_side(sentence, passive.agent, name, cast),
        cue=passive.cue,
        span=passive.span,
        attributes=False,
        negated=False,
    )


def _side(sentence: Sentence, subject: Span, name: str | None, cast: Cast) -> frozenset[str]:
    principal = cast.speaks_for(sentence.phrase(subject))
    return frozenset(who for who in (name, principal) if who)
