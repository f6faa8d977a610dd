"""What a person is told: the list, and marking it read."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.domain.ids import NotificationId
from app.domain.notifications import MailRhythm, NotificationKind
from app.domain.policy import Belongs, Permission, require
from app.models import Notification
from app.queries import notifications as queries
from app.services import notifications
from app.web import db, house, letters
from app.web.forms.fields import Form
from app.web.forms.notifications import ChoicesForm, ReadForm
from app.web.work import Attempt, attempt, begin_work, current_actor

bp = Blueprint("notifications", __name__)

#: What each kind says after the name of who caused it.
TOLD = {
    NotificationKind.ASSIGNED: "assigned a claim to you",
    NotificationKind.MENTIONED: "mentioned you in a comment",
    NotificationKind.REPLIED: "answered in a thread of yours",
    NotificationKind.RETURNED: "returned your ruling",
    NotificationKind.SIGNED_OFF: "signed off your ruling",
    NotificationKind.COMMENTED: "commented on a claim that you work on",
    NotificationKind.PUBLISHED: "published a fact-check with a ruling of yours",
    NotificationKind.GUEST_COMMENTED: "commented by a link of yours",
}


@bp.get("/notifications")
def listed() -> ResponseReturnValue:
    """What this person is told, unread first."""
    require(current_actor(), Permission.NOTIFICATION_READ, Belongs(current_user.user_id))
    rows = queries.told(db.reading(), current_user.user_id)
    newest = max((row.notification.id for row in rows), default=0)
    return render_template("notifications.html", rows=rows, newest=newest, place=place, told=TOLD)


@bp.post("/notifications/<id:notification_id>/read")
def read(notification_id: int) -> ResponseReturnValue:
    """Mark one read."""
    with begin_work() as work:
        notifications.mark_read(work, NotificationId(notification_id))
    return redirect(url_for(".listed"))


@bp.post("/notifications/read")
def read_all() -> ResponseReturnValue:
    """Mark all read that were shown."""
    shown = NotificationId(ReadForm().up_to.data or 0)
    with begin_work() as work:
        notifications.mark_all_read(work, up_to=shown)
    return redirect(url_for(".listed"))


@bp.route("/account/notifications", methods=["GET", "POST"])
def choices() -> ResponseReturnValue:
    """Choose what one is told beside the usual, and how often by e-mail."""
    require(current_actor(), Permission.NOTIFICATION_READ, Belongs(current_user.user_id))
    choice = queries.choice(db.reading(), current_user.user_id)
    form, tried = ChoicesForm(obj=choice), Attempt()
    if form.validate_on_submit():
        also = {NotificationKind(value) for value in form.also.data or []}
        with attempt() as tried, begin_work() as work:
            notifications.choose(
                work,
                also=also,
                address=form.address.data or "",
                rhythm=MailRhythm(form.rhythm.data),
            )
        if tried.ok:
            flash("Saved.")
            return redirect(url_for(".choices"))
    problems = tried.refusals or form.problems()
    page = render_template(
        "choices.html",
        form=form,
        problems=problems,
        choice=choice,
        has_post=bool(house.config().smtp_url),
    )
    return page, tried.status_for(problems)


@bp.route("/account/notifications/<token>", methods=["GET", "POST"])
def confirm(token: str) -> ResponseReturnValue:
    """Show that a message has come: by a button, for programs that read mail open links."""
    require(current_actor(), Permission.NOTIFICATION_READ, Belongs(current_user.user_id))
    address = letters.address_in(token, current_user.user_id)
    form, tried = Form(), Attempt()
    if address and form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            notifications.confirm(work, address=address)
        if tried.ok:
            flash("Confirmed: you are written to at this address from now on.")
            return redirect(url_for(".choices"))
    page = render_template("confirm.html", form=form, address=address, problems=tried.refusals)
    return page, tried.status if tried.refusals else 200 if address else 410


def place(row: Notification) -> str:
    """Where a notification leads."""
    anchor = f"comment-{row.comment_id}" if row.comment_id else "panel"
    if row.claim_id is not None:
        return url_for("workspace.claim", claim_id=row.claim_id, _anchor=anchor)
    if row.comment_id is None:
        return url_for("workspace.check", check_id=row.check_id)
    return url_for("comments.one", comment_id=row.comment_id, _anchor=anchor)
