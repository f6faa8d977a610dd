"""Two people at once, in real threads on both databases: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import func, select

from app.domain.errors import Conflict, DomainError
from app.domain.ids import CheckId
from app.domain.journal import Act, broken_links
from app.domain.workflow import CheckState, ClaimState
from app.models import Claim, JournalEntry
from app.publishing.edition import ChangeKind
from app.queries import journal
from app.services import claims, publications, rulings
from app.services.work import Work, begin
from tests.factories import Newsroom

WRITERS, ENTRIES = 8, 25


def at_once(newsroom: Newsroom, *people: str, act: Callable[[Work], object]) -> list[str]:
    """Let each person do the same at the same moment; gives how it went for each, sorted."""
    start = Barrier(len(people))

    def one(who: str) -> str:
        start.wait()
        try:
            with newsroom_work(newsroom, who) as work:
                act(work)
        except DomainError as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(len(people)) as threads:
        return sorted(threads.map(one, people))


def newsroom_work(newsroom: Newsroom, who: str):  # type: ignore[no-untyped-def]
    """Work with a clock that threads can share."""
    return begin(
        newsroom.database.writing,
        actor=newsroom.actor(who),
        now=newsroom.clock,
        house=newsroom.house,
    )


def test_two_rulings_on_the_same_version_make_one(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    newsroom.cited(check_id, claim_id)
    seen = newsroom.version(check_id, claim_id)
    decided = rulings.Decided(verdict="supported", rationale="So.", as_of=date(2024, 5, 1))
    went = at_once(
        newsroom,
        "reviewer",
        "second",
        act=lambda work: rulings.rule(work, claim_id, version=seen, decided=decided),
    )
    assert went == ["Conflict", "done"]
    file = newsroom.dossier(check_id).file(claim_id)
    assert (file.claim.state, len(file.rulings)) == (ClaimState.RULED, 1)


def test_two_presses_on_publish_issue_one_edition(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    newsroom.deferred(check_id)
    seen = newsroom.dossier(check_id).check.version
    went = at_once(
        newsroom,
        "editor",
        "both",
        act=lambda work: publications.issue(
            work, check_id, version=seen, kind=ChangeKind.FIRST, note=""
        ),
    )
    assert went == ["Conflict", "done"]
    whole = newsroom.dossier(check_id)
    assert (len(whole.publications), whole.check.state) == (1, CheckState.PUBLISHED)


def test_two_fact_checks_of_one_headline_get_two_addresses(newsroom: Newsroom) -> None:
    checks = [newsroom.pasted(), newsroom.pasted()]
    for check_id in checks:
        newsroom.deferred(check_id)
    waiting = list(checks)

    def issue(work: Work) -> None:
        check_id: CheckId = waiting.pop()
        publications.issue(work, check_id, version=1, kind=ChangeKind.FIRST, note="")

    went = at_once(newsroom, "editor", "both", act=issue)
    assert went in (["done", "done"], ["Conflict", "done"])
    for check_id in checks:
        if not newsroom.dossier(check_id).publications:
            newsroom.published(check_id)
    assert len({newsroom.dossier(check_id).check.slug for check_id in checks}) == 2


@pytest.mark.parametrize("version", [1, 2])
def test_a_version_that_is_not_the_newest_changes_nothing(newsroom: Newsroom, version: int) -> None:
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    for seen in (1, 2):
        with newsroom.work("reviewer") as work:
            claims.take(work, claim_id, version=seen)
    with pytest.raises(Conflict), newsroom.work("editor") as work:
        claims.defer(work, claim_id, version=version, publish_unchecked=True)
    assert newsroom.dossier(check_id).file(claim_id).claim.publish_unchecked is False


def test_eight_writers_lose_no_update_and_break_no_chain(newsroom: Newsroom) -> None:
    claim_id = newsroom.first_claim(newsroom.pasted())

    def write(n: int) -> None:
        for turn in range(ENTRIES):
            while not attempt(n, turn):
                pass

    def attempt(n: int, turn: int) -> bool:
        try:
            with newsroom_work(newsroom, "editor") as work:
                seen = work.get(Claim, claim_id).version
                choice = bool((n + turn) % 2)
                claims.defer(work, claim_id, version=seen, publish_unchecked=choice)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))
    with newsroom.database.reading() as session:
        deferred = JournalEntry.act == Act.CLAIM_DEFERRED
        written = select(func.count()).select_from(JournalEntry).where(deferred)
        assert session.scalar(written) == WRITERS * ENTRIES
        assert session.get_one(Claim, claim_id).version == 1 + WRITERS * ENTRIES
        seqs = list(session.scalars(select(JournalEntry.seq).order_by(JournalEntry.seq)))
        assert seqs == list(range(1, len(seqs) + 1))
        assert broken_links(journal.chain(session)) == []


def test_people_on_different_claims_never_hinder_each_other(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    words = ("manager", "paper", "mill", "fishing", "river", "owner", "lye", "trout")
    theirs = [newsroom.claim_on(check_id, word) for word in words]

    def write(n: int) -> None:
        for turn in range(10):
            with newsroom_work(newsroom, "editor") as work:
                seen = work.get(Claim, theirs[n]).version
                claims.defer(work, theirs[n], version=seen, publish_unchecked=not turn % 2)

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))  # raises what any of them raised
    with newsroom.database.reading() as session:
        assert {session.get_one(Claim, claim_id).version for claim_id in theirs} == {11}
        assert broken_links(journal.chain(session)) == []
