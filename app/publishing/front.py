"""The front of the public site: the list of fact-checks with its search, and pages for names.

Everything here is made of an index of published editions and an imprint. All pages but the answers
to a search are files of the site.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Final, Generic, TypeVar

from app.publishing import paper
from app.publishing.file import File
from app.publishing.imprint import Imprint
from app.publishing.language import in_house_language
from app.publishing.listing import KINDS, Found, Index, Kind
from app.publishing.logo import path_of
from app.publishing.media import HTML, PNG
from app.publishing.naming import key_of
from app.publishing.query import Query

CHECKS_A_PAGE: Final = 25
NAMES_A_PAGE: Final = 400
#: So many claims are shown of one fact-check that a search found.
CLAIMS_SHOWN: Final = 5
#: So many names are offered for a field of the search: the most frequent ones.
_OFFERED: Final = 30

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged(Generic[T]):
    """One page of a long list."""

    items: Sequence[T]
    number: int
    pages: int
    total: int


def paged(items: Sequence[T], number: int, size: int) -> Paged[T] | None:
    """The page of a list with this number, from 1; None beyond its end."""
    pages = max(1, -(-len(items) // size))
    if not 1 <= number <= pages:
        return None
    cut = items[(number - 1) * size : number * size]
    return Paged(items=cut, number=number, pages=pages, total=len(items))


@in_house_language
def home(
    index: Index, imprint: Imprint, *, number: int = 1, searchable: bool = True
) -> File | None:
    """The list of fact-checks, newest first; None beyond its last page.

    Without an application behind it the form would do nothing: leave it out by `searchable`.
    """
    page = paged(Query().search(index.entries), number, CHECKS_A_PAGE)
    return _list(index, imprint, page, Query(), searchable=searchable) if page else None


@in_house_language
def results(index: Index, imprint: Imprint, query: Query, *, number: int = 1) -> File:
    """What a query finds; beyond the last page, the last one."""
    found = query.search(index.entries)
    last = max(1, -(-len(found) // CHECKS_A_PAGE))
    page = paged(found, min(max(number, 1), last), CHECKS_A_PAGE)
    assert page  # noqa: S101 -- it was kept within the list
    return _list(index, imprint, page, query, searchable=True)


def _list(
    index: Index, imprint: Imprint, page: Paged[Found], query: Query, *, searchable: bool
) -> File:
    is_search = bool(query.given)
    body = paper.render(
        "front.html",
        imprint=imprint,
        page=page,
        query=query,
        searchable=searchable,
        verdicts=index.verdicts,
        offered={kind.one: _most_frequent(index, kind) for kind in KINDS} if searchable else {},
        wider=_wider(index, query) if is_search and not page.total else [],
        shown=CLAIMS_SHOWN,
        address=query.address if is_search else _numbered("/"),
        canonical=_numbered("/")(1 if is_search else page.number),
    )
    return _file(query.address(page.number) if is_search else _numbered("/")(page.number), body)


@in_house_language
def names(index: Index, imprint: Imprint, kind: Kind, *, number: int = 1) -> File | None:
    """The list of all claimants, outlets or topics; None beyond its last page."""
    page = paged(list(index.names(kind).values()), number, NAMES_A_PAGE)
    if page is None:
        return None
    address = _numbered(f"/{kind.path}")
    body = paper.render(
        "names.html", imprint=imprint, kind=kind, kinds=KINDS, page=page, address=address
    )
    return _file(address(number), body)


@in_house_language
def named(index: Index, imprint: Imprint, kind: Kind, slug: str, *, number: int = 1) -> File | None:
    """What was checked of a claimant, an outlet or a topic; None where there is no such thing."""
    one = index.names(kind).get(slug)
    page = one and paged(one.found, number, CHECKS_A_PAGE)
    if one is None or page is None:
        return None
    address = _numbered(f"/{kind.path}/{slug}")
    body = paper.render(
        "named.html", imprint=imprint, kind=kind, one=one, page=page, address=address
    )
    return _file(address(number), body)


def files(index: Index, imprint: Imprint, *, searchable: bool = True) -> Iterator[File]:
    """Every file of the front, each list with all its pages."""
    yield from _all(partial(home, index, imprint, searchable=searchable))
    for kind in KINDS:
        yield from _all(partial(names, index, imprint, kind))
        for slug in index.names(kind):
            yield from _all(partial(named, index, imprint, kind, slug))


def logo(sha256: str, png: bytes) -> File:
    """A logo, present or past, as a file; it is named by its SHA-256 (hex)."""
    return File(path=path_of(sha256), body=png, type=PNG, permanent=True)


def _all(page: Callable[..., File | None]) -> Iterator[File]:
    for number in count(1):
        file = page(number=number)
        if file is None:
            return
        yield file


def _numbered(path: str) -> Callable[[int], str]:
    """The addresses of a list's pages; the first has the address of the list."""
    return lambda number: path if number == 1 else f"{path.rstrip('/')}/page/{number}"


def _most_frequent(index: Index, kind: Kind) -> list[str]:
    """The names that most fact-checks have, in alphabetical order."""
    ranked = sorted(index.names(kind).values(), key=lambda one: len(one.found), reverse=True)
    return sorted((one.name for one in ranked[:_OFFERED]), key=key_of)


def _wider(index: Index, query: Query) -> list[tuple[str, str, int]]:
    """Queries for one thing less that find some: (what is given up, address, how many)."""
    fewer = [(name, query.without(name)) for name in query.given]
    found = ((name, less.address(), len(less.search(index.entries))) for name, less in fewer)
    return [(name, address, number) for name, address, number in found if number]


def _file(path: str, body: str) -> File:
    return File(path=path, body=body.encode(), type=HTML)
