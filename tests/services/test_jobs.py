"""Jobs: noted with their cause, done once each at a time, tried again, never lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from app import published
from app.domain.errors import Conflict
from app.domain.house import House
from app.domain.policy import Actor
from app.models import Job
from app.publishing import whole
from app.publishing.imprint import Imprint
from app.publishing.release import StoreError
from app.queries.jobs import newest_release, undone
from app.services import jobs, publications
from app.services.delivery import Delivery, deliver_next
from app.services.post import Post
from tests.factories import Newsroom
from tests.publishing.stores import Memory

IMPRINT = Imprint(name="The Test Desk", base_url="http://127.0.0.1:8000")
HOUSE = House(newsroom="The Test Desk", publish_to="/srv/site")


@dataclass
class Broken(Memory):
    """A store that fails for some time."""

    error: Exception | None = None
    meanwhile: Callable[[], None] = field(default=lambda: None)

    @contextmanager
    def hold(self) -> Iterator[None]:  # type: ignore[override]
        self.meanwhile()
        if self.error:
            raise self.error
        yield


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.house = HOUSE
    return newsroom


def delivery(room: Newsroom, store: Memory) -> Delivery:
    return Delivery(
        reading=room.database.reading,
        writing=room.database.writing,
        house=room.house,
        told=lambda: (IMPRINT, whole.About()),
        open_store=lambda: store,
        post=Post(""),
        written=lambda letter, number: EmailMessage(),
        clock=lambda: room.clock,
    )


def left(room: Newsroom) -> list[Job]:
    with room.database.reading() as session:
        found = list(undone(session))
        session.expunge_all()
        return found


def everything(room: Newsroom) -> dict[str, bytes]:
    with room.database.reading() as session:
        files = list(whole.whole_site(published.histories(session), IMPRINT))
    return {file.path.removeprefix("/") or "index.html": file.body for file in files}


def test_nothing_is_noted_where_nothing_is_published_to(newsroom: Newsroom) -> None:
    newsroom.publication()
    assert left(newsroom) == []


def test_an_edition_and_its_job_are_written_together(room: Newsroom) -> None:
    check_id, _, _ = room.publication()
    assert [(job.check_id, job.tries) for job in left(room)] == [(check_id, 0)]


def test_an_edition_that_is_refused_leaves_no_job(room: Newsroom) -> None:
    check_id, _, _ = room.publication()
    with pytest.raises(Exception, match="Nothing has changed"):
        room.published(check_id, "Once more.")
    assert len(left(room)) == 1


def test_a_job_brings_out_the_fact_check_and_the_lists_and_is_done(room: Newsroom) -> None:
    check_id, _, _ = room.publication()
    store = Memory()
    assert deliver_next(delivery(room, store))
    assert not deliver_next(delivery(room, store))
    assert store.public == everything(room)
    with room.database.reading() as session:
        job = newest_release(session, check_id)
        assert job is not None
        assert (job.error, job.tries) == ("", 1)
        assert job.done_at == room.clock


def test_a_withdrawal_reaches_the_store(room: Newsroom) -> None:
    check_id, _, slug = room.publication()
    store = Memory()
    with room.work("editor") as work:
        version = room.dossier(check_id).check.version
        publications.withdraw(work, check_id, version=version, reason="It was forged.")
    while deliver_next(delivery(room, store)):
        pass
    assert b"It was forged." in store.public[f"f/{slug}"]
    assert store.public == everything(room)


def test_a_store_that_fails_is_tried_again_later_and_later(room: Newsroom) -> None:
    room.publication()
    store = Broken(error=StoreError("/srv/site: No space left on device."))
    pauses = []
    for _ in range(12):
        assert deliver_next(delivery(room, store))
        (job,) = left(room)
        assert job.error == "/srv/site: No space left on device."
        assert not deliver_next(delivery(room, store)), "not before it is due"
        pauses.append((job.due_at - room.clock).total_seconds())
        room.clock = job.due_at
    assert pauses[:4] == [15, 30, 60, 120]
    assert pauses[-1] == 3600
    store.error = None
    assert deliver_next(delivery(room, store))
    assert left(room) == []
    assert store.public == everything(room)


def test_a_fault_of_ours_is_told_without_its_words_and_tried_again(room: Newsroom) -> None:
    room.publication()
    assert deliver_next(delivery(room, Broken(error=KeyError("secret"))))
    (job,) = left(room)
    assert "secret" not in job.error
    assert "something went wrong inside Stet" in job.error


def test_no_transaction_is_open_while_the_store_is_slow(room: Newsroom) -> None:
    room.publication()
    other = room.pasted()

    def publish() -> None:
        store.meanwhile = lambda: None
        room.published(other)

    store = Broken(meanwhile=publish)
    while deliver_next(delivery(room, store)):
        pass
    assert left(room) == []
    assert store.public == everything(room)


def test_jobs_of_one_kind_take_turns(room: Newsroom) -> None:
    room.publication()
    room.published(room.pasted())
    with room.work_as(Actor.system()) as work:
        first = jobs.claim(work)
    with room.work_as(Actor.system()) as work:
        work.now = room.clock - timedelta(minutes=1)  # the lease still holds
        assert jobs.claim(work) is None
    assert first is not None
    with room.work_as(Actor.system()) as work:
        jobs.finish(work, first)
    with room.work_as(Actor.system()) as work:
        second = jobs.claim(work)
    assert second is not None
    assert second.id != first.id


def test_whoever_died_is_replaced_when_the_lease_is_over(room: Newsroom) -> None:
    room.publication()
    with room.work_as(Actor.system()) as work:
        dead = jobs.claim(work)
    assert dead is not None
    claimed_at = room.clock
    store = Memory()
    room.clock = claimed_at + jobs.LEASE - timedelta(seconds=1)
    assert not deliver_next(delivery(room, store))
    room.clock = claimed_at + jobs.LEASE
    assert deliver_next(delivery(room, store))
    assert store.public == everything(room)
    for late in (jobs.renew, jobs.finish):
        with pytest.raises(Conflict), room.work_as(Actor.system()) as work:
            late(work, dead)


def test_a_worker_that_lost_its_lease_stops_writing(room: Newsroom) -> None:
    room.publication()

    def lose() -> None:
        with room.work_as(Actor.system()) as work:
            work.session.scalars(select(Job)).one().lease = "another"
        room.clock += timedelta(minutes=5)

    store = Broken(meanwhile=lose)
    assert deliver_next(delivery(room, store))
    assert store.public == {}
    assert len(left(room)) == 1


def test_a_lease_is_renewed_while_work_goes_on(room: Newsroom) -> None:
    room.publication()
    until: list[datetime] = []

    class Slow(Memory):
        def write(self, groups, beat) -> None:  # type: ignore[no-untyped-def]
            room.clock += timedelta(seconds=11)
            super().write(groups, beat)
            until.extend(job.leased_until for job in left(room) if job.leased_until)

    store = Slow()
    assert deliver_next(delivery(room, store))
    assert left(room) == []
    assert until == sorted(until)
    assert until[-1] > until[0]


def test_a_later_job_makes_earlier_ones_needless(room: Newsroom) -> None:
    check_id, _, _ = room.publication()
    assert deliver_next(delivery(room, Broken(error=StoreError("full"))))
    room.clock -= timedelta(minutes=1)  # the work takes a minute here, which is more than a pause
    with room.work("editor") as work:
        version = room.dossier(check_id).check.version
        publications.withdraw(work, check_id, version=version, reason="It was forged.")
    store = Memory()
    assert deliver_next(delivery(room, store)), "the withdrawal waits for no earlier failure"
    assert left(room) == []


def test_the_whole_site_is_a_job_too(room: Newsroom) -> None:
    room.house = House(newsroom="The Test Desk")
    room.publication()
    room.house = HOUSE
    with room.work_as(Actor.system()) as work:
        jobs.note_release(work)
    store = Memory()
    assert deliver_next(delivery(room, store))
    assert store.public == everything(room)


def test_what_failed_can_be_asked_for_at_once(room: Newsroom) -> None:
    room.publication()
    deliver_next(delivery(room, Broken(error=StoreError("full"))))
    room.clock -= timedelta(minutes=1)
    with room.work_as(Actor.system()) as work:
        assert jobs.retry(work) == 1
    assert deliver_next(delivery(room, Memory()))
