"""The real server, started as the README says, and headless Chromium before it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from app.database import Database
from tests.browser.desk import Person, Site
from tests.factories import Newsroom

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox --disable-dev-shm-usage --disable-gpu --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update"
).split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application with its demo newsroom, served by gunicorn on a free port."""
    with demo_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@contextmanager
def demo_site(folder: Path, *, workers: int = 1, database: str = "") -> Iterator[Site]:
    """The demo newsroom on a new database, served by so many processes.

    `database` is the address of an empty one; without it, it is a file of SQLite.
    """
    environ = migrated(folder, database)
    passwords = demo(environ)
    with serving(folder, environ, workers=workers) as address:
        yield Site(address, passwords)


def demo(environ: dict[str, str]) -> dict[str, str]:
    """Make the demo newsroom; gives the one-time passwords by log-in name."""
    file = _file(environ)
    printed = _copied(file, "upgrade", "demo") if file else _flask(environ, "demo")
    return dict(re.findall(r"^  (\w+) +(\S+)", printed, re.MULTILINE))


def migrated(folder: Path, database: str = "") -> dict[str, str]:
    """The environment of an application whose database is new and empty."""
    environ = _environ(database or f"sqlite:///{folder / 'stet.sqlite3'}")
    file = _file(environ)
    if file:
        _copied(file, "upgrade")
    else:
        _flask(environ, "upgrade")
    return environ


def _environ(database: str) -> dict[str, str]:
    port = str(_free_port())
    return {**os.environ, "DATABASE_URL": database, "SECRET_KEY": "only for tests", "PORT": port}


def _file(environ: dict[str, str]) -> Path | None:
    kind, _, path = environ["DATABASE_URL"].partition(":///")
    return Path(path) if kind == "sqlite" else None


def _copied(file: Path, *commands: str) -> str:
    """Put a database there that these commands made; gives what the last of them printed."""
    made, printed = _made(*commands)
    for part in Path(made.name).iterdir():
        shutil.copy(part, file.with_name(part.name))
    return printed


@cache
def _made(*commands: str) -> tuple[TemporaryDirectory[str], str]:
    """Each takes seconds: they are run once for all files of tests."""
    folder = TemporaryDirectory(prefix="stet-")
    environ = _environ(f"sqlite:///{folder.name}/stet.sqlite3")
    printed = [_flask(environ, command) for command in commands]
    return folder, printed[-1]


@contextmanager
def serving(folder: Path, environ: dict[str, str], *, workers: int = 1) -> Iterator[str]:
    """The application as the README starts it, at the address that is yielded."""
    command = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--threads", "8"]
    command += ["--workers", str(workers)]
    command += ["--bind", f"127.0.0.1:{environ['PORT']}", "--no-control-socket", "wsgi:app"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{environ['PORT']}"
            _wait_for(f"{address}/readyz")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)
            print((folder / "server.log").read_text()[-6000:])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium of the operating system; skips where it is not installed."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def stranger(chromium: Browser) -> Iterator[BrowserContext]:
    """A reader who has never been here."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture(scope="module")
def editor(chromium: Browser, site: Site) -> Iterator[Person]:
    """The editor of the demo newsroom, who may also review."""
    person = Person.arrives(chromium, site, "edith")
    yield person
    person.context.close()


@pytest.fixture(scope="module")
def reviewer(chromium: Browser, site: Site) -> Iterator[Person]:
    """One of its reviewers: the second person."""
    person = Person.arrives(chromium, site, "rosa")
    yield person
    person.context.close()


def _flask(environ: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer within 15 seconds")


@pytest.fixture(scope="module")
def one_article(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A newsroom with one article in work."""
    folder = tmp_path_factory.mktemp("one_article")
    environ = migrated(folder)
    newsroom = Newsroom(Database.at(environ["DATABASE_URL"]))
    newsroom.pasted()
    newsroom.database.engine.dispose()
    with serving(folder, environ) as address:
        yield Site(address, {})
