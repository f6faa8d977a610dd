"""What was published: the only rows that public pages read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.workflow import CheckState
from app.models import FactCheck, Publication, Withdrawal
from app.publishing.document import from_json
from app.publishing.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A fact-check that has an address: its editions and withdrawals, oldest first."""

    check: FactCheck
    publications: Sequence[Publication]
    withdrawals: Sequence[Withdrawal]

    @property
    def newest(self) -> Publication:
        """The newest edition, withdrawn or not."""
        return self.publications[-1]

    def withdrawal_of(self, number: int) -> Withdrawal | None:
        """What took this edition back, if anything did: it is gone for good."""
        covering = (w for w in self.withdrawals if number <= w.last_edition)
        return next(covering, None)

    @property
    def standing(self) -> list[Publication]:
        """The editions that readers may read."""
        return [p for p in self.publications if self.withdrawal_of(p.number) is None]


#: Editions are frozen, and so are their documents: reading one twice gives the same.
parsed = lru_cache(maxsize=256)(from_json)


def find_published(session: Session, slug: str) -> Published | None:
    """The fact-check at this address, published or withdrawn."""
    check = session.scalars(select(FactCheck).where(FactCheck.slug == slug)).first()
    if check is None:
        return None
    issued = select(Publication).where(Publication.check_id == check.id)
    taken_back = select(Withdrawal).where(Withdrawal.check_id == check.id)
    return Published(
        check=check,
        publications=session.scalars(issued.order_by(Publication.number)).all(),
        withdrawals=session.scalars(taken_back.order_by(Withdrawal.id)).all(),
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
    return [parsed(document) for document in session.scalars(rows)]
