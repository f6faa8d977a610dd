"""What strangers read: the front, the pages of published editions, tombstones. No cookies."""

from flask import Blueprint, Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from app.models import Withdrawal
from app.publishing import render
from app.publishing.edition import Edition
from app.publishing.render import Correction
from app.queries.editions import Published, find_published, newest_editions
from app.web import db, house

bp = Blueprint("public", __name__)

FRESH = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"


@bp.get("/")
def front() -> ResponseReturnValue:
    """The published fact-checks, newest first."""
    entries = [render.entry(edition) for edition in newest_editions(db.reading())]
    settings = house.config()
    return _answer(render.front(settings.newsroom, entries, base_url=settings.base_url))


@bp.get("/f/<slug>")
def page(slug: str) -> ResponseReturnValue:
    """The newest edition of a fact-check, or its tombstone."""
    published = _published(slug)
    if published.withdrawal:
        return _tombstone(published, published.withdrawal)
    return _edition(published, published.editions[-1])


@bp.get("/f/<slug>/v<id:number>")
def edition(slug: str, number: int) -> ResponseReturnValue:
    """One edition, as it was issued; a later one is named at its head."""
    published = _published(slug)
    if published.withdrawal:
        return _tombstone(published, published.withdrawal)
    for issued in published.editions:
        if issued.number == number:
            return _edition(published, issued)
    abort(404)


def _published(slug: str) -> Published:
    published = find_published(db.reading(), slug)
    if published is None or not published.editions:
        abort(404)
    return published


def _edition(published: Published, shown: Edition) -> Response:
    newest = published.editions[-1]
    history = [
        Correction(number=e.number, issued_at=e.issued_at, kind=e.kind, note=e.note)
        for e in published.editions
    ]
    body = render.page(
        shown,
        base_url=house.config().base_url,
        latest=newest.number,
        corrections=history,
    )
    return _answer(body)


def _tombstone(published: Published, withdrawal: Withdrawal) -> Response:
    first = published.editions[0]
    body = render.tombstone(
        newsroom=first.newsroom,
        headline=published.editions[-1].article.headline,
        first_issued_at=first.issued_at,
        withdrawn_at=withdrawal.withdrawn_at.isoformat(timespec="seconds"),
        withdrawn_by=published.withdrawn_by,
        reason=withdrawal.reason,
    )
    response = _answer(body)
    response.status_code = 410
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def _answer(body: str) -> Response:
    response = make_response(body)
    headers = response.headers
    headers["Content-Security-Policy"] = render.content_security_policy()
    headers["Cache-Control"] = FRESH
    headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
