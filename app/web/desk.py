"""The desk's front page, and the way from the paste box to a frozen text."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.domain.errors import NotFound
from app.domain.ids import CheckId, DraftId
from app.domain.policy import Belongs, Permission, require
from app.domain.queue import STALE_AFTER
from app.models import Draft, FactCheck
from app.queries import journal
from app.queries import keeping as kept_forms
from app.queries import queue as lists
from app.queries.desk import desk
from app.services import intake, texts
from app.text.paste.canonical import canonical
from app.web import checked, db, house, keeping, queue
from app.web.drafting import blocks
from app.web.first_look import LONGEST, counted, first_look
from app.web.forms.articles import DraftForm, ParticularsForm, PasteForm
from app.web.work import Attempt, attempt, begin_work, current_actor

bp = Blueprint("desk", __name__)


@bp.get("/desk")
def home() -> ResponseReturnValue:
    """What there is to do."""
    require(current_actor(), Permission.DESK_READ)
    four_eyes = house.config().four_eyes
    whole = desk(db.reading(), current_user.user_id, four_eyes=four_eyes)
    counts = lists.counts(db.reading(), queue.viewer())
    shown = {queue.LISTS[name]: (name, number) for name, number in counts.items() if number}
    return render_template(
        "desk.html",
        desk=whole,
        lists=shown,
        kept=keeping.offered(kept_forms.kept(db.reading(), current_user.user_id)),
        now=house.now(),
        stale=STALE_AFTER,
    )


@bp.route("/articles/new", methods=["GET", "POST"])
def paste() -> ResponseReturnValue:
    """Take an article into the house."""
    require(current_actor(), Permission.ARTICLE_PASTE)
    form, tried = PasteForm(), Attempt()
    if form.validate_on_submit():
        with attempt() as tried:
            pasted = intake.read(house.house(), **form.command())
            with begin_work() as work:
                draft_id = intake.start_draft(work, pasted, kept=form.kept()).id
        if tried.ok:
            for note in pasted.notes:
                flash(note)
            return redirect(url_for(".draft", draft_id=draft_id))
    problems = tried.refusals or form.problems()
    page = render_template(
        "paste.html", form=form, problems=problems, limits=house.house(), most_looked_at=LONGEST
    )
    return page, tried.status_for(problems)


@bp.post("/articles/look")
def look() -> ResponseReturnValue:
    """What would be made of the text in the box, as part of a page; nothing is written."""
    require(current_actor(), Permission.ARTICLE_PASTE)
    form, tried, found = PasteForm(), Attempt(), None
    if form.validate_on_submit():
        with attempt() as tried:
            found = first_look(intake.read(house.house(), **form.command()), kept=form.kept())
    problems = tried.refusals or form.problems()
    part = render_template("_first_look.html", look=found, problems=problems)
    return part, tried.status_for(problems)


@bp.route("/drafts/<id:draft_id>", methods=["GET", "POST"])
def draft(draft_id: int) -> ResponseReturnValue:
    """Decide which lines to drop and say what the article is; then freeze its text.

    A form sent with `count` is drawn again, with the claims of what it keeps, and nothing is done.
    """
    row = _draft(DraftId(draft_id))
    if row.check_id is not None:
        return redirect(url_for("workspace.check", check_id=row.check_id))
    if row.revises_id is not None:
        return redirect(url_for("revisions.compared", draft_id=draft_id))
    form, tried = DraftForm(obj=row), Attempt()
    dropped = row.dropped
    if request.method == "POST":
        dropped = _dropped()
        if "count" not in request.form and form.validate():
            prepared = texts.prepare(row.pasted, dropped)
            with attempt() as tried, begin_work() as work:
                check = intake.freeze(
                    work,
                    DraftId(draft_id),
                    version=form.version.data or 0,
                    particulars=form.command(),
                    dropped=dropped,
                    prepared=prepared,
                )
                check_id = check.id
            if tried.ok:
                checked.tell(check_id)
                return redirect(url_for("workspace.check", check_id=check_id))
    return _draft_page(_draft(DraftId(draft_id)), form, dropped, tried)


@bp.post("/drafts/<id:draft_id>/count")
def count(draft_id: int) -> ResponseReturnValue:
    """How many claims are in the lines that are kept, as part of a page; nothing is written."""
    row = _draft(DraftId(draft_id))
    return render_template("_counted.html", count=counted(row.pasted, _dropped()))


@bp.route("/checks/<id:check_id>/article", methods=["GET", "POST"])
def describe(check_id: int) -> ResponseReturnValue:
    """Change what is known about an article beside its text."""
    check = db.reading().get(FactCheck, check_id)
    if check is None:
        raise NotFound(f"There is no fact-check {check_id}.")
    require(current_actor(), Permission.ARTICLE_DESCRIBE)
    form, tried, changes = ParticularsForm(obj=check), Attempt(), []
    version = form.version.data or 0
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            particulars = form.command()
            intake.describe(work, CheckId(check_id), version=version, particulars=particulars)
        if tried.ok:
            return redirect(url_for("workspace.check", check_id=check_id))
        if tried.conflict:
            changes = journal.since(db.reading(), FactCheck, check_id, version)
            present = db.reading().get_one(FactCheck, check_id)
            form.take_over(ParticularsForm(obj=present, formdata=None))
    problems = tried.refusals or form.problems()
    page = render_template(
        "article.html", form=form, problems=problems, changes=changes, check_id=check_id
    )
    return page, tried.status_for(problems)


def _dropped() -> list[int]:
    """Where the lines begin that are dropped, as the boxes on the page say."""
    return DraftForm.dropped(request.form.getlist("drop"))


def _draft(draft_id: DraftId) -> Draft:
    row = db.reading().get(Draft, draft_id)
    if row is None:
        raise NotFound(f"There is no draft {draft_id}.")
    require(current_actor(), Permission.DRAFT_EDIT, Belongs(row.owner_id))
    return row


def _draft_page(
    row: Draft, form: DraftForm, dropped: list[int], tried: Attempt
) -> ResponseReturnValue:
    if tried.conflict:
        form.take_over(DraftForm(obj=row, formdata=None))
    text = canonical(row.pasted)
    problems = tried.refusals or form.problems()
    page = render_template(
        "draft.html",
        draft=row,
        form=form,
        problems=problems,
        blocks=blocks(text.text, dropped=set(dropped), marked=set(row.dropped)),
        repairs=text.removals,
        count=counted(row.pasted, dropped),
    )
    return page, tried.status_for(problems)
