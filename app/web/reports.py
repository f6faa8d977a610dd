"""Readers' reports of errors on the desk: the list, one of them, and what is done with it."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import NotFound
from app.domain.ids import ReportId
from app.domain.policy import Permission, require
from app.domain.workflow import REPORT_MOVES, ReportAction, ReportState
from app.queries import reports as queries
from app.services import reports
from app.web import db
from app.web.forms.reports import AnswerForm, BlankForm
from app.web.work import Attempt, attempt, begin_work, current_actor

bp = Blueprint("reports", __name__)

#: The moves as they stand in addresses.
_ACTIONS = {action.value.replace(" ", "-"): action for action in ReportAction}


@bp.get("/reports")
def listed() -> ResponseReturnValue:
    """What readers have reported, the newest first."""
    require(current_actor(), Permission.DESK_READ)
    asked = request.args.get("state", "")
    state = ReportState(asked) if asked in set(ReportState) else None
    return render_template(
        "reports.html",
        rows=queries.filed(db.reading(), state=state),
        state=state,
        counts=queries.counts(db.reading()),
    )


@bp.get("/reports/<id:report_id>")
def one(report_id: int) -> ResponseReturnValue:
    """One report."""
    return _page(ReportId(report_id))


@bp.post("/reports/<id:report_id>/<what>")
def move(report_id: int, what: str) -> ResponseReturnValue:
    """Look into it, answer it, or take it up again."""
    form, tried, action = AnswerForm(), Attempt(), _ACTIONS.get(what)
    if action is None:
        abort(404)
    if form.validate():
        with attempt() as tried, begin_work() as work:
            reports.move(
                work,
                ReportId(report_id),
                version=form.version.data or 0,
                action=action,
                answer=form.answer.data or "",
            )
        if tried.ok:
            return redirect(url_for(".one", report_id=report_id))
    return _page(ReportId(report_id), form=form, tried=tried)


@bp.post("/reports/<id:report_id>/blank")
def blank(report_id: int) -> ResponseReturnValue:
    """Blank what it tells of the person who sent it."""
    form = BlankForm()
    with attempt() as tried, begin_work() as work:
        version, words_too = form.version.data or 0, form.words_too.data
        reports.blank(work, ReportId(report_id), version=version, words_too=words_too)
    if not tried.ok:
        return _page(ReportId(report_id), tried=tried)
    flash("What the report told of its sender is blanked.")
    return redirect(url_for(".one", report_id=report_id))


def _page(
    report_id: ReportId, *, form: AnswerForm | None = None, tried: Attempt | None = None
) -> ResponseReturnValue:
    require(current_actor(), Permission.DESK_READ)
    filed = queries.one(db.reading(), report_id)
    if filed is None:
        raise NotFound(f"There is no report {report_id}.")
    form, tried = form or AnswerForm(formdata=None), tried or Attempt()
    form.renew(version=filed.report.version)
    form.answer.data = form.answer.data or filed.report.answer
    problems = tried.refusals or form.problems()
    page = render_template(
        "report.html",
        filed=filed,
        form=form,
        blank=BlankForm(formdata=None, version=filed.report.version),
        moves=[action for state, action in REPORT_MOVES if state is filed.report.state],
        answering=reports.ANSWERING,
        problems=problems,
    )
    return page, tried.status_for(problems)
