"""Comments of the desk: writing, answering, rewording, taking back, resolving."""

import re
from collections.abc import Set

from sqlalchemy import select

from app import dossier
from app.domain.errors import NotFound, Refused
from app.domain.ids import CheckId, ClaimId, CommentId, UserId
from app.domain.journal import Act
from app.domain.notifications import NotificationKind
from app.domain.policy import Belongs, Permission
from app.domain.workflow import ClaimState
from app.models import (
    Claim,
    Comment,
    CommentWording,
    FactCheck,
    GuestLink,
    Revision,
    Ruling,
    User,
)
from app.publishing.sanitize import rationale_html
from app.services import mailing
from app.services.notifications import tell
from app.services.work import Work

LENGTH = 10_000
#: Not in the middle of an e-mail address.
MENTION = re.compile(r"(?<![\w.+@-])@([a-z0-9][a-z0-9._+@-]{1,99})", re.IGNORECASE)


def on_claim(work: Work, claim_id: ClaimId, *, words: str) -> Comment:
    """Comment on a claim."""
    claim = work.get(Claim, claim_id)
    work.require(Permission.COMMENT_WRITE)
    return _write(work, Comment(check_id=claim.check_id, claim_id=claim.id), words)


def on_passage(
    work: Work,
    check_id: CheckId,
    *,
    start: int,
    end: int,
    words: str,
    chosen_in: int | None = None,
) -> Comment:
    """Comment on a passage, half-open code points of the revision that it was chosen in.

    `chosen_in` numbers it; None is the newest. Raise NotFound if there is no such revision.
    """
    check = work.get(FactCheck, check_id)
    work.require(Permission.COMMENT_WRITE)
    revision = dossier.revision(work.session, check.id, chosen_in)
    return _write(work, about_passage(revision, start, end), words)


def answer(work: Work, comment_id: CommentId, *, words: str) -> Comment:
    """Answer a comment; an answer to an answer joins the same thread."""
    asked = work.get(Comment, comment_id)
    work.require(Permission.COMMENT_WRITE)
    first = work.get(Comment, asked.answers_id) if asked.answers_id else asked
    reply = Comment(check_id=first.check_id, claim_id=first.claim_id, answers_id=first.id)
    authors = {first.written_by_id, asked.written_by_id}
    if first.guest_id is not None:
        mailing.note_guest(work, work.get(GuestLink, first.guest_id))
    return _write(work, reply, words, answered={author for author in authors if author is not None})


def reword(work: Work, comment_id: CommentId, *, version: int, words: str) -> Comment:
    """Say it in other words; the earlier wording stays readable."""
    comment = _own(work, comment_id, version=version)
    _require_no_seal(work, comment)
    before = mentioned(work, comment.words)
    word_anew(work, comment, words)
    # Nobody is told twice of the same comment.
    people = mentioned(work, comment.words) - before
    tell_of(work, NotificationKind.MENTIONED, people, comment)
    return comment


def take_back(work: Work, comment_id: CommentId, *, version: int) -> Comment:
    """Take one's own comment back: it stays, and is shown as taken back."""
    comment = _own(work, comment_id, version=version)
    withdraw(work, comment)
    return comment


def resolve(work: Work, comment_id: CommentId, *, version: int) -> Comment:
    """Say that a thread is settled."""
    comment = _thread(work, comment_id, version=version)
    if comment.resolved_at is not None:
        raise Refused("This comment is resolved already.")
    comment.resolved_at, comment.resolved_by_id = work.now, work.person
    work.touch(comment)
    _record(work, Act.COMMENT_RESOLVED, comment)
    return comment


def reopen(work: Work, comment_id: CommentId, *, version: int) -> Comment:
    """Take up a settled thread again."""
    comment = _thread(work, comment_id, version=version)
    if comment.resolved_at is None:
        raise Refused("This comment is not resolved.")
    comment.resolved_at = comment.resolved_by_id = None
    work.touch(comment)
    _record(work, Act.COMMENT_REOPENED, comment)
    return comment


def mentioned(work: Work, words: str) -> set[UserId]:
    """The people of the desk whom a text names as @login; unknown names stay text."""
    found = {name.lower() for name in MENTION.findall(words)}
    names = found | {name.rstrip("._+@-") for name in found}
    rows = select(User.id).where(User.login.in_(names), User.disabled_at.is_(None))
    return set(work.session.scalars(rows))


def about_passage(revision: Revision, start: int, end: int) -> Comment:
    """A comment, not yet written, on a passage of a revision; raise Refused where there is none."""
    if not 0 <= start < end <= len(revision.text):
        raise Refused("Choose the passage that the comment is about.")
    return Comment(
        check_id=revision.check_id,
        revision_id=revision.id,
        start=start,
        end=end,
        exact=revision.text[start:end],
    )


def keep(work: Work, comment: Comment, words: str) -> None:
    """Keep a new comment under the name of whoever acts, who may be a guest."""
    words, guest = _checked(words), work.actor.guest
    comment.guest_id = guest.link_id if guest else None
    comment.written_by_id = None if guest else work.person
    comment.written_at = comment.changed_at = work.now
    work.add(comment)
    _word(work, comment, words)
    _record(work, Act.COMMENTED, comment)


def word_anew(work: Work, comment: Comment, words: str) -> None:
    """Add a wording to a comment, unless it says the same already."""
    words = _checked(words)
    if words != comment.words:
        _word(work, comment, words)
        work.touch(comment)
        _record(work, Act.COMMENT_REWORDED, comment)


def withdraw(work: Work, comment: Comment) -> None:
    """Note that the author of a comment takes it back."""
    comment.taken_back_at = work.now
    work.touch(comment)
    _record(work, Act.COMMENT_TAKEN_BACK, comment)


def tell_of(work: Work, kind: NotificationKind, people: Set[UserId], comment: Comment) -> None:
    """Tell these people of a comment."""
    place = {"check_id": comment.check_id, "claim_id": comment.claim_id}
    tell(work, people, kind, comment_id=comment.id, **place)  # type: ignore[arg-type]


def tell_concerned(work: Work, comment: Comment, *, besides: Set[UserId]) -> None:
    """Tell those who work on the claim, or ruled on it, and asked to be told of every comment."""
    if comment.claim_id:
        concerned = _concerned(work, comment.claim_id) - besides
        tell_of(work, NotificationKind.COMMENTED, concerned, comment)


def _write(
    work: Work, comment: Comment, words: str, *, answered: Set[UserId] = frozenset()
) -> Comment:
    _require_no_seal(work, comment)
    keep(work, comment, words)
    people = mentioned(work, comment.words)
    tell_of(work, NotificationKind.MENTIONED, people, comment)
    tell_of(work, NotificationKind.REPLIED, answered - people, comment)
    tell_concerned(work, comment, besides=people | answered)
    return comment


def _concerned(work: Work, claim_id: ClaimId) -> set[UserId]:
    """Who works on a claim, and who ruled on it."""
    rulers = work.session.scalars(select(Ruling.ruled_by_id).where(Ruling.claim_id == claim_id))
    assignee = work.get(Claim, claim_id).assignee_id
    return {*rulers, *([assignee] if assignee else [])}


def say_again(work: Work, wording: CommentWording) -> None:
    """Undo a wording: say what was said before it, in a wording of its own."""
    comment = work.get(Comment, wording.comment_id)
    before = [row for row in comment.wordings if row.id < wording.id]
    _word(work, comment, before[-1].words)


def _word(work: Work, comment: Comment, words: str) -> None:
    comment.wordings.append(CommentWording(words=words, written_at=work.now))
    work.session.flush()


def _require_no_seal(work: Work, comment: Comment) -> None:
    """Raise Refused where whoever gave a sealed ruling would talk of the claim."""
    if comment.claim_id is None:
        return
    claim, ruling = work.get(Claim, comment.claim_id), None
    if claim.state is ClaimState.AWAITING:
        ruling = dossier.newest_ruling(work.session, claim.id)
    if ruling and ruling.ruled_by_id == work.person:
        raise Refused(
            "Your ruling on this claim is sealed: comment on it when the second opinion is given."
        )


def _checked(words: str) -> str:
    words = words.strip()
    if not words:
        raise Refused("Write the comment: it is empty.")
    if len(words) > LENGTH:
        raise Refused(f"The comment is too long: {LENGTH:,} characters at most.")
    try:
        rationale_html(words)
    except ValueError as error:
        raise Refused(str(error)) from None
    return words


def _own(work: Work, comment_id: CommentId, *, version: int) -> Comment:
    comment = work.get(Comment, comment_id, version=version)
    work.require(Permission.COMMENT_EDIT, Belongs(comment.written_by_id))
    if comment.taken_back_at is not None:
        raise Refused("This comment was taken back.")
    return comment


def _thread(work: Work, comment_id: CommentId, *, version: int) -> Comment:
    comment = work.get(Comment, comment_id, version=version)
    work.require(Permission.COMMENT_WRITE)
    if comment.answers_id is not None:
        raise NotFound("An answer is resolved with the comment that it answers.")
    return comment


def _record(work: Work, act: Act, comment: Comment) -> None:
    # The place alone: what was said is in the wordings, which nobody rewrites.
    work.record(act, comment, check_id=comment.check_id, claim=comment.claim_id)
