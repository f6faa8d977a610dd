"""What a person is told, as the desk lists it and as a message tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.ids import GuestLinkId, UserId
from app.models import Comment, FactCheck, GuestLink, Notification, NotificationChoice, User


@dataclass(frozen=True, slots=True)
class Told:
    """A notification with the fact-check that it is about and the name of who caused it."""

    notification: Notification
    check: FactCheck
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """To whom, and what: without anything to tell, the question whether it reaches them."""

    user_id: UserId
    name: str
    address: str
    told: Sequence[Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLetter:
    """That the desk has answered a guest: how often. Not what it is about: see `guest_letter`."""

    link_id: GuestLinkId
    name: str
    address: str
    answers: int
    #: When the guest link ends, and the writing with it.
    until: datetime


def told_to(user_id: UserId) -> Select[Notification, FactCheck, str, GuestLink]:
    """Everything that a person was ever told, as `as_told` reads it."""
    return (
        select(Notification, FactCheck, User.name, GuestLink)
        .join(FactCheck, Notification.check_id == FactCheck.id)
        .outerjoin(User, Notification.caused_by_id == User.id)
        .outerjoin(GuestLink, Notification.guest_id == GuestLink.id)
        .where(Notification.user_id == user_id)
    )


def as_told(
    session: Session, rows: Select[Notification, FactCheck, str, GuestLink]
) -> Iterator[Told]:
    """What the rows tell; who caused it is somebody of the desk, or else a guest."""
    for told, check, name, guest in session.execute(rows):
        yield Told(told, check, guest.title if guest else name)


def letter_to(session: Session, user_id: UserId) -> Letter | None:
    """What a person is to be told by e-mail now, oldest first; None where there is nothing to say.

    What they have read on the desk meanwhile is not told again.
    """
    row = session.execute(
        select(User, NotificationChoice)
        .join(NotificationChoice, NotificationChoice.user_id == User.id)
        .where(User.id == user_id, User.disabled_at.is_(None), NotificationChoice.address != "")
    ).first()
    if row is None:
        return None
    person, choice = row
    told = _untold(session, user_id) if choice.confirmed_at else []
    if choice.confirmed_at and not told:
        return None
    return Letter(user_id=user_id, name=person.name, address=choice.address, told=told)


def _untold(session: Session, user_id: UserId) -> list[Told]:
    waiting = (Notification.read_at.is_(None), Notification.mailed_at.is_(None))
    rows = told_to(user_id).where(*waiting).order_by(Notification.id)
    return list(as_told(session, rows))


def guest_letter(session: Session, link_id: GuestLinkId, *, now: datetime) -> GuestLetter | None:
    """What a guest is to be told by e-mail now; None where there is nothing to say, or no more.

    Answers since the guest was last here, or was last written to. Neither the article nor the token
    is in it: whoever gave the address may have mistyped it.
    """
    link = session.get(GuestLink, link_id)
    if link is None or not link.address or not link.is_open(now):
        return None
    first = aliased(Comment)
    known = max(at for at in (link.made_at, link.last_seen_at, link.mailed_at) if at)
    answers = (
        select(func.count(Comment.id))
        .join(first, first.id == Comment.answers_id)
        .where(first.guest_id == link.id, Comment.guest_id.is_(None))
        .where(Comment.taken_back_at.is_(None), Comment.written_at > known)
    )
    number = session.scalar(answers) or 0
    if not number:
        return None
    return GuestLetter(
        link_id=link.id,
        name=link.name,
        address=link.address,
        answers=number,
        until=link.expires_at,
    )
