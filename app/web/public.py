"""What strangers read: the front, the pages of published editions, tombstones. No cookies."""

from datetime import datetime
from functools import lru_cache

from flask import Blueprint, Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from app.models import Publication, Withdrawal
from app.publishing import render
from app.publishing.render import IssuedEdition, Withdrawn
from app.queries.editions import Published, find_published, newest_editions, parsed
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
    return _edition(published, published.newest)


@bp.get("/f/<slug>/v<id:number>")
def edition(slug: str, number: int) -> ResponseReturnValue:
    """One edition, as it was issued; a later one is named at its head."""
    published = _published(slug)
    for issued in published.publications:
        if issued.number == number:
            return _edition(published, issued)
    abort(404)


def _published(slug: str) -> Published:
    published = find_published(db.reading(), slug)
    if published is None or not published.publications:
        abort(404)
    return published


def _edition(published: Published, shown: Publication) -> Response:
    withdrawal = published.withdrawal_of(shown.number)
    if withdrawal:
        return _tombstone(published, withdrawal)
    history = tuple(
        IssuedEdition(number=e.number, issued_at=e.issued_at, kind=e.kind, note=e.note)
        for e in (parsed(publication.document) for publication in published.standing)
    )
    gone = tuple(
        Withdrawn(last_edition=w.last_edition, withdrawn_at=_iso(w.withdrawn_at), reason=w.reason)
        for w in published.withdrawals
    )
    return _answer(_drawn(shown.document, house.config().base_url, history, gone))


@lru_cache(maxsize=256)
def _drawn(
    document: str,
    base_url: str,
    history: tuple[IssuedEdition, ...],
    withdrawn: tuple[Withdrawn, ...],
) -> str:
    """Draw a page once: everything that it is made of is frozen."""
    return render.page(
        parsed(document),
        base_url=base_url,
        latest=history[-1].number,
        history=history,
        withdrawn=withdrawn,
    )


def _tombstone(published: Published, withdrawal: Withdrawal) -> Response:
    first, last = parsed(published.publications[0].document), parsed(published.newest.document)
    body = render.tombstone(
        newsroom=first.newsroom,
        headline=last.article.headline,
        first_issued_at=first.issued_at,
        withdrawn_at=_iso(withdrawal.withdrawn_at),
        withdrawn_by=withdrawal.withdrawn_by,
        reason=withdrawal.reason,
    )
    response = _answer(body)
    response.status_code = 410
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _answer(body: str) -> Response:
    response = make_response(body)
    headers = response.headers
    headers["Content-Security-Policy"] = render.content_security_policy()
    headers["Cache-Control"] = FRESH
    headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
