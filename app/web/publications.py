"""Preview, publish, withdraw; and the log of a fact-check."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import dossier
from app.domain.ids import CheckId, ClaimId
from app.domain.policy import Permission, require
from app.domain.workflow import CheckState
from app.models import FactCheck, Job
from app.publishing import render
from app.publishing.edition import ChangeKind
from app.publishing.paper import policy_of
from app.queries import jobs, journal
from app.services import claims, publications
from app.services.publications import Preview
from app.web import db, house
from app.web.forms.publications import PublishForm, WithdrawForm
from app.web.presenting import quantity
from app.web.work import Attempt, attempt, begin_work, current_actor, looking
from app.web.workspace import at_claim

bp = Blueprint("publications", __name__)


@bp.get("/checks/<id:check_id>/preview")
def preview(check_id: int) -> ResponseReturnValue:
    """The page exactly as readers would get it."""
    ready = _preview(check_id)
    body = render.page(ready.history, house.imprint())
    response = make_response(body)
    response.headers["Content-Security-Policy"] = policy_of(body)
    return response


@bp.route("/checks/<id:check_id>/publish", methods=["GET", "POST"])
def publish(check_id: int) -> ResponseReturnValue:
    """What still blocks the next edition, all at once; and the button."""
    form, tried = PublishForm(), Attempt()
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            publication = publications.issue(
                work,
                CheckId(check_id),
                version=form.version.data or 0,
                kind=ChangeKind(form.kind.data),
                note=form.note.data or "",
                seen=form.seen.data or "",
            )
            number = publication.number
        if tried.ok:
            flash(f"Edition {number} is published.")
            return redirect(url_for("publications.publish", check_id=check_id))
    return _publish_page(check_id, form=form, tried=tried)


@bp.post("/checks/<id:check_id>/defer")
def defer_open(check_id: int) -> ResponseReturnValue:
    """Let every undecided claim go out as not yet checked."""
    form = PublishForm()
    with attempt() as tried, begin_work() as work:
        number = claims.defer_open(work, CheckId(check_id), version=form.version.data or 0)
    if not tried.ok:
        return _publish_page(check_id, tried=tried)
    flash(f"{quantity(number, 'claim')} will go out as “not yet checked”.")
    return redirect(url_for("publications.publish", check_id=check_id))


@bp.post("/checks/<id:check_id>/withdraw")
def withdraw(check_id: int) -> ResponseReturnValue:
    """Take a published fact-check back, in public."""
    form, tried = WithdrawForm(), Attempt()
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            publications.withdraw(
                work,
                CheckId(check_id),
                version=form.version.data or 0,
                reason=form.reason.data or "",
            )
        if tried.ok:
            flash("The fact-check is withdrawn: its address shows readers why.")
            return redirect(url_for("publications.publish", check_id=check_id))
    return _publish_page(check_id, withdraw_form=form, tried=tried)


@bp.get("/checks/<id:check_id>/log")
def log(check_id: int) -> ResponseReturnValue:
    """Who did what on this fact-check, newest first."""
    require(current_actor(), Permission.JOURNAL_READ)
    whole = dossier.load(db.reading(), check_id)
    entries = journal.of_check(db.reading(), CheckId(check_id))
    claims = {file.claim.id: file.anchor.exact for file in whole.everything}
    return render_template("log.html", check=whole.check, entries=entries, claims=claims)


@bp.get("/claims/<id:claim_id>/log")
def claim_log(claim_id: int) -> ResponseReturnValue:
    """Who did what on one claim, newest first, field by field."""
    require(current_actor(), Permission.JOURNAL_READ)
    page = at_claim(claim_id)
    lines = journal.of_claim(db.reading(), ClaimId(claim_id))
    return render_template(
        "claim_log.html",
        file=page.current,
        check=page.dossier.check,
        lines=lines,
        sources=page.dossier.sources,
    )


def _preview(check_id: int, *, kind: ChangeKind = ChangeKind.UPDATE, note: str = "") -> Preview:
    return publications.preview(looking(), CheckId(check_id), kind=kind, note=note)


def _release(check_id: int) -> Job | None:
    """How far what readers see has come on its way to the folder or bucket, if there is one."""
    if not house.config().publish_to:
        return None
    return jobs.newest_release(db.reading(), CheckId(check_id))


def _publish_page(
    check_id: int,
    *,
    form: PublishForm | None = None,
    withdraw_form: WithdrawForm | None = None,
    tried: Attempt,
) -> ResponseReturnValue:
    ready = _preview(check_id, note=(form.note.data or "" if form else ""))
    check = db.reading().get_one(FactCheck, check_id)
    form = form or PublishForm(formdata=None)
    withdraw_form = withdraw_form or WithdrawForm(formdata=None)
    problems = tried.refusals or [*form.problems(), *withdraw_form.problems()]
    # What is left is listed on the page, with links: it need not be said twice.
    left = [blocker for blocker in ready.blockers if blocker.code not in ("note", "kind")]
    problems = [p for p in problems if p not in {blocker.message for blocker in left}]
    if tried.refusals and left:
        problems.insert(0, f"{quantity(len(left), 'thing')} left to do: they are listed below.")
    form.renew(version=check.version)
    form.see(ready.fingerprint)
    withdraw_form.renew(version=check.version)
    page = render_template(
        "publish.html",
        check=check,
        ready=ready,
        left=left,
        changes=ready.edition.changes,
        form=form,
        withdraw_form=withdraw_form,
        problems=problems if request.method == "POST" else [],
        is_live=check.state is CheckState.PUBLISHED,
        release=_release(check_id),
    )
    return page, tried.status_for(problems)
