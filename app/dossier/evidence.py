"""What a verdict rests on, as the rules ask about it."""

from collections.abc import Sequence, Set

from sqlalchemy import select, union
from sqlalchemy.orm import Session, aliased, joinedload

from app.domain.ids import ClaimId
from app.domain.verdicts import CitationFact, ClaimFact, Evidence, SourceKind, StatementFact
from app.dossier.files import ClaimFile, Dossier
from app.models import Citation, Claim, Source, Statement


def current(statements: Sequence[Statement]) -> list[Statement]:
    """The statements that stand: neither corrected nor struck by a later row."""
    superseded = {statement.supersedes_id for statement in statements}
    return [s for s in statements if s.id not in superseded and not s.struck]


def resting_on(session: Session, source_id: int) -> list[Claim]:
    """Every claim that cites a source or states what it tells, as things stand now."""
    cited = select(Citation.claim_id).where(
        Citation.source_id == source_id, Citation.removed_at.is_(None)
    )
    later = aliased(Statement)
    stated = select(Statement.claim_id).where(
        Statement.source_id == source_id,
        Statement.struck.is_(False),
        ~select(later.id).where(later.supersedes_id == Statement.id).exists(),
    )
    rows = select(Claim).where(Claim.id.in_(union(cited, stated))).order_by(Claim.id)
    return list(session.scalars(rows))


def evidence_on(session: Session, claim_id: ClaimId) -> Evidence:
    """What a verdict on one claim can rest on."""
    cited = select(Citation).where(Citation.claim_id == claim_id, Citation.removed_at.is_(None))
    citations = session.scalars(cited.options(joinedload(Citation.source))).all()
    statements = session.scalars(select(Statement).where(Statement.claim_id == claim_id)).all()
    return _evidence(citations, current(statements))


def public_evidence(file: ClaimFile, *, sources: dict[int, Source]) -> Evidence:
    """What a verdict can rest on in the eyes of readers: confidential sources do not count."""
    cited = {citation.source_id for citation in file.citations}
    told = {statement.source_id for statement in file.statements if statement.source_id}
    hidden = {key for key in cited | told if sources[key].confidential}
    return _evidence(file.citations, file.statements, hidden=hidden)


def _is_kept(source: Source) -> bool:
    """Is there a saved copy, or a reason why not? Nobody follows a confidential source."""
    return source.confidential or bool(source.archive_url or source.no_archive_reason)


def statement_fact(statement: Statement, *, hidden: Set[int] = frozenset()) -> StatementFact:
    """A statement as the rules ask about it; what a hidden source tells is not sourced."""
    return StatementFact(
        kind=statement.kind,
        actor=statement.actor,
        dated=statement.dated_on is not None,
        sourced=statement.source_id is not None and statement.source_id not in hidden,
    )


def _evidence(
    citations: Sequence[Citation],
    statements: Sequence[Statement],
    *,
    hidden: Set[int] = frozenset(),
) -> Evidence:
    return Evidence(
        statements=[statement_fact(statement, hidden=hidden) for statement in statements],
        citations=[
            CitationFact(
                stance=citation.stance,
                has_excerpt=bool(citation.excerpt.strip()),
                kept=_is_kept(citation.source),
                title=citation.source.title,
                primary=citation.source.kind is SourceKind.PRIMARY,
                explained=bool(citation.source.secondary_reason),
            )
            for citation in citations
            if citation.source_id not in hidden
        ],
    )


def claim_facts(dossier: Dossier) -> list[ClaimFact]:
    """The claims as the rule of publication asks about them: only what readers could see counts."""
    return [
        ClaimFact(
            claim_id=file.claim.id,
            name=file.name,
            state=file.claim.state,
            wording=file.claim.wording,
            publish_unchecked=file.claim.publish_unchecked,
            verdict=file.ruling.verdict.value if file.ruling else None,
            evidence=public_evidence(file, sources=dossier.sources),
            lost=file.lost,
            quote=file.anchor.exact,
        )
        for file in (*dossier.files, *(file for file in dossier.lost if file.is_missing))
    ]
