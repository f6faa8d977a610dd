"""How long a save takes while nobody and while 200 open tabs ask what is new.

    python -m benchmarks.live [--postgres ADDRESS] [--write]

ADDRESS is that of an empty PostgreSQL database, which is filled. The server is gunicorn with two
processes of eight threads. The tabs stand on twenty fact-checks, ten on each, in a process of
their own on the same machine. Each does what live.js does: it asks every five seconds, says where
it is every thirty, and when something is new fetches its page and what stands beside the claim.
Meanwhile one person saves the wording of a claim again and again, on each fact-check in turn.
Without and with tabs in turn, in several rounds; a save is timed from the form that is sent to the
answer.
"""

import argparse
import itertools
import json
import multiprocessing
import random
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from pathlib import Path

from app import schema
from app.database import Database
from app.domain.house import House
from app.domain.presence import ASKED_EVERY, SAID_EVERY
from benchmarks import asking, nginx, pages, serving
from benchmarks.checks import ROLES, Desk, Size

ROOT = Path(__file__).resolve().parent.parent
SIZE = Size(words=400, claims=12, citations=36)
CHECKS, TABS = 20, 200
ROUNDS, SAVES = 3, 40
PAUSE = 0.5
WORKERS = 2
HEAD = ("database", "open tabs", "saves", "median", "95 of 100 within", "slowest")
SINCE = re.compile(r'data-since="(\d+)"')


@dataclass(frozen=True, slots=True)
class Place:
    """A fact-check with an open claim."""

    check: int
    claim: int


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
    told = (
        f"{pages.table(HEAD, rows)}\n{ROUNDS} rounds in turn; gunicorn with {WORKERS} processes of "
        f"8 threads; the tabs run on the same machine. {pages.machine()}\n"
    )
    print(told)
    if asked.write:
        pages.write("live", told)


def _figures(name: str, url: str) -> list[list[str]]:
    places = _prepared(url)
    times: dict[int, list[float]] = {0: [], TABS: []}
    port = nginx.free_port()
    settings = {"DATABASE_URL": url, "SECRET_KEY": "benchmark"}
    with serving.gunicorn("wsgi:app", port, ROOT, settings, workers=WORKERS):
        saver = asking.Desk.logged_in(port, "first")
        for number in range(ROUNDS):
            for tabs, found in times.items():
                with _open(port, places, tabs):
                    found += _saves(saver, places, f"{number} {tabs}")
    return [[name, str(tabs), str(len(found)), *_told(found)] for tabs, found in times.items()]


def _told(times: Sequence[float]) -> list[str]:
    within = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return [f"{value * 1000:.0f} ms" for value in (statistics.median(times), within, max(times))]


def _prepared(url: str) -> list[Place]:
    database = Database.at(url)
    schema.upgrade(database)
    desk = Desk(database, House(newsroom="The Norhaven Courier"))
    desk.hire()
    checks = [desk.prepared(SIZE, f"Article {number}") for number in range(1, CHECKS + 1)]
    places = [Place(check_id, desk.reopened(check_id)) for check_id in checks]
    database.engine.dispose()
    return places


def _saves(saver: asking.Desk, places: Sequence[Place], words: str) -> list[float]:
    """How long each save took, in seconds."""
    found = []
    for number, place in zip(range(SAVES), itertools.cycle(places), strict=False):
        path = f"/claims/{place.claim}"
        values = saver.hidden(path, "review") | {"wording": f"Wording {words} {number}"}
        before = time.perf_counter()
        answer = saver.post(f"{path}/review", values)
        found.append(time.perf_counter() - before)
        if answer.status != 302:
            raise RuntimeError(f"A save was refused: {answer.status}")
        time.sleep(PAUSE)
    return found


@contextmanager
def _open(port: int, places: Sequence[Place], tabs: int) -> Iterator[None]:
    """So many tabs that are looked at, from the moment on at which each has asked once."""
    if not tabs:
        yield
        return
    stop, ready = multiprocessing.Event(), multiprocessing.Event()
    process = multiprocessing.Process(target=_tabs, args=(port, places, tabs, stop, ready))
    process.start()
    try:
        if not ready.wait(timeout=120):
            raise RuntimeError("The tabs did not open.")
        yield
    finally:
        stop.set()
        process.join(timeout=60)
    if process.exitcode:
        raise RuntimeError("A tab got a wrong answer.")


def _tabs(port: int, places: Sequence[Place], tabs: int, stop: Event, ready: Event) -> None:
    cookies = [asking.Desk.logged_in(port, login).cookie for login in ROLES]
    opened, faults = threading.Semaphore(0), []

    def stay(number: int) -> None:
        desk = asking.Desk(port, cookies[number % len(cookies)])
        try:
            _stay(desk, places[number % len(places)], f"tab-{number:08}", stop, opened)
        except Exception as fault:
            faults.append(fault)
            opened.release()

    threads = [threading.Thread(target=stay, args=(number,)) for number in range(tabs)]
    for thread in threads:
        thread.start()
    for _ in threads:
        opened.acquire()
    ready.set()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def _stay(
    desk: asking.Desk, place: Place, tab: str, stop: Event, opened: threading.Semaphore
) -> None:
    """What one tab does while it is looked at."""
    page = desk.get(f"/claims/{place.claim}").body
    token = dict(asking.HIDDEN.findall(page))["csrf_token"]
    here = {"csrf_token": token, "tab": tab, "claim": str(place.claim)}
    since, present, said = _since(page), "", 0.0
    every = ASKED_EVERY.total_seconds()
    stop.wait(random.random() * every)  # noqa: S311
    opened.release()
    while not stop.is_set():
        if time.monotonic() - said > SAID_EVERY.total_seconds() - 1:
            said = time.monotonic()
            _must_be(desk.post(f"/checks/{place.check}/presence", here), 204)
        answer = desk.get(f"/checks/{place.check}/changes?since={since}&present={present}")
        _must_be(answer, 200, 204)
        if answer.status == 200:
            news = json.loads(answer.body)
            present = news["present"]
            if news["changes"]:
                since = _since(desk.get(f"/claims/{place.claim}").body)
                _must_be(desk.get(f"/claims/{place.claim}/beside"), 200)
        stop.wait(every * (0.9 + random.random() / 10))  # noqa: S311


def _since(page: str) -> str:
    found = SINCE.search(page)
    if found is None:
        raise RuntimeError("This is not the workspace.")
    return found[1]


def _must_be(answer: asking.Answer, *statuses: int) -> None:
    if answer.status not in statuses:
        raise RuntimeError(f"{answer.status}: {answer.body[:200]}")


if __name__ == "__main__":
    main()
