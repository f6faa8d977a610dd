"""The application on a fresh database, people who are logged in to it, and a real server."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.database import Database
from app.domain.claims import DismissReason
from app.domain.ids import CommentId
from app.domain.verdicts import StatementKind
from app.models import Base, HouseLogo, LookUp, Notification
from app.services import claims, comments, intake, revisions, shaping
from app.web import db
from config import Config
from tests.factories import ARTICLE, REVISED, Newsroom
from tests.web.browsing import Browser

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Site:
    """The application on a database, with its newsroom and its browsers."""

    app: Flask
    newsroom: Newsroom
    _people: dict[str, Browser] = field(default_factory=dict)

    def stranger(self, *, address: str = "127.0.0.1") -> Browser:
        """A browser that nobody has logged in with."""
        return Browser(self.app, address=address)

    def as_(self, login: str) -> Browser:
        """The browser of somebody who is logged in; always the same one."""
        if login not in self._people:
            self._people[login] = self.log_in(login)
        return self._people[login]

    def log_in(self, login: str, **options: Any) -> Browser:
        """Another browser of somebody who is logged in."""
        browser = self.stranger(**options)
        assert browser.log_in(login).status_code == 302
        return browser

    @property
    def file(self) -> Path:
        """The database file, where it is SQLite."""
        return Path(str(self.newsroom.database.engine.url.database))

    def put_back(self, saved: Path) -> None:
        """Make the SQLite file what it was; nobody is logged out by it."""
        for database in (self.newsroom.database, self.app.extensions[db.KEY]):
            database.engine.dispose()
        for rest in ("-wal", "-shm"):
            self.file.with_name(self.file.name + rest).unlink(missing_ok=True)
        shutil.copy(saved, self.file)

    def rows(self) -> dict[str, list[Any]]:
        """Everything in the database."""
        with self.newsroom.database.reading() as session:
            return {
                table.name: sorted(map(repr, session.execute(select(table)).all()))
                for table in Base.metadata.sorted_tables
            }


def build(url: str, **settings: Any) -> Iterator[Site]:
    """A site on a migrated database, closed at the end."""
    settings = {"secret_key": "test", "newsroom": "The Test Desk", **settings}
    app = create_app(Config(database_url=url, **settings))
    database = Database.at(url)
    yield Site(app, Newsroom(database))
    database.engine.dispose()
    app.extensions[db.KEY].engine.dispose()


@pytest.fixture
def site(database_url: str) -> Iterator[Site]:
    """The application on either database."""
    yield from build(database_url)


@pytest.fixture
def small_site(sqlite_url: str) -> Iterator[Site]:
    """The application on SQLite alone, for what does not depend on the database."""
    yield from build(sqlite_url)


@pytest.fixture
def secure_site(sqlite_url: str) -> Iterator[Site]:
    """The application as it runs behind HTTPS."""
    yield from build(sqlite_url, https=True)


@dataclass(frozen=True)
class Scene:
    """A fact-check with a claim in every state, another that is published, and a draft."""

    check: int
    open: int
    taken: int
    ruled: int
    signed: int
    dismissed: int
    disputed: int
    decided: int
    citation: int
    source: int
    statement: int
    proposal: int
    draft: int
    contact: int
    slug: str
    published: int
    published_claim: int
    report: int
    logo: str
    comment: int
    settled: int
    notification: int
    lost: int
    missing: int
    revised: int
    redraft: int
    guest_link: int
    guest_comment: int
    guest_token: str
    look_up: int


def set_scene(newsroom: Newsroom) -> Scene:
    """Reach every state by the services."""
    published, published_claim, slug = newsroom.publication()
    check = newsroom.pasted(ARTICLE)
    files = newsroom.dossier(check).shown
    # An open claim on which the engine proposes a statement, and three others.
    spoken = next(file for file in files if file.proposals)
    ruled, signed, dismissed = [f.claim.id for f in files if f is not spoken][:3]
    newsroom.ruled(check, ruled, "retracted")
    newsroom.signed(check, signed)
    with newsroom.work("editor") as work:
        version = newsroom.version(check, dismissed)
        claims.dismiss(work, dismissed, version=version, reason=DismissReason.TRIVIAL)
    with newsroom.work("editor") as work:
        taken = shaping.add(work, check, start=0, end=10).id
    with newsroom.work("second") as work:
        claims.take(work, taken, version=newsroom.version(check, taken))
    # What is taken is linked, and to be looked at again.
    newsroom.linked(taken, signed)
    newsroom.signed_anew(check, signed, "unproven")
    # On a claim that is open: what somebody ruled on is not changed by others.
    source = newsroom.cited(check, taken)
    newsroom.stated(check, taken, StatementKind.RETRACTED, source)
    with newsroom.work("editor") as work:
        draft = intake.start_draft(work, intake.read(work.house, text=ARTICLE)).id
    newsroom.settled(name="The Test Desk", logo_id=newsroom.logo())
    with newsroom.database.reading() as session:
        logo = session.scalars(select(HouseLogo.sha256)).one()[:16]
    file = newsroom.dossier(check).file(taken)
    comment = newsroom.commented(taken, "@editor, @admin: is this so?", by="second")
    settled = newsroom.commented(taken, "@second, this is settled.", by="editor")
    with newsroom.work("editor") as work:
        comments.resolve(work, CommentId(settled), version=1)
    with newsroom.database.reading() as session:
        told = select(Notification.id).where(Notification.comment_id == settled)
        notification = session.scalars(told).one()
    disputed, decided = newsroom.disputed()
    revised, lost, missing = newsroom.with_lost_claims()
    with newsroom.work("editor") as work:
        pasted = intake.read(work.house, text=REVISED + "A last line.")
        redraft = revisions.start(work, revised, pasted).id
    link, token = newsroom.invited_with_token(check)
    with newsroom.work("second") as work:
        url = "https://news.example/"
        look_up = work.add(LookUp(user_id=work.person, url=url, asked_at=work.now)).id
    return Scene(
        look_up=look_up,
        guest_link=link.id,
        guest_comment=newsroom.guest_commented(link),
        guest_token=token,
        check=check,
        open=spoken.claim.id,
        taken=taken,
        ruled=ruled,
        signed=signed,
        dismissed=dismissed,
        disputed=disputed,
        decided=decided,
        citation=file.citations[0].id,
        source=file.citations[0].source_id,
        statement=file.statements[0].id,
        proposal=spoken.proposals[0].id,
        draft=draft,
        contact=newsroom.contacted(check),
        slug=slug,
        published=published,
        published_claim=published_claim,
        report=newsroom.reported(slug, claim_number=1),
        logo=logo,
        comment=comment,
        settled=settled,
        notification=notification,
        lost=lost,
        missing=missing,
        revised=revised,
        redraft=redraft,
    )


@dataclass
class Stage:
    """A site with the scene set, and a way back to the beginning."""

    site: Site
    scene: Scene
    saved: Path

    def reset(self) -> None:
        """Begin again."""
        self.site.put_back(self.saved)

    def version(self, claim_id: int) -> int:
        """The present version of a claim."""
        check = self.scene.check
        return self.site.newsroom.version(check, claim_id)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def stage(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One site and one scene for all tests of a module; whoever changes it resets it."""
    folder = tmp_path_factory.mktemp("stage")
    shutil.copy(sqlite_template, folder / "stet.sqlite3")
    for site in build(f"sqlite:///{folder / 'stet.sqlite3'}", fetch_sources=True):
        scene = set_scene(site.newsroom)
        with site.newsroom.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        saved = folder / "saved.sqlite3"
        shutil.copy(folder / "stet.sqlite3", saved)
        yield Stage(site, scene, saved)


@dataclass
class Server:
    """A real server: gunicorn on a port of its own."""

    port: int
    process: subprocess.Popen[bytes]
    newsroom: Newsroom
    log: Path


@pytest.fixture
def server(small_newsroom: Newsroom, tmp_path: Path) -> Iterator[Server]:
    """The application as it is run, on SQLite."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "server.log"
    environment = {
        **os.environ,
        "DATABASE_URL": str(small_newsroom.database.engine.url),
        "SECRET_KEY": "test",
        "PORT": str(port),
    }
    command = "-m gunicorn --worker-class gthread --threads 4 --bind".split()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command, f"127.0.0.1:{port}", "wsgi:app"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            _wait_for(port, log)
            yield Server(port, process, small_newsroom, log)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(port: int, log: Path) -> None:
    for _ in range(100):
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())
