"""Comments: on a claim, on a passage, answers, other wordings, and settling them."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import dossier
from app.domain.ids import CheckId, ClaimId, CommentId
from app.domain.policy import Permission, require
from app.dossier import Dossier
from app.models import Comment, Revision
from app.queries import comments as queries
from app.services import comments
from app.services.work import Work
from app.text.structure.sentences import sentences
from app.web import db
from app.web.forms.claims import VersionForm
from app.web.forms.comments import AnswerForm, CommentForm, PassageForm
from app.web.forms.fields import bounds
from app.web.presenting import shorten
from app.web.threads import Typed, thread_page
from app.web.work import Attempt, attempt, begin_work, current_actor
from app.web.workspace import at_claim

bp = Blueprint("comments", __name__)

SAVED = "Your comment is saved."
#: What is done to a comment of a known version with one press.
PRESSES: dict[str, Callable[[Work, CommentId, int], Comment]] = {
    "resolve": lambda work, key, version: comments.resolve(work, key, version=version),
    "reopen": lambda work, key, version: comments.reopen(work, key, version=version),
    "take-back": lambda work, key, version: comments.take_back(work, key, version=version),
}


@bp.route("/checks/<id:check_id>/comments", methods=["GET", "POST"])
def listed(check_id: int) -> ResponseReturnValue:
    """The comments of a fact-check that wait to be settled, and the form for a passage."""
    require(current_actor(), Permission.DESK_READ)
    form, tried = PassageForm(), Attempt()
    if request.method == "POST":
        require(current_actor(), Permission.COMMENT_WRITE)
    if form.validate_on_submit():
        start, end = form.span()
        with attempt() as tried, begin_work() as work:
            words = form.words.data or ""
            comments.on_passage(
                work,
                CheckId(check_id),
                start=start,
                end=end,
                words=words,
                chosen_in=form.revision.data,
            )
        if tried.ok:
            flash(SAVED)
            return redirect(url_for(".listed", check_id=check_id))
    return _list(check_id, form, tried)


@bp.post("/claims/<id:claim_id>/comments")
def on_claim(claim_id: int) -> ResponseReturnValue:
    """Comment on a claim."""
    require(current_actor(), Permission.COMMENT_WRITE)
    form, tried = CommentForm(), Attempt()
    if form.validate():
        with attempt() as tried, begin_work() as work:
            comments.on_claim(work, ClaimId(claim_id), words=form.words.data or "")
        if tried.ok:
            flash(SAVED)
            return redirect(url_for("workspace.claim", claim_id=claim_id, _anchor="comments"))
    return at_claim(claim_id).answer(tried=tried, comment=form)


@bp.get("/comments/<id:comment_id>")
def one(comment_id: int) -> ResponseReturnValue:
    """A thread with every earlier wording, and the forms to answer and to reword."""
    return _thread(comment_id)


@bp.post("/comments/<id:comment_id>/answer")
def answer(comment_id: int) -> ResponseReturnValue:
    """Answer a comment."""
    require(current_actor(), Permission.COMMENT_WRITE)
    form, tried = AnswerForm(), Attempt()
    if form.validate():
        with attempt() as tried, begin_work() as work:
            reply = comments.answer(work, CommentId(comment_id), words=form.words.data or "")
            place = _place(reply)
        if tried.ok:
            flash(SAVED)
            return redirect(place)
    return _thread(comment_id, Typed(answering=form, tried=tried))


@bp.post("/comments/<id:comment_id>/reword")
def reword(comment_id: int) -> ResponseReturnValue:
    """Say one's own comment in other words."""
    require(current_actor(), Permission.COMMENT_WRITE)
    form, tried = CommentForm(), Attempt()
    if form.validate():
        with attempt() as tried, begin_work() as work:
            version, words = form.version.data or 0, form.words.data or ""
            place = _place(
                comments.reword(work, CommentId(comment_id), version=version, words=words)
            )
        if tried.ok:
            flash(SAVED)
            return redirect(place)
    return _thread(comment_id, Typed(rewording=form, tried=tried))


@bp.post("/comments/<id:comment_id>/<what>")
def press(comment_id: int, what: str) -> ResponseReturnValue:
    """Settle it, take it up again, or take it back."""
    if what not in PRESSES:
        abort(404)
    require(current_actor(), Permission.COMMENT_WRITE)
    form = VersionForm()
    with attempt() as tried, begin_work() as work:
        place = _place(PRESSES[what](work, CommentId(comment_id), form.version.data or 0))
    if tried.ok:
        return redirect(place)
    return _thread(comment_id, Typed(tried=tried))


def _place(comment: Comment) -> str:
    """Where a comment is read: at its claim, or in the list of its fact-check."""
    anchor = f"comment-{comment.id}"
    if comment.claim_id is not None:
        return url_for("workspace.claim", claim_id=comment.claim_id, _anchor=anchor)
    return url_for(".one", comment_id=comment.answers_id or comment.id, _anchor=anchor)


def _list(check_id: int, form: PassageForm, tried: Attempt) -> ResponseReturnValue:
    whole = dossier.load(db.reading(), check_id)
    revision = _chosen_in(whole, form)
    form.renew(revision=revision.number)
    text = revision.text
    start, end = bounds(f"{request.args.get('start')}-{request.args.get('end')}")
    spans = [(s.start, s.end) for s in sentences(text)]
    if 0 <= start < end <= len(text):
        form.place.data = form.place.data or f"{start}-{end}"
        spans = sorted({*spans, (start, end)})
    form.place.choices = {"": "choose …"} | {
        f"{start}-{end}": shorten(text[start:end], 80) for start, end in spans
    }
    problems = tried.refusals or form.problems()
    page = render_template(
        "comments.html",
        dossier=whole,
        threads=queries.threads(db.reading(), check_id),
        files={file.claim.id: file for file in whole.everything},
        everything="all" in request.args,
        form=form,
        revision=revision,
        problems=problems,
    )
    return page, tried.status_for(problems)


def _chosen_in(whole: Dossier, form: PassageForm) -> Revision:
    """The text that the form offers passages of: the one that words were chosen in, or the newest.

    A new revision may come while somebody writes: the comment stays with the words it is about.
    """
    asked = str(form.revision.data or request.args.get("revision"))
    return next((row for row in whole.revisions if str(row.number) == asked), whole.revision)


def _thread(comment_id: int, typed: Typed | None = None) -> ResponseReturnValue:
    require(current_actor(), Permission.DESK_READ)
    thread = queries.thread_of(db.reading(), comment_id)
    whole = dossier.load(db.reading(), thread.comment.check_id)
    return thread_page("comment.html", thread, comment_id, typed or Typed(), dossier=whole)
