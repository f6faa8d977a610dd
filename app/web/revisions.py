"""An article pasted again: compared with the newest revision, frozen, and what changed in it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import dossier
from app.domain.errors import NotFound
from app.domain.ids import CheckId, DraftId
from app.domain.policy import Belongs, Permission, require
from app.models import Draft, FactCheck
from app.revised import compare, pieces, rewrites
from app.services import intake, revisions, texts
from app.services import rewrites as recording
from app.text.paste.canonical import canonical
from app.web import db, house
from app.web.drafting import blocks
from app.web.forms.articles import CompareForm, DraftForm, PasteForm, RewriteForm
from app.web.presenting import quantity
from app.web.rewriting import told
from app.web.work import Attempt, attempt, begin_work, current_actor

bp = Blueprint("revisions", __name__)


@bp.route("/checks/<id:check_id>/revisions/new", methods=["GET", "POST"])
def paste(check_id: int) -> ResponseReturnValue:
    """Take in the article as it stands now."""
    require(current_actor(), Permission.ARTICLE_PASTE)
    check = _check(check_id)
    form, tried = PasteForm(), Attempt()
    if form.validate_on_submit():
        with attempt() as tried:
            pasted = intake.read(house.house(), **form.command())
            with begin_work() as work:
                draft_id = revisions.start(work, CheckId(check_id), pasted).id
        if tried.ok:
            for note in pasted.notes:
                flash(note)
            return redirect(url_for(".compared", draft_id=draft_id))
        check = _check(check_id)
    problems = tried.refusals or form.problems()
    page = render_template(
        "paste.html", form=form, problems=problems, limits=house.house(), check=check
    )
    return page, tried.status_for(problems)


@bp.route("/drafts/<id:draft_id>/revision", methods=["GET", "POST"])
def compared(draft_id: int) -> ResponseReturnValue:
    """What became of the article and its claims; the lines that count; and the button."""
    row = _draft(draft_id)
    if row.check_id is not None:
        return redirect(url_for("workspace.check", check_id=row.check_id))
    form, tried = CompareForm(version=row.version), Attempt()
    dropped = row.dropped
    if request.method == "POST":
        dropped = DraftForm.dropped(request.form.getlist("drop"))
        act = _freeze if "freeze" in request.form else _keep
        tried = act(row, form, dropped)
        if tried.ok:
            return redirect(request.path)
    return _compared(_draft(draft_id), form, dropped, tried)


@bp.get("/checks/<id:check_id>/revisions/<id:number>")
def show(check_id: int, number: int) -> ResponseReturnValue:
    """What the publisher changed from the revision before to this one."""
    return _page(check_id, number, RewriteForm(formdata=None), Attempt())


@bp.post("/checks/<id:check_id>/revisions/<id:number>")
def record(check_id: int, number: int) -> ResponseReturnValue:
    """Put one rewrite on the timeline of a claim."""
    require(current_actor(), Permission.EVIDENCE_EDIT)
    form, tried = RewriteForm(), Attempt()
    if form.validate():
        claim_id, version = form.chosen()
        with attempt() as tried, begin_work() as work:
            recording.record(
                work, claim_id, version=version, number=number, edit=form.edit(), on=form.day()
            )
        if tried.ok:
            name = dossier.load(db.reading(), check_id).file(claim_id).name
            flash(f"The change is on the timeline of {name[0].lower()}{name[1:]}.")
            return redirect(url_for(".show", check_id=check_id, number=number, _anchor="rewrites"))
    return _page(check_id, number, form, tried)


def _check(check_id: int) -> FactCheck:
    check = db.reading().get(FactCheck, check_id)
    if check is None:
        raise NotFound(f"There is no fact-check {check_id}.")
    return check


def _draft(draft_id: int) -> Draft:
    row = db.reading().get(Draft, draft_id)
    if row is None or row.revises_id is None:
        raise NotFound(f"There is no paste {draft_id} of an article that is checked already.")
    require(current_actor(), Permission.DRAFT_EDIT, Belongs(row.owner_id))
    return row


def _keep(row: Draft, form: CompareForm, dropped: list[int]) -> Attempt:
    """Keep the choice of lines."""
    with attempt() as tried, begin_work() as work:
        version = form.version.data or 0
        revisions.keep_lines(work, DraftId(row.id), version=version, dropped=dropped)
    return tried


def _freeze(row: Draft, form: CompareForm, dropped: list[int]) -> Attempt:
    """Freeze what is left of the paste, and say what became of the claims."""
    prepared = texts.prepare(row.pasted, dropped)
    looked_at = form.looked_at.data or ""
    with attempt() as tried, begin_work() as work:
        frozen = revisions.freeze(
            work, DraftId(row.id), dropped=dropped, looked_at=looked_at, prepared=prepared
        )
        number = frozen.number
    if tried.ok:
        whole = dossier.load(db.reading(), row.revises_id or 0)
        waiting = sum(file.is_missing for file in whole.lost)
        lost = f"{quantity(waiting, 'claim')} wait for you to say where they stand now."
        flash(f"Revision {number} is frozen. {lost if waiting else 'Every claim has its place.'}")
    return tried


def _compared(
    row: Draft, form: CompareForm, dropped: list[int], tried: Attempt
) -> ResponseReturnValue:
    text = canonical(row.pasted)
    whole = dossier.load(db.reading(), row.revises_id or 0)
    kept = texts.kept(row.pasted, dropped)
    found = compare(whole, kept)
    form.renew(version=row.version)
    form.look_at(revisions.seen(whole.revision.number, kept))
    page = render_template(
        "compare.html",
        draft=row,
        form=form,
        problems=tried.refusals,
        whole=whole,
        found=found,
        is_same=kept == whole.revision.text,
        pieces=pieces(found.before, found.after, found.edits),
        blocks=blocks(text.text, dropped=set(dropped), marked=set(row.dropped)),
        dropped=len(dropped),
    )
    return page, tried.status_for(tried.refusals)


def _page(check_id: int, number: int, form: RewriteForm, tried: Attempt) -> ResponseReturnValue:
    require(current_actor(), Permission.DESK_READ)
    whole = dossier.load(db.reading(), check_id)
    found = rewrites(whole, number)
    before, after = whole.revisions[number - 2], whole.revisions[number - 1]
    problems = tried.refusals or form.problems()
    page = render_template(
        "revision.html",
        whole=whole,
        before=before,
        after=after,
        rewrites=told(whole, number, found),
        pieces=pieces(before.text, after.text, found),
        form=form,
        day=house.day(after.created_at),
        problems=problems,
    )
    return page, tried.status_for(problems)
