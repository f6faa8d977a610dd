"""One timeline over linked claims: what was said of the claim, wherever it was recorded."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import dossier
from app.domain.dates import DatedOn, timeline_key
from app.models import Source, Statement
from app.models.statements import STATED
from app.queries.checked import Other


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A statement on linked claims."""

    statement: Statement
    source: Source | None
    #: The claims at which it is recorded, one for each.
    told_at: Sequence[Other]


def joint(session: Session, claims: Collection[Other]) -> list[Joint]:
    """The statements that stand on these claims, oldest first; without a date, last.

    What was copied from one claim to another is one statement, told at both.
    """
    by_id = {other.claim.id: other for other in claims}
    rows = select(Statement).where(Statement.claim_id.in_(by_id)).order_by(Statement.id)
    stand = dossier.current(session.scalars(rows).all())
    sources = _sources(session, stand)
    grouped: dict[tuple[object, ...], list[Statement]] = {}
    for row in stand:
        grouped.setdefault(tuple(getattr(row, name) for name in STATED), []).append(row)
    joined = [
        Joint(
            statement=same[0],
            source=sources.get(same[0].source_id or 0),
            told_at=[by_id[key] for key in dict.fromkeys(row.claim_id for row in same)],
        )
        for same in grouped.values()
    ]
    return sorted(joined, key=lambda one: timeline_key(_dated_on(one.statement)))


def _sources(session: Session, statements: Iterable[Statement]) -> dict[int, Source]:
    keys = {row.source_id for row in statements if row.source_id is not None}
    rows = select(Source).where(Source.id.in_(keys))
    return {row.id: row for row in session.scalars(rows)} if keys else {}


def _dated_on(row: Statement) -> DatedOn | None:
    return DatedOn(row.dated_on, row.precision) if row.dated_on else None
