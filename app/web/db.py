"""The database of this application, and one reading session per request."""

from typing import cast

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from app.database import Database

KEY = "stet_database"


def init_app(app: Flask, database: Database) -> None:
    """Give the application its database, and close what a request has opened."""
    app.extensions[KEY] = database
    app.teardown_appcontext(lambda _error: close())


def database() -> Database:
    """The database of the application that handles this request or command."""
    return cast(Database, current_app.extensions[KEY])


def reading() -> Session:
    """This request's session for reading, opened when it is first asked for."""
    if "reading" not in g:
        g.reading = database().reading()
    return cast(Session, g.reading)


def give_up() -> None:
    """Ask the database nothing more in this request: it does not answer."""
    g.gave_up = True


def gave_up() -> bool:
    """Is the database left alone in this request?"""
    return bool(g.get("gave_up"))


def close() -> None:
    """End the reading session: what is read afterwards sees what was written meanwhile."""
    session = g.pop("reading", None)
    if session is not None:
        session.close()
