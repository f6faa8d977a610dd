"""Processes that are killed while they write, watched by a reader all the while."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import text

from app.domain.house import House
from app.publishing import layout, whole
from app.services import rulings
from tests.cli.released import files_of
from tests.conftest import ROOT
from tests.factories import Newsroom


def command(*arguments: str, newsroom: Newsroom, site: Path) -> subprocess.Popen[bytes]:
    """`flask --app wsgi ...` on this newsroom's database, publishing into a folder."""
    environment = {
        **os.environ,
        "DATABASE_URL": str(newsroom.database.engine.url),
        "SECRET_KEY": "test",
        "NEWSROOM": newsroom.house.newsroom,
        "PUBLIC_URL": newsroom.house.base_url,
        "PUBLISH_TO": str(site),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def expected(newsroom: Newsroom) -> dict[str, bytes]:
    house = newsroom.house
    files = files_of(newsroom, newsroom=house.newsroom, public_url=house.base_url)
    return {layout.file_name(file): file.body for file in files}


def found(site: Path, names: dict[str, bytes]) -> dict[str, bytes]:
    return {name: (site / name).read_bytes() for name in names if (site / name).exists()}


class Reader:
    """Reads a page and what belongs to it, over and over, and keeps what was wrong."""

    def __init__(self, site: Path, slug: str, editions: list[dict[str, bytes]]) -> None:
        self.folder, self.slug, self.editions = site / "f", slug, editions
        self.wrong: list[str] = []
        self.reads = 0

    def look(self) -> None:
        """One look: the page is that of one edition, to the byte, and its links lead somewhere."""
        try:
            page = (self.folder / self.slug / "index.html").read_bytes()
        except FileNotFoundError:
            return
        self.reads += 1
        pages = [edition[f"f/{self.slug}/index.html"] for edition in self.editions]
        if page not in pages:
            self.wrong.append("the page is that of no edition")
            return
        number = pages.index(page) + 1
        if not (self.folder / self.slug / f"v{number}.html").exists():
            self.wrong.append(f"edition {number} is out before its permanent page")
        data = json.loads((self.folder / f"{self.slug}.json").read_bytes())
        if data["version"] < number:
            self.wrong.append(f"the data of edition {data['version']} beside page {number}")


@contextmanager
def watched(reader: Reader) -> Iterator[None]:
    done = Event()

    def watch() -> None:
        while not done.is_set():
            reader.look()

    thread = Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def another_edition(newsroom: Newsroom, check: int, claim: int, number: int) -> None:
    """Rule anew and publish."""
    with newsroom.work("second") as work:
        rulings.reopen(work, claim, version=newsroom.version(check, claim))  # type: ignore[arg-type]
    with newsroom.work("reviewer") as work:
        rulings.rule(
            work,
            claim,  # type: ignore[arg-type]
            version=None,
            decided=rulings.Decided(
                verdict="retracted",
                rationale=f"Looked at again, for the {number}th time.",
                as_of=date(2024, 5, 1),
            ),
        )
    with newsroom.work("second") as work:
        rulings.sign_off(work, claim, version=newsroom.version(check, claim))  # type: ignore[arg-type]
    newsroom.published(check, f"Edition {number}.")  # type: ignore[arg-type]


def test_killed_at_any_point_of_writing_readers_see_whole_editions_and_nothing_is_lost(
    small_newsroom: Newsroom, tmp_path: Path
) -> None:
    room, site = small_newsroom, tmp_path / "site"
    room.house = House(newsroom="The Test Desk", publish_to=str(site))
    # The commands read the real clock: what is noted must be due by then.
    check, claim, slug = room.publication()
    editions = [expected(room)]
    assert command("jobs", "run", newsroom=room, site=site).wait(60) == 0
    chance = random.Random(20240502)
    killed = 0
    reader = Reader(site, slug, editions)
    for number in range(2, 8):
        another_edition(room, check, claim, number)
        editions.append(expected(room))
        with watched(reader):
            process = command("jobs", "run", newsroom=room, site=site)
            wait_for_writing(process, site)
            time.sleep(chance.uniform(0, 0.25))
            process.kill()
            killed += process.wait(60) < 0
            forget_the_dead(room)
            assert command("jobs", "run", newsroom=room, site=site).wait(60) == 0
        assert found(site, editions[-1]) == editions[-1]
        assert not list((site / ".stet" / "new").glob("*"))
    assert killed
    assert reader.reads > 100
    assert reader.wrong == []


def wait_for_writing(process: subprocess.Popen[bytes], site: Path) -> None:
    """Let it start, which takes most of its time, until it has begun to write."""
    for _ in range(6000):
        if any((site / ".stet" / "new").glob("*")) or process.poll() is not None:
            return
        time.sleep(0.01)


def forget_the_dead(newsroom: Newsroom) -> None:
    """Let the lease of whoever was killed run out, without the wait."""
    past = datetime(2024, 5, 1, tzinfo=UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    with newsroom.database.engine.begin() as connection:
        leased = text("UPDATE jobs SET leased_until = :past WHERE leased_until IS NOT NULL")
        connection.execute(leased, {"past": past})


HALVES = """
import os, sys
from pathlib import Path
from app.publishing import folder, whole
from tests.publishing import factories

stop = int(sys.argv[2])
rename, count = Path.replace, 0

def replace(self, target):
    global count
    if count == stop:
        os.kill(os.getpid(), 9)
    count += 1
    return rename(self, target)

Path.replace = replace
store = folder.Folder(Path(sys.argv[1]))
with store.hold():
    whole.release_site(store, [factories.three_editions()], factories.IMPRINT)
"""


def test_killed_between_any_two_renames_each_file_is_whole_and_the_next_run_mends_it(
    tmp_path: Path,
) -> None:
    from app.publishing.folder import Folder
    from tests.publishing import factories

    before, after = (
        {layout.file_name(f): f.body for f in whole.whole_site([h], factories.IMPRINT)}
        for h in (factories.history(), factories.three_editions())
    )
    first, site = tmp_path / "first", tmp_path / "site"
    store = Folder(first)
    with store.hold():
        whole.release_site(store, [factories.history()], factories.IMPRINT)
    page = f"f/{factories.edition().slug}/index.html"
    for stop in (0, 1, 2, 3, 6, 11, 17, 29, 41):
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(first, site)
        done = subprocess.run(
            [sys.executable, "-c", HALVES, str(site), str(stop)], cwd=ROOT, check=False
        )
        assert done.returncode in (-9, 0)
        for name, body in found(site, after).items():
            assert body in (before.get(name), after[name])
        if (site / page).read_bytes() == after[page]:
            below = {name: body for name, body in after.items() if name.startswith("f/")}
            assert found(site, below) == below, "the page comes after all that it links to"
        store = Folder(site)
        with store.hold():
            whole.release_site(store, [factories.three_editions()], factories.IMPRINT)
        assert found(site, after) == after
