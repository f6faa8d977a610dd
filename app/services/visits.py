"""What guests do: open their link, comment, answer in their own threads, reword, take back.

Every act asks anew whether the link is open: it may have ended since the page was drawn.
"""

import hmac

from sqlalchemy import select

from app.domain.errors import NotAllowed, NotFound, Refused
from app.domain.ids import ClaimId, CommentId, UserId
from app.domain.journal import Act
from app.domain.notifications import NotificationKind
from app.domain.policy import GuestWords, Permission, Place
from app.domain.workflow import ClaimState
from app.models import Claim, Comment, GuestLink
from app.services import comments, places
from app.services.guests import token_sha256
from app.services.work import Work

ENDED = "This link was ended. Ask whoever sent it to you for another."
OVER = "This link is over. Ask whoever sent it to you for another."


def find_link(work: Work, token: str) -> GuestLink | None:
    """The guest link with this token, open or not, if there is any."""
    seal = token_sha256(token)
    row = work.session.scalars(select(GuestLink).where(GuestLink.token_sha256 == seal)).first()
    return row if row is not None and hmac.compare_digest(row.token_sha256, seal) else None


def present(work: Work) -> GuestLink:
    """The open link of the guest who acts; raise NotAllowed, in words, where it is not open."""
    if work.actor.guest is None:
        raise NotAllowed("This is for guests: open the link that you were sent.")
    link = work.get(GuestLink, work.actor.guest.link_id)
    work.require(Permission.GUEST_READ, Place(link.check_id, link.claim_id))
    if not link.is_open(work.now):
        raise NotAllowed(ENDED if link.revoked_at else OVER)
    return link


def enter(work: Work) -> GuestLink:
    """Begin a visit, which the journal tells."""
    link = present(work)
    link.last_seen_at = work.now
    work.record(Act.GUEST_OPENED, link, check_id=link.check_id, claim=link.claim_id)
    return link


def comment(work: Work, *, claim_id: ClaimId | None, words: str) -> Comment:
    """Comment on a claim, or on the whole of what the link opens."""
    link = present(work)
    claim = _shown(work, claim_id or link.claim_id)
    place = Place(claim.check_id, claim.id) if claim else Place(link.check_id)
    work.require(Permission.GUEST_COMMENT, place)
    row = Comment(check_id=place.check_id, claim_id=place.claim_id)
    return _written(work, link, row, words)


def comment_on_passage(
    work: Work, *, revision: int | None, start: int, end: int, words: str
) -> Comment:
    """Comment on a passage, half-open code points of a revision of the article, by its number.

    Only a guest who reads the whole fact-check may. Raise Conflict where the revision is not the
    newest any more.
    """
    link = present(work)
    work.require(Permission.GUEST_COMMENT, Place(link.check_id))
    text = places.newest(work, link.check_id, revision)
    return _written(work, link, comments.about_passage(text, start, end), words)


def answer(work: Work, comment_id: CommentId, *, words: str) -> Comment:
    """Go on in one's own thread."""
    link = present(work)
    asked = work.get(Comment, comment_id)
    first = work.get(Comment, asked.answers_id) if asked.answers_id else asked
    work.require(Permission.GUEST_COMMENT, GuestWords(first.guest_id))
    row = Comment(check_id=first.check_id, claim_id=first.claim_id, answers_id=first.id)
    return _written(work, link, row, words, answered=asked.written_by_id)


def choose_mail(work: Work, *, address: str) -> GuestLink:
    """Say where one wants to be written to when answered; an empty address: nowhere."""
    link = present(work)
    link.address, link.trouble = address.strip(), ""
    link.last_seen_at = work.now
    # Not the address: the journal keeps things for ever.
    work.record(Act.GUEST_MAIL_CHOSEN, link, check_id=link.check_id, claim=link.claim_id)
    return link


def reword(work: Work, comment_id: CommentId, *, version: int, words: str) -> Comment:
    """Say one's own comment in other words; the earlier wording stays readable at the desk."""
    link, row = _own(work, comment_id, version=version)
    comments.word_anew(work, row, words)
    link.last_seen_at = work.now
    return row


def take_back(work: Work, comment_id: CommentId, *, version: int) -> Comment:
    """Take one's own comment back; at the desk it stays, as taken back."""
    link, row = _own(work, comment_id, version=version)
    comments.withdraw(work, row)
    link.last_seen_at = work.now
    return row


def _written(
    work: Work, link: GuestLink, row: Comment, words: str, *, answered: UserId | None = None
) -> Comment:
    comments.keep(work, row, words)
    link.last_seen_at = work.now
    # An @ of a guest tells nobody: log-in names are none of theirs.
    people = {link.made_by_id}
    comments.tell_of(work, NotificationKind.GUEST_COMMENTED, people, row)
    if answered is not None:
        comments.tell_of(work, NotificationKind.REPLIED, {answered} - people, row)
        people.add(answered)
    comments.tell_concerned(work, row, besides=people)
    return row


def _own(work: Work, comment_id: CommentId, *, version: int) -> tuple[GuestLink, Comment]:
    link, row = present(work), work.get(Comment, comment_id)
    work.require(Permission.GUEST_COMMENT, GuestWords(row.guest_id))
    row = work.get(Comment, comment_id, version=version)
    if row.taken_back_at is not None:
        raise Refused("This comment was taken back.")
    return link, row


def _shown(work: Work, claim_id: ClaimId | None) -> Claim | None:
    if claim_id is None:
        return None
    claim = work.get(Claim, claim_id)
    if claim.state is ClaimState.DISMISSED:
        raise NotFound("The desk has set this claim aside meanwhile: comment on the article.")
    return claim
