"""The public life of fact-checks: the only rows that public pages are made of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from app.domain.ids import CheckId
from app.models import FactCheck, Publication, Withdrawal
from app.publishing.document import from_json
from app.publishing.history import History, Withdrawn

#: Editions are frozen, and so are their documents: reading one twice gives the same.
parsed = lru_cache(maxsize=1024)(from_json)


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a fact-check has come in public: while this is the same, so is every form of it."""

    check_id: CheckId
    newest_sha256: str
    withdrawn_at: datetime | None


def stand(session: Session, slug: str) -> Stand | None:
    """How far the fact-check at this address has come; None if there is none."""
    taken_back = (
        select(func.max(Withdrawal.withdrawn_at))
        .where(Withdrawal.check_id == FactCheck.id)
        .scalar_subquery()
    )
    rows = (
        select(FactCheck.id, Publication.document_sha256, taken_back)
        .join(Publication, Publication.check_id == FactCheck.id)
        .where(FactCheck.slug == slug)
        .order_by(Publication.number.desc())
    )
    found = session.execute(rows.limit(1)).first()
    return Stand(*found) if found else None


def stands(session: Session) -> tuple[str, int, datetime | None, int]:
    """How far all fact-checks have come: while this is the same, so is every list of them."""
    newest = select(Publication.document_sha256).order_by(Publication.id.desc()).limit(1)
    issued = select(func.count()).select_from(Publication).scalar_subquery()
    gone = select(func.max(Withdrawal.withdrawn_at), func.count(Withdrawal.id), issued)
    withdrawn_at, withdrawals, editions = session.execute(gone).one()
    return session.scalar(newest) or "", editions, withdrawn_at, withdrawals


def history(session: Session, check_id: CheckId) -> History | None:
    """The public life of one fact-check; None while it was never published."""
    return next(iter(_histories(session, [check_id])), None)


def histories(session: Session, *, with_pages: bool = True) -> list[History]:
    """Every fact-check that was ever published, the one that changed last first.

    Lists need no permanent pages: without them, far less is read.
    """
    checks = session.scalars(select(FactCheck.id).where(FactCheck.slug.is_not(None)))
    newest_first = reversed(_histories(session, checks, with_pages=with_pages))
    return sorted(newest_first, key=lambda history: history.modified_at, reverse=True)


def _histories(
    session: Session, checks: Iterable[CheckId], *, with_pages: bool = True
) -> list[History]:
    wanted = list(checks)
    issued: dict[CheckId, list[Publication]] = defaultdict(list)
    gone: dict[CheckId, list[Withdrawn]] = defaultdict(list)
    editions = select(Publication).where(Publication.check_id.in_(wanted))
    if not with_pages:
        editions = editions.options(defer(Publication.page))
    for row in session.scalars(editions.order_by(Publication.id)):
        issued[row.check_id].append(row)
    withdrawals = select(Withdrawal).where(Withdrawal.check_id.in_(wanted))
    for withdrawal in session.scalars(withdrawals.order_by(Withdrawal.id)):
        gone[withdrawal.check_id].append(_withdrawn(withdrawal))
    return [
        History(
            editions=tuple(parsed(row.document) for row in rows),
            withdrawals=tuple(gone[check]),
            pages={row.number: row.page for row in rows if row.page} if with_pages else {},
        )
        for check, rows in issued.items()
    ]


def _withdrawn(row: Withdrawal) -> Withdrawn:
    return Withdrawn(
        last_edition=row.last_edition,
        withdrawn_at=row.withdrawn_at.isoformat(timespec="seconds"),
        withdrawn_by=row.withdrawn_by,
        reason=row.reason,
    )
