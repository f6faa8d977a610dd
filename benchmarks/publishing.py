"""How long it takes to publish an article with 300 claims and 1,500 citations.

    python -m benchmarks.publishing [--postgres ADDRESS] [--write]

ADDRESS is that of an empty PostgreSQL database, which is filled. The fact-check is built by the
services, which takes some minutes; only the press of the button is timed, with its commit, and then
what follows in the background.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, event

from app import published, schema
from app.database import Database
from app.domain.house import House
from app.publishing import whole
from app.publishing.folder import Folder
from app.publishing.imprint import Imprint
from benchmarks import pages
from benchmarks.checks import Desk, Size

LARGE = Size(words=12_000, claims=300, citations=1_500)
HEAD = ("database", "publish", "queries", "write to a folder", "files")


def main() -> None:
    """Take the figures and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--postgres", help="SQLAlchemy address of an empty database")
    options.add_argument("--write", action="store_true", help="write docs/PERFORMANCE.md")
    asked = options.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        rows.append(_figures("SQLite", f"sqlite:///{folder}/stet.sqlite3", Path(folder)))
        if asked.postgres:
            rows.append(_figures("PostgreSQL", asked.postgres, Path(folder)))
    told = f"{pages.table(HEAD, rows)}\n{pages.machine()}\n"
    print(told)
    if asked.write:
        pages.write("publishing", told)


def _figures(name: str, url: str, folder: Path) -> list[str]:
    database = Database.at(url)
    schema.upgrade(database)
    desk = Desk(database, House(newsroom="The Norhaven Courier"))
    desk.hire()
    check_id = desk.prepared(LARGE, "What the ledgers say")
    with counted() as queries:
        before = time.perf_counter()
        desk.publish(check_id)
        publish = time.perf_counter() - before
    before = time.perf_counter()
    files = _release(database, Folder(folder / name))
    release = time.perf_counter() - before
    database.engine.dispose()
    return [name, f"{publish:.2f} s", str(queries[0]), f"{release:.2f} s", str(files)]


def _release(database: Database, store: Folder) -> int:
    with database.reading() as session:
        histories = published.histories(session)
    (history,) = histories
    if len(history.newest.claims) != LARGE.claims:
        raise RuntimeError(f"{len(history.newest.claims)} claims were published.")
    imprint = Imprint(name="The Norhaven Courier", base_url="https://checks.example.org")
    with store.hold():
        return whole.release_site(store, histories, imprint).written


@contextmanager
def counted() -> Iterator[list[int]]:
    """How many statements are sent to any database, but for the beginnings of transactions."""
    count = [0]

    def one_more(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        count[0] += not statement.startswith("BEGIN")

    event.listen(Engine, "before_cursor_execute", one_more)
    try:
        yield count
    finally:
        event.remove(Engine, "before_cursor_execute", one_more)


if __name__ == "__main__":
    main()
