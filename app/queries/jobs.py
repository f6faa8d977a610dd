"""How far work that is done later has come."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.ids import CheckId
from app.models import Job, JobKind


def newest_release(session: Session, check_id: CheckId) -> Job | None:
    """The last release of this fact-check, with or without the rest; None if none was asked for."""
    about = or_(Job.check_id == check_id, Job.check_id.is_(None))
    releases = select(Job).where(Job.kind == JobKind.RELEASE, about)
    return session.scalars(releases.order_by(Job.id.desc()).limit(1)).first()


def undone(session: Session) -> Sequence[Job]:
    """Everything that is still to be done, the longest due first."""
    return session.scalars(select(Job).where(Job.done_at.is_(None)).order_by(Job.due_at)).all()
