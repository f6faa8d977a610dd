"""Migrations: there and back with data, equal to the models, refused when newer, safe at once."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from app import checked, schema
from app.database import Database
from app.domain.house import House
from app.domain.notifications import MailRhythm
from app.domain.policy import Actor
from app.domain.verdicts import HOUSE_SCHEME
from app.models import Base, CheckedClaim, LookUp, SchemeVerdict, UndoStep
from app.queries.integrity import faults
from app.services import accounts, links, look_ups, publications, undo
from tests.conftest import ROOT, new_postgres, postgres_address
from tests.factories import Newsroom

VERSIONS = ROOT / "migrations" / "versions"
#: The migration that lets guests in.
GUESTS = next(VERSIONS.glob("*_let_guests_in_by_links.py")).name[:4]

#: The migration that lets pages be looked up.
LOOK_UPS = next(VERSIONS.glob("*_look_pages_up.py")).name[:4]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a table: once SQLite, once PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'stet.sqlite3'}"
        return
    server: Engine = request.getfixturevalue("postgres_server")
    with new_postgres(server) as name:
        yield postgres_address(name)


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    """A database without a table."""
    database = Database.at(empty_url)
    yield database
    database.engine.dispose()


#: What the search of checked claims stands on; no model describes it.
SEARCH = ("checked_index", "searched")


def tables(database: Database) -> set[str]:
    found = set(inspect(database.engine).get_table_names()) - {"alembic_version"}
    return {name for name in found if not name.startswith(SEARCH)}


def filled(database: Database) -> dict[str, int]:
    """A row in every table; gives how many each has."""
    house = House(newsroom="The Test Desk", publish_to="/srv/site")  # so that jobs are noted
    newsroom = Newsroom(database, house=house)
    check_id, claim_id, _ = newsroom.publication()
    newsroom.contacted(check_id)
    newsroom.opened(claim_id)
    newsroom.pasted_again(check_id)
    newsroom.disputed()
    newsroom.commented(claim_id, "@editor, is this so?")
    same, *_, differing = newsroom.dossier(check_id).shown[1:]
    with newsroom.work("editor") as work:
        links.link(work, claim_id, version=None, other_id=same.claim.id)
    with newsroom.work("editor") as work:
        links.tell_apart(work, claim_id, version=None, other_id=differing.claim.id)
    newsroom.guest_commented(newsroom.invited(check_id))
    newsroom.ruled(check_id, same.claim.id)
    with newsroom.work("reviewer") as work:
        newest = select(func.max(UndoStep.seq)).where(UndoStep.person_id == work.person)
        undo.take_back(work, work.session.scalars(newest).one())
    with newsroom.work("editor") as work:
        version = newsroom.dossier(check_id).check.version
        publications.withdraw(work, check_id, version=version, reason="Forged.")
    newsroom.choosing("editor", rhythm=MailRhythm.NEVER)
    newsroom.settled(logo_id=newsroom.logo())
    newsroom.reported()
    newsroom.comes("reviewer", check_id)
    newsroom.types("reviewer", f"claim-{claim_id}", wording="Lye was dumped")
    with newsroom.work("reviewer") as work:
        url = "https://news.example/"
        work.add(LookUp(user_id=work.person, url=url, asked_at=work.now))
    with newsroom.work_as(Actor.nobody()) as work:
        accounts.remember_failure(work, login="nobody", address="10.0.0.1")
    return rows(database)


def counted(database: Database) -> dict[str, int]:
    with database.engine.connect() as connection:
        return {
            name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0
            for name in tables(database)
        }


def rows(database: Database) -> dict[str, int]:
    with database.engine.connect() as connection:
        return {
            name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0
            for name in Base.metadata.tables
        }


def test_there_and_back_and_there_again_with_data_in_every_table(empty: Database) -> None:
    assert schema.present(empty) is None
    schema.upgrade(empty)
    assert tables(empty) == set(Base.metadata.tables)
    assert all(filled(empty).values())
    schema.downgrade(empty, to="base")
    assert tables(empty) == set()
    schema.upgrade(empty)
    assert schema.present(empty) == schema.newest()
    assert all(filled(empty).values())


def test_every_step_back_loses_no_row_of_the_tables_that_stay(empty: Database) -> None:
    schema.upgrade(empty)
    before = filled(empty)
    numbers = sorted(path.name[:4] for path in VERSIONS.glob("*.py"))
    for number in reversed(numbers[:-1]):
        schema.downgrade(empty, to=number)
        there = counted(empty)
        assert there == {name: before[name] for name in there}, number
    schema.upgrade(empty)
    assert {name: rows(empty)[name] for name in there} == there
    # Upgrading what is there already is no work, and touches nothing.
    whole = rows(empty)
    schema.upgrade(empty)
    assert rows(empty) == whole


def test_claims_that_were_ruled_on_before_are_found_afterwards(empty: Database) -> None:
    schema.upgrade(empty)
    newsroom = Newsroom(empty)
    check_id, claim_id, _ = newsroom.publication()
    told = newsroom.dossier(check_id).file(claim_id).anchor.exact
    schema.downgrade(empty, to="0001")
    assert not {"checked_claims", "checked_index"} & set(inspect(empty.engine).get_table_names())
    schema.upgrade(empty)
    with empty.reading() as session:
        assert checked.search(session, {0: told})[0].claims == [claim_id]
        assert session.scalars(select(CheckedClaim.claim_id)).all() == [claim_id]
    # The index goes on from there.
    newsroom.ruled(check_id, newsroom.dossier(check_id).shown[-1].claim.id)
    with empty.reading() as session:
        assert len(session.scalars(select(CheckedClaim.claim_id)).all()) == 2


def test_messages_that_wait_are_forgotten_by_a_version_that_sends_none(empty: Database) -> None:
    schema.upgrade(empty)
    newsroom = Newsroom(empty, house=House(newsroom="The Test Desk", sends_mail=True))
    newsroom.choosing("editor", confirmed=False)
    newsroom.house = House(newsroom="The Test Desk", publish_to="/srv/site")
    newsroom.publication()
    assert rows(empty)["jobs"] == 2
    schema.downgrade(empty, to="0010")
    with empty.engine.connect() as connection:
        assert connection.scalars(text("SELECT kind FROM jobs")).all() == ["release"]
    schema.upgrade(empty)


def test_look_ups_that_wait_are_forgotten_by_a_version_that_makes_none(empty: Database) -> None:
    schema.upgrade(empty)
    house = House(newsroom="The Test Desk", publish_to="/srv/site", fetches_sources=True)
    newsroom = Newsroom(empty, house=house)
    newsroom.publication()
    with newsroom.work("reviewer") as work:
        look_ups.ask(work, "https://news.example/")
    kinds = text("SELECT kind FROM jobs ORDER BY id")
    with empty.engine.connect() as connection:
        assert connection.scalars(kinds).all() == ["release", "look-up"]
    schema.downgrade(empty, to=f"{int(LOOK_UPS) - 1:04}")
    with empty.engine.begin() as connection:
        assert connection.scalars(kinds).all() == ["release"]
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(text("UPDATE jobs SET kind = 'look-up'"))
    schema.upgrade(empty)
    with newsroom.work("reviewer") as work:
        look_ups.ask(work, "https://news.example/")


def test_statements_from_before_places_named_their_revision_keep_their_seals(
    empty: Database,
) -> None:
    schema.upgrade(empty)
    newsroom = Newsroom(empty)
    newsroom.with_lost_claims()
    check_id, claim_id, _ = newsroom.publication()
    schema.downgrade(empty, to="0011")
    schema.upgrade(empty)
    with empty.reading() as session:
        assert faults(session) == []
    (statement,) = newsroom.dossier(check_id).file(claim_id).statements
    assert statement.revision == 1
    with empty.engine.begin() as connection:
        connection.execute(text("UPDATE statements SET revision = 2"))
    with empty.reading() as session:
        assert faults(session) == [
            f"Statement {statement.id}: the journal does not know it as it stands."
        ]


def test_what_guests_wrote_stays_with_their_name_when_guests_are_unknown_again(
    empty: Database,
) -> None:
    schema.upgrade(empty)
    newsroom = Newsroom(empty)
    check_id = newsroom.pasted()
    comment_id = newsroom.guest_commented(newsroom.invited(check_id, name="Ada Roe"), "It is so.")
    schema.downgrade(empty, to=f"{int(GUESTS) - 1:04}")
    with empty.engine.connect() as connection:
        rows = text(
            "SELECT written_by_id, words FROM comments JOIN comment_wordings "
            "ON comment_wordings.comment_id = comments.id WHERE comments.id = :id"
        )
        written = connection.execute(rows, {"id": comment_id}).one()
        told = connection.execute(text("SELECT caused_by_id, kind FROM notifications")).all()
    assert tuple(written) == (
        newsroom.people["editor"],
        "Written by Ada Roe, a guest:\n\nIt is so.",
    )
    assert [tuple(row) for row in told] == [(newsroom.people["editor"], "mentioned")]
    schema.upgrade(empty)
    with pytest.raises(IntegrityError), empty.engine.begin() as connection:
        connection.execute(text("UPDATE comments SET written_by_id = NULL"))


def test_migrated_tables_are_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, *_: not (name or "").startswith(SEARCH),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_every_check_of_the_models_is_in_the_database(database: Database) -> None:
    def checks(names: set[str]) -> set[tuple[str, str]]:
        found = inspect(database.engine)
        return {
            (name, str(check["name"]))
            for name in names
            for check in found.get_check_constraints(name)
        }

    expected = {
        (table.name, str(constraint.name))
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }
    assert checks(set(Base.metadata.tables)) == expected


def test_the_house_begins_with_its_four_verdicts(database: Database) -> None:
    with database.reading() as session:
        stored = session.scalars(select(SchemeVerdict).order_by(SchemeVerdict.position)).all()
        assert tuple(row.value for row in stored) == HOUSE_SCHEME
        assert {row.scheme for row in stored} == {1}


def test_a_newer_database_is_refused_in_words_and_left_alone(newsroom: Newsroom) -> None:
    with newsroom.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = rows(newsroom.database)
    with pytest.raises(schema.SchemaError, match=r"at migration 9999.*made by a newer one"):
        schema.upgrade(newsroom.database)
    assert rows(newsroom.database) == before


def test_foreign_keys_hold_again_after_a_migration(empty: Database) -> None:
    schema.upgrade(empty)
    if empty.is_sqlite:
        with empty.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_two_deployments_that_migrate_at_once_both_succeed(empty_url: str) -> None:
    program = (
        "import sys; from app import schema; from app.database import Database;"
        "schema.upgrade(Database.at(sys.argv[1]))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, empty_url],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    failures = [process.communicate()[1] for process in running if process]
    assert [process.returncode for process in running] == [0, 0, 0], "\n".join(failures)
    database = Database.at(empty_url)
    assert schema.present(database) == schema.newest()
    assert rows(database)["verdicts"] == len(HOUSE_SCHEME)
    database.engine.dispose()


def test_the_newest_migration_is_named_in_head() -> None:
    assert (ROOT / "migrations" / "HEAD").read_text().strip() == schema.newest()


def test_migrations_are_numbered_without_a_gap_and_named_by_a_sentence() -> None:
    names = sorted(path.stem for path in VERSIONS.glob("*.py"))
    assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]
    assert all(re.fullmatch(r"\d{4}(_[a-z0-9]+){3,}", name) for name in names)
    assert names[-1][:4] == schema.newest()
