"""Readers' reports of errors, for the desk."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.ids import ClaimId, ReportId
from app.domain.workflow import ReportState
from app.models import Claim, FactCheck, Report

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledReport:
    """A report, with the fact-check and the claim that it is about, where we can tell."""

    report: Report
    check: FactCheck | None
    claim_id: ClaimId | None


def filed(session: Session, *, state: ReportState | None = None) -> list[FiledReport]:
    """The newest reports; those in one state, or else in all."""
    rows = _rows() if state is None else _rows().where(Report.state == state)
    newest_first = rows.order_by(Report.received_at.desc(), Report.id.desc()).limit(_MOST)
    return _found(session, newest_first)


def one(session: Session, report_id: ReportId) -> FiledReport | None:
    """A single report."""
    return next(iter(_found(session, _rows().where(Report.id == report_id))), None)


def counts(session: Session) -> dict[ReportState, int]:
    """How many reports are in each state."""
    rows = select(Report.state, func.count()).group_by(Report.state)
    return dict.fromkeys(ReportState, 0) | dict(session.execute(rows).all())


def _rows() -> Select[Report, FactCheck, ClaimId]:
    return (
        select(Report, FactCheck, Claim.id)
        .outerjoin(FactCheck, FactCheck.id == Report.check_id)
        .outerjoin(
            Claim, (Claim.check_id == Report.check_id) & (Claim.number == Report.claim_number)
        )
    )


def _found(session: Session, rows: Select[Report, FactCheck, ClaimId]) -> list[FiledReport]:
    # Outer joins: the types do not know that check and claim may be missing.
    return [
        FiledReport(report=report, check=check, claim_id=claim_id)
        for report, check, claim_id in session.execute(rows)
    ]
