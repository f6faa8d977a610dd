"""Engine and sessions for SQLite and PostgreSQL; knows no Flask.

On SQLite a writing transaction begins with BEGIN IMMEDIATE: a deferred one that reads first and
writes later fails with "database is locked" however long the time-out, or loses an update.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session, sessionmaker

from config import BadSetting

BUSY_MILLISECONDS = 10_000
WRITES = "stet_writes"


@dataclass(frozen=True)
class Database:
    """One engine and the two kinds of session that the application opens on it."""

    engine: Engine
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]

    @classmethod
    def at(cls, url: str) -> "Database":
        """Connect lazily to the database at a SQLAlchemy address, making a SQLite file's folder."""
        try:
            parsed = make_url(url)
            parsed.get_dialect().import_dbapi()
        except (ArgumentError, NoSuchModuleError) as error:
            raise BadSetting(f"DATABASE_URL cannot be used: {error}") from None
        except ModuleNotFoundError as error:
            raise BadSetting(
                f"DATABASE_URL needs {error.name}: pip install -r requirements-postgres.txt"
            ) from None
        if parsed.get_backend_name() == "sqlite":
            if parsed.database and parsed.database != ":memory:":
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(url, hide_parameters=True)
            event.listen(engine, "connect", _set_pragmas)
            event.listen(engine, "begin", _begin)
        else:
            engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
        return cls(
            engine=engine,
            reading=sessionmaker(engine),
            writing=sessionmaker(engine.execution_options(**{WRITES: True})),
        )

    @property
    def is_sqlite(self) -> bool:
        """Is this the one-file database?"""
        return self.engine.dialect.name == "sqlite"


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    # None: the driver must not begin transactions by itself; `_begin` does.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",  # first: the next one may have to wait
        "journal_mode = WAL",
        "synchronous = FULL",  # an acknowledged write survives a power cut
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
