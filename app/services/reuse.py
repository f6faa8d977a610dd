"""Using again what was gathered on an earlier claim: its evidence, never its verdict."""

from dataclasses import dataclass

from sqlalchemy import select

from app import dossier
from app.domain.errors import Refused
from app.domain.ids import ClaimId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.workflow import ClaimState, require_workable
from app.models import Citation, Claim, Statement
from app.models.statements import STATED
from app.services import rulings
from app.services.work import Work

#: What makes two citations the same.
CITED = ("source_id", "stance", "excerpt", "locator")


@dataclass(frozen=True, slots=True)
class Copied:
    """How much was copied; what was there already does not count."""

    citations: int
    statements: int


def copy_evidence(
    work: Work, claim_id: ClaimId, *, version: int | None, earlier_id: ClaimId
) -> Copied:
    """Copy the citations and the timeline of an earlier claim; whoever rules looks at them anew."""
    claim = work.get(Claim, claim_id, version=version)
    earlier = work.get(Claim, earlier_id)
    work.require(Permission.EVIDENCE_EDIT)
    require_workable(claim.state, "copy evidence to it")
    rulings.require_own(work, claim)
    _require_reusable(claim, earlier)
    copied = Copied(_copy_citations(work, earlier, claim), _copy_statements(work, earlier, claim))
    if copied != Copied(0, 0):
        work.touch(claim)
    return copied


def _require_reusable(claim: Claim, earlier: Claim) -> None:
    if earlier.id == claim.id:
        raise Refused("This is one claim: it has its evidence already.")
    if earlier.state not in (ClaimState.RULED, ClaimState.SIGNED):
        raise Refused("No ruling is in force on the other claim: it is still being worked on.")


def _copy_citations(work: Work, earlier: Claim, claim: Claim) -> int:
    there = {_what(row, CITED) for row in _citations(work, claim)}
    missing = [row for row in _citations(work, earlier) if _what(row, CITED) not in there]
    for row in missing:
        copy = work.add(
            Citation(
                claim_id=claim.id,
                added_by_id=work.person,
                added_at=work.now,
                **{name: getattr(row, name) for name in CITED},
            )
        )
        work.record(
            Act.CITATION_COPIED,
            claim,
            check_id=claim.check_id,
            citation=copy.id,
            source=copy.source_id,
            stance=copy.stance.value,
            copy_of=row.id,
        )
    return len(missing)


def _copy_statements(work: Work, earlier: Claim, claim: Claim) -> int:
    there = {_what(row, STATED) for row in _statements(work, claim)}
    missing = [row for row in _statements(work, earlier) if _what(row, STATED) not in there]
    for row in missing:
        copy = work.add(
            Statement(
                claim_id=claim.id,
                recorded_by_id=work.person,
                recorded_at=work.now,
                struck=False,
                **{name: getattr(row, name) for name in STATED},
            )
        )
        work.record(
            Act.STATEMENT_COPIED,
            claim,
            check_id=claim.check_id,
            statement=copy.id,
            sha256=copy.sha256,
            kind=copy.kind.value,
            actor=copy.actor,
            copy_of=row.id,
        )
    return len(missing)


def _what(row: Citation | Statement, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)


def _citations(work: Work, claim: Claim) -> list[Citation]:
    rows = select(Citation).where(Citation.claim_id == claim.id, Citation.removed_at.is_(None))
    return list(work.session.scalars(rows.order_by(Citation.id)))


def _statements(work: Work, claim: Claim) -> list[Statement]:
    rows = select(Statement).where(Statement.claim_id == claim.id).order_by(Statement.id)
    return dossier.current(work.session.scalars(rows).all())
