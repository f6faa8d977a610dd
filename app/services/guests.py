"""Guest links: making one for an outside person, and ending it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.domain.errors import NotFound, Refused
from app.domain.ids import CheckId, ClaimId, GuestLinkId, UserId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.workflow import ClaimState
from app.models import Claim, FactCheck, GuestLink
from app.services.work import Work

NAME_LENGTH, NOTE_LENGTH = 120, 500
DAYS, MOST_DAYS = 14, 90
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Whom a guest link is for, and what it opens: one claim, or else all of the fact-check."""

    name: str
    claim_id: ClaimId | None = None
    days: int = DAYS
    reads_rulings: bool = False
    note: str = ""
    #: Where the guest is written to when answered; empty: nowhere.
    address: str = ""


def invite(work: Work, check_id: CheckId, *, invitation: Invitation) -> tuple[GuestLink, str]:
    """Make a guest link; give it with its token, which is kept nowhere and never shown again."""
    check = work.get(FactCheck, check_id)
    work.require(Permission.GUEST_INVITE)
    _require_sense(work, check_id, invitation)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = GuestLink(
        check_id=check.id,
        claim_id=invitation.claim_id,
        name=invitation.name.strip(),
        note=invitation.note.strip(),
        reads_rulings=invitation.reads_rulings,
        address=invitation.address.strip(),
        token_sha256=token_sha256(token),
        made_by_id=work.person,
        made_at=work.now,
        expires_at=work.now + timedelta(days=invitation.days),
    )
    work.add(link)
    _record(work, Act.GUEST_INVITED, link, days=invitation.days, reads_rulings=link.reads_rulings)
    return link, token


def end(work: Work, link_id: GuestLinkId) -> GuestLink:
    """End a guest link at once; one that is ended stays as it is."""
    link = work.hold(GuestLink, link_id)
    work.require(Permission.GUEST_INVITE)
    _end(work, link)
    return link


def end_all(work: Work, user_id: UserId) -> None:
    """End the guest links of somebody whose access ends: they may have kept a link themselves."""
    work.require(Permission.PEOPLE_MANAGE)
    made = GuestLink.made_by_id == user_id, GuestLink.revoked_at.is_(None)
    for link in work.session.scalars(select(GuestLink).where(*made).order_by(GuestLink.id)):
        _end(work, link)


def token_sha256(token: str) -> str:
    """SHA-256 of a token, in hex. It is random, so nobody finds it by guessing ones that fit."""
    return hashlib.sha256(token.encode()).hexdigest()


def _end(work: Work, link: GuestLink) -> None:
    if link.revoked_at is None:
        # The command line acts under no name.
        link.revoked_at, link.revoked_by_id = work.now, work.actor.user_id
        _record(work, Act.GUEST_ENDED, link)


def _require_sense(work: Work, check_id: CheckId, invitation: Invitation) -> None:
    name, note = invitation.name.strip(), invitation.note.strip()
    if not name:
        raise Refused("Say whom the link is for: the name stands under their comments.")
    if len(name) > NAME_LENGTH:
        raise Refused(f"This name has {len(name)} characters; {NAME_LENGTH} at most.")
    if len(note) > NOTE_LENGTH:
        raise Refused(f"This note has {len(note)} characters; {NOTE_LENGTH} at most.")
    if not 1 <= invitation.days <= MOST_DAYS:
        raise Refused(f"A guest link is open for 1 to {MOST_DAYS} days.")
    if invitation.claim_id is not None:
        claim = work.get(Claim, invitation.claim_id)
        if claim.check_id != check_id or claim.state is ClaimState.DISMISSED:
            raise NotFound("There is no such claim in this fact-check.")


def _record(work: Work, act: Act, link: GuestLink, **more: object) -> None:
    # Ids alone, as of people: a name can be replaced, the journal cannot.
    work.record(act, link, check_id=link.check_id, claim=link.claim_id, **more)
