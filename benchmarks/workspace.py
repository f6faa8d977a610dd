"""What the workspace costs with 30 and with 300 claims, five citations each.

    python -m benchmarks.workspace [--postgres ADDRESS] [--write]

ADDRESS is that of an empty PostgreSQL database, which is filled. The fact-checks are built by the
services, which takes some minutes. Measured is the processor time of the server's process for the
whole page with one open claim taken up, from request to answer and without the network, which a
busy machine does not change much; with SQLite it holds the database's time too. The median of
eleven counts. All queries of the request are counted, also those that say who asks.
"""

import argparse
import statistics
import tempfile
import time

from flask.testing import FlaskClient

from app import create_app, schema
from app.database import Database
from app.domain.house import House
from benchmarks import pages
from benchmarks.asking import HIDDEN
from benchmarks.checks import PASSWORD, Desk, Size
from benchmarks.publishing import counted
from config import Config

SIZES = (
    Size(words=1_200, claims=30, citations=150),
    Size(words=12_000, claims=300, citations=1_500),
)
TIMES = 11
HEAD = (
    "database",
    "claims",
    "citations",
    "queries",
    "processor time",
    "fastest to slowest",
    "page",
)


def main() -> None:
    """Take the figures and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--postgres", help="SQLAlchemy address of an empty database")
    options.add_argument("--write", action="store_true", help="write docs/PERFORMANCE.md")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = _figures("SQLite", f"sqlite:///{folder}/stet.sqlite3")
        if asked.postgres:
            rows += _figures("PostgreSQL", asked.postgres)
    told = f"{pages.table(HEAD, rows)}\n{pages.machine()}\n"
    print(told)
    if asked.write:
        pages.write("workspace", told)


def _figures(name: str, url: str) -> list[list[str]]:
    database = Database.at(url)
    schema.upgrade(database)
    desk = Desk(database, House(newsroom="The Norhaven Courier"))
    desk.hire()
    checks = [desk.prepared(size, f"An article with {size.claims} claims") for size in SIZES]
    claims = [desk.reopened(check_id) for check_id in checks]
    database.engine.dispose()
    browser = _logged_in(url)
    return [
        [name, f"{size.claims}", f"{size.citations:,}", *_taken(browser, f"/claims/{claim_id}")]
        for size, claim_id in zip(SIZES, claims, strict=True)
    ]


def _logged_in(url: str) -> FlaskClient:
    app = create_app(Config(database_url=url, secret_key="benchmark"))  # noqa: S106
    browser = app.test_client()
    token = dict(HIDDEN.findall(browser.get("/login").text))["csrf_token"]
    browser.post("/login", data={"csrf_token": token, "login": "first", "password": PASSWORD})
    return browser


def _taken(browser: FlaskClient, path: str) -> list[str]:
    size = len(_opened(browser, path))  # to warm up
    with counted() as queries:
        _opened(browser, path)
    times = []
    for _ in range(TIMES):
        before = time.process_time()
        _opened(browser, path)
        times.append((time.process_time() - before) * 1000)
    between = f"{min(times):.0f} ms to {max(times):.0f} ms"
    median = f"{statistics.median(times):.0f} ms"
    return [str(queries[0]), median, between, f"{size / 1000:,.0f} kB"]


def _opened(browser: FlaskClient, path: str) -> bytes:
    answer = browser.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return answer.data


if __name__ == "__main__":
    main()
