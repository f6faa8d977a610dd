"""Is the process alive, and can it serve?"""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app import schema
from app.web import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Answer as long as the process runs."""
    return {"status": "ok"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Answer 200 only if the database answers and is at the migration that this code needs."""
    try:
        db.reading().execute(text("SELECT 1"))
        present = schema.present(db.database())
    except SQLAlchemyError:
        return {"status": "the database does not answer"}, 503
    if present != schema.newest():
        return {"status": "the database needs `flask --app wsgi upgrade`"}, 503
    return {"status": "ok", "migration": present}
