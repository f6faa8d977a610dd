"""Pages are looked up by jobs: asked for by a person, fetched from a real server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from app.domain.errors import NotAllowed, Refused, TooOften
from app.models import Job, JournalEntry, LookUp
from app.publishing import whole
from app.queries.jobs import undone
from app.services import look_ups
from app.services.delivery import Delivery, deliver_next
from app.services.look_ups import HOLDS, MOST
from app.services.post import Post
from tests.factories import Newsroom
from tests.services.test_fetch import at, fetcher
from tests.services.test_jobs import IMPRINT, Memory
from tests.webserver import Web, leads_to, sends, web_server


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.house = replace(newsroom.house, fetches_sources=True)
    return newsroom


@pytest.fixture
def web() -> Iterator[Web]:
    with web_server() as web:
        web.answers["/"] = sends()
        yield web


def to(room: Newsroom, web: Web | None) -> Delivery:
    return Delivery(
        reading=room.database.reading,
        writing=room.database.writing,
        house=room.house,
        told=lambda: (IMPRINT, whole.About()),
        open_store=Memory,
        post=Post(""),
        written=lambda letter, number: EmailMessage(),
        clock=lambda: room.clock,
        fetcher=fetcher(web) if web else None,
    )


def asked(room: Newsroom, url: str, by: str = "reviewer") -> int:
    with room.work(by) as work:
        return look_ups.ask(work, url).id


def found(room: Newsroom, number: int) -> LookUp:
    with room.database.reading() as session:
        return session.get_one(LookUp, number)


def left(room: Newsroom) -> int:
    with room.database.reading() as session:
        return len(undone(session))


def test_what_a_page_declares_is_found_by_a_job(room: Newsroom, web: Web) -> None:
    number = asked(room, at(web))
    assert found(room, number).done_at is None
    assert web.asked == []
    assert deliver_next(to(room, web))
    row = found(room, number)
    assert row.done_at is not None
    assert (row.title, row.publisher, row.refusal) == (
        "Minutes of the élite",
        "The Harbour Post",
        "",
    )
    assert row.published_on == date(2024, 5, 2)
    assert left(room) == 0


def test_why_nothing_was_found_is_kept_and_not_tried_again(room: Newsroom, web: Web) -> None:
    web.answers["/inside"] = leads_to("http://10.0.0.1/")
    numbers = [asked(room, at(web, "/gone")), asked(room, at(web, "/inside"))]
    by = to(room, web)
    assert by.fetcher
    inside = replace(
        by.fetcher, resolve=lambda host, _: [host.replace("news.example", "127.0.0.1")]
    )
    while deliver_next(replace(by, fetcher=inside)):
        pass
    assert [found(room, number).refusal for number in numbers] == [
        "Its server answers with 404.",
        "It is at a private address, which is never looked up.",
    ]
    assert left(room) == 0


def test_a_house_that_looks_nothing_up_refuses_and_asks_nobody(room: Newsroom, web: Web) -> None:
    number = asked(room, at(web))
    room.house = replace(room.house, fetches_sources=False)
    with pytest.raises(Refused, match="does not look pages up"):
        asked(room, at(web))
    # What was asked before it was switched off is answered without asking.
    assert deliver_next(to(room, None))
    assert found(room, number).refusal == "This server does not look pages up."
    assert web.asked == []


def test_who_may_not_gather_evidence_has_nothing_looked_up(room: Newsroom) -> None:
    with pytest.raises(NotAllowed):
        asked(room, "https://news.example/", by="editor")


def test_so_many_wait_for_one_person_and_no_more(room: Newsroom, web: Web) -> None:
    for _ in range(MOST):
        asked(room, at(web))
    with pytest.raises(TooOften):
        asked(room, at(web))
    asked(room, at(web), by="second")
    while deliver_next(to(room, web)):
        pass
    assert len(web.asked) == MOST + 1
    asked(room, at(web))


def test_what_was_found_is_forgotten_and_is_in_no_journal(room: Newsroom, web: Web) -> None:
    with room.database.reading() as session:
        before = len(session.scalars(select(JournalEntry)).all())
    asked(room, at(web))
    deliver_next(to(room, web))
    room.clock += HOLDS + timedelta(minutes=1)
    newest = asked(room, at(web), by="second")
    with room.database.reading() as session:
        assert session.scalars(select(LookUp.id)).all() == [newest]
        assert len(session.scalars(select(JournalEntry)).all()) == before
        assert len(session.scalars(select(Job)).all()) == 2


def test_a_page_that_keeps_a_parser_busy_is_given_up_and_not_tried_again(
    room: Newsroom, web: Web
) -> None:
    web.answers["/busy"] = sends(b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">")
    number = asked(room, at(web, "/busy"))
    assert deliver_next(to(room, web))
    assert found(room, number).refusal in (
        "It takes too long to be read.",
        "It cannot be read as a web page.",
    )
    assert left(room) == 0
