"""Assigning, priorities and deadlines: who may, what is written down, what is refused."""

import pytest
from sqlalchemy import select

from app.domain.errors import NotAllowed, Refused
from app.domain.ids import UserId
from app.domain.journal import Act
from app.domain.queue import Priority
from app.models import FactCheck, JournalEntry
from app.queries import notifications
from app.services import assigning, claims
from tests.factories import Newsroom


def acts(newsroom: Newsroom) -> list[Act]:
    with newsroom.database.reading() as session:
        return list(session.scalars(select(JournalEntry.act).order_by(JournalEntry.seq)))


def test_only_editors_assign_and_only_to_reviewers(newsroom: Newsroom) -> None:
    claim = newsroom.first_claim(newsroom.pasted())
    with pytest.raises(NotAllowed), newsroom.work("reviewer") as work:
        assigning.assign(work, claim, version=1, to=newsroom.people["second"])
    for to in (newsroom.people["admin"], UserId(0), UserId(2**40)):
        with pytest.raises(Refused, match="Choose a reviewer"), newsroom.work("editor") as work:
            assigning.assign(work, claim, version=1, to=to)
    with newsroom.work("editor") as work:
        assigning.assign(work, claim, version=1, to=newsroom.people["second"])
    assert acts(newsroom)[-1] is Act.CLAIM_ASSIGNED


def test_what_is_refused_does_not_stop_the_others(newsroom: Newsroom) -> None:
    check = newsroom.pasted()
    first, second, third = (file.claim.id for file in newsroom.dossier(check).shown[:3])
    newsroom.signed(check, second)
    with newsroom.work("editor") as work:
        to = newsroom.people["reviewer"]
        picked = [(first, 1), (second, newsroom.version(check, second)), (third, 7)]
        done = assigning.each(
            work,
            picked,
            lambda claim, version: assigning.assign(work, claim, version=version, to=to),
        )
    assert done.number == 1
    assert "only an open one" in done.refused[second]
    assert "Somebody else changed" in done.refused[third]
    assert newsroom.dossier(check).file(first).claim.assignee_id == to


def test_who_may_do_none_of_it_is_refused_as_a_whole(newsroom: Newsroom) -> None:
    claim = newsroom.first_claim(newsroom.pasted())
    with pytest.raises(NotAllowed), newsroom.work("admin") as work:
        assigning.each(work, [(claim, 1)], lambda c, v: claims.take(work, c, version=v))


def test_priority_and_deadline_are_written_down(newsroom: Newsroom) -> None:
    check = newsroom.pasted()
    claim = newsroom.first_claim(check)
    before = newsroom.dossier(check).file(claim).claim.changed_at
    with newsroom.work("editor") as work:
        assigning.prioritise(work, claim, version=1, priority=Priority.HIGH)
        version = work.get(FactCheck, check).version
        assigning.set_deadline(work, check, version=version, deadline=newsroom.clock)
    assert acts(newsroom)[-2:] == [Act.CLAIM_PRIORITISED, Act.DEADLINE_SET]
    changed = newsroom.dossier(check).file(claim).claim
    assert (changed.version, changed.changed_at) == (2, before)


def test_whom_a_claim_is_assigned_to_is_told_and_whom_it_is_taken_from_is_not(
    newsroom: Newsroom,
) -> None:
    claim_id = newsroom.first_claim(newsroom.pasted())
    with newsroom.work("editor") as work:
        assigning.assign(work, claim_id, version=1, to=newsroom.people["second"])
    with newsroom.work("editor") as work:
        assigning.assign(work, claim_id, version=2, to=newsroom.people["reviewer"])
    with newsroom.database.reading() as session:
        for login in ("second", "reviewer"):
            (row,) = notifications.told(session, newsroom.people[login])
            assert (row.notification.kind.value, row.who) == ("assigned", "Editor Person")
            assert row.notification.claim_id == claim_id
