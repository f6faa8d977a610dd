"""How an edition gets to the folder: what the desk is told, and the thread that brings it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.house import House
from app.domain.policy import Actor
from app.services import jobs
from app.services.delivery import deliver_next
from app.web import delivery
from app.worker import Worker
from tests.conftest import ROOT
from tests.factories import Newsroom
from tests.publishing.stores import Memory
from tests.services.test_jobs import delivery as to
from tests.web.conftest import Site, build


@pytest.fixture
def publishing(sqlite_url: str, tmp_path: Path) -> Iterator[Site]:
    """The application, publishing into a folder that cannot be: a file is in its place."""
    (tmp_path / "in-the-way").write_text("")
    for site in build(sqlite_url, publish_to=str(tmp_path / "in-the-way")):
        site.newsroom.house = House(
            newsroom="The Test Desk", publish_to=str(tmp_path / "in-the-way")
        )
        yield site


def told(site: Site, check_id: int) -> str:
    return site.as_("editor").page(f"/checks/{check_id}/publish").text


def test_the_publish_page_tells_how_far_an_edition_has_come(publishing: Site) -> None:
    check_id, _, _ = publishing.newsroom.publication()
    assert "Edition 1 is public here, and on its way to" in told(publishing, check_id)
    with publishing.app.app_context():
        assert deliver_next(delivery.of(publishing.app))
    page = told(publishing, check_id)
    assert "Edition 1 is public here, but writing it to" in page
    assert "in-the-way" in page
    assert "It is tried again on" in page
    (claimed,) = _claims(publishing)
    with publishing.newsroom.work_as(Actor.system()) as work:
        jobs.finish(work, claimed)
    assert "Written to" in told(publishing, check_id)


def _claims(site: Site) -> list[Any]:
    with site.newsroom.work_as(Actor.system()) as work:
        jobs.retry(work)
    with site.newsroom.work_as(Actor.system()) as work:
        work.now = work.now.replace(year=2100)
        return [jobs.claim(work)]


def test_the_publish_page_says_nothing_where_nothing_is_published_to(small_site: Site) -> None:
    check_id, _, _ = small_site.newsroom.publication()
    assert "on its way to" not in told(small_site, check_id)


def test_a_worker_does_what_comes_and_stops_when_told(small_newsroom: Newsroom) -> None:
    small_newsroom.house = House(newsroom="The Test Desk", publish_to="/srv/site")
    store = Memory()
    worker = Worker(to(small_newsroom, store))
    worker.start()
    try:
        _, _, slug = small_newsroom.publication()
        for _ in range(100):
            if "index.html" in store.public:
                break
            time.sleep(0.05)
        assert f"f/{slug}" in store.public
    finally:
        worker.stop()


def test_the_server_brings_out_what_was_noted_before_it_was_killed(
    small_newsroom: Newsroom, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    small_newsroom.house = House(newsroom="The Test Desk", publish_to=str(site))
    _, _, slug = small_newsroom.publication()
    environment = {
        **os.environ,
        "DATABASE_URL": str(small_newsroom.database.engine.url),
        "SECRET_KEY": "test",
        "PUBLISH_TO": str(site),
    }
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "wsgi:app"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            for _ in range(200):
                if (site / "index.html").exists():
                    break
                time.sleep(0.1)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
    assert (site / "f" / slug / "index.html").exists(), (tmp_path / "log").read_text()
