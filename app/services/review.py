"""The one form on a claim: source, statement, verdict, rationale, saved together or not at all."""

from dataclasses import dataclass, replace

from app.domain.ids import ClaimId, ProposalId, SourceId
from app.models import Claim
from app.services import claims, evidence, rulings, statements
from app.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """A source, new or known, and its use."""

    source: evidence.SourceDetails | SourceId
    use: evidence.Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Stating:
    """A statement; `from_new_source` says that its source is the one cited in the same form."""

    details: statements.StatementDetails
    from_new_source: bool = False
    proposal_id: ProposalId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What was filled in on the form; None is what was left empty."""

    wording: claims.Wording | None = None
    citing: Citing | None = None
    stating: Stating | None = None
    decided: rulings.Decided | None = None


def save(work: Work, claim_id: ClaimId, *, version: int, review: Review) -> Claim:
    """Save every part that was filled in; each part asks for its own permission."""
    claim = work.get(Claim, claim_id, version=version)
    cited = None
    if review.wording:
        claims.word(work, claim_id, version=None, wording=review.wording)
    if review.citing:
        cited = evidence.cite(
            work, claim_id, version=None, source=review.citing.source, use=review.citing.use
        )
    if review.stating:
        details = review.stating.details
        if review.stating.from_new_source and cited:
            details = replace(details, source_id=cited.source_id)
        statements.record(
            work,
            claim_id,
            version=None,
            details=details,
            proposal_id=review.stating.proposal_id,
        )
    if review.decided:
        rulings.rule(work, claim_id, version=None, decided=review.decided)
    return claim
