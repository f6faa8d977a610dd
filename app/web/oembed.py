"""oEmbed: other sites ask how to show an address of ours (https://oembed.com)."""

import json

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from app import published
from app.publishing import oembed
from app.publishing.file import File
from app.publishing.media import JSON
from app.web import db, house
from app.web.public import send

bp = Blueprint("oembed", __name__)


@bp.get("/oembed")
def ask() -> ResponseReturnValue:
    """How to show a fact-check, or one claim, on another site."""
    if request.args.get("format", "json") != "json":
        abort(501, "Only JSON is offered here: leave out “format”, or ask for “json”.")
    url = request.args.get("url", "")
    if not url:
        abort(400, "Name the page: /oembed?url=ADDRESS")
    imprint, reading = house.imprint(), db.reading()
    slug, number = oembed.named(url, imprint.base_url) or abort(404)
    stand = published.stand(reading, slug)
    history = stand and published.history(reading, stand.check_id)
    limits = {"maxwidth": _pixels("maxwidth"), "maxheight": _pixels("maxheight")}
    answer = history and oembed.answer(history, imprint, number, **limits)
    if not answer:
        abort(404)
    body = json.dumps(answer, ensure_ascii=False).encode()
    return send(File(path="/oembed", body=body, type=JSON))


def _pixels(name: str) -> int | None:
    """A limit that was asked for; nonsense is none."""
    given = request.args.get(name, "")
    return int(given) or None if given.isascii() and given.isdigit() and len(given) < 6 else None
