"""Bringing a database to the newest migration, and back; knows no Flask.

Two deployments that migrate at once wait for each other; a database that is newer than the code is
refused. Foreign keys are off on SQLite meanwhile, because rebuilding a table would cascade into
its children, and are checked as a whole before the commit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from app.database import WRITES, Database

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
#: Any constant: it names the lock that PostgreSQL holds while one process migrates.
MIGRATION_LOCK = 7_483_650


class SchemaError(Exception):
    """The database cannot be brought to this schema; the message says why and what to do."""


@cache
def newest() -> str:
    """The migration that this code needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""


def present(database: Database) -> str | None:
    """The migration that the database is at; None for an empty one."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database, *, to: str = "head") -> None:
    """Run the missing migrations in one transaction; raise SchemaError on a newer database."""
    with _migrating(database) as (connection, config):
        _refuse_newer(connection)
        command.upgrade(config, to)


def downgrade(database: Database, *, to: str) -> None:
    """Take migrations back in one transaction."""
    with _migrating(database) as (_, config):
        command.downgrade(config, to)


@contextmanager
def _migrating(database: Database) -> Iterator[tuple[Connection, AlembicConfig]]:
    engine = database.engine.execution_options(**{WRITES: True})
    with engine.connect() as connection:
        if database.is_sqlite:
            _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                if not database.is_sqlite:
                    lock = text("SELECT pg_advisory_xact_lock(:key)")
                    connection.execute(lock, {"key": MIGRATION_LOCK})
                config = AlembicConfig()
                config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
                config.attributes["connection"] = connection
                yield connection, config
                if database.is_sqlite:
                    _check_foreign_keys(connection)
        finally:
            if database.is_sqlite:
                _foreign_keys(connection, on=True)


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    # On the driver's own connection: inside a transaction of ours the pragma does nothing.
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise SchemaError(f"The migration would leave {len(broken)} rows without what they name.")


def _refuse_newer(connection: Connection) -> None:
    here = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if here is not None and here not in known:
        raise SchemaError(
            f"The database is at migration {here}, which this version of Stet does not know: it "
            "was made by a newer one. Start that version, or restore an older backup."
        )
