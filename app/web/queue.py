"""The queue: its lists, what is done to many claims at once, and deadlines."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.domain.errors import NotFound, Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.policy import Permission, require
from app.domain.queue import Priority
from app.models import FactCheck
from app.queries import journal
from app.queries import queue as queries
from app.queries.queue import Queue, QueueList, Viewer
from app.services import assigning, claims
from app.services.work import Work
from app.web import db, house
from app.web.forms import queue as forms
from app.web.forms.queue import DeadlineForm, SelectionForm
from app.web.presenting import quantity
from app.web.work import Attempt, attempt, begin_work, current_actor

bp = Blueprint("queue", __name__)

LISTS = {
    QueueList.MINE: "My work",
    QueueList.OPEN: "Open queue",
    QueueList.RETURNED: "Returned to me",
    QueueList.SIGN_OFF: "Waiting for sign-off",
    QueueList.UNPUBLISHED: "Approved but unpublished",
    QueueList.STALE: "Going stale",
    QueueList.LATE: "Late",
    QueueList.ALL: "All claims",
}

Act = Callable[[ClaimId, int], object]


@bp.get("/queue")
def listed() -> ResponseReturnValue:
    """One list of the queue, narrowed as the address says."""
    require(current_actor(), Permission.DESK_READ)
    asked = forms.address(forms.read(request.args))
    if asked != request.args.to_dict(flat=True):
        # A form sends its empty fields, too: only what was asked stays in the address.
        return redirect(url_for(".listed", **asked))
    return _page(SelectionForm(formdata=None), Attempt())


@bp.post("/queue")
def act() -> ResponseReturnValue:
    """Do the same to all claims that were ticked."""
    form, tried = SelectionForm(), Attempt()
    picked = form.picked(request.form.getlist("claim"))
    if form.validate():
        with attempt() as tried, begin_work() as work:
            todo = _act(work, form, request.form.get("do", ""))
            if not picked:
                raise Refused("Tick at least one claim first.")
            done = assigning.each(work, picked, todo)
        if tried.ok:
            flash(_told(done))
            for reason in _reasons(done):
                flash(reason)
            return redirect(url_for(".listed", **forms.address(forms.read(request.args))))
    return _page(form, tried)


@bp.route("/checks/<id:check_id>/deadline", methods=["GET", "POST"])
def deadline(check_id: int) -> ResponseReturnValue:
    """Say by when the claims of a fact-check are to be decided."""
    require(current_actor(), Permission.CLAIM_ASSIGN)
    form, tried, changes = _standing(check_id), Attempt(), []
    version = form.version.data or 0
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            key = CheckId(check_id)
            assigning.set_deadline(work, key, version=version, deadline=form.moment)
        if tried.ok:
            return redirect(url_for("workspace.check", check_id=check_id))
        if tried.conflict:
            changes = journal.since(db.reading(), FactCheck, check_id, version)
            form.take_over(_standing(check_id, formdata=None))
    problems = tried.refusals or form.problems()
    page = render_template(
        "deadline.html",
        form=form,
        changes=changes,
        problems=problems,
        check=_check(check_id),
        zone=house.config().time_zone,
    )
    return page, tried.status_for(problems)


def viewer() -> Viewer:
    """Who looks at the queue, and when."""
    four_eyes = house.config().four_eyes
    return Viewer(user_id=current_user.user_id, now=house.now(), four_eyes=four_eyes)


def _act(work: Work, form: SelectionForm, what: str) -> Act:
    if what == "take":
        return lambda claim, version: claims.take(work, claim, version=version)
    if what == "hand-back":
        return lambda claim, version: claims.release(work, claim, version=version)
    work.require(Permission.CLAIM_ASSIGN)
    if what == "assign" and form.reviewer:
        to = form.reviewer
        return lambda claim, version: assigning.assign(work, claim, version=version, to=to)
    if what == "priority" and form.priority.data:
        priority = Priority(form.priority.data)
        return lambda claim, version: assigning.prioritise(
            work, claim, version=version, priority=priority
        )
    raise Refused("Choose a reviewer to assign the claims to, or a priority to set.")


def _told(done: assigning.Done) -> str:
    left = len(done.refused)
    return f"{quantity(done.number, 'claim')} done{f', {left} not' if left else ''}."


def _reasons(done: assigning.Done) -> list[str]:
    """Why what was refused was refused: each reason once, with the claims it is about."""
    found: dict[str, list[str]] = {}
    for row in queries.named(db.reading(), viewer(), done.refused):
        words = f"“{row.claim.wording or row.exact[:60]}”"
        found.setdefault(done.refused[row.claim.id], []).append(words)
    return [f"{reason} ({', '.join(names)})" for reason, names in found.items()]


def _page(form: SelectionForm, tried: Attempt) -> ResponseReturnValue:
    asked = forms.read(request.args)
    found: Queue = queries.queue(db.reading(), viewer(), asked)
    people = queries.reviewers(db.reading())
    form.to.choices = [("", "choose"), *((str(p.id), p.name) for p in people)]
    problems = tried.refusals or form.problems()
    page = render_template(
        "queue.html",
        queue=found,
        asked=asked,
        address=forms.address(asked),
        lists=LISTS,
        people=people,
        checks=queries.checks(db.reading()),
        form=form,
        ticked=set(request.form.getlist("claim")),
        problems=problems,
    )
    return page, tried.status_for(problems)


def _standing(check_id: int, **sent: Any) -> DeadlineForm:
    """The form over the deadline as it stands, in the newsroom's time."""
    check, zone = _check(check_id), house.config().zone
    there = check.deadline.astimezone(zone) if check.deadline else None
    shown = there.strftime(forms.LOCAL) if there else ""
    form = DeadlineForm(deadline=shown, version=check.version, **sent)
    form.zone = zone
    return form


def _check(check_id: int) -> FactCheck:
    check = db.reading().get(FactCheck, check_id)
    if check is None:
        raise NotFound(f"There is no fact-check {check_id}.")
    return check
