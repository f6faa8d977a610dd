"""What guests see: the door behind their link, the one page that it opens, their own threads."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.domain.ids import CommentId
from app.models import Comment
from app.publishing.claims import UNCHECKED, style_of
from app.publishing.markup import Mark, Row, article_rows
from app.queries.visit import ShownClaim, Visit, visit
from app.services import visits
from app.services.work import Work
from app.web import db, house, visitor
from app.web.forms.claims import VersionForm
from app.web.forms.comments import AnswerForm, CommentForm
from app.web.forms.guests import GuestMailForm, VisitForm
from app.web.threads import Typed, thread_page
from app.web.work import Attempt, attempt, begin_as

bp = Blueprint("visiting", __name__)

SAVED = "Your comment is saved. The desk was told."


@bp.after_request
def _keep_out_of_sight(response: Response) -> Response:
    """No search engine lists it; nothing tells another site, or the next page, the address."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    if request.endpoint == "visiting.door":
        # The host alone, which the check against forged forms needs, and never the token.
        response.headers["Referrer-Policy"] = "strict-origin"
    return response


@bp.route("/visit/<token>", methods=["GET", "POST"])
def door(token: str) -> ResponseReturnValue:
    """Ask before opening: programs that look at links in messages open nothing by that."""
    problems, status = [], 200
    if request.method == "POST" and current_user.is_authenticated:
        status = 403
    elif request.method == "POST":
        refused = visitor.enter(token, address=request.remote_addr or "")
        if refused is None:
            return redirect(url_for(".home"), 303)
        problems, status = [refused[0]], refused[1]
    return render_template("door.html", problems=problems, form=VersionForm()), status


@bp.get("/guest")
def home() -> ResponseReturnValue:
    """The article, the claims that the link opens, and what the guest has written."""
    about = request.args.get("about", "")
    if "start" in request.args:
        start, end, revision = (request.args.get(name) for name in ("start", "end", "revision"))
        about = f"{start}-{end}@{revision}"
    return _page(VisitForm(formdata=None, about=about), Attempt())


@bp.post("/guest/comments")
def comment() -> ResponseReturnValue:
    """Comment on a claim, on a passage, or on the article."""
    form, tried, link = VisitForm(), Attempt(), visitor.link()
    form.offer(visit(db.reading(), link), whole=link.claim_id is None)
    if form.validate():
        with attempt() as tried, begin_as(link.actor) as work:
            place = _place(_written(work, form))
        if tried.ok:
            flash(SAVED)
            return redirect(place)
    return _page(form, tried)


def _written(work: Work, form: VisitForm) -> Comment:
    words = form.words.data or ""
    if form.place is None:
        return visits.comment(work, claim_id=form.claim_id, words=words)
    start, end, revision = form.place
    return visits.comment_on_passage(work, revision=revision, start=start, end=end, words=words)


@bp.get("/guest/comments/<id:comment_id>")
def one(comment_id: int) -> ResponseReturnValue:
    """One of the guest's threads, with the forms to go on and to reword."""
    return _thread(comment_id)


@bp.post("/guest/comments/<id:comment_id>/answer")
def answer(comment_id: int) -> ResponseReturnValue:
    """Go on in one's own thread."""
    form, tried, actor = AnswerForm(), Attempt(), visitor.link().actor
    if form.validate():
        with attempt() as tried, begin_as(actor) as work:
            words = form.words.data or ""
            place = _place(visits.answer(work, CommentId(comment_id), words=words))
        if tried.ok:
            flash(SAVED)
            return redirect(place)
    return _thread(comment_id, Typed(answering=form, tried=tried))


@bp.post("/guest/comments/<id:comment_id>/reword")
def reword(comment_id: int) -> ResponseReturnValue:
    """Say one's own comment in other words."""
    form, tried, actor = CommentForm(), Attempt(), visitor.link().actor
    if form.validate():
        with attempt() as tried, begin_as(actor) as work:
            key, version, words = CommentId(comment_id), form.version.data, form.words.data
            place = _place(visits.reword(work, key, version=version or 0, words=words or ""))
        if tried.ok:
            flash(SAVED)
            return redirect(place)
    return _thread(comment_id, Typed(rewording=form, tried=tried))


@bp.post("/guest/comments/<id:comment_id>/take-back")
def take_back(comment_id: int) -> ResponseReturnValue:
    """Take one's own comment back."""
    form, actor = VersionForm(), visitor.link().actor
    with attempt() as tried, begin_as(actor) as work:
        version = form.version.data or 0
        place = _place(visits.take_back(work, CommentId(comment_id), version=version))
    return redirect(place) if tried.ok else _thread(comment_id, Typed(tried=tried))


@bp.post("/guest/mail")
def mail() -> ResponseReturnValue:
    """Choose where to be written to when the desk answers, or not to be."""
    form, tried, actor = GuestMailForm(), Attempt(), visitor.link().actor
    if form.validate():
        with attempt() as tried, begin_as(actor) as work:
            link = visits.choose_mail(work, address=form.address.data or "")
            to = link.address
        if tried.ok:
            flash(f"You are written to at {to}." if to else "You are not written to.")
            return redirect(url_for(".home", _anchor="mail"))
    return _page(VisitForm(formdata=None, about=""), tried, form)


@bp.post("/guest/leave")
def leave() -> ResponseReturnValue:
    """End the visit in this browser."""
    visitor.leave()
    return redirect(url_for("front.home"))


def _place(row: Comment) -> str:
    return url_for(".home", _anchor=f"comment-{row.id}")


def _page(
    form: VisitForm, tried: Attempt, mailing: GuestMailForm | None = None
) -> ResponseReturnValue:
    link = visitor.link()
    shown = visit(db.reading(), link)
    form.offer(shown, whole=link.claim_id is None)
    mailing = mailing or GuestMailForm(formdata=None, address=link.address)
    problems = tried.refusals or [*form.problems(), *mailing.problems()]
    page = render_template(
        "visit.html",
        link=link,
        visit=shown,
        rows=_rows(shown),
        form=form,
        mailing=mailing if house.house().sends_mail else None,
        problems=problems,
    )
    return page, tried.status_for(problems)


def _rows(shown: Visit) -> list[Row]:
    """The article, drawn by the function that draws the public page."""
    return article_rows(shown.text, [_mark(claim) for claim in shown.claims])


def _mark(claim: ShownClaim) -> Mark:
    # A mark tells the verdict by its line: only where the guest may read it.
    return Mark(
        number=claim.number,
        start=claim.start,
        end=claim.end,
        style=style_of(claim.ruling.verdict.key) if claim.ruling else UNCHECKED,
        href=f"#claim-{claim.id}",
        described_by=None,
        label=claim.name,
    )


def _thread(comment_id: int, typed: Typed | None = None) -> ResponseReturnValue:
    link = visitor.link()
    shown, typed = visit(db.reading(), link), typed or Typed()
    thread = shown.thread(comment_id)
    return thread_page("visit_comment.html", thread, comment_id, typed, link=link, visit=shown)
