"""Doing jobs: release or write what the database says now, with no transaction open meanwhile."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from sqlalchemy.orm import Session, sessionmaker

from app import published
from app.domain.errors import Conflict
from app.domain.house import House
from app.domain.ids import GuestLinkId
from app.domain.policy import Actor
from app.models import JobKind
from app.publishing import whole
from app.publishing.imprint import Imprint
from app.publishing.release import Beat, Released, Store, StoreError
from app.publishing.whole import About
from app.services import jobs, look_ups, mailing
from app.services.fetch import Fetcher
from app.services.jobs import Claimed
from app.services.post import AddressRefused, Post, PostError
from app.services.work import Work, begin
from app.told import GuestLetter, Letter, guest_letter, letter_to

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a worker needs: the database, the store, the house and a clock."""

    reading: sessionmaker[Session]
    writing: sessionmaker[Session]
    house: House
    told: Callable[[], tuple[Imprint, About]]
    open_store: Callable[[], Store]
    post: Post
    #: The message that a letter is written as; its number is the job's.
    written: Callable[[Letter | GuestLetter, int], EmailMessage]
    clock: Callable[[], datetime]
    #: None where no page is looked up.
    fetcher: Fetcher | None = None

    def work(self) -> AbstractContextManager[Work]:
        """A short transaction as the system."""
        return begin(self.writing, actor=Actor.system(), now=self.clock(), house=self.house)


def deliver_next(to: Delivery) -> bool:
    """Do the job that is due the longest; False where there is none.

    What fails is noted and tried again later. Killed at any point, the job is done by the next
    worker when the lease has run out.
    """
    if not _is_due(to):
        return False
    with to.work() as work:
        claimed = jobs.claim(work)
    if claimed is None:
        return False
    try:
        reason = _try(to, claimed)
        with to.work() as work:
            if reason:
                jobs.fail(work, claimed, reason)
            else:
                jobs.finish(work, claimed)
    except Conflict:
        log.warning("Job %d was taken over: it took longer than its lease.", claimed.id)
    return True


def _is_due(to: Delivery) -> bool:
    """Look before claiming: nobody who writes waits for a worker that has nothing to do."""
    with to.reading() as session:
        return session.scalar(jobs.due(to.clock())) is not None


def _try(to: Delivery, claimed: Claimed) -> str:
    """Do it; gives why it failed, in words for the desk."""
    try:
        _DO[claimed.kind](to, claimed)
    except (StoreError, PostError) as error:
        log.warning("Job %d failed: %s", claimed.id, error)
        return str(error)
    except Conflict:
        raise
    except Exception:
        log.exception("Job %d failed.", claimed.id)
        return "something went wrong inside Stet; the server's log says what."
    return ""


def _release(to: Delivery, claimed: Claimed) -> None:
    done = _released(to, claimed, _Heart(to, claimed).beat)
    log.info("Job %d: %d written, %d removed.", claimed.id, done.written, done.removed)


def _released(to: Delivery, claimed: Claimed, beat: Beat) -> Released:
    (imprint, about), check_id = to.told(), claimed.check_id
    with to.reading() as session:
        # A list needs no permanent pages; the whole site does.
        histories = published.histories(session, with_pages=check_id is None)
        one = published.history(session, check_id) if check_id else None
    store = to.open_store()
    with store.hold():
        if one is None:
            return whole.release_site(store, histories, imprint, about, beat=beat)
        done = whole.release_history(store, one, imprint, beat=beat)
        return done + whole.release_lists(store, histories, imprint, about, beat=beat)


def _mail_guest(to: Delivery, claimed: Claimed, link_id: GuestLinkId) -> None:
    now = to.clock()
    with to.reading() as session:
        letter = guest_letter(session, link_id, now=now)
    if letter is None:
        return
    try:
        to.post.send(to.written(letter, claimed.id))
    except AddressRefused as error:
        log.warning("Job %d: %s", claimed.id, error)
        with to.work() as work:
            mailing.refused_for_guest(work, link_id, str(error))
        return
    log.info("Job %d: told guest %d of %d answers.", claimed.id, link_id, letter.answers)
    with to.work() as work:
        mailing.sent_to_guest(work, link_id)


def _mail(to: Delivery, claimed: Claimed) -> None:
    """Write to one person. Killed between sending and noting it, the message comes twice."""
    if claimed.guest_id is not None:
        return _mail_guest(to, claimed, claimed.guest_id)
    with to.reading() as session:
        letter = letter_to(session, claimed.user_id) if claimed.user_id else None
    if letter is None:
        return
    try:
        to.post.send(to.written(letter, claimed.id))
    except AddressRefused as error:
        log.warning("Job %d: %s", claimed.id, error)
        with to.work() as work:
            mailing.refused(work, letter.user_id, str(error))
        return
    log.info("Job %d: told person %d of %d things.", claimed.id, letter.user_id, len(letter.told))
    with to.work() as work:
        mailing.sent(work, letter.user_id, [row.notification for row in letter.told])


def _look_up(to: Delivery, claimed: Claimed) -> None:
    """Look up what waits for one person. Killed in between, the page is asked for twice."""
    heart = _Heart(to, claimed)
    with to.reading() as session:
        waiting = look_ups.waiting(session, claimed.user_id) if claimed.user_id else []
    for look_up_id, url in waiting:
        heart.beat()
        found = look_ups.look(to.fetcher, url)
        with to.work() as work:
            look_ups.answer(work, look_up_id, found)


#: How each kind of job is done.
_DO: dict[JobKind, Callable[[Delivery, Claimed], None]] = {
    JobKind.RELEASE: _release,
    JobKind.MAIL: _mail,
    JobKind.LOOK_UP: _look_up,
}


class _Heart:
    """Renews a lease as long as work goes on, but not at every single file."""

    def __init__(self, to: Delivery, claimed: Claimed) -> None:
        self.to, self.claimed = to, claimed
        self.last = to.clock()

    def beat(self) -> None:
        """Renew the lease if a third of it is over; raise Conflict if it is lost."""
        if self.to.clock() - self.last > jobs.LEASE / 3:
            with self.to.work() as work:
                jobs.renew(work, self.claimed)
            self.last = self.to.clock()
