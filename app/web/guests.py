"""Guest links at the desk: who was let in, making a link, ending one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import dossier
from app.domain.errors import NotFound
from app.domain.ids import CheckId, GuestLinkId
from app.domain.policy import Permission, require
from app.models import GuestLink
from app.queries import guests as queries
from app.services import guests
from app.web import db, house, keeping
from app.web.forms.guests import GuestForm
from app.web.work import Attempt, attempt, begin_work, current_actor

bp = Blueprint("guests", __name__)


@bp.route("/checks/<id:check_id>/guests", methods=["GET", "POST"])
def listed(check_id: int) -> ResponseReturnValue:
    """The guest links of a fact-check; a new one is shown with its address, this once."""
    require(current_actor(), Permission.DESK_READ)
    form, tried, address = GuestForm(), Attempt(), ""
    form.offer(dossier.load(db.reading(), check_id))
    if form.is_submitted():
        require(current_actor(), Permission.GUEST_INVITE)
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            _, token = guests.invite(work, CheckId(check_id), invitation=form.command())
        if tried.ok:
            # The host as the editor sees it: readers may have another one.
            keeping.took()
            address = url_for("visiting.door", token=token, _external=True)
    return _page(check_id, form, tried, address)


@bp.post("/guests/<id:link_id>/end")
def end(link_id: int) -> ResponseReturnValue:
    """End a guest link at once."""
    require(current_actor(), Permission.GUEST_INVITE)
    row = db.reading().get(GuestLink, link_id)
    if row is None:
        raise NotFound(f"There is no guest link {link_id}.")
    check_id, name = row.check_id, row.name
    with begin_work() as work:
        guests.end(work, GuestLinkId(link_id))
    flash(f"The link of {name} is ended.")
    return redirect(url_for(".listed", check_id=check_id))


def _page(check_id: int, form: GuestForm, tried: Attempt, address: str) -> ResponseReturnValue:
    problems = tried.refusals or form.problems()
    whole = dossier.load(db.reading(), check_id)
    made = form.name.data if address else ""
    page = render_template(
        "guests.html",
        dossier=whole,
        links=queries.listed(db.reading(), check_id),
        now=house.now(),
        form=GuestForm(formdata=None).offer(whole) if address else form,
        problems=problems,
        address=address,
        has_post=house.house().sends_mail,
        made=made,
    )
    return page, tried.status_for(problems)
