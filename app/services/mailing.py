"""Writing to people: noted with its cause, sent later, one message for all that happened."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.domain.ids import GuestLinkId, UserId
from app.domain.notifications import MailRhythm, next_mail
from app.models import GuestLink, Job, JobKind, Notification, NotificationChoice, User
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


def note_guest(work: Work, link: GuestLink) -> Job | None:
    """Have a guest written to who was answered, if they, or who invited them, gave an address."""
    wanted = link.address and not link.trouble and link.is_open(work.now)
    if not (work.house.sends_mail and wanted):
        return None
    waiting = select(Job).where(
        Job.kind == JobKind.MAIL,
        Job.guest_id == link.id,
        Job.done_at.is_(None),
        Job.leased_until.is_(None),
    )
    if (job := work.session.scalars(waiting).first()) is not None:
        return job
    zone = ZoneInfo(work.house.time_zone)
    due_at = next_mail(MailRhythm.HOURLY, now=work.now, last=link.mailed_at, zone=zone)
    job = Job(kind=JobKind.MAIL, guest_id=link.id, created_at=work.now, due_at=due_at)
    return work.add(job)


def sent_to_guest(work: Work, link_id: GuestLinkId) -> None:
    """Note that a guest was told of all that was answered until now."""
    work.session.get_one(GuestLink, link_id).mailed_at = work.now


def refused_for_guest(work: Work, link_id: GuestLinkId, why: str) -> None:
    """Note that the mail server takes nothing for a guest's address: desk and guest see it."""
    work.session.get_one(GuestLink, link_id).trouble = why


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
