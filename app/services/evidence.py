"""Sources, and what each of them does to a claim."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.domain.dates import Precision
from app.domain.errors import NotFound, Refused
from app.domain.ids import CitationId, ClaimId, SourceId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.verdicts import SourceKind, Stance
from app.domain.workflow import ClaimState, require_workable
from app.models import Citation, Claim, Source
from app.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDetails:
    """A document or person to be cited."""

    title: str
    url: str = ""
    publisher: str = ""
    published_on: date | None = None
    published_precision: Precision = Precision.DAY
    kind: SourceKind = SourceKind.PRIMARY
    archive_url: str = ""
    no_archive_reason: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What a source does to a claim: which words, where in it, to which side."""

    stance: Stance
    excerpt: str
    locator: str = ""


def cite(
    work: Work,
    claim_id: ClaimId,
    *,
    version: int | None,
    source: SourceDetails | SourceId,
    use: Use,
) -> Citation:
    """Attach a source, new or known, to a claim."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.EVIDENCE_EDIT)
    require_workable(claim.state, "attach a source")
    known = (
        _new_source(work, source)
        if isinstance(source, SourceDetails)
        else (work.get(Source, source))
    )
    citation = work.add(
        Citation(
            claim_id=claim.id,
            source_id=known.id,
            added_by_id=work.person,
            added_at=work.now,
            **asdict(_whole(use)),
        )
    )
    work.touch(claim)
    work.record(
        Act.SOURCE_CITED,
        claim,
        check_id=claim.check_id,
        citation=citation.id,
        source=known.id,
        stance=use.stance.value,
    )
    return citation


def change(
    work: Work,
    citation_id: CitationId,
    *,
    version: int,
    source_version: int,
    source: SourceDetails,
    use: Use,
) -> Citation:
    """Change a citation, and what is known of its source wherever that is cited."""
    citation = _present(work, citation_id, version=version)
    claim = work.get(Claim, citation.claim_id)
    work.require(Permission.EVIDENCE_EDIT)
    require_workable(claim.state, "change its sources")
    row = work.get(Source, citation.source_id)
    old = {"stance": citation.stance.value, "excerpt": citation.excerpt, "title": row.title}
    _assign(citation, asdict(_whole(use)))
    if any(getattr(row, name) != value for name, value in asdict(_titled(source)).items()):
        work.get(Source, row.id, version=source_version)
        _refuse_signed(work, row)
        _assign(row, asdict(source))
    # A change to the source alone counts too: the form that another person opened shows both.
    flag_modified(citation, "stance")
    work.touch(claim)
    work.record(Act.CITATION_CHANGED, claim, check_id=claim.check_id, citation=citation.id, old=old)
    return citation


def remove(work: Work, citation_id: CitationId, *, version: int) -> Claim:
    """Take a citation off its claim; what was published with it stays published."""
    citation = _present(work, citation_id, version=version)
    claim = work.get(Claim, citation.claim_id)
    work.require(Permission.EVIDENCE_EDIT)
    require_workable(claim.state, "remove its sources")
    citation.removed_at = work.now
    work.touch(claim)
    work.record(
        Act.CITATION_REMOVED,
        claim,
        check_id=claim.check_id,
        citation=citation.id,
        source=citation.source_id,
    )
    return claim


def _assign(row: Citation | Source, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _refuse_signed(work: Work, source: Source) -> None:
    """What a second person has approved does not change under them."""
    rows = (
        select(Claim.id)
        .join(Citation)
        .where(
            Citation.source_id == source.id,
            Citation.removed_at.is_(None),
            Claim.state == ClaimState.SIGNED,
        )
    )
    if work.session.scalars(rows.limit(1)).first():
        raise Refused(
            "This source also bears a claim that is signed off: reopen that claim first, or attach "
            "the source anew."
        )


def _present(work: Work, citation_id: CitationId, *, version: int) -> Citation:
    citation = work.get(Citation, citation_id, version=version)
    if citation.removed_at is not None:
        raise NotFound("This citation was removed.")
    return citation


def _whole(use: Use) -> Use:
    if not use.excerpt.strip():
        raise Refused("Copy the words that matter from the source: the excerpt is empty.")
    return use


def _titled(details: SourceDetails) -> SourceDetails:
    if not details.title.strip():
        raise Refused("Give the source a title, so that readers know what they follow.")
    return details


def _new_source(work: Work, details: SourceDetails) -> Source:
    return work.add(
        Source(
            accessed_on=work.now.date(),
            added_by_id=work.person,
            added_at=work.now,
            **asdict(_titled(details)),
        )
    )
