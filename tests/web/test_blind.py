"""A sealed ruling is seen by nobody but whoever gave it, by no door.

Two newsrooms are alike in everything but the first ruling on one claim: its verdict, its reasons
and its day. Whoever has not ruled gets the same answers from both, whatever they ask for.
"""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.models import Claim
from app.queries import queue
from tests.factories import ARTICLE
from tests.web.browsing import Browser, Html
from tests.web.conftest import Site, build

RULINGS = (
    {"verdict": "supported", "rationale": "Quicksilver bears it out.", "as_of": date(2023, 2, 14)},
    {"verdict": "denied", "rationale": "Vermilion speaks against it.", "as_of": date(2023, 3, 17)},
)
#: What would give a ruling away by itself, wherever it stands.
TELLING = re.compile(r"quicksilver|vermilion|2023-0[23]-1[47]|1[47] (February|March) 2023", re.I)
#: What differs from one answer to the next whatever was ruled: tokens, and the time of day. What
#: the newsroom did, it did in 2024.
CHANCE = re.compile(
    r'(name="csrf_token"[^>]*value="|"token":")[^"]*'
    r"|20(?!2[34])\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d)?"
    r"|20(?!2[34])\d\d, \d\d:\d\d"
)
#: Seals over what is not told: nobody guesses the reasons that they cover.
SEALS = re.compile(r"\b[0-9a-f]{64}\b")
OTHERS = ("second", "both", "editor", "admin")


@dataclass
class World:
    """A newsroom in which the reviewer has given a ruling that is sealed."""

    site: Site
    check: int
    claim: int
    version: int
    """The claim's, before it was ruled on."""

    def ids(self) -> dict[str, int]:
        """What an address may name, by the names that routes give it."""
        return {"check_id": self.check, "claim_id": self.claim}


@pytest.fixture(scope="module")
def worlds(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, World]]:
    """The two newsrooms."""
    folder = tmp_path_factory.mktemp("worlds")
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(_world(sqlite_template, folder / f"{n}.sqlite3", decided))
            for n, decided in enumerate(RULINGS)
        )


@contextmanager
def _world(template: Path, file: Path, decided: dict[str, object]) -> Iterator[World]:
    shutil.copy(template, file)
    for site in build(f"sqlite:///{file}"):
        newsroom = site.newsroom
        newsroom.publication()
        check = newsroom.blind()
        claim = newsroom.first_claim(check)
        version = newsroom.version(check, claim)
        newsroom.sealed(check, claim, **decided)
        # The same article once more, linked: there nobody learns what was ruled here.
        newsroom.linked(claim, newsroom.first_claim(newsroom.pasted(ARTICLE)))
        newsroom.commented(claim, "Shall we ask the mill, @second?", by="editor")
        with newsroom.database.engine.begin() as connection:
            connection.execute(text("UPDATE claims SET uid = 'claim-' || id"))
        yield World(site, check, claim, version)


def shown(answer: TestResponse) -> str:
    """An answer in full, but for what is chance."""
    head = f"{answer.status} {answer.headers.get('Location', '')}"
    if answer.mimetype == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            files = [archive.read(name).decode() for name in archive.namelist()]
        return SEALS.sub("seal", "\n".join([head, *files]))
    return CHANCE.sub(r"\1", f"{head}\n{answer.text}")


def told_alike(worlds: tuple[World, World], answers: list[TestResponse]) -> str:
    """The one answer of both worlds, which gives nothing away."""
    one, other = (shown(answer) for answer in answers)
    assert one == other, answers[0].request.path
    assert not TELLING.search(one), answers[0].request.path
    return one


def addresses(app: Flask, ids: dict[str, int]) -> list[str]:
    """Every address that can be read, with the sealed claim's ids; where it names none, with 1."""
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.endpoint.endswith("static"):
            # A part that must be one of some words is met by links.
            with app.test_request_context(), suppress(ValueError):
                values = {name: ids.get(name, 1) for name in rule.arguments}
                found.append(app.url_for(rule.endpoint, **values))
    return sorted(set(found))


def asked() -> list[str]:
    """Addresses that only a form leads to."""
    # Parts of the telling words: a page says again what was searched.
    words = ("uicksilver", "ermilion", "minutes", "lye", "supported", "denied", "poisoned")
    found = [f"/search{quick}?q={word}" for word in words for quick in ("", "/quick")]
    return [*found, *(f"/queue?list={name}" for name in queue.QueueList if name != "mine")]


def links(page: str, at: str) -> set[str]:
    """Where a page leads within the house, without the fragment."""
    found = set()
    for _, attributes in Html(page).elements:
        for name in ("href", "src"):
            to = urlsplit(urljoin(at, attributes.get(name, "")))
            if not to.netloc and "/static/" not in to.path and not to.path.startswith("/paper/"):
                found.add(to.path + (f"?{to.query}" if to.query else ""))
    return found


@pytest.mark.parametrize("who", OTHERS)
def test_nothing_that_can_be_read_tells_of_it(worlds: tuple[World, World], who: str) -> None:
    browsers = [world.site.as_(who) for world in worlds]
    waiting = ["/desk", *asked(), *addresses(worlds[0].site.app, worlds[0].ids())]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen or address == "/logout":
            continue
        seen.add(address)
        answers = [browser.get(address) for browser in browsers]
        page = told_alike(worlds, answers)
        if answers[0].status_code == 200 and answers[0].mimetype == "text/html":
            waiting += links(page, address) - seen
    claim = worlds[0].claim
    for must in (f"/claims/{claim}", f"/checks/{worlds[0].check}/log", "/queue?list=sign-off"):
        assert must in seen


def test_strangers_learn_nothing_either(worlds: tuple[World, World]) -> None:
    browsers = [world.site.stranger() for world in worlds]
    for address in ("/", "/corrections", "/feed.xml", "/claimants", "/sitemap.xml"):
        told_alike(worlds, [browser.get(address) for browser in browsers])


def test_whoever_gave_it_sees_it(worlds: tuple[World, World]) -> None:
    pages = [world.site.as_("reviewer").get(f"/claims/{world.claim}").text for world in worlds]
    assert "Quicksilver bears it out." in pages[0]
    assert "Vermilion speaks against it." in pages[1]
    # Not with the rest of what the desk may read: there it is sealed to them, too.
    for world in worlds:
        for part in ("preview", "publish", "log"):
            assert not TELLING.search(
                world.site.as_("reviewer").get(f"/checks/{world.check}/{part}").text
            )


def sent(world: World, who: str, path: str, **values: object) -> TestResponse:
    """What an act that must be refused is answered."""
    browser: Browser = world.site.as_(who)
    before = world.site.rows()
    answer = browser.post(path.format(claim=world.claim, check=world.check), values)
    assert world.site.rows() == before
    return answer


def now(world: World) -> int:
    """The present version of the sealed claim."""
    with world.site.newsroom.database.reading() as session:
        return session.get_one(Claim, world.claim).version


@pytest.mark.parametrize("who", ["second", "both"])
@pytest.mark.parametrize(
    "act", ["sign-off", "send-back", "send-both-back", "choose-ruling", "reopen"]
)
def test_what_is_refused_tells_nothing(worlds: tuple[World, World], who: str, act: str) -> None:
    path = f"/claims/{{claim}}/{act}"
    answers = [
        sent(world, who, path, version=now(world), reason="More.", ruling=ruling)
        for world in worlds
        for ruling in (1,)
    ]
    assert answers[0].status_code >= 400
    told_alike(worlds, answers)


@pytest.mark.parametrize("verdict", ["supported", "denied", "retracted", "nonsense"])
def test_a_ruling_that_is_refused_tells_nothing(worlds: tuple[World, World], verdict: str) -> None:
    for rationale in ("", "I say so."):
        told_alike(
            worlds,
            [
                sent(
                    world,
                    "second",
                    "/claims/{claim}/review",
                    version=now(world),
                    verdict=verdict,
                    rationale=rationale,
                    wording="w" * 80,
                )
                for world in worlds
            ],
        )


def test_a_form_opened_before_it_was_ruled_on_tells_nothing(worlds: tuple[World, World]) -> None:
    answers = [
        sent(
            world,
            "second",
            "/claims/{claim}/review",
            version=world.version,
            verdict="denied",
            rationale="I say so.",
            as_of="2024-05-01",
        )
        for world in worlds
    ]
    assert answers[0].status_code == 409
    page = told_alike(worlds, answers)
    assert "I say so." in page


@pytest.mark.parametrize("confidential", ["", "y"])
def test_an_assessor_pack_holds_it_back(worlds: tuple[World, World], confidential: str) -> None:
    values = {"confidential": confidential} if confidential else {}
    told_alike(
        worlds,
        [world.site.as_("admin").post(f"/checks/{world.check}/pack", values) for world in worlds],
    )
