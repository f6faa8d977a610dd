"""What every answer carries, and what every request must be: headers and raw input."""

from urllib.parse import unquote_to_bytes

from flask import Flask, Response, abort, request

from app.web import house

DESK_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


#: What is read at all, where that is less than elsewhere.
LIMITS = {"reporting.report": 64_000, "settings.add_logo": 1_100_000}
#: A picture is no text; what it may be, its service says.
TAKES_FILES = frozenset({"settings.add_logo"})


def init_app(app: Flask) -> None:
    """Check the raw body before anything reads it as a form; set headers on every answer."""
    app.before_request(_refuse_broken_text)
    app.after_request(_set_headers)


def _refuse_broken_text() -> None:
    """Refuse text that is not UTF-8: Werkzeug would keep it as literal %ED%A0%80 or U+FFFD.

    Files are refused, because a form would take one for text; and so are null bytes in the
    address, which PostgreSQL does not take.
    """
    if "\0" in request.path:
        abort(404)
    if request.endpoint in LIMITS:
        request.max_content_length = LIMITS[request.endpoint]
    if request.endpoint in TAKES_FILES:
        return
    if request.mimetype not in FORM_TYPES:
        return
    body = request.get_data(cache=True)
    if request.mimetype == FORM_TYPES[0]:
        body = unquote_to_bytes(body)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        abort(400, "This text is not UTF-8: send the form from a browser, or encode it so.")
    if request.files:
        abort(400, "Files cannot be sent here: paste the text.")


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
