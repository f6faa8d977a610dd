"""What strangers read: the files of the public site, at their addresses. No cookies."""

from datetime import datetime
from threading import Condition, Lock
from urllib.parse import quote, urlencode

from cachetools import LRUCache, cached
from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import published
from app.published import Stand
from app.publishing import catalogue, site
from app.publishing.file import File
from app.publishing.history import History
from app.publishing.imprint import Imprint
from app.publishing.pdf import NotMade
from app.web import db, house

bp = Blueprint("public", __name__)

METHODS = "GET, HEAD, OPTIONS"

#: Files drawn once and kept, until what they are drawn from changes.
_KEPT: LRUCache[object, File | None] = LRUCache(maxsize=512)

#: All that the lists are made of, as it stands: large, so only the newest is kept.
_STANDING: LRUCache[object, list[History]] = LRUCache(maxsize=1)


@bp.after_request
def allow(response: Response) -> Response:
    """Tell the scripts of other sites, which ask first, that they may ask on conditions."""
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response


@bp.get("/f/<slug>")
def page(slug: str) -> ResponseReturnValue:
    """The newest edition of a fact-check, or its tombstone."""
    return _form(slug, "")


@bp.get("/f/<slug>.json")
def data(slug: str) -> ResponseReturnValue:
    """A fact-check for programs."""
    return _form(slug, ".json")


@bp.get("/f/<slug>/<path:rest>")
def form(slug: str, rest: str) -> ResponseReturnValue:
    """Any other form of a fact-check: an edition, a claim, data."""
    return _form(slug, f"/{rest}")


@bp.get("/f/<slug>/embed")
def embed(slug: str) -> ResponseReturnValue:
    """The check for the frame of another site; "?claim=n" is the address of one claim's."""
    if claim := request.args.get("claim"):
        rest = {key: value for key, value in request.args.items() if key != "claim"}
        query = f"?{urlencode(rest)}" if rest else ""
        return redirect(f"/f/{slug}/embed/{quote(claim, safe='')}{query}")
    return _form(slug, "/embed")


def _form(slug: str, suffix: str) -> Response:
    stand = published.stand(db.reading(), slug)
    try:
        found = stand and _drawn(db.reading(), stand, house.imprint(), suffix)
    except NotMade as why:
        abort(501 if why.never else 503, str(why))
    if not found:
        abort(404)
    return send(found)


def listing(page: int = 1) -> ResponseReturnValue:
    """A list of the whole site, or one page of it: feeds, corrections, sitemap."""
    return _list(request.path)


for _rule in catalogue.rules("<id:page>"):
    bp.add_url_rule(_rule, "listing", listing)


def _list(path: str) -> Response:
    stands = published.stands(db.reading())
    found = _listed(db.reading(), stands, house.imprint(), path)
    if not found:
        abort(404)
    return send(found)


@bp.get("/f/<slug>/")
def slashed(slug: str) -> ResponseReturnValue:
    """The page has one address."""
    return redirect(f"/f/{slug}", 308)


def _key(session: Session, *asked: object) -> tuple[object, ...]:
    # The database too: one process may hold two, as the tests do.
    return (session.get_bind(), *asked)


@cached(_KEPT, key=_key, lock=Lock())
def _drawn(session: Session, stand: Stand, imprint: Imprint, suffix: str) -> File | None:
    history = published.history(session, stand.check_id)
    return site.find(history, imprint, suffix) if history else None


@cached(_KEPT, key=_key, lock=Lock())
def _listed(session: Session, stands: object, imprint: Imprint, path: str) -> File | None:
    return catalogue.find(_histories(session, stands), imprint, path)


# With a condition, whoever comes while they are loaded waits for them instead of loading again.
@cached(_STANDING, key=_key, condition=Condition())
def _histories(session: Session, _stands: object) -> list[History]:
    return published.histories(session, with_pages=False)


def send(file: File) -> Response:
    """A public file with its headers, or the word that the reader has it already."""
    packable = file.is_text and len(file.body) > 500
    packed = packable and request.accept_encodings.quality("gzip") > 0
    response = Response(file.gzipped if packed else file.body, content_type=file.type)
    headers = response.headers
    if packed:
        headers["Content-Encoding"] = "gzip"
    headers["Vary"] = "Accept-Encoding"
    headers["Content-Security-Policy"] = file.policy
    headers["Cache-Control"] = file.caching
    headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    if not file.is_page:
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = "ETag, Link"
    if not file.indexed:
        headers["X-Robots-Tag"] = "noindex"
    headers["Allow"] = METHODS
    for link in file.links:
        headers.add("Link", link)
    response.set_etag(file.etag, weak=True)
    if file.modified:
        response.last_modified = datetime.fromisoformat(file.modified)
    if file.gone:
        # Sent whole each time: conditions count only where the answer would be 200 (RFC 9110).
        response.status_code = 410
        return response
    response.make_conditional(request)
    return response
