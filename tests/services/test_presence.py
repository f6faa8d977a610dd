"""Who is on which claim: said by each tab, gone when it is left or falls silent."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.domain.errors import NotAllowed, NotFound
from app.domain.ids import CheckId, ClaimId
from app.domain.policy import Actor
from app.domain.presence import HOLDS
from app.models import JournalEntry, Presence
from app.queries import presence as queries
from app.queries.presence import Present
from app.services import presence
from tests.factories import Newsroom


def here(
    newsroom: Newsroom, check_id: CheckId, *, later: timedelta = timedelta(), but: str = "editor"
) -> Sequence[Present]:
    """Who is there, so much later than the last that was done."""
    with newsroom.database.reading() as session:
        now = newsroom.clock + later
        return queries.here(session, check_id, now=now, but=newsroom.people[but]).people


def beside(newsroom: Newsroom, login: str, check_id: CheckId, claim_id: ClaimId | None) -> None:
    """Somebody comes without time passing, so that those who are there stay there."""
    newsroom.clock -= timedelta(minutes=1)
    newsroom.comes(login, check_id, claim_id)


def test_a_tab_is_on_one_claim_and_moves_with_its_person(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    first, second = (file.claim.id for file in newsroom.dossier(check_id).shown[:2])
    newsroom.comes("reviewer", check_id, first)
    assert here(newsroom, check_id) == [Present(first, "Reviewer Person")]
    beside(newsroom, "second", check_id, None)
    beside(newsroom, "reviewer", check_id, second)
    assert here(newsroom, check_id) == [
        Present(second, "Reviewer Person"),
        Present(None, "Second Person"),
    ]
    # Nobody is told of themselves, nor of another fact-check.
    assert here(newsroom, check_id, but="second") == [Present(second, "Reviewer Person")]
    assert here(newsroom, newsroom.pasted()) == []


def test_two_tabs_of_a_person_are_one_person_on_a_claim(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    newsroom.comes("reviewer", check_id, claim_id)
    newsroom.clock -= timedelta(minutes=1)
    newsroom.comes("reviewer", check_id, claim_id, tab="tab-two2")
    assert here(newsroom, check_id) == [Present(claim_id, "Reviewer Person")]
    with newsroom.work("reviewer") as work:
        newsroom.clock -= timedelta(minutes=1)
        presence.go(work, tab="tab-one1")
    assert here(newsroom, check_id) == [Present(claim_id, "Reviewer Person")]
    with newsroom.work("reviewer") as work:
        presence.go(work, tab="tab-two2")
    assert here(newsroom, check_id) == []


def test_nobody_closes_the_tab_of_somebody_else(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    newsroom.comes("reviewer", check_id)
    with newsroom.work("second") as work:
        presence.go(work, tab="tab-one1")
    earlier = -timedelta(minutes=1)
    assert [one.name for one in here(newsroom, check_id, later=earlier)] == ["Reviewer Person"]


def test_who_falls_silent_is_gone_and_forgotten(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    newsroom.comes("reviewer", check_id)
    assert here(newsroom, check_id, later=HOLDS)
    assert not here(newsroom, check_id, later=HOLDS + timedelta(seconds=1))
    newsroom.comes("second", check_id)  # a minute later
    with newsroom.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Presence)) == 1


def test_being_there_is_no_part_of_the_record(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    count = select(func.count()).select_from(JournalEntry)
    with newsroom.database.reading() as session:
        before = session.scalar(count)
    newsroom.comes("reviewer", check_id, newsroom.first_claim(check_id))
    with newsroom.database.reading() as session:
        assert session.scalar(count) == before


def test_where_nobody_can_be_nobody_is(newsroom: Newsroom) -> None:
    check_id, other = newsroom.pasted(), newsroom.pasted()
    claim_id = newsroom.first_claim(other)
    for wrong in ({"check_id": 999}, {"check_id": check_id, "claim_id": claim_id}):
        with pytest.raises(NotFound), newsroom.work("reviewer") as work:
            presence.come(work, **{"claim_id": None, "tab": "tab-one1", **wrong})  # type: ignore[arg-type]
    with pytest.raises(NotAllowed), newsroom.work_as(Actor.nobody()) as work:
        presence.come(work, check_id, claim_id=None, tab="tab-one1")
    with pytest.raises(NotFound):
        here(newsroom, CheckId(999))
