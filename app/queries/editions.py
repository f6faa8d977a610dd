"""What was published: the only rows that public pages read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.workflow import CheckState
from app.models import FactCheck, Publication, User, Withdrawal
from app.publishing.edition import Edition, from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A fact-check that has an address: its editions, oldest first, or its tombstone."""

    editions: Sequence[Edition]
    digests: Sequence[str]
    withdrawal: Withdrawal | None
    withdrawn_by: str


def find_published(session: Session, slug: str) -> Published | None:
    """The fact-check at this address, published or withdrawn."""
    check = session.scalars(select(FactCheck).where(FactCheck.slug == slug)).first()
    if check is None:
        return None
    rows = select(Publication).where(Publication.check_id == check.id)
    issued = session.scalars(rows.order_by(Publication.number)).all()
    withdrawal = _withdrawal(session, check) if check.state is CheckState.WITHDRAWN else None
    person = session.get(User, withdrawal.withdrawn_by_id) if withdrawal else None
    return Published(
        editions=[from_json(row.document) for row in issued],
        digests=[row.document_sha256 for row in issued],
        withdrawal=withdrawal,
        withdrawn_by=person.name if person else "",
    )


def newest_editions(session: Session, *, limit: int = 100) -> list[Edition]:
    """The newest edition of each fact-check that stands, newest first."""
    newest = (
        select(Publication.check_id, func.max(Publication.number).label("number"))
        .group_by(Publication.check_id)
        .subquery()
    )
    rows = (
        select(Publication.document)
        .join(
            newest,
            (Publication.check_id == newest.c.check_id) & (Publication.number == newest.c.number),
        )
        .join(FactCheck, FactCheck.id == Publication.check_id)
        .where(FactCheck.state == CheckState.PUBLISHED)
        .order_by(Publication.issued_at.desc(), Publication.id.desc())
        .limit(limit)
    )
    return [from_json(document) for document in session.scalars(rows)]


def _withdrawal(session: Session, check: FactCheck) -> Withdrawal | None:
    rows = select(Withdrawal).where(Withdrawal.check_id == check.id)
    return session.scalars(rows.order_by(Withdrawal.id.desc()).limit(1)).first()
