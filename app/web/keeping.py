"""What is typed and not saved yet: kept for the person, given back, forgotten when it is saved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    flash,
    g,
    jsonify,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import OperationalError

from app.domain.errors import Conflict, NotAllowed, NotFound, Refused
from app.domain.keeping import Typing
from app.domain.policy import Permission, require
from app.models import KeptForm
from app.queries import keeping as queries
from app.services import keeping
from app.web import db, house
from app.web.forms.fields import Form
from app.web.work import begin_work, current_actor

bp = Blueprint("keeping", __name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands, and what it is called in a list."""

    words: str
    endpoint: str
    #: What the number in the form's name is called in its address.
    number: str = ""
    anchor: str = ""


#: Every form that is kept, by its data-keep with # for the number; a test compares the templates.
PLACES = {
    "answer-#": Place("An answer to a comment", "comments.one", "comment_id"),
    "article-#": Place("Particulars of an article", "desk.describe", "check_id"),
    "choices": Place("What you are told", "notifications.choices"),
    "citation-#": Place("A citation", "evidence.citation", "citation_id"),
    "claim-#": Place("A claim", "workspace.claim", "claim_id", "review"),
    "comment-#": Place("A comment on a claim", "workspace.claim", "claim_id", "comment"),
    "contact-#": Place("A request for comment", "contacts.log", "check_id"),
    "contact-#-change": Place("A change to a request for comment", "contacts.change", "contact_id"),
    "deadline-#": Place("A deadline", "queue.deadline", "check_id"),
    "decide-#": Place("A decision between two rulings", "workspace.claim", "claim_id", "answer"),
    "dismiss-#": Place("Dismissing a claim", "workspace.claim", "claim_id", "panel"),
    "draft-#": Place("A pasted article", "desk.draft", "draft_id"),
    "guest-of-#": Place("A guest link", "guests.listed", "check_id"),
    "look-#": Place("Looking at a claim again", "workspace.claim", "claim_id", "panel"),
    "passage-#": Place("A comment on a passage", "comments.listed", "check_id"),
    "paste": Place("An article to paste", "desk.paste"),
    "paste-#": Place("A new revision to paste", "revisions.paste", "check_id"),
    "person": Place("A new person", "people.everybody"),
    "publish-#": Place("Publishing", "publications.publish", "check_id"),
    "report-#": Place("A report of an error", "reports.one", "report_id"),
    "return-#": Place("Returning a ruling", "workspace.claim", "claim_id", "return"),
    "reword-#": Place("Another wording of a comment", "comments.one", "comment_id"),
    "settings": Place("Settings", "settings.edit"),
    "statement-#": Place("A statement", "evidence.statement", "statement_id"),
    "withdraw-#": Place("Withdrawing a fact-check", "publications.publish", "check_id"),
}
NAME = re.compile(r"[a-z]+(?:-[a-z]+)*(?:-([1-9][0-9]{0,9}))?(?:-[a-z]+)?")


def init_app(app: Flask) -> None:
    """Forget what was kept of a form in the request that takes the form."""
    app.after_request(_forget_taken)


def _known(form: str) -> Place | None:
    return PLACES.get(re.sub("[0-9]+", "#", form)) if NAME.fullmatch(form) else None


def place(form: str) -> Place:
    """Where a form of this name stands; raise NotFound if no form is called so."""
    known = _known(form)
    if known is None:
        raise NotFound("No form that is kept is called so.")
    return known


def address(form: str) -> str:
    """The page with a form."""
    found, number = place(form), NAME.fullmatch(form)
    values = {found.number: int(number[1])} if found.number and number else {}
    return url_for(found.endpoint, **values, _anchor=found.anchor or None)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Offered:
    """A form with something unsaved, as a list shows it."""

    row: KeptForm
    name: str
    address: str


def offered(rows: Sequence[KeptForm]) -> list[Offered]:
    """The rows as a list shows them; without those of forms that there were in an older version."""
    return [
        Offered(row, place(row.form).words, address(row.form)) for row in rows if _known(row.form)
    ]


@bp.get("/kept")
def listed() -> ResponseReturnValue:
    """Which forms of this person hold something unsaved, for a page that may show some of them."""
    require(current_actor(), Permission.DESK_READ)
    rows = queries.kept(db.reading(), current_user.user_id)
    return jsonify(
        person=current_user.user_id,
        # Somebody who logged in again in another tab goes on here.
        token=generate_csrf(),
        forms={row.form: row.version for row in rows},
    )


@bp.get("/kept/<form>")
def one(form: str) -> ResponseReturnValue:
    """What is kept of one form; 204 where that is nothing."""
    require(current_actor(), Permission.DESK_READ)
    place(form)
    row = queries.one(db.reading(), current_user.user_id, form)
    if row is None:
        return "", 204
    return jsonify(version=row.version, fields=row.fields, drawn=row.drawn, **_when(row))


@bp.post("/kept/<form>")
def keep(form: str) -> ResponseReturnValue:
    """Keep what a window tells; 409 where another window keeps a field otherwise."""
    place(form)
    if request.form.get("person") not in (None, str(current_user.user_id)):
        raise NotAllowed("Somebody else is logged in here by now.")
    typing = Typing.read(request.form.get("typed", ""))
    with begin_work() as work:
        kept = keeping.keep(work, form, typing)
    answer = jsonify(
        version=kept.version,
        past=kept.is_past,
        differing=kept.differing,
        others=kept.others,
        **_clock(),
    )
    return answer, 409 if kept.is_past or kept.differing else 200


@bp.post("/kept/<form>/throw-away")
def throw_away(form: str) -> ResponseReturnValue:
    """Forget what is kept of a form."""
    place(form)
    if not Form().validate():
        raise Refused("This form was opened in an earlier session. Reload the page.")
    with begin_work() as work:
        keeping.throw_away(work, form)
    flash("It is thrown away.")
    return redirect(url_for("desk.home"))


def took() -> None:
    """Say that the form sent was taken, where the answer is no redirect."""
    g.took_form = True


def _forget_taken(response: Response) -> Response:
    """Forget what was kept of a form that this request has saved.

    Whoever was turned away to log in, or to choose a password, has saved nothing.
    """
    done = response.status_code in (302, 303) or g.get("took_form", False)
    if request.method != "POST" or not done or not current_user.is_authenticated:
        return response
    form, seen = request.form.get("kept", ""), request.form.get("kept_seen", "")
    if not form or current_user.must_change_password or not seen.isascii() or not seen.isdecimal():
        return response
    try:
        place(form)
        window = request.form.get("kept_window", "")[:100]
        with begin_work() as work:
            keeping.take(work, form, window=window, seen=int(seen[:12]))
    except (NotFound, Refused, Conflict, OperationalError) as error:
        # What was sent is saved all the same; at worst it is offered once more.
        current_app.logger.warning("kept form %r: %s", form, error)
    return response


def _when(row: KeptForm) -> dict[str, str]:
    there = row.kept_at.astimezone(house.config().zone)
    return {"at": f"{there.day} {there:%B %Y, %H:%M}"}


def _clock() -> dict[str, str]:
    return {"at": f"{house.now().astimezone(house.config().zone):%H:%M}"}
