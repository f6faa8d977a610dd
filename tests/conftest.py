"""Databases of both kinds, freshly migrated for every test, and a newsroom on each."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine, inspect, text
from sqlalchemy.exc import OperationalError

from app import schema
from app.database import Database
from tests.factories import Newsroom

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
POSTGRES = os.environ.get(
    "TEST_POSTGRES_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "stet.sqlite3"
    database = Database.at(f"sqlite:///{path}")
    schema.upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Engine]:
    """A connection to PostgreSQL that may create databases; skips where there is none."""
    engine = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect():
            pass
    except OperationalError:
        pytest.skip("no PostgreSQL on 127.0.0.1:5432 (set TEST_POSTGRES_URL to use another)")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_database(postgres_server: Engine) -> Iterator["Emptied"]:
    """A migrated PostgreSQL database that tests use one after the other."""
    with new_postgres(postgres_server) as name:
        with postgres_server.connect() as connection:
            # What a power cut would take is of no interest here.
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
        database = Database.at(postgres_address(name))
        schema.upgrade(database)
        database.engine.dispose()
        yield Emptied(name)


class new_postgres:
    """A PostgreSQL database of its own, dropped at the end."""

    def __init__(self, server: Engine) -> None:
        self.server = server
        self.name = f"stet_test_{uuid.uuid4().hex[:12]}"

    def __enter__(self) -> str:
        with self.server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {self.name}"))
        return self.name

    def __exit__(self, *_: object) -> None:
        with self.server.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)"))


class Emptied:
    """A PostgreSQL database that is brought back to what the migrations made of it.

    Making and dropping one for each test waits for the disk most of the time.
    """

    def __init__(self, name: str) -> None:
        self.address = postgres_address(name)
        self.engine = create_engine(self.address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        tables = inspect(self.engine).get_table_names()
        steps = [f"DELETE FROM public.{table}" for table in tables]
        with self.engine.connect() as connection:
            connection.execute(text("CREATE SCHEMA first"))
            connection.execute(text("CREATE TABLE first.numbers AS SELECT * FROM pg_sequences"))
            for table in tables:
                if connection.scalar(text(f"SELECT count(*) FROM public.{table}")):
                    connection.execute(text(f"CREATE TABLE first.{table} AS TABLE public.{table}"))
                    steps.append(f"INSERT INTO public.{table} SELECT * FROM first.{table}")
        # Triggers and foreign keys rest meanwhile: the order does not matter.
        self.steps = "; ".join(["SET session_replication_role = replica", *steps])

    def reset(self) -> None:
        """End what a test left open, and put every row and every number back."""
        with self.engine.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
            connection.execute(text(self.steps))
            connection.execute(
                text(
                    "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, "
                    "coalesce(last_value, start_value), last_value IS NOT NULL) FROM first.numbers"
                )
            )


def postgres_address(name: str) -> str:
    """The address of a database on the test server."""
    return POSTGRES.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a fresh, migrated SQLite file."""
    path = tmp_path / "stet.sqlite3"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh, migrated database: once SQLite, once PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    emptied: Emptied = request.getfixturevalue("postgres_database")
    emptied.reset()
    yield emptied.address


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, migrated database of either kind."""
    database = Database.at(database_url)
    yield database
    database.engine.dispose()


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    """A newsroom with people in every role, on either database."""
    return Newsroom(database)


@pytest.fixture
def small_newsroom(sqlite_url: str) -> Iterator[Newsroom]:
    """The same on SQLite alone, for what does not depend on the database."""
    database = Database.at(sqlite_url)
    yield Newsroom(database)
    database.engine.dispose()
