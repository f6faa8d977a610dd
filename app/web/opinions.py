"""The switch of the blind second opinion."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import dossier
from app.domain.ids import CheckId
from app.domain.policy import Permission, require
from app.domain.workflow import ClaimState
from app.services import opinions
from app.web import db
from app.web.forms.claims import BlindForm
from app.web.work import Attempt, attempt, begin_work, current_actor

bp = Blueprint("opinions", __name__)


@bp.route("/checks/<id:check_id>/second-opinion", methods=["GET", "POST"])
def choose(check_id: int) -> ResponseReturnValue:
    """Have the claims of a fact-check ruled on twice, blind, or no longer."""
    require(current_actor(), Permission.CHECK_BLIND)
    form, tried = BlindForm(), Attempt()
    if form.validate_on_submit():
        blind = bool(form.blind.data)
        with attempt() as tried, begin_work() as work:
            opinions.choose(work, CheckId(check_id), version=form.version.data or 0, blind=blind)
        if tried.ok:
            flash(f"The blind second opinion is {'on' if blind else 'off'}.")
            return redirect(url_for("workspace.check", check_id=check_id))
    whole = dossier.load(db.reading(), check_id)
    states = [file.claim.state for file in whole.files]
    form.renew(version=whole.check.version, blind=int(not whole.check.blind))
    problems = tried.refusals or form.problems()
    page = render_template(
        "second_opinion.html",
        check=whole.check,
        form=form,
        problems=problems,
        ruled=states.count(ClaimState.RULED),
        sealed=states.count(ClaimState.AWAITING),
    )
    return page, tried.status_for(problems)
