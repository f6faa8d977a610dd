"""A dossier: all of a fact-check, and a fixed number of queries whatever its size."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from app import dossier
from app.domain.errors import NotFound
from app.domain.ids import CheckId
from app.queries import desk, workspace
from tests.factories import Newsroom


def article(claims: int) -> str:
    lines = [
        f"Owner Karl Munk said that {n},000 trout had died in lake {n}."
        for n in range(1, claims + 1)
    ]
    return "\n\n".join(lines)


@contextmanager
def counted(newsroom: Newsroom) -> Iterator[list[str]]:
    """Every statement sent to the database."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(newsroom.database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(newsroom.database.engine, "before_cursor_execute", note)


def cost(newsroom: Newsroom, check_id: CheckId) -> int:
    with newsroom.database.reading() as session, counted(newsroom) as sent:
        whole = dossier.load(session, check_id)
        dossier.claim_facts(whole)
        for file in whole.files:
            assert all(citation.source.title for citation in file.citations)
            assert all(ruling.verdict.label for ruling in file.rulings)
    return len(sent)


def test_sixty_claims_cost_as_many_queries_as_three(small_newsroom: Newsroom) -> None:
    small, large = (small_newsroom.pasted(article(n)) for n in (3, 60))
    for check_id in (small, large):
        for file in small_newsroom.dossier(check_id).shown[::12]:
            small_newsroom.signed(check_id, file.claim.id, "denied")
    assert len(small_newsroom.dossier(small).files) <= 6
    assert len(small_newsroom.dossier(large).files) >= 60
    assert cost(small_newsroom, small) == cost(small_newsroom, large) <= 10


def test_the_desk_costs_the_same_for_one_article_and_for_many(small_newsroom: Newsroom) -> None:
    def spent() -> int:
        user = small_newsroom.people["reviewer"]
        with small_newsroom.database.reading() as session, counted(small_newsroom) as sent:
            desk.desk(session, user)
        return len(sent)

    small_newsroom.pasted()
    before = spent()
    for _ in range(4):
        check_id = small_newsroom.pasted()
        small_newsroom.ruled(check_id, small_newsroom.first_claim(check_id))
    assert spent() == before


def test_what_is_not_there_is_not_found(small_newsroom: Newsroom) -> None:
    check_id = small_newsroom.pasted()
    with small_newsroom.database.reading() as session:
        with pytest.raises(NotFound):
            dossier.load(session, 999)
        for load in (workspace.workspace, workspace.workspace_at):
            with pytest.raises(NotFound):
                load(session, 999, now=small_newsroom.clock)
        with pytest.raises(NotFound):
            dossier.load(session, check_id).file(999)


def test_files_stand_in_reading_order_outer_before_inner(small_newsroom: Newsroom) -> None:
    check_id = small_newsroom.pasted(article(3))
    small_newsroom.claim_on(check_id, "Karl Munk")
    small_newsroom.claim_on(check_id, "Owner Karl Munk said that 1,000 trout had died in lake 1")
    places = [(f.anchor.start, -f.anchor.end) for f in small_newsroom.dossier(check_id).files]
    assert places == sorted(places)
    numbers = [f.number for f in small_newsroom.dossier(check_id).shown]
    assert numbers == list(range(1, len(numbers) + 1))


class TestWorkspace:
    """A dossier with one claim taken up."""

    def test_it_opens_at_the_first_open_claim_and_walks(self, small_newsroom: Newsroom) -> None:
        check_id = small_newsroom.pasted(article(3))
        first = small_newsroom.first_claim(check_id)
        small_newsroom.ruled(check_id, first)
        with small_newsroom.database.reading() as session:
            here = workspace.workspace(session, check_id, now=small_newsroom.clock)
            assert here.current and here.current.claim.id != first
            assert here.position == 2
            before, after = here.neighbour(-1), here.neighbour(1)
            assert before and before.claim.id == first
            assert after and here.shown[2].claim.id == after.claim.id
            at_the_end = workspace.workspace_at(
                session, here.shown[-1].claim.id, now=small_newsroom.clock
            )
            assert at_the_end.neighbour(1) is None
            found = at_the_end.next_open()
            assert found and found.claim.id == here.current.claim.id
            back = here.open_before()
            assert back and back.claim.id == here.shown[-1].claim.id
            assert {b.code for b in here.blockers} == {"claim-open", "claim-ruled"}
