"""Writing to people: noted with its cause, sent later, one message for all that happened."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.domain.ids import UserId
from app.domain.notifications import MailRhythm, next_mail
from app.models import Job, JobKind, Notification, NotificationChoice, User
from app.services.work import Work


def note(work: Work, user_id: UserId) -> Job | None:
    """Have somebody written to when their time comes, if there is a mail server and they want it.

    Call it in the work that gives the reason: neither happens without the other.
    """
    choice = work.session.get(NotificationChoice, user_id)
    due_at = _due(work, choice) if choice and work.house.sends_mail else None
    if due_at is None:
        return None
    # One that somebody works on may have read what there is to tell already.
    waiting = select(Job).where(
        Job.kind == JobKind.MAIL,
        Job.user_id == user_id,
        Job.done_at.is_(None),
        Job.leased_until.is_(None),
    )
    job = work.session.scalars(waiting).first()
    if job is None:
        job = Job(kind=JobKind.MAIL, user_id=user_id, created_at=work.now, due_at=due_at)
        return work.add(job)
    job.due_at = min(job.due_at, due_at)
    return job


def sent(work: Work, user_id: UserId, told: Sequence[Notification]) -> None:
    """Note that these notifications went out to a person."""
    choice = work.session.get_one(NotificationChoice, user_id)
    choice.mailed_at, choice.trouble = work.now, ""
    ids = [row.id for row in told]
    for row in work.session.scalars(select(Notification).where(Notification.id.in_(ids))):
        row.mailed_at = work.now


def refused(work: Work, user_id: UserId, why: str) -> None:
    """Note that the mail server takes nothing for a person's address: they are told on the desk."""
    work.session.get_one(NotificationChoice, user_id).trouble = why


def _due(work: Work, choice: NotificationChoice) -> datetime | None:
    gone = work.get(User, choice.user_id).disabled_at is not None
    silent = choice.rhythm is MailRhythm.NEVER
    if gone or silent or not choice.address or choice.trouble:
        return None
    if choice.confirmed_at is None:
        # The question whether messages reach it comes once, and at once.
        return work.now if choice.user_id == work.actor.user_id else None
    zone = ZoneInfo(work.house.time_zone)
    return next_mail(choice.rhythm, now=work.now, last=choice.mailed_at, zone=zone)
