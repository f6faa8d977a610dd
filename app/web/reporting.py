"""The form by which readers report an error: open to anybody, without cookie and session."""

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.policy import Actor
from app.publishing import reporting as pages
from app.publishing.language import speaking
from app.publishing.listing import Entry
from app.publishing.paper import policy_of
from app.publishing.reporting import Filled
from app.services import reports
from app.web import front, house
from app.web.forms.reports import ReportForm
from app.web.public import send
from app.web.work import Attempt, attempt, begin_as

bp = Blueprint("reporting", __name__)


@bp.route("/report-an-error", methods=["GET", "POST"])
def report() -> ResponseReturnValue:
    """Take in what a reader tells us is wrong."""
    if request.method == "GET":
        asked = {name: request.args.get(name, "")[:100] for name in ("page", "claim")}
        return _form(Filled(values=asked))
    form, tried = ReportForm(request.form), Attempt()
    with speaking(house.imprint().language):
        if form.validate():
            with attempt() as tried, begin_as(Actor.nobody()) as work:
                reports.receive(work, form.command(), address=request.remote_addr or "")
            if tried.ok:
                return redirect(url_for(".thanks"), 303)
        problems = tried.refusals or form.problems()
    return _form(Filled(values=form.values, problems=problems)), tried.status_for(problems)


@bp.get("/report-an-error/thanks")
def thanks() -> ResponseReturnValue:
    """The report has arrived."""
    return send(pages.thanks(house.imprint()))


def _form(filled: Filled) -> Response:
    body = pages.form(house.imprint(), filled=filled, check=_meant(filled.value("page")))
    response = make_response(body)
    response.headers["Content-Security-Policy"] = policy_of(body)
    return response


def _meant(slug: str) -> Entry | None:
    return next((one for one in front.index().entries if one.slug == slug), None)
