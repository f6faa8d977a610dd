"""From what went wrong to a status and a page: words, never a stack trace."""

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, SecurityError

from app.domain.errors import (
    Conflict,
    DomainError,
    IllegalMove,
    Incomplete,
    NotAllowed,
    NotFound,
    Refused,
    TooOften,
)
from app.web import db

STATUS: dict[type[DomainError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    IllegalMove: 409,
    Conflict: 409,
    Refused: 422,
    Incomplete: 422,
    TooOften: 429,
}
TITLES = {
    400: "This request cannot be read",
    403: "This is not yours to do",
    404: "There is nothing here",
    405: "This cannot be done that way",
    409: "Somebody else was faster",
    413: "This is too much at once",
    422: "Something is missing",
    429: "Too many at once",
    501: "This is not offered here",
    503: "Busy for a moment",
}
SENTENCES = {
    404: "The address may be mistyped, or what stood here was never public.",
    405: "Go back and use the buttons of the page.",
    413: "This is larger than this server reads. Paste the article alone, or take a smaller file.",
}


def init_app(app: Flask) -> None:
    """Handle every error that a person or a script can cause."""
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(PoolTimeout, _busy)
    app.register_error_handler(Exception, _unforeseen)


def _page(status: int, sentence: str) -> ResponseReturnValue:
    words = {"title": TITLES.get(status, "Something went wrong"), "sentence": sentence}
    try:
        return render_template("error.html", **words), status
    except SQLAlchemyError:
        # Not even who is there can be read: the page is drawn as for a stranger.
        db.give_up()
        return render_template("error.html", **words), status


def _domain(error: DomainError) -> ResponseReturnValue:
    return _page(STATUS[type(error)], str(error))


def _csrf(error: CSRFError) -> ResponseReturnValue:
    sentence = (
        "This form was opened in an earlier session. Go back, reload the page and send it again: "
        "what you typed is kept in this tab."
    )
    return _page(400, sentence)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, SecurityError):
        # No page can be drawn: without a host there are no addresses to link to.
        return (
            "This host is not one of ours: check the address.",
            400,
            {"Content-Type": "text/plain"},
        )
    sentence = SENTENCES.get(error.code, error.description or "Go back and try again.")
    return _page(error.code, sentence)


def _busy(error: OperationalError | PoolTimeout) -> ResponseReturnValue:
    current_app.logger.error("database: %s", error)
    db.give_up()
    return _page(
        503,
        "The database does not answer just now. Nothing was changed; what you typed is kept in "
        "this tab. Try again in a moment.",
    )


def _unforeseen(error: Exception) -> ResponseReturnValue:
    current_app.logger.exception("%s %r", request.method, request.path)
    return _page(500, "The fault is ours and has been logged. Nothing was changed.")
