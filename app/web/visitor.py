"""The guest who makes a request: a session of its own kind, which never holds a person of the desk.

The cookie holds the id of a guest link and no more. Whether the link is open is asked of the
database with every request, so that ending it works at once.
"""

from typing import cast

from flask import g, session
from flask_login import current_user

from app.domain.errors import NotAllowed
from app.domain.policy import Actor, Permission, Place, require
from app.models import GuestLink
from app.services import accounts, visits
from app.web import db, house, timeouts
from app.web.work import begin_as

#: Views for guests alone; nobody else sees them, and guests see nothing else that is not public.
GUEST_VIEWS = frozenset(
    {
        "visiting.answer",
        "visiting.comment",
        "visiting.home",
        "visiting.leave",
        "visiting.mail",
        "visiting.one",
        "visiting.reword",
        "visiting.take_back",
    }
)

KEY = "guest"
TOO_MANY = "Too many attempts from this address: wait a quarter of an hour."
UNKNOWN = (
    "This link opens nothing. Part of its address may be missing: copy all of it, or ask whoever "
    "sent it to you."
)
NOT_IN = "Open the link that you were sent: nobody is in here by a guest link, or not any more."


def enter(token: str, *, address: str) -> tuple[str, int] | None:
    """Begin a visit by a token, or say why not, with the HTTP status."""
    with begin_as(Actor.nobody()) as work:
        if not accounts.may_knock(work, address=address):
            return TOO_MANY, 429
        link = visits.find_link(work, token)
        if link is None:
            accounts.remember_failure(work, login="", address=address)
            return UNKNOWN, 404
        actor = link.actor
    try:
        with begin_as(actor) as work:
            key = visits.enter(work).id
    except NotAllowed as error:
        return str(error), 403
    session.clear()
    session[KEY] = key
    timeouts.begin()
    return None


def leave() -> None:
    """End the visit in this browser; the link stays what it is."""
    session.clear()


def claims_to_be_one() -> bool:
    """Is this a guest's session, whether or not it is over?"""
    return KEY in session and not current_user.is_authenticated


def link() -> GuestLink:
    """The open link by which this guest is here; raise NotAllowed where there is none."""
    if "guest_link" not in g:
        g.guest_link = _link()
    return cast(GuestLink, g.guest_link)


def _link() -> GuestLink:
    if not claims_to_be_one() or timeouts.is_over():
        raise NotAllowed(NOT_IN)
    row = db.reading().get(GuestLink, session[KEY])
    if row is None:
        raise NotAllowed(NOT_IN)
    if not row.is_open(house.now()):
        raise NotAllowed(visits.ENDED if row.revoked_at else visits.OVER)
    require(row.actor, Permission.GUEST_READ, Place(row.check_id, row.claim_id))
    return row


def gate(endpoint: str) -> None:
    """Let guests into their own views and nobody else; raise NotAllowed."""
    if endpoint in GUEST_VIEWS:
        link()
    elif claims_to_be_one():
        raise NotAllowed("Your guest link does not lead here.")
