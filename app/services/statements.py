"""The timeline of a claim: who asserted, repeated, denied, clarified, retracted, confirmed it."""

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select

from app import dossier
from app.domain.dates import Precision
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.ids import ClaimId, ProposalId, SourceId, StatementId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.verdicts import Scope, StatementKind
from app.domain.workflow import require_workable
from app.models import Claim, Proposal, Source, Statement
from app.models.statements import ProposalState
from app.services import rulings
from app.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDetails:
    """One act of a named actor. `start` and `end` place it in the article, in code points.

    `revision` is the number of the revision that they count in; None stands for the newest.
    """

    kind: StatementKind
    actor: str
    actor_role: str = ""
    on_behalf_of: str = ""
    dated_on: date | None = None
    precision: Precision = Precision.DAY
    scope: Scope = Scope.FULL
    words: str = ""
    source_id: SourceId | None = None
    start: int | None = None
    end: int | None = None
    revision: int | None = None


def record(
    work: Work,
    claim_id: ClaimId,
    *,
    version: int | None,
    details: StatementDetails,
    proposal_id: ProposalId | None = None,
) -> Statement:
    """Put a statement on a claim's timeline, perhaps confirming what the engine proposed."""
    claim = _workable(work, claim_id, version=version)
    rulings.require_own(work, claim)
    statement = _insert(work, claim, details)
    if proposal_id is not None:
        _waiting(work, claim, proposal_id).state = ProposalState.CONFIRMED
    _record(work, Act.STATEMENT_RECORDED, claim, statement)
    return statement


def confirm(work: Work, proposal_id: ProposalId, *, version: int) -> Statement:
    """Record a proposal as it stands: in the article's words, without a date or a source.

    `version` is the claim's. One that names nobody is refused: it has to be changed first.
    """
    proposal = work.get(Proposal, proposal_id)
    claim = _workable(work, proposal.claim_id, version=version)
    rulings.require_own(work, claim)
    _waiting(work, claim, proposal_id).state = ProposalState.CONFIRMED
    statement = _insert(work, claim, _reported(work, claim, proposal))
    _record(work, Act.STATEMENT_RECORDED, claim, statement, proposal=proposal.id)
    return statement


def correct(
    work: Work, statement_id: StatementId, *, version: int, details: StatementDetails
) -> Statement:
    """Set a statement right; the row as it was stays in the record. `version` is the claim's."""
    old = work.get(Statement, statement_id)
    claim = _workable(work, old.claim_id, version=version)
    rulings.require_own(work, claim)
    _require_current(work, old)
    statement = _insert(work, claim, details, supersedes_id=old.id)
    _record(work, Act.STATEMENT_CORRECTED, claim, statement)
    return statement


def strike(work: Work, statement_id: StatementId, *, version: int) -> Claim:
    """Take a statement that was recorded by mistake off the timeline, not out of the record."""
    old = work.get(Statement, statement_id)
    claim = _workable(work, old.claim_id, version=version)
    rulings.require_own(work, claim)
    _require_current(work, old)
    striking = _insert(work, claim, _details(old), supersedes_id=old.id, struck=True)
    _record(work, Act.STATEMENT_STRUCK, claim, striking)
    return claim


def dismiss_proposal(work: Work, proposal_id: ProposalId, *, version: int) -> Claim:
    """Say that the article does not report what the engine believed. `version` is the claim's."""
    claim = _workable(work, work.get(Proposal, proposal_id).claim_id, version=version)
    proposal = _waiting(work, claim, proposal_id)
    proposal.state = ProposalState.DISMISSED
    work.record(Act.PROPOSAL_DISMISSED, claim, check_id=claim.check_id, kind=proposal.kind.value)
    return claim


def take_back(work: Work, statement: Statement) -> None:
    """Undo the writing of a row: a further one says what stood before it, or strikes it."""
    _require_newest(work, statement)
    claim = work.get(Claim, statement.claim_id)
    before = statement
    struck = statement.supersedes_id is None
    if statement.supersedes_id is not None:
        before = work.get(Statement, statement.supersedes_id)
        struck = before.struck
    row = _insert(work, claim, _details(before), supersedes_id=statement.id, struck=struck)
    act = Act.STATEMENT_STRUCK if struck else Act.STATEMENT_CORRECTED
    _record(work, act, claim, row)


def copy(work: Work, *, source_claim: ClaimId, target_claim: ClaimId) -> None:
    """Repeat the statements of one claim on another that it is merged into."""
    target = work.get(Claim, target_claim)
    rows = select(Statement).where(Statement.claim_id == source_claim).order_by(Statement.id)
    for statement in dossier.current(work.session.scalars(rows).all()):
        copied = _insert(work, target, _details(statement))
        _record(work, Act.STATEMENT_RECORDED, target, copied, copy_of=statement.id)


def _workable(work: Work, claim_id: ClaimId, *, version: int | None) -> Claim:
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.EVIDENCE_EDIT)
    require_workable(claim.state, "change its timeline")
    work.touch(claim)
    return claim


def _insert(
    work: Work,
    claim: Claim,
    details: StatementDetails,
    *,
    supersedes_id: StatementId | None = None,
    struck: bool = False,
) -> Statement:
    _check(work, details)
    return work.add(
        Statement(
            claim_id=claim.id,
            recorded_by_id=work.person,
            recorded_at=work.now,
            supersedes_id=supersedes_id,
            struck=struck,
            **asdict(_placed(work, claim, details)),
        )
    )


def _record(work: Work, act: Act, claim: Claim, row: Statement, **more: object) -> None:
    work.record(
        act,
        claim,
        check_id=claim.check_id,
        statement=row.id,
        sha256=row.sha256,
        kind=row.kind.value,
        actor=row.actor,
        supersedes=row.supersedes_id,
        **more,
    )


def _check(work: Work, details: StatementDetails) -> None:
    if not details.actor.strip():
        raise Refused("Say who did it: a statement needs an actor.")
    # A day's grace: the newsroom may be ahead of UTC.
    if details.dated_on and details.dated_on > work.now.date() + timedelta(days=1):
        raise Refused("The statement's date lies in the future: check the year.")
    if details.source_id is not None:
        work.get(Source, details.source_id)


def _placed(work: Work, claim: Claim, details: StatementDetails) -> StatementDetails:
    """The details with the revision that their place is in; raise Refused where it has none."""
    if (details.start, details.end) == (None, None):
        return replace(details, revision=1)
    revision = dossier.revision(work.session, claim.check_id, details.revision)
    start, end = details.start or 0, details.end or 0
    if not 0 <= start < end <= len(revision.text):
        raise Refused("The place given for the statement is not in the article.")
    return replace(details, revision=revision.number)


def _reported(work: Work, claim: Claim, proposal: Proposal) -> StatementDetails:
    """What a proposal says that the article reports."""
    if not proposal.actor.strip():
        raise Refused("The article does not say who did this: change the proposal, name the actor.")
    text = dossier.revision(work.session, claim.check_id, proposal.revision).text
    return StatementDetails(
        kind=proposal.kind,
        actor=proposal.actor,
        scope=proposal.scope,
        words=text[proposal.start : proposal.end],
        start=proposal.start,
        end=proposal.end,
        revision=proposal.revision,
    )


def _require_current(work: Work, old: Statement) -> None:
    if old.struck:
        raise Conflict("Somebody else struck this statement since you opened it.")
    _require_newest(work, old)


def _require_newest(work: Work, row: Statement) -> None:
    later = select(Statement.id).where(Statement.supersedes_id == row.id)
    if work.session.scalar(later):
        raise Conflict("Somebody else corrected this statement since you opened it.")


def _waiting(work: Work, claim: Claim, proposal_id: ProposalId) -> Proposal:
    proposal = work.get(Proposal, proposal_id)
    if proposal.claim_id != claim.id:
        raise NotFound("This proposal is about another claim.")
    if proposal.state is not ProposalState.WAITING:
        raise Conflict(f"This proposal was {proposal.state.value} already.")
    return proposal


def _details(row: Statement) -> StatementDetails:
    names = StatementDetails.__dataclass_fields__
    return StatementDetails(**{name: getattr(row, name) for name in names})
