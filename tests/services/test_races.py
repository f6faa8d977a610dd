"""Two people at once, in real threads on both databases: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Event
from time import sleep

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.domain.errors import Conflict, DomainError
from app.domain.ids import CheckId, ClaimId, UserId
from app.domain.journal import Act, broken_links
from app.domain.policy import Role
from app.domain.workflow import CheckState, ClaimState
from app.models import Claim, ClaimLink, JournalEntry, User, UserRole
from app.publishing.edition import ChangeKind
from app.queries import journal
from app.services import accounts, claims, links, publications, rulings, shaping
from app.services.work import Work, begin
from tests.factories import Newsroom

WRITERS, ENTRIES = 8, 25
#: Who does something, and what.
Doing = tuple[str, Callable[[Work], object]]


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


def test_two_who_join_the_same_groups_make_one(newsroom: Newsroom) -> None:
    keys = [file.claim.id for file in newsroom.dossier(newsroom.pasted()).shown[:4]]
    newsroom.linked(keys[0], keys[1])
    newsroom.linked(keys[2], keys[3])
    pairs = {newsroom.people["editor"]: (0, 2), newsroom.people["reviewer"]: (3, 1)}

    def press(work: Work) -> None:
        one, other = pairs[work.person]
        links.link(work, keys[one], version=None, other_id=keys[other])

    assert at_once(newsroom, "editor", "reviewer", act=press) == ["Refused", "done"]
    with newsroom.database.reading() as session:
        assert len(set(session.scalars(select(ClaimLink.group_id)))) == 1


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
    assert len(newsroom.issued(check_id)) == 1
    assert newsroom.dossier(check_id).check.state is CheckState.PUBLISHED


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
        if not newsroom.issued(check_id):
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


def behind(newsroom: Newsroom, first: Doing, second: Doing) -> str:
    """Begin `second` while `first` is done but not committed; gives how `second` went."""

    def wait_and_do() -> str:
        begun.wait()
        try:
            with newsroom_work(newsroom, second[0]) as work:
                second[1](work)
        except DomainError as error:
            return type(error).__name__
        return "done"

    begun = Event()
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(wait_and_do)
        with newsroom_work(newsroom, first[0]) as work:
            first[1](work)
            work.session.flush()
            begun.set()
            sleep(0.3)
        return waiting.result(timeout=20)


def test_two_who_add_the_same_claim_make_one(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()

    def add(work: Work) -> None:
        shaping.add(work, check_id, start=0, end=10)

    assert behind(newsroom, ("editor", add), ("both", add)) == "Refused"
    found = [f.anchor.exact for f in newsroom.dossier(check_id).shown]
    assert len(found) == len(set(found))


def test_two_claims_are_not_cut_to_the_same_place(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    one, other = (newsroom.claim_on(check_id, word) for word in ("owner", "lye"))

    def cut(claim_id: ClaimId) -> Callable[[Work], object]:
        seen = newsroom.version(check_id, claim_id)
        return lambda work: shaping.cut(work, claim_id, version=seen, start=0, end=10)

    assert behind(newsroom, ("editor", cut(one)), ("both", cut(other))) == "Refused"


def test_who_holds_a_fact_check_keeps_nobody_from_the_journal(newsroom: Newsroom) -> None:
    """The journal refers to fact-checks: were that to wait too, each would wait for the other."""
    check_id = newsroom.pasted()
    other = newsroom.dossier(check_id).shown[1].claim

    def take(work: Work) -> None:
        claims.take(work, other.id, version=other.version)
        work.seal()

    def add(work: Work) -> None:
        shaping.add(work, check_id, start=0, end=10)

    assert behind(newsroom, ("editor", add), ("reviewer", take)) == "done"


@pytest.mark.parametrize("how", ["disable", "set_roles"])
def test_two_admins_who_end_each_others_access_leave_one(newsroom: Newsroom, how: str) -> None:
    with newsroom.work("admin") as work:
        accounts.set_roles(work, "both", [Role.ADMIN])

    def end(login: str) -> Callable[[Work], object]:
        if how == "disable":
            return lambda work: accounts.disable(work, login)
        return lambda work: accounts.set_roles(work, login, [Role.EDITOR])

    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(newsroom.ROLES, "both", {Role.ADMIN})
        went = behind(newsroom, ("admin", end("both")), ("both", end("admin")))
    assert went == "Refused"
    with newsroom.database.reading() as session:
        admins = select(User.login).join(UserRole).where(UserRole.role == Role.ADMIN)
        assert list(session.scalars(admins.where(User.disabled_at.is_(None)))) == ["admin"]


def test_only_what_collides_is_a_conflict(newsroom: Newsroom) -> None:
    def person(**given: object) -> User:
        return User(login="editor", name="E", password_hash="", created_at=newsroom.clock, **given)

    with pytest.raises(Conflict), newsroom_work(newsroom, "admin") as work:
        work.add(person())
    with pytest.raises(IntegrityError), newsroom_work(newsroom, "admin") as work:
        work.add(UserRole(user_id=UserId(999), role=Role.ADMIN))
    with pytest.raises(IntegrityError), newsroom_work(newsroom, "admin") as work:
        work.add(User(login="fresh", name=None, password_hash="", created_at=newsroom.clock))


@pytest.mark.postgres
def test_of_two_who_wait_for_each_other_one_has_to_try_again(newsroom: Newsroom) -> None:
    if newsroom.database.is_sqlite:
        pytest.skip("SQLite has one writer at a time")
    check_id = newsroom.pasted()
    one, other = (f.claim.id for f in newsroom.dossier(check_id).shown[:2])
    both_hold = Barrier(2)

    def hold(*claims_: ClaimId) -> str:
        try:
            with newsroom_work(newsroom, "editor") as work:
                work.hold(Claim, claims_[0])
                both_hold.wait()
                work.hold(Claim, claims_[1])
        except Conflict:
            return "Conflict"
        return "done"

    with ThreadPoolExecutor(2) as threads:
        went = [threads.submit(hold, one, other), threads.submit(hold, other, one)]
    assert sorted(future.result() for future in went) == ["Conflict", "done"]


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
