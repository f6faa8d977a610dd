"""The front of the public site: lists, search, pages for names, and on how the house works."""

from collections.abc import Mapping
from threading import Lock

from cachetools import LRUCache
from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from app import published
from app.publishing import front as pages
from app.publishing import policies
from app.publishing.file import File
from app.publishing.language import speaking
from app.publishing.listing import KINDS, Entry, Index, entry
from app.publishing.query import Query
from app.queries import house as saved
from app.web import db, house
from app.web.public import send

bp = Blueprint("front", __name__)

_KINDS = {kind.path: kind for kind in KINDS}
_BUILDING = Lock()
#: One index for each database and language; an entry lasts as long as its edition is the newest.
_INDEXES: LRUCache[str, tuple[object, Index, Mapping[str, Entry]]] = LRUCache(maxsize=4)


def index(language: str | None = None) -> Index:
    """What stands published, in brief: built anew when something was published or withdrawn.

    What it tells is in the house's language, unless another is named.
    Only editions that the index before did not have are read from their documents.
    """
    session, language = db.reading(), language or house.imprint().language
    where = f"{db.database().engine.url} {language}"
    stands = published.stands(session)
    with _BUILDING:
        kept, found, entries = _INDEXES.get(where, (None, Index(()), {}))
        if kept == stands:
            return found
        newest = published.newest_editions(session)
        unread = [row for sha256, row in newest.items() if sha256 not in entries]
        with speaking(language):
            read = {key: entry(edition) for key, edition in published.documents(session, unread)}
        entries = {key: entries.get(key) or read[key] for key in newest}
        found = Index(entries.values())
        _INDEXES[where] = (stands, found, entries)
        return found


@bp.get("/")
def home() -> ResponseReturnValue:
    """The published fact-checks, newest first, or those that a query finds."""
    query, number = Query.read(request.args), _page(request.args.get("page", ""))
    address = query.address(number) if query.given else "/"
    asked = {name: request.args[name] for name in request.args if name in (*vars(query), "page")}
    if asked != query.given | ({"page": str(number)} if query.given and number > 1 else {}):
        # Forms send every field: the address that people share has only what they asked for.
        return redirect(address)
    if query.given:
        return send(pages.results(index(), house.imprint(), query, number=number))
    return _sent(pages.home(index(), house.imprint()))


@bp.get("/page/<int(min=2):number>")
def older(number: int) -> ResponseReturnValue:
    """An older part of the list."""
    return _sent(pages.home(index(), house.imprint(), number=number))


@bp.get("/<any(claimants, outlets, topics):kind>", defaults={"number": 1})
@bp.get("/<any(claimants, outlets, topics):kind>/page/<int(min=2):number>")
def names(kind: str, number: int) -> ResponseReturnValue:
    """All claimants, outlets or topics."""
    return _sent(pages.names(index(), house.imprint(), _KINDS[kind], number=number))


@bp.get("/<any(claimants, outlets, topics):kind>/<slug>", defaults={"number": 1})
@bp.get("/<any(claimants, outlets, topics):kind>/<slug>/page/<int(min=2):number>")
def named(kind: str, slug: str, number: int) -> ResponseReturnValue:
    """What was checked of one of them."""
    return _sent(pages.named(index(), house.imprint(), _KINDS[kind], slug, number=number))


@bp.get("/method")
@bp.get("/corrections-policy")
@bp.get("/about")
def policy() -> ResponseReturnValue:
    """How the house works."""
    found = next(page for page in policies.PAGES if page.path == request.path)
    says, scheme = house.told(), saved.scheme(db.reading())
    four_eyes = house.config().four_eyes
    page = policies.page(found, says.imprint, says.texts, scheme=scheme, four_eyes=four_eyes)
    return send(page)


@bp.get("/logo/<name>.png")
def logo(name: str) -> ResponseReturnValue:
    """A logo, present or past: permanent pages go on showing theirs."""
    row = saved.logo_named(db.reading(), name)
    if row is None:
        abort(404)
    return send(pages.logo(row.sha256, row.png))


def _page(given: str) -> int:
    is_number = given.isascii() and given.isdigit() and len(given) < 7
    return max(1, int(given)) if is_number else 1


def _sent(file: File | None) -> Response:
    if file is None:
        abort(404)
    return send(file)
