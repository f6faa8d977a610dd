"""What a reader's request costs, what a page weighs, and what Lighthouse says of it.

    python -m benchmarks.serving [--lighthouse COMMAND] [--seconds N] [--write]

A page is served by the application under gunicorn, as `make run` starts it, and by nginx from the
exported folder; beside them nginx serves a bare file of the same size, and gunicorn a Flask program
that answers with a constant of that size. They are asked in turn, in several rounds, by wrk on the
same machine, with packed answers, as browsers ask. The median round counts.

Needs nginx and wrk (`apt-get install nginx-light wrk`).
"""

import argparse
import json
import os
import re
import shlex
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app import published, schema
from app.database import Database
from app.domain.house import House
from app.publishing import site, whole
from app.publishing.folder import Folder
from app.publishing.imprint import Imprint
from app.publishing.site import File
from benchmarks import nginx, pages
from benchmarks.checks import Desk, Size

ROOT = Path(__file__).resolve().parent.parent
NEWSROOM = "The Norhaven Courier"
SIZES = {
    "400 words, 12 claims": Size(words=400, claims=12, citations=36),
    "4,500 words, 50 claims": Size(words=4_500, claims=50, citations=150),
}
ROUNDS = 3
CONNECTIONS = 8
CONSTANT = """
from flask import Flask
app = Flask(__name__)
BODY = "x" * {size}
@app.get("/")
def constant():
    return BODY
"""
BARE = """
server {{
    listen 127.0.0.1:{port};
    root {root};
}}
"""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME = "--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu"


@dataclass(frozen=True, slots=True)
class Speed:
    """How one round went."""

    requests: float
    """Each second."""
    latency: float
    """The median, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that is asked."""

    app: int
    """The port of the application."""
    targets: Mapping[str, str]
    """What is compared, with its address."""
    drawn: Mapping[str, File]
    """The pages, by their sizes."""


def main() -> None:
    """Take the figures and print the tables."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--lighthouse", help="the command that starts Lighthouse 12.8")
    options.add_argument("--seconds", type=int, default=5, help="how long each round lasts")
    options.add_argument("--write", action="store_true", help="write docs/PERFORMANCE.md")
    asked = options.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        try:
            stage = stack.enter_context(_staged(Path(folder)))
        except nginx.NoNginx as missing:
            raise SystemExit(str(missing)) from None
        parts = {"serving": _serving(stage, asked.seconds), "weights": _weights(stage.drawn)}
        if asked.lighthouse:
            parts["lighthouse"] = _lighthouse(stage, shlex.split(asked.lighthouse))
    for marker, told in parts.items():
        print(told)
        if asked.write:
            pages.write(marker, told)


@contextmanager
def _staged(folder: Path) -> Iterator[Stage]:
    """Publish, export and start every server."""
    app, constant, files, bare = (nginx.free_port() for _ in range(4))
    url = f"sqlite:///{folder / 'stet.sqlite3'}"
    base = f"http://127.0.0.1:{app}"
    drawn = _published(url, base, folder / "site")
    page = next(iter(drawn.values()))
    (folder / "bare").mkdir()
    (folder / "bare" / "file").write_bytes(page.gzipped)
    (folder / "constant.py").write_text(CONSTANT.format(size=len(page.gzipped)))
    servers = nginx.documented(folder / "site", files) + BARE.format(
        port=bare, root=folder / "bare"
    )
    settings = {"DATABASE_URL": url, "PUBLIC_URL": base, "NEWSROOM": NEWSROOM}
    with (
        nginx.running(folder, servers, files),
        gunicorn("wsgi:app", app, ROOT, {**settings, "SECRET_KEY": "benchmark"}),
        gunicorn("constant:app", constant, folder, {}),
    ):
        targets = {
            "nginx, a bare file": f"http://127.0.0.1:{bare}/file",
            "nginx, the exported page": f"http://127.0.0.1:{files}{page.path}",
            "gunicorn, the page by the application": f"{base}{page.path}",
            "gunicorn, a constant by Flask": f"http://127.0.0.1:{constant}/",
        }
        yield Stage(app, targets, drawn)


def _published(url: str, base: str, folder: Path) -> dict[str, File]:
    """Publish one fact-check of each size and export the site; gives their pages."""
    database = Database.at(url)
    schema.upgrade(database)
    desk = Desk(database, House(newsroom=NEWSROOM, base_url=base))
    desk.hire()
    imprint = Imprint(name=NEWSROOM, base_url=base)
    found = {}
    for name, size in SIZES.items():
        check_id = desk.prepared(size, f"An article of {name}")
        desk.publish(check_id)
        with database.reading() as session:
            history = published.history(session, check_id)
        page = history and site.find(history, imprint, "")
        if page is None:
            raise RuntimeError("The page is not there.")
        found[name] = page
    store = Folder(folder)
    with store.hold(), database.reading() as session:
        whole.release_site(store, published.histories(session), imprint)
    database.engine.dispose()
    return found


@contextmanager
def gunicorn(
    app: str, port: int, folder: Path, settings: Mapping[str, str], *, workers: int = 1
) -> Iterator[None]:
    """gunicorn as the Makefile starts it, but for the log of requests."""
    options = f"--worker-class gthread --workers {workers} --threads 8 --no-control-socket"
    command = [sys.executable, "-m", "gunicorn", *options.split(), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, app],
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"Nothing listens on port {port}.")


def _serving(stage: Stage, seconds: int) -> str:
    for address in stage.targets.values():
        _asked(address, 1)  # to warm up
    speeds: dict[str, list[Speed]] = {name: [] for name in stage.targets}
    for _ in range(ROUNDS):
        for name, address in stage.targets.items():
            speeds[name].append(_asked(address, seconds))
    size = len(next(iter(stage.drawn.values())).gzipped)
    head = ("served by", "requests a second", "slowest to fastest round", "median wait")
    rows = [[name, *_told(found)] for name, found in speeds.items()]
    return (
        f"{pages.table(head, rows)}\n{ROUNDS} rounds of {seconds} seconds in turn, {CONNECTIONS} "
        f"connections, {size:,} bytes packed; one process each. {pages.machine()}\n"
    )


def _told(found: list[Speed]) -> list[str]:
    rates = sorted(speed.requests for speed in found)
    wait = statistics.median(speed.latency for speed in found)
    between = f"{rates[0]:,.0f} to {rates[-1]:,.0f}"
    return [f"{statistics.median(rates):,.0f}", between, f"{wait:.2f} ms"]


def _asked(address: str, seconds: int) -> Speed:
    """One round of wrk; every answer must be a good one."""
    options = f"--threads 1 --connections {CONNECTIONS} --duration {seconds}s --latency"
    command = ["wrk", *options.split(), "--header", "Accept-Encoding: gzip", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    rate, wait = (
        re.search(r"Requests/sec:\s+([\d.]+)", said),
        re.search(r"50%\s+([\d.]+)(\w+)", said),
    )
    if not rate or not wait:
        raise RuntimeError(said)
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}[wait[2]]
    return Speed(requests=float(rate[1]), latency=float(wait[1]) * scale)


def _weights(drawn: Mapping[str, File]) -> str:
    rows = [[name, f"{len(page.body):,}", f"{len(page.gzipped):,}"] for name, page in drawn.items()]
    head = ("page of an article of", "bytes", "packed, in one request")
    return pages.table(head, rows)


def _lighthouse(stage: Stage, command: list[str]) -> str:
    """The best of three of each page that is there."""
    page = next(iter(stage.drawn.values())).path
    rows = []
    for name, path in {"page": page, "front": "/", "claim": f"{page}/claim/1"}.items():
        address = f"http://127.0.0.1:{stage.app}{path}"
        runs = [_audited(command, address) for _ in range(3)]
        rows.append([name, *max(runs, key=lambda run: int(run[0]))])
    head = ("page", *CATEGORIES, "LCP", "TBT", "CLS")
    return pages.table(head, rows) + "\nThe best of three runs, mobile.\n"


def _audited(command: list[str], address: str) -> list[str]:
    options = ["--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={CHROME}"]
    wanted = f"--only-categories={','.join(CATEGORIES)}"
    done = subprocess.run(
        [*command, address, *options, wanted],
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )
    report = json.loads(done.stdout)
    scores = [f"{report['categories'][name]['score'] * 100:.0f}" for name in CATEGORIES]
    audits = report["audits"]
    return [
        *scores,
        f"{audits['largest-contentful-paint']['numericValue'] / 1000:.2f} s",
        f"{audits['total-blocking-time']['numericValue']:.0f} ms",
        f"{audits['cumulative-layout-shift']['numericValue']:.3f}",
    ]


if __name__ == "__main__":
    main()
