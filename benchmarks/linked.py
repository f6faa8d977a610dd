"""What a public page weighs whose claims are linked with the same ones of many other articles.

    python -m benchmarks.linked [--write]

A fact-check with 30 claims; each of them is linked with one claim of each of ten other fact-checks,
all of them published. The same page is weighed without what it says of them.
"""

import argparse
import gzip
import tempfile
from collections.abc import Sequence
from dataclasses import replace

from app import dossier, published, schema
from app.database import Database
from app.domain.house import House
from app.domain.ids import CheckId, ClaimId
from app.publishing import render
from app.publishing.history import History
from app.publishing.imprint import Imprint
from app.services import links
from benchmarks import pages
from benchmarks.checks import Desk, Size

OTHERS = 10
SIZE = Size(words=1_500, claims=30, citations=30)
HEAD = ("30 claims, each", "bytes", "packed, in one request")
IMPRINT = Imprint(name="The Norhaven Courier", base_url="https://checks.example.org")


def main() -> None:
    """Weigh the pages and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write docs/PERFORMANCE.md")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        history = _history(Database.at(f"sqlite:///{folder}/stet.sqlite3"))
    told = pages.table(
        HEAD,
        [
            _weight("in this article alone", replace(history, also={})),
            _weight(f"in {OTHERS} other articles, too", history),
        ],
    )
    print(told)
    if asked.write:
        pages.write("linked", told)


def _history(database: Database) -> History:
    """The public life of the fact-check whose claims are linked."""
    schema.upgrade(database)
    desk = Desk(database, House(newsroom=IMPRINT.name))
    desk.hire()
    # A little longer each: a paste of the same text would be the same article.
    sizes = [replace(SIZE, words=SIZE.words + 20 * number) for number in range(OTHERS + 1)]
    checks = [desk.prepared(size, f"What ledger {n} says") for n, size in enumerate(sizes, 1)]
    shown = [_shown(database, check_id) for check_id in checks]
    for same in zip(*shown, strict=True):
        for other in same[1:]:
            with desk.work("editor") as work:
                links.link(work, same[0], version=None, other_id=other)
    for check_id in checks:
        desk.publish(check_id)
    with database.reading() as session:
        history = published.history(session, checks[0])
    database.engine.dispose()
    if history is None or any(len(also) != OTHERS for also in history.also.values()):
        raise RuntimeError("Not every claim is told to stand in every other article.")
    return history


def _shown(database: Database, check_id: CheckId) -> Sequence[ClaimId]:
    with database.reading() as session:
        return [file.claim.id for file in dossier.load(session, check_id).shown]


def _weight(name: str, history: History) -> list[str]:
    page = render.page(history, IMPRINT).encode()
    return [name, f"{len(page):,}", f"{len(gzip.compress(page, 9)):,}"]


if __name__ == "__main__":
    main()
