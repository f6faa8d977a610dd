"""Undo and redo: a plain press each, and the list of what can be taken back."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import dossier
from app.domain.ids import CheckId, StepId
from app.domain.policy import Permission, require
from app.domain.undoing import STEPS_KEPT
from app.queries.undoing import Steps, steps
from app.services import undo
from app.services.undo import TakenBack
from app.web import db
from app.web.forms.claims import StepForm
from app.web.work import attempt, begin_work, current_actor
from app.web.workspace import at_check, at_claim

bp = Blueprint("undo", __name__)


def own_steps(check_id: int) -> Steps:
    """What the person who is logged in can take back on a fact-check."""
    return steps(db.reading(), current_user.user_id, CheckId(check_id))


@bp.post("/checks/<id:check_id>/undo")
def take_back(check_id: int) -> ResponseReturnValue:
    """Undo a step, or do again what was undone; then show what it was done to."""
    require(current_actor(), Permission.DESK_READ)
    form = StepForm()
    step, opened = form.taken_in()
    with attempt() as tried, begin_work() as work:
        taken = undo.take_back(work, StepId(step))
    if tried.ok:
        flash(f"{'Done again' if taken.again else 'Undone'}: {taken.what}.")
        return redirect(_place(taken, opened))
    page = at_claim(opened) if opened else at_check(check_id)
    return page.answer(tried=tried)


@bp.get("/checks/<id:check_id>/steps")
def listed(check_id: int) -> ResponseReturnValue:
    """Every step that can be taken back, and what cannot."""
    require(current_actor(), Permission.DESK_READ)
    whole = dossier.load(db.reading(), check_id)
    return render_template("steps.html", dossier=whole, steps=own_steps(check_id), most=STEPS_KEPT)


def _place(taken: TakenBack, opened: int) -> str:
    claim_id = taken.claim_id or (0 if taken.on_contacts else opened)
    if claim_id:
        return url_for("workspace.claim", claim_id=claim_id, _anchor="panel")
    view = "contacts.log" if taken.on_contacts else "workspace.check"
    return url_for(view, check_id=taken.check_id)
