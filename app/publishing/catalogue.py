"""The lists of the public site for programs, and its corrections, as files.

`site` has the files of each fact-check, `front` those that readers browse.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import count

from app.publishing import (
    atom,
    corrections,
    data,
    datafeed,
    items,
    jsonfeed,
    media,
    sitemap,
)
from app.publishing.file import File
from app.publishing.history import History
from app.publishing.imprint import Addresses, Imprint
from app.publishing.items import Deleted, Item
from app.publishing.language import in_house_language, say
from app.publishing.paging import cut, numbered, unnumbered

#: Every fact-check that was ever published, the one that changed last first.
Histories = Sequence[History]

PER_PAGE = 50
#: Collectors take all reviews: few files, each of a few megabytes at the most.
PER_DATA_FEED = 200
#: What a list says of its time before there is anything to list.
NEVER = "1970-01-01T00:00:00Z"

FEED, JSON_FEED, CORRECTIONS_FEED = "/feed.atom", "/feed.json", "/corrections.atom"
CORRECTIONS, DATA_FEED, SITEMAP = "/corrections", "/claimreview-feed.json", "/sitemap.xml"

#: Pages that are always there, to be found by search engines.
PAGES = (
    "/",
    "/claimants",
    "/outlets",
    "/topics",
    CORRECTIONS,
    "/method",
    "/corrections-policy",
    "/about",
)


def find(histories: Histories, imprint: Imprint, path: str) -> File | None:
    """The list, or the page of a list, at an address of the site; None where there is none."""
    name, number = (path, 1) if path in _LISTS else unnumbered(path)
    maker = _LISTS.get(name)
    return maker(histories, imprint, number) if maker else None


def files(histories: Histories, imprint: Imprint) -> Iterator[File]:
    """Every page of every list of the site."""
    for maker in _LISTS.values():
        for number in count(1):
            found = maker(histories, imprint, number)
            if not found:
                break
            yield found


def rules(page: str) -> Iterator[str]:
    """Every path, and that of further pages with `page` where their number stands."""
    for path in _LISTS:
        yield path
        yield numbered(path, page)


@in_house_language
def _feed(histories: Histories, imprint: Imprint, number: int) -> File | None:
    page = cut(histories, FEED, number=number, size=PER_PAGE)
    if not page:
        return None
    head = _head(
        histories,
        imprint,
        FEED,
        about="/",
        title=say("Fact checks by %(house)s", house=imprint.name),
    )
    told = page.holding([items.fact_check(history, imprint) for history in page.items])
    return _file(page.own, atom.feed(head, told, imprint), media.ATOM, histories)


def _json_feed(histories: Histories, imprint: Imprint, number: int) -> File | None:
    page = cut(_standing(histories), JSON_FEED, number=number, size=PER_PAGE)
    if not page:
        return None
    told = (items.fact_check(history, imprint) for history in page.items)
    shown = page.holding([item for item in told if isinstance(item, Item)])
    return _file(page.own, _json(jsonfeed.feed(shown, imprint)), media.JSON_FEED, histories)


@in_house_language
def _corrections_feed(histories: Histories, imprint: Imprint, number: int) -> File | None:
    entries = corrections.entries(histories)
    page = cut(entries, CORRECTIONS_FEED, number=number, size=PER_PAGE)
    if not page:
        return None
    head = _head(
        histories,
        imprint,
        CORRECTIONS_FEED,
        about=CORRECTIONS,
        title=say("Corrections by %(house)s", house=imprint.name),
    )
    told: list[Item | Deleted] = []
    for entry in page.items:
        told.append(items.correction(entry, imprint))
        # A withdrawal takes the corrections back that went before it.
        told += items.taken_back(entry, imprint) if entry.withdrawn else []
    body = atom.feed(head, page.holding(told), imprint)
    return _file(page.own, body, media.ATOM, histories)


def _corrections(histories: Histories, imprint: Imprint, number: int) -> File | None:
    page = cut(corrections.entries(histories), CORRECTIONS, number=number, size=PER_PAGE)
    if not page:
        return None
    return _file(page.own, corrections.page(page, imprint), media.HTML, histories)


def _data_feed(histories: Histories, imprint: Imprint, number: int) -> File | None:
    page = cut(histories, DATA_FEED, number=number, size=PER_DATA_FEED)
    if not page:
        return None
    node = datafeed.feed(page, imprint, modified=_modified(histories))
    return _file(page.own, _json(node), media.LINKED_DATA, histories)


def _sitemap(histories: Histories, imprint: Imprint, number: int) -> File | None:
    own = [sitemap.Place(path, _modified(histories) if histories else None) for path in PAGES]
    checks = [
        sitemap.Place(Addresses(base_url="", slug=history.slug).page, history.modified_at)
        for history in _standing(histories)
    ]
    body = sitemap.sitemap([*own, *checks], SITEMAP, imprint, number=number)
    if not body:
        return None
    return _file(numbered(SITEMAP, number), body, media.XML, histories)


def _robots(histories: Histories, imprint: Imprint) -> File:
    return _file("/robots.txt", sitemap.robots(SITEMAP, imprint), media.TEXT, histories)


def _schema(histories: Histories, imprint: Imprint) -> File:
    body = _json(data.schema(imprint.base_url))
    return _file(data.SCHEMA_PATH, body, media.JSON_SCHEMA, histories)


Maker = Callable[[Histories, Imprint, int], File | None]


def _alone(maker: Callable[[Histories, Imprint], File]) -> Maker:
    """The maker of a list that has one page."""
    return lambda histories, imprint, number: maker(histories, imprint) if number == 1 else None


_LISTS: dict[str, Maker] = {
    FEED: _feed,
    JSON_FEED: _json_feed,
    CORRECTIONS: _corrections,
    CORRECTIONS_FEED: _corrections_feed,
    DATA_FEED: _data_feed,
    SITEMAP: _sitemap,
    "/robots.txt": _alone(_robots),
    data.SCHEMA_PATH: _alone(_schema),
}


def _standing(histories: Histories) -> Histories:
    return [history for history in histories if not history.withdrawal]


def _modified(histories: Histories) -> str:
    return max((history.modified_at for history in histories), default=NEVER)


def _head(
    histories: Histories, imprint: Imprint, path: str, *, about: str, title: str
) -> atom.Feed:
    # The day of the first fact-check of all: it never changes, as nothing is ever deleted.
    day = min((history.published_at for history in histories), default=NEVER)[:10]
    return atom.Feed(
        id=imprint.tag(day, path),
        title=title,
        about=about,
        updated=_modified(histories),
    )


def _json(node: object) -> str:
    return json.dumps(node, ensure_ascii=False, indent=1)


def _file(path: str, body: str, type: str, histories: Histories) -> File:
    modified = _modified(histories) if histories else None
    return File(path=path, body=body.encode(), type=type, modified=modified)
