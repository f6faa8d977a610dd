"""What strangers read: the files of the public site, at their addresses. No cookies."""

from datetime import datetime
from threading import Lock

from cachetools import LRUCache, cached
from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import published
from app.published import Stand
from app.publishing import site, whole
from app.publishing.imprint import Imprint
from app.publishing.site import File
from app.web import db, house

bp = Blueprint("public", __name__)

#: Files drawn once and kept, until what they are drawn from changes.
_KEPT: LRUCache[object, File | None] = LRUCache(maxsize=512)


@bp.get("/")
def front() -> ResponseReturnValue:
    """The published fact-checks, newest first."""
    return send(whole.front(published.histories(db.reading()), house.imprint()))


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


def _form(slug: str, suffix: str) -> Response:
    stand = published.stand(db.reading(), slug)
    found = stand and _drawn(db.reading(), stand, house.imprint(), suffix)
    if not found:
        abort(404)
    return send(found)


@bp.get("/f/<slug>/")
def slashed(slug: str) -> ResponseReturnValue:
    """The page has one address."""
    return redirect(f"/f/{slug}", 308)


def _key(_session: Session, *asked: object) -> tuple[object, ...]:
    return asked


@cached(_KEPT, key=_key, lock=Lock())
def _drawn(session: Session, stand: Stand, imprint: Imprint, suffix: str) -> File | None:
    history = published.history(session, stand.check_id)
    return site.find(history, imprint, suffix) if history else None


def send(file: File) -> Response:
    """A public file with its headers, or the word that the reader has it already."""
    packed = request.accept_encodings.quality("gzip") > 0 and len(file.body) > 500
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
    for link in file.links:
        headers.add("Link", link)
    response.set_etag(file.etag, weak=True)
    if file.modified:
        response.last_modified = datetime.fromisoformat(file.modified)
    if file.gone:
        response.status_code = 410
    response.make_conditional(request)
    return response
