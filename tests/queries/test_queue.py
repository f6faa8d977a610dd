"""The queue: who finds which claims in which list, in which order, in how many queries."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.queue import Priority
from app.models import FactCheck
from app.queries import queue
from app.queries.queue import Asked, QueueList
from app.services import assigning, claims, rulings
from tests.factories import Newsroom
from tests.queries.test_dossier import counted


def seen(newsroom: Newsroom, who: str, asked: Asked, *, now: datetime | None = None) -> queue.Queue:
    viewer = queue.Viewer(user_id=newsroom.people[who], now=now or newsroom.clock, four_eyes=True)
    with newsroom.database.reading() as session:
        found = queue.queue(session, viewer, asked)
        session.expunge_all()
        return found


def ids(newsroom: Newsroom, who: str, name: QueueList, **more: object) -> list[int]:
    asked = replace(Asked(list=name), **more)  # type: ignore[arg-type]
    return [row.claim.id for row in seen(newsroom, who, asked).rows]


def test_each_list_holds_what_it_says(newsroom: Newsroom) -> None:
    check = newsroom.pasted()
    first, second, third, *rest = (f.claim.id for f in newsroom.dossier(check).shown)
    with newsroom.work("editor") as work:
        assigning.assign(work, first, version=1, to=newsroom.people["reviewer"])
    assert ids(newsroom, "reviewer", QueueList.MINE) == [first]
    assert first not in ids(newsroom, "second", QueueList.OPEN)
    newsroom.ruled(check, second)
    assert ids(newsroom, "reviewer", QueueList.SIGN_OFF) == []
    assert ids(newsroom, "second", QueueList.SIGN_OFF) == [second]
    with newsroom.work("second") as work:
        version = newsroom.version(check, second)
        rulings.send_back(work, second, version=version, reason="More.")
    assert ids(newsroom, "reviewer", QueueList.RETURNED) == [second]
    assert ids(newsroom, "second", QueueList.RETURNED) == []
    newsroom.signed(check, third)
    assert ids(newsroom, "editor", QueueList.UNPUBLISHED) == [third]
    newsroom.published(check)
    assert ids(newsroom, "editor", QueueList.UNPUBLISHED) == []
    assert set(ids(newsroom, "admin", QueueList.ALL)) == {first, second, third, *rest}


def test_what_somebody_has_and_does_not_touch_goes_stale(newsroom: Newsroom) -> None:
    check = newsroom.pasted()
    claim = newsroom.first_claim(check)
    with newsroom.work("reviewer") as work:
        claims.take(work, claim, version=1)
    stale = Asked(list=QueueList.STALE)
    assert seen(newsroom, "editor", stale).rows == []
    later = newsroom.clock + timedelta(days=4)
    (row,) = seen(newsroom, "editor", stale, now=later).rows
    assert (row.claim.id, row.stale, row.days, row.late) == (claim, True, 4, False)


def test_the_deadline_comes_first_then_the_priority_then_age(newsroom: Newsroom) -> None:
    early, urgent = newsroom.pasted(), newsroom.pasted()
    last = newsroom.dossier(early).shown[-1].claim.id
    with newsroom.work("editor") as work:
        version = work.get(FactCheck, urgent).version
        moment = newsroom.clock - timedelta(minutes=1)
        assigning.set_deadline(work, urgent, version=version, deadline=moment)
        assigning.prioritise(work, last, version=1, priority=Priority.HIGH)
    rows = seen(newsroom, "editor", Asked(list=QueueList.OPEN)).rows
    size = len(newsroom.dossier(urgent).shown)
    assert {row.check.id for row in rows[:size]} == {urgent}
    assert all(row.late for row in rows[:size])
    assert rows[size].claim.id == last
    assert len(ids(newsroom, "editor", QueueList.ALL, overdue=True)) == size
    assert ids(newsroom, "editor", QueueList.ALL, priority=Priority.HIGH) == [last]
    assert len(ids(newsroom, "editor", QueueList.LATE)) == size


def test_thirty_claims_and_three_hundred_take_the_same_queries(newsroom: Newsroom) -> None:
    viewer = queue.Viewer(user_id=newsroom.people["editor"], now=newsroom.clock, four_eyes=True)
    costs = []
    for size in (30, 300):
        years = (f"In {1700 + n} the mill burned {n} tons of wood." for n in range(size))
        newsroom.pasted(f"Mill {size}\n\n{' '.join(years)}")
        with newsroom.database.reading() as session, counted(newsroom) as sent:
            found = queue.queue(session, viewer, Asked(list=QueueList.OPEN))
        assert found.total >= size
        assert len(found.rows) == min(found.total, queue.PAGE)
        # SQLite is told to begin, which PostgreSQL does unseen.
        costs.append(sum(statement.startswith("SELECT") for statement in sent))
    assert costs == [3, 3]
