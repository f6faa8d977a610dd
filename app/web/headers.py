"""What every answer carries, and what every request must be: headers and raw input."""

from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, abort, request
from flask_login import current_user

from app.web import house
from app.web.visitor import GUEST_VIEWS

DESK_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
#: The views that take an article as a file, in one field, and larger requests than others.
TAKES_AN_ARTICLE = frozenset({"desk.paste", "desk.look", "revisions.paste"})
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
#: What is read at all, where that is less than elsewhere.
LIMITS = {
    "reporting.report": 64_000,
    "settings.add_logo": 1_100_000,
    "visiting.door": 16_000,
    **dict.fromkeys(GUEST_VIEWS, 200_000),
}
#: A picture is no text; what it may be, its service says.
TAKES_PICTURES = frozenset({"settings.add_logo"})


def init_app(app: Flask) -> None:
    """Check the raw body before anything reads it as a form; set headers on every answer."""
    app.before_request(_refuse_broken_text)
    app.after_request(_set_headers)


def _refuse_broken_text() -> None:
    """Refuse text that is not UTF-8: Werkzeug would keep it as literal %ED%A0%80 or U+FFFD.

    Files are refused but where they are taken in, because a form would take one for text; and
    so are null bytes in the address, which PostgreSQL does not take.
    """
    if "\0" in request.path:
        abort(404)
    _limit()
    if request.endpoint in TAKES_PICTURES or request.mimetype not in FORM_TYPES:
        return
    try:
        for part in _text_parts(request.get_data(cache=True)):
            part.decode("utf-8")
    except UnicodeDecodeError:
        abort(400, "This text is not UTF-8: send the form from a browser, or encode it so.")
    allowed = {"file"} if _takes_an_article() else set()
    if not allowed.issuperset(request.files):
        abort(400, "Files cannot be sent here: paste the text.")


def _limit() -> None:
    """Say how much is read at all, where that is not as much as elsewhere."""
    if _takes_an_article():
        most = house.config().max_intake_bytes
        request.max_content_length = request.max_form_memory_size = most
    elif request.endpoint == "keeping.keep" and current_user.is_authenticated:
        most = house.config().max_kept_bytes
        request.max_content_length = request.max_form_memory_size = most
    elif request.endpoint in LIMITS:
        request.max_content_length = LIMITS[request.endpoint]


def _takes_an_article() -> bool:
    return request.endpoint in TAKES_AN_ARTICLE and bool(current_user.is_authenticated)


def _text_parts(body: bytes) -> Iterator[bytes]:
    """Give the parts of a form's body that are text: all but the contents of files."""
    if request.mimetype == FORM_TYPES[0]:
        yield unquote_to_bytes(body)
        return
    boundary = request.mimetype_params.get("boundary", "").encode()
    for part in body.split(b"--" + boundary) if boundary else (body,):
        head, _, content = part.partition(b"\r\n\r\n")
        yield head
        if b"filename" not in head.lower():
            yield content


def _set_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", DESK_POLICY)
    headers.setdefault("Cache-Control", "no-store")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if house.config().https:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response
