"""What a person is told: the list, and marking it read."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.domain.ids import NotificationId
from app.domain.policy import Belongs, Permission, require
from app.models import Notification
from app.queries import comments as queries
from app.services import notifications
from app.web import db
from app.web.forms.comments import ReadForm
from app.web.work import begin_work, current_actor

bp = Blueprint("notifications", __name__)


def unread() -> int:
    """How many notifications the person logged in has not read."""
    if db.gave_up() or not current_user.is_authenticated:
        return 0
    return queries.unread(db.reading(), current_user.user_id)


@bp.get("/notifications")
def listed() -> ResponseReturnValue:
    """What this person is told, unread first."""
    require(current_actor(), Permission.NOTIFICATION_READ, Belongs(current_user.user_id))
    rows = queries.told(db.reading(), current_user.user_id)
    newest = max((row.notification.id for row in rows), default=0)
    return render_template("notifications.html", rows=rows, newest=newest, place=place)


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


def place(row: Notification) -> str:
    """Where a notification leads."""
    anchor = f"comment-{row.comment_id}" if row.comment_id else "panel"
    if row.claim_id is not None:
        return url_for("workspace.claim", claim_id=row.claim_id, _anchor=anchor)
    return url_for("comments.one", comment_id=row.comment_id, _anchor=anchor)
