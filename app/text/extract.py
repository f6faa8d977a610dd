"""The one door of the text engine: a text in, its claims and proposed statements out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.text.attribution.reading import Deed, read
from app.text.claims import retellings
from app.text.claims.picking import Claim as Claim
from app.text.claims.picking import PassedOver, Picked
from app.text.paste.boilerplate import boilerplate
from app.text.spans import Span, overlapping
from app.text.statements.acts import StatementKind
from app.text.statements.matter import Target, claimed_by, is_negated, stems
from app.text.statements.proposals import Statement, propose
from app.text.structure.datelines import past_dateline
from app.text.structure.language import is_english
from app.text.structure.quotes import quotations
from app.text.structure.sentences import sentences


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the engine proposes about one canonical text; `notes` are for the editor."""

    boilerplate: tuple[Span, ...]
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]
    passed_over: tuple[PassedOver, ...]
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()

    def as_json(self, text: str) -> dict[str, Any]:
        """Give plain values for JSON; offsets are code points of `text`, null where unknown."""
        return {
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "length": len(text),
            "boilerplate": [_bounds("", span) for span in self.boilerplate],
            "sentences": [_bounds("", span) for span in self.sentences],
            "claims": [_claim_json(claim) for claim in self.claims],
            "passed_over": [_passed_over_json(left) for left in self.passed_over],
            "statements": [_statement_json(statement) for statement in self.statements],
        }


def extract(text: str) -> Extraction:
    """Propose claims, what was passed over, and statements about claims, for a canonical text.

    A text that is not English is split into sentences only, and a note says so.
    """
    site = boilerplate(text)
    found = sentences(text)
    if not is_english(text):
        return Extraction(site, found, (), (), (), ("Not English: split into sentences only.",))
    quoted = quotations(text)
    body = [past_dateline(text, part) for part in found if not any(overlapping(site, part))]
    readings = tuple(read(text, sentences=body, quotations=quoted))
    picked = Picked(text, quoted)
    for reading in readings:
        picked.take(reading)
    deeds = [deed for reading in readings for deed in reading.deeds]
    title = retellings.headline(text)
    claims = sorted(picked.claims, key=lambda claim: claim.span)
    claims, left = _without(claims, retellings.told_below(text, claims, title=title))
    targets = _targets(text, claims, deeds)
    proposed = propose(text, readings=readings, targets=targets, headline=title)
    acts = retellings.only_acts(claims, statements=proposed, deeds=deeds, title=title)
    kept, told = _without(claims, acts)
    place = {claim.span: at for at, claim in enumerate(kept)}
    return Extraction(
        boilerplate=site,
        sentences=found,
        claims=tuple(kept),
        passed_over=tuple(sorted([*picked.passed_over, *left, *told], key=_by_place)),
        statements=tuple(replace(s, about=place[claims[s.about].span]) for s in proposed),
    )


def _without(
    claims: Sequence[Claim], retold: Mapping[Span, str]
) -> tuple[list[Claim], list[PassedOver]]:
    """Part the claims that only tell something again, with the reason, from the others."""
    kept = [claim for claim in claims if claim.span not in retold]
    left = [
        PassedOver(
            claim.start, claim.end, claim.quote, claim.score, (retold[claim.span],), claim.given
        )
        for claim in claims
        if claim.span in retold
    ]
    return kept, left


def _by_place(left: PassedOver) -> tuple[int, int]:
    return left.start, left.end


def _targets(text: str, claims: Sequence[Claim], deeds: Sequence[Deed]) -> list[Target]:
    """Reduce the claims that somebody makes; what is only denied, nobody claims there."""
    denied = [deed.span for deed in deeds if deed.kind is StatementKind.DENIED and deed.attributes]
    return [
        Target(
            index=index,
            span=claim.span,
            claimant=claim.claimant,
            claimant_span=claim.claimant_span,
            negated=is_negated(text, claim.span),
            stems=stems(text, claim.span),
            claimed_by=claimed_by(text, claim.claimant, claim.claimant_span),
        )
        for index, claim in enumerate(claims)
        if claim.claimant and not any(overlapping(denied, claim.span))
    ]


# ------------------------------------------------------------------------------ as JSON


def _bounds(prefix: str, span: Span | None) -> dict[str, int | None]:
    start, end = span.bounds if span else (None, None)
    return {f"{prefix}start": start, f"{prefix}end": end}


def _claim_json(claim: Claim) -> dict[str, Any]:
    return {
        **_bounds("", claim.span),
        "quote": claim.quote,
        "claimant": claim.claimant,
        **_bounds("claimant_", claim.claimant_span),
        "cue": claim.cue,
        **_bounds("cue_", claim.cue_span),
        "mode": claim.mode and claim.mode.value,
        "type": claim.type.value,
        "score": claim.score,
        "reasons": [reason.value for reason in claim.reasons],
    }


def _passed_over_json(left: PassedOver) -> dict[str, Any]:
    return {
        **_bounds("", left.span),
        "quote": left.quote,
        "score": left.score,
        "reasons": [str(reason) for reason in left.reasons],
    }


def _statement_json(statement: Statement) -> dict[str, Any]:
    return {
        "kind": statement.kind.value,
        "actor": statement.actor,
        **_bounds("actor_", statement.actor_span),
        "about": statement.about,
        **_bounds("", statement.span),
        "scope": statement.scope.value,
    }
