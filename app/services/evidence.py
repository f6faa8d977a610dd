"""Sources, and what each of them does to a claim."""

from collections.abc import Set
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app import dossier
from app.domain.dates import Precision
from app.domain.errors import NotFound, Refused
from app.domain.ids import CitationId, ClaimId, SourceId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.verdicts import SourceKind, Stance
from app.domain.workflow import ClaimState, require_workable
from app.models import Citation, Claim, Source, SourceOpening
from app.services import rulings
from app.services.work import Work

TITLE_LENGTH = 300


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
    origin: str = ""
    interest: str = ""
    secondary_reason: str = ""
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
    rulings.require_own(work, claim)
    citation = _new_citation(work, claim, source, use)
    work.touch(claim)
    work.record(
        Act.SOURCE_CITED,
        claim,
        check_id=claim.check_id,
        citation=citation.id,
        source=citation.source_id,
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
    rulings.require_own(work, claim)
    changed = _changes(citation, asdict(_whole(use)))
    row = work.get(Source, citation.source_id)
    of_source = _changes(row, asdict(_titled(source)))
    if of_source:
        work.get(Source, row.id, version=source_version)
        tell_others(work, row, of_source, but={claim.id})
    if changed or of_source:
        # A change to the source alone counts too: the form that another person opened shows both.
        # (What it held would be forgotten, so it is flagged by a column that never changes.)
        flag_modified(citation, "added_at")
        _tell(work, claim, citation=citation.id, source=row.id, changed=changed | of_source)
    for target, changes in ((citation, changed), (row, of_source)):
        for name, (_, new) in changes.items():
            setattr(target, name, new)
    return citation


def remove(work: Work, citation_id: CitationId, *, version: int) -> Claim:
    """Take a citation off its claim; what was published with it stays published."""
    citation = _present(work, citation_id, version=version)
    claim = work.get(Claim, citation.claim_id)
    work.require(Permission.EVIDENCE_EDIT)
    require_workable(claim.state, "remove its sources")
    rulings.require_own(work, claim)
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


def note_opened(work: Work, claim_id: ClaimId, source_id: SourceId) -> SourceOpening:
    """Note that this person has opened a source to see what it says on a claim; once is enough.

    It is no change of the claim: what others have open in their forms stays good.
    """
    claim = work.get(Claim, claim_id)
    work.require(Permission.SOURCE_OPEN)
    if claim.id not in {resting.id for resting in dossier.resting_on(work.session, source_id)}:
        raise NotFound("This claim does not rest on such a source.")
    opened = select(SourceOpening).where(
        SourceOpening.claim_id == claim.id,
        SourceOpening.source_id == source_id,
        SourceOpening.opened_by_id == work.person,
    )
    if before := work.session.scalar(opened):
        return before
    opening = work.add(
        SourceOpening(
            claim_id=claim.id,
            source_id=source_id,
            opened_by_id=work.person,
            opened_at=work.now,
        )
    )
    work.record(Act.SOURCE_OPENED, claim, check_id=claim.check_id, source=source_id)
    return opening


#: What changed: the field's name, what it held and what it holds.
Changes = dict[str, tuple[object, object]]


def _changes(row: Citation | Source, values: dict[str, object]) -> Changes:
    return {
        name: (getattr(row, name), new) for name, new in values.items() if getattr(row, name) != new
    }


def tell_others(work: Work, source: Source, changes: Changes, *, but: Set[int]) -> None:
    """Count the change of a source as one of every other claim that rests on it.

    What a second person has approved does not change under them, nor what another has ruled on.
    """
    others = [c for c in dossier.resting_on(work.session, source.id) if c.id not in but]
    if any(claim.state is ClaimState.SIGNED for claim in others):
        raise Refused(
            "This source also bears a claim that is signed off: reopen that claim first, or attach "
            "the source anew."
        )
    for claim in others:
        rulings.require_own(work, claim)
    for claim in others:
        _tell(work, claim, source=source.id, changed=changes)


def _tell(work: Work, claim: Claim, *, changed: Changes, **ids: int) -> None:
    work.touch(claim)
    told = {name: [_plain(old), _plain(new)] for name, (old, new) in changed.items()}
    work.record(Act.CITATION_CHANGED, claim, check_id=claim.check_id, changed=told, **ids)


def _plain(value: object) -> object:
    """A field as the journal keeps it: dates and enums as text, nothing as empty text."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


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
    """The details as they can be kept; an address that stands in for a title may be cut."""
    if not details.title.strip():
        raise Refused("Give the source a title, so that readers know what they follow.")
    if len(details.title) <= TITLE_LENGTH:
        return details
    if details.title != details.url:
        raise Refused(
            f"The source's title has {len(details.title)} characters; {TITLE_LENGTH} at most."
        )
    return replace(details, title=details.title[:TITLE_LENGTH])


def _new_citation(work: Work, claim: Claim, source: SourceDetails | SourceId, use: Use) -> Citation:
    if isinstance(source, SourceDetails):
        known = _new_source(work, source)
    else:
        known = work.get(Source, source)
    return work.add(
        Citation(
            claim_id=claim.id,
            source_id=known.id,
            added_by_id=work.person,
            added_at=work.now,
            **asdict(_whole(use)),
        )
    )


def _new_source(work: Work, details: SourceDetails) -> Source:
    return work.add(
        Source(
            accessed_on=work.now.date(),
            added_by_id=work.person,
            added_at=work.now,
            **asdict(_titled(details)),
        )
    )
