"""Work that is done later: noted with its cause, claimed for a while, done at least once.

Jobs of one kind take turns, whatever process claims them: an older release must not write the lists
after a newer one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Select, delete, select, text
from sqlalchemy.orm import aliased

from app.domain.errors import Conflict
from app.domain.ids import CheckId, GuestLinkId, UserId
from app.models import Job, JobKind
from app.services.work import Work

#: Longer than any single write may take; renewed while work goes on.
LEASE = timedelta(seconds=30)
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)
#: Any constant: it names the lock under which PostgreSQL lets one process at a time claim.
CLAIM_LOCK = 7_483_652


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A job in the hands of a worker."""

    id: int
    kind: JobKind
    check_id: CheckId | None
    user_id: UserId | None
    guest_id: GuestLinkId | None
    lease: str
    tries: int


def note_release(work: Work, check_id: CheckId | None = None) -> Job | None:
    """Have a fact-check, or the whole site, released where the house publishes to, if anywhere.

    Call it in the work that changes what readers see: neither happens without the other.
    """
    if not work.house.publish_to:
        return None
    job = Job(kind=JobKind.RELEASE, check_id=check_id, created_at=work.now, due_at=work.now)
    return work.add(job)


def due(now: datetime) -> Select[Job]:
    """The job that is due the longest, if nobody works on one of its kind."""
    other = aliased(Job)
    is_taken = select(other.id).where(
        other.kind == Job.kind, other.done_at.is_(None), other.leased_until > now
    )
    waiting = select(Job).where(Job.done_at.is_(None), Job.due_at <= now, ~is_taken.exists())
    return waiting.order_by(Job.due_at, Job.id).limit(1)


def claim(work: Work) -> Claimed | None:
    """Take the job that is due the longest; None where there is nothing to do now."""
    if work.session.get_bind().dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(:key)")
        work.session.execute(lock, {"key": CLAIM_LOCK})
    job = work.session.scalars(due(work.now)).first()
    if job is None:
        return None
    job.lease, job.leased_until = uuid4().hex, work.now + LEASE
    job.tries += 1
    return Claimed(
        id=job.id,
        kind=job.kind,
        check_id=job.check_id,
        user_id=job.user_id,
        guest_id=job.guest_id,
        lease=job.lease,
        tries=job.tries,
    )


def renew(work: Work, claimed: Claimed) -> None:
    """Keep a job for another while; raise Conflict if somebody else has it by now."""
    _mine(work, claimed).leased_until = work.now + LEASE


def finish(work: Work, claimed: Claimed) -> None:
    """Note that a job is done, and forget those that it has made needless."""
    job = _mine(work, claimed)
    job.done_at, job.leased_until, job.error = work.now, None, ""
    earlier = delete(Job).where(
        Job.kind == job.kind,
        Job.check_id.is_not_distinct_from(job.check_id),
        Job.user_id.is_not_distinct_from(job.user_id),
        Job.guest_id.is_not_distinct_from(job.guest_id),
        Job.id < job.id,
    )
    work.session.execute(earlier)


def fail(work: Work, claimed: Claimed, reason: str) -> None:
    """Note why a job failed, and when it is tried again: later and later, and never given up."""
    job = _mine(work, claimed)
    pause = min(FIRST_PAUSE * 2 ** min(claimed.tries - 1, 20), LONGEST_PAUSE)
    job.error, job.due_at, job.leased_until = reason, work.now + pause, None


def retry(work: Work) -> int:
    """Make everything that failed due now; gives how many."""
    waiting = Job.done_at.is_(None) & (Job.due_at > work.now)
    jobs = work.session.scalars(select(Job).where(waiting)).all()
    for job in jobs:
        job.due_at = work.now
    return len(jobs)


def _mine(work: Work, claimed: Claimed) -> Job:
    job = work.session.get(Job, claimed.id, with_for_update=True)
    if job is None or job.lease != claimed.lease:
        raise Conflict("Another worker has taken this job.")
    return job
