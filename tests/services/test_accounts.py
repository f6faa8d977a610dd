"""People: passwords that may be chosen, roles, access that ends, throttled attempts."""

from datetime import timedelta

import pytest

from app.domain.errors import NotAllowed, NotFound, Refused
from app.domain.journal import Act
from app.domain.policy import Actor, Role
from app.models import User
from app.queries import journal
from app.services import accounts, claims, passwords
from app.services.accounts import FAILURES_PER_ADDRESS, FAILURES_PER_LOGIN, WINDOW
from tests.factories import PASSWORD, Newsroom


def person(newsroom: Newsroom, login: str) -> User:
    with newsroom.database.reading() as session:
        found = session.get_one(User, newsroom.people[login])
        session.expunge_all()
        return found


def add(newsroom: Newsroom, login: str, *, name: str = "New Person") -> User:
    with newsroom.work("admin") as work:
        return accounts.add_person(
            work,
            login=login,
            name=name,
            roles=[Role.EDITOR, Role.EDITOR],
            password=PASSWORD,
            one_time=True,
        )


@pytest.mark.parametrize(
    ("password", "words"),
    [
        pytest.param("violet harbour", None, id="a phrase"),
        pytest.param("ü§🐟 ab def gh", None, id="any characters"),
        pytest.param("x1 y2 z3 w4", "12 to 128", id="eleven"),
        pytest.param("ab cdefgh " * 13, "12 to 128", id="130"),
        pytest.param("abababababab", "repeats too few", id="two letters"),
        pytest.param("Password1234", "too easy to guess", id="a common word, in any case"),
        pytest.param("ilse.brandt99", "too easy to guess", id="one's own name"),
        pytest.param("my password is a long violet phrase", None, id="a common word in a phrase"),
    ],
)
def test_a_password_may_be_chosen(password: str, words: str | None) -> None:
    if words is None:
        passwords.check_choice(password, login="ilse.brandt@desk.example")
        return
    with pytest.raises(Refused, match=words):
        passwords.check_choice(password, login="ilse.brandt@desk.example")


def test_a_password_matches_itself_and_nothing_else() -> None:
    stored = passwords.hashed(PASSWORD)
    assert PASSWORD not in stored
    assert passwords.hashed(PASSWORD) != stored
    assert passwords.matches(stored, PASSWORD)
    assert not passwords.matches(stored, PASSWORD + " ")
    assert not passwords.matches(None, PASSWORD)
    assert not passwords.matches("no hash", PASSWORD)
    assert not passwords.matches(stored, "x" * 100_000)


@pytest.mark.parametrize("login", ["", "x", "-ab", "Ünal", "a b", "a" * 101, "a\nb"])
def test_a_name_to_log_in_by_is_plain(small_newsroom: Newsroom, login: str) -> None:
    with pytest.raises(Refused, match="cannot be a log-in name"):
        add(small_newsroom, login)


def test_nobody_logs_in_by_a_name_that_is_taken_in_any_case(newsroom: Newsroom) -> None:
    with pytest.raises(Refused, match="already logs in"):
        add(newsroom, " EDITOR ")
    with pytest.raises(Refused, match="needs a name"):
        add(newsroom, "fresh", name=" ")
    with pytest.raises(Refused, match="121 characters; 120 at most"):
        add(newsroom, "fresh", name="x" * 121)


def test_only_an_admin_manages_people(small_newsroom: Newsroom) -> None:
    for who in ("editor", "reviewer", "both"):
        with pytest.raises(NotAllowed), small_newsroom.work(who) as work:
            accounts.disable(work, "second")
        with pytest.raises(NotAllowed), small_newsroom.work(who) as work:
            accounts.set_roles(work, who, [Role.ADMIN])
        with pytest.raises(NotAllowed), small_newsroom.work(who) as work:
            accounts.set_password(work, "second", PASSWORD)
    assert person(small_newsroom, "second").session_epoch == 0


def test_roles_are_replaced_also_by_some_of_the_same(newsroom: Newsroom) -> None:
    for roles in ({Role.REVIEWER, Role.ADMIN}, {Role.REVIEWER}, {Role.EDITOR}):
        with newsroom.work("admin") as work:
            accounts.set_roles(work, "reviewer", roles)
        assert {row.role for row in person(newsroom, "reviewer").roles} == roles


def test_somebody_without_a_role_is_to_be_disabled_instead(small_newsroom: Newsroom) -> None:
    with pytest.raises(Refused, match="at least one role"), small_newsroom.work("admin") as work:
        accounts.set_roles(work, "reviewer", [])
    assert {row.role for row in person(small_newsroom, "reviewer").roles} == {Role.REVIEWER}


def test_ending_access_puts_back_what_the_person_had_taken(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    open_, ruled, others = (shown.claim.id for shown in newsroom.dossier(check_id).shown[:3])
    for claim_id, who in ((open_, "reviewer"), (ruled, "reviewer"), (others, "second")):
        with newsroom.work(who) as work:
            claims.take(work, claim_id, version=newsroom.version(check_id, claim_id))
    newsroom.ruled(check_id, ruled)
    with newsroom.work("admin") as work:
        accounts.disable(work, "reviewer")
    whole = newsroom.dossier(check_id)
    held = [whole.file(claim_id).claim.assignee_id for claim_id in (open_, ruled, others)]
    assert held == [None, None, newsroom.people["second"]]
    with newsroom.database.reading() as session:
        lines = journal.of_check(session, check_id)
        released = [x.entry.subject_id for x in lines if x.entry.act is Act.CLAIM_RELEASED]
    assert sorted(released) == sorted([open_, ruled])


def test_no_transaction_is_open_while_a_new_password_is_hashed(
    small_newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed, was_open = passwords.hashed, []
    with small_newsroom.work("reviewer") as work:

        def watched(password: str) -> str:
            was_open.append(work.session.in_transaction())
            return hashed(password)

        monkeypatch.setattr(passwords, "hashed", watched)
        new = "orange lantern meadow 17"
        accounts.change_password(work, user_id=work.person, current=PASSWORD, new=new)
    assert was_open == [False]


def test_ending_access_ends_every_session_and_keeps_the_name(newsroom: Newsroom) -> None:
    for _ in range(2):
        with newsroom.work("admin") as work:
            accounts.disable(work, "reviewer")
    gone = person(newsroom, "reviewer")
    assert (gone.name, gone.session_epoch) == ("Reviewer Person", 1)
    assert gone.disabled_at is not None and gone.disabled_at < newsroom.clock


def test_a_new_password_ends_every_session(newsroom: Newsroom) -> None:
    other = "orange lantern meadow 17"
    with newsroom.work("admin") as work:
        accounts.set_password(work, "reviewer", other)
    changed = person(newsroom, "reviewer")
    assert (changed.session_epoch, changed.must_change_password) == (1, True)
    assert passwords.matches(changed.password_hash, other)
    with newsroom.work("reviewer") as work:
        accounts.change_password(work, user_id=changed.id, current=other, new=PASSWORD)
    own = person(newsroom, "reviewer")
    assert (own.session_epoch, own.must_change_password) == (2, False)
    assert passwords.matches(own.password_hash, PASSWORD)


@pytest.mark.parametrize(
    ("current", "new", "words"),
    [
        ("wrong password here", "orange lantern 17", "current password is not right"),
        (PASSWORD, PASSWORD, "must differ"),
        (PASSWORD, "short", "12 to 128"),
    ],
)
def test_a_password_is_changed_by_whoever_knows_it(
    small_newsroom: Newsroom, current: str, new: str, words: str
) -> None:
    with pytest.raises(Refused, match=words), small_newsroom.work("reviewer") as work:
        accounts.change_password(work, user_id=work.person, current=current, new=new)
    assert person(small_newsroom, "reviewer").session_epoch == 0


def test_nobody_changes_anothers_password_or_sessions(small_newsroom: Newsroom) -> None:
    other = small_newsroom.people["second"]
    with pytest.raises(NotAllowed), small_newsroom.work("admin") as work:
        accounts.change_password(work, user_id=other, current=PASSWORD, new="orange lantern 17")
    with pytest.raises(NotAllowed), small_newsroom.work("admin") as work:
        accounts.end_sessions(work, other)
    with small_newsroom.work("second") as work:
        accounts.end_sessions(work, other)
    assert person(small_newsroom, "second").session_epoch == 1


def test_an_unknown_person_is_not_found(small_newsroom: Newsroom) -> None:
    for act in (accounts.disable, accounts.get_person):
        with pytest.raises(NotFound), small_newsroom.work("admin") as work:
            act(work, "nobody")


class TestThrottling:
    """Failed attempts are counted per account and per address, in the database."""

    def fail(self, newsroom: Newsroom, *, times: int, login: str, address: str) -> None:
        for _ in range(times):
            with newsroom.work_as(Actor.nobody()) as work:
                work.now = newsroom.clock = newsroom.clock - timedelta(minutes=1)
                accounts.remember_failure(work, login=login, address=address)

    def may(self, newsroom: Newsroom, login: str, address: str) -> bool:
        with newsroom.work_as(Actor.nobody()) as work:
            return accounts.may_try(work, login=login, address=address)

    def test_an_account_is_shut_for_a_while_from_everywhere(self, newsroom: Newsroom) -> None:
        self.fail(newsroom, times=FAILURES_PER_LOGIN - 1, login="editor", address="10.0.0.1")
        assert self.may(newsroom, "editor", "10.0.0.1")
        self.fail(newsroom, times=1, login="editor", address="10.0.0.2")
        assert not self.may(newsroom, "editor", "10.0.0.3")
        assert self.may(newsroom, "reviewer", "10.0.0.1")
        newsroom.clock += WINDOW
        assert self.may(newsroom, "editor", "10.0.0.3")

    def test_an_address_is_shut_for_every_account(self, small_newsroom: Newsroom) -> None:
        for n in range(FAILURES_PER_ADDRESS):
            self.fail(small_newsroom, times=1, login=f"guess-{n}", address="10.0.0.1")
        assert not self.may(small_newsroom, "editor", "10.0.0.1")
        assert self.may(small_newsroom, "editor", "10.0.0.2")

    def test_a_very_long_name_is_counted_too(self, newsroom: Newsroom) -> None:
        name = "x" * 10_000
        self.fail(newsroom, times=FAILURES_PER_LOGIN, login=name, address="10.0.0.1")
        assert not self.may(newsroom, name, "10.0.0.2")

    def test_so_is_a_very_long_address(self, newsroom: Newsroom) -> None:
        for n in range(FAILURES_PER_ADDRESS):
            self.fail(newsroom, times=1, login=f"guess-{n}", address="10.0.0.1, " * 30)
        assert not self.may(newsroom, "editor", "10.0.0.1, " * 30)


def test_the_last_admin_can_neither_go_nor_step_down(small_newsroom: Newsroom) -> None:
    with small_newsroom.work("admin") as work:
        with pytest.raises(Refused, match="last admin"):
            accounts.disable(work, "admin")
        with pytest.raises(Refused, match="last admin"):
            accounts.set_roles(work, "admin", [Role.EDITOR])
        accounts.set_roles(work, "editor", [Role.EDITOR, Role.ADMIN])
        accounts.disable(work, "admin")
