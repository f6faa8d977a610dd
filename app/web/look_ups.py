"""Looking up what the page at a source's address says of itself: asked here, done by a job."""

from flask import Blueprint, jsonify, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.domain.errors import NotFound, Refused
from app.domain.policy import Permission, require
from app.queries.look_ups import look_up
from app.services import look_ups
from app.web import db
from app.web.forms.evidence import LookUpForm
from app.web.work import begin_work, current_actor

bp = Blueprint("look_ups", __name__)


@bp.post("/look-ups")
def ask() -> ResponseReturnValue:
    """Have a page looked up; 202, with the address at which what was found is asked for."""
    form = LookUpForm()
    if not form.validate():
        raise Refused(" ".join(form.problems()))
    with begin_work() as work:
        number = look_ups.ask(work, form.url.data or "").id
    return jsonify(at=url_for("look_ups.found", look_up_id=number)), 202


@bp.get("/look-ups/<id:look_up_id>")
def found(look_up_id: int) -> ResponseReturnValue:
    """What was found, by the names of the form's fields, or why nothing was; 204 while it waits."""
    require(current_actor(), Permission.EVIDENCE_EDIT)
    row = look_up(db.reading(), current_user.user_id, look_up_id)
    if row is None:
        raise NotFound("This was not looked up, or is forgotten by now.")
    if row.done_at is None:
        return "", 204
    day = row.published_on.isoformat() if row.published_on else ""
    fields = {"title": row.title, "publisher": row.publisher, "source_date": day}
    return jsonify(refusal=row.refusal, fields=fields)
