"""Frozen texts: a revision with the claims and statements that the engine reads in it."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.domain.ids import CheckId
from app.domain.verdicts import Scope, StatementKind
from app.models import Claim, Proposal, Revision
from app.models.claims import Origin
from app.services.places import anchor
from app.services.work import Work
from app.text import extract
from app.text.paste.canonical import canonical, drop
from app.text.spans import Span, lines
from app.text.statements.proposals import Statement as Proposed
from app.text.structure.language import is_english


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A text ready to be frozen, and what the engine reads in it."""

    text: str
    trimmed: bool
    extraction: extract.Extraction


def prepare(pasted: str, dropped: Collection[int]) -> Prepared:
    """Make the text to be frozen out of a paste; takes seconds on a very long one."""
    whole = canonical(pasted).text
    text = kept(pasted, dropped)
    return Prepared(text=text, trimmed=text != whole, extraction=extract.extract(text))


def kept(pasted: str, dropped: Collection[int]) -> str:
    """The canonical text of a paste without the lines that are dropped."""
    whole = canonical(pasted).text
    return drop(whole, dropped_lines(whole, dropped))


def dropped_lines(text: str, starts: Collection[int]) -> list[Span]:
    """The lines of a canonical text that begin at one of these offsets."""
    chosen = set(starts)
    return [line for line in lines(text) if line.start in chosen]


def add_revision(work: Work, check_id: CheckId, *, number: int, prepared: Prepared) -> Revision:
    """Freeze a text; it never changes from here on."""
    text = prepared.text
    return work.add(
        Revision(
            check_id=check_id,
            number=number,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            trimmed=prepared.trimmed,
            language="en" if is_english(text) else "und",
            passed_over=len(prepared.extraction.passed_over),
            created_by_id=work.person,
            created_at=work.now,
        )
    )


def add_claims(
    work: Work, revision: Revision, found: extract.Extraction, *, which: Collection[int]
) -> Sequence[Claim]:
    """Propose what the engine found in a revision; `which` ranks of its claims are taken."""
    ranks = sorted(which)
    claims = [_claim(work, revision, found.claims[rank]) for rank in ranks]
    work.session.add_all(claims)
    work.session.flush()  # once for all: a long article has thousands
    by_rank = dict(zip(ranks, claims, strict=True))
    for rank, claim in by_rank.items():
        work.session.add(anchor(claim, revision, found.claims[rank].span))
        if claim.claimant:
            work.session.add(_assertion(claim, revision, found.claims[rank]))
    work.session.add_all(
        _proposal(by_rank[s.about], revision, s) for s in found.statements if s.about in by_rank
    )
    return claims


def _claim(work: Work, revision: Revision, found: extract.Claim) -> Claim:
    return Claim(
        check_id=revision.check_id,
        # Of a quotation that lost its sentence nobody knows for sure who said it: a person decides.
        claimant="" if found.garbled else (found.claimant or "")[:200],
        cue=(found.cue or "")[:200],
        mode=found.mode or "",
        type=found.type,
        score=found.score,
        reasons=list(found.reasons),
        garbled=found.garbled,
        origin=Origin.ENGINE,
        changed_at=work.now,
    )


def _assertion(claim: Claim, revision: Revision, found: extract.Claim) -> Proposal:
    """What the article itself reports: that the claimant made the claim."""
    return Proposal(
        claim_id=claim.id,
        kind=StatementKind.ASSERTED,
        actor=claim.claimant,
        scope=Scope.FULL,
        start=found.start,
        end=found.end,
        revision=revision.number,
    )


def _proposal(claim: Claim, revision: Revision, proposed: Proposed) -> Proposal:
    return Proposal(
        claim_id=claim.id,
        kind=proposed.kind,
        actor=(proposed.actor or "")[:200],
        scope=proposed.scope,
        start=proposed.span.start,
        end=proposed.span.end,
        revision=revision.number,
    )
