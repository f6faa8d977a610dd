"""Telling people what concerns them, as they chose, and noting what they have read."""

from collections.abc import Iterable, Set

from sqlalchemy import select

from app.domain.errors import Refused
from app.domain.ids import CheckId, ClaimId, CommentId, NotificationId, UserId
from app.domain.journal import Act
from app.domain.notifications import ON_REQUEST, MailRhythm, NotificationKind
from app.domain.policy import Belongs, Permission
from app.models import Notification, NotificationChoice, User
from app.services import mailing
from app.services.work import Work


def tell(
    work: Work,
    people: Iterable[UserId],
    kind: NotificationKind,
    *,
    check_id: CheckId,
    claim_id: ClaimId | None = None,
    comment_id: CommentId | None = None,
) -> None:
    """Note for each of these people what happened; whoever did it knows already."""
    guest = work.actor.guest
    cause = None if guest else work.person
    for user_id in sorted(_who_wants(work, kind, set(people) - {cause})):
        work.add(
            Notification(
                user_id=user_id,
                kind=kind,
                check_id=check_id,
                claim_id=claim_id,
                comment_id=comment_id,
                caused_by_id=cause,
                guest_id=guest.link_id if guest else None,
                caused_at=work.now,
            )
        )
        mailing.note(work, user_id)


def mark_read(work: Work, notification_id: NotificationId) -> Notification:
    """Mark one of one's own as read."""
    row = work.get(Notification, notification_id)
    work.require(Permission.NOTIFICATION_READ, Belongs(row.user_id))
    row.read_at = row.read_at or work.now
    return row


def mark_all_read(work: Work, *, up_to: NotificationId) -> int:
    """Mark one's own as read as far as they were shown; give how many were not yet."""
    work.require(Permission.NOTIFICATION_READ, Belongs(work.person))
    rows = select(Notification).where(
        Notification.user_id == work.person,
        Notification.read_at.is_(None),
        Notification.id <= up_to,
    )
    unread = work.session.scalars(rows).all()
    for row in unread:
        row.read_at = work.now
    return len(unread)


def choose(
    work: Work, *, also: Set[NotificationKind], address: str, rhythm: MailRhythm
) -> NotificationChoice:
    """Say what one wants to be told beside the usual, and where and how often by e-mail.

    A new address is written to at once: nothing else goes there until `confirm`.
    """
    work.require(Permission.NOTIFICATION_READ, Belongs(work.person))
    if rhythm is not MailRhythm.NEVER and not address:
        raise Refused("Write the address to which messages shall go, or choose “never”.")
    choice = work.session.get(NotificationChoice, work.person)
    if choice is None:
        choice = NotificationChoice(user_id=work.person, address="", trouble="")
    if address != choice.address:
        choice.address, choice.confirmed_at = address, None
    choice.also = sorted(also & ON_REQUEST)
    choice.rhythm, choice.trouble = rhythm, ""
    work.add(choice)
    mailing.note(work, work.person)
    # Not the address: the journal keeps things for ever.
    person = work.get(User, work.person)
    work.record(Act.NOTIFICATIONS_CHOSEN, person, rhythm=rhythm.value, also=choice.also)
    return choice


def confirm(work: Work, *, address: str) -> None:
    """Note that what is sent to this address reaches the person who acts."""
    work.require(Permission.NOTIFICATION_READ, Belongs(work.person))
    choice = work.session.get(NotificationChoice, work.person)
    if choice is None or choice.address != address:
        raise Refused("This link is for an address that is no longer the one you chose.")
    choice.confirmed_at = choice.confirmed_at or work.now
    mailing.note(work, work.person)


def _who_wants(work: Work, kind: NotificationKind, people: Set[UserId]) -> Set[UserId]:
    if kind not in ON_REQUEST or not people:
        return people
    rows = select(NotificationChoice).where(NotificationChoice.user_id.in_(people))
    return {row.user_id for row in work.session.scalars(rows) if kind in row.also}
