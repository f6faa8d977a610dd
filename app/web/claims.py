"""What people do to a claim: a form each, one service each, and back to the workspace."""

from collections.abc import Callable

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import dossier
from app.domain.claims import DismissReason
from app.domain.ids import CheckId, ClaimId, RulingId
from app.domain.policy import Permission, require
from app.queries.places import claim_places
from app.services import claims, lost, opinions, places, review, rulings, shaping
from app.services.work import Work
from app.web import db, house
from app.web.forms.claims import (
    DecideForm,
    DismissForm,
    MergeForm,
    PlaceForm,
    SendBackForm,
    SplitForm,
    VersionForm,
)
from app.web.forms.review import ReviewForm
from app.web.presenting import told, told_beside
from app.web.work import Attempt, attempt, begin_work, current_actor
from app.web.workspace import Page, at_check, at_claim

bp = Blueprint("claims", __name__)

#: What is done to a claim of a known version.
Act = Callable[[Work, ClaimId, int], object]

#: The acts that need nothing but a press.
SIMPLE: dict[str, Act] = {
    "restore": lambda work, claim, version: claims.restore(work, claim, version=version),
    "take": lambda work, claim, version: claims.take(work, claim, version=version),
    "release": lambda work, claim, version: claims.release(work, claim, version=version),
    "reopen": lambda work, claim, version: rulings.reopen(work, claim, version=version),
    "sign-off": lambda work, claim, version: rulings.sign_off(work, claim, version=version),
    "gone": lambda work, claim, version: lost.let_go(work, claim, version=version),
    "defer": lambda work, claim, version: claims.defer(
        work, claim, version=version, publish_unchecked=True
    ),
    "decide": lambda work, claim, version: claims.defer(
        work, claim, version=version, publish_unchecked=False
    ),
}


@bp.post("/claims/<id:claim_id>/review")
def save_review(claim_id: int) -> ResponseReturnValue:
    """Save everything that was filled in on the one form."""
    page = at_claim(claim_id)
    form = page.review_form(sent=True)
    if "compare" in request.form:
        return _compared(page, form)
    if not form.validate() or page.current is None:
        return page.answer(review=form)
    version = form.version.data or 0
    command = form.command(page.current, today=house.today())
    following = page.workspace.next_open()
    with attempt() as tried, begin_work() as work:
        review.save(work, ClaimId(claim_id), version=version, review=command)
    if tried.ok:
        flash(told(command, page.current.name))
        onward = following.claim.id if following and "next" in request.form else claim_id
        return redirect(url_for("workspace.claim", claim_id=onward, _anchor="panel"))
    page = at_claim(claim_id)
    changes = page.changes_since(version) if tried.conflict else []
    if tried.conflict:
        page.bring_in(form)
    return page.answer(review=form, tried=tried, changes=changes)


def _compared(page: Page, form: ReviewForm) -> ResponseReturnValue:
    """Show what others changed since the form was opened beside what was typed; save nothing."""
    changes = page.changes_since(form.version.data or 0)
    page.bring_in(form)
    seen = "Look at what changed meanwhile." if changes else "Nobody changed this meanwhile."
    return page.answer(review=form, tried=Attempt([seen]), changes=changes)


@bp.post("/checks/<id:check_id>/claims")
def add(check_id: int) -> ResponseReturnValue:
    """Make a claim of the passage that was selected, or of the sentences that were ticked."""
    form = PlaceForm()
    start, end = form.place(request.form.getlist("sentence"))
    chosen_in = form.revision.data
    with attempt() as tried, begin_work() as work:
        added = shaping.add(work, CheckId(check_id), start=start, end=end, chosen_in=chosen_in)
        claim_id = added.id
    if tried.ok:
        return redirect(url_for("workspace.claim", claim_id=claim_id, _anchor="panel"))
    return at_check(check_id).answer(tried=tried)


@bp.get("/checks/<id:check_id>/words")
def fit(check_id: int) -> ResponseReturnValue:
    """The words that a claim on a passage would have, and how it would stand to those there are."""
    require(current_actor(), Permission.DESK_READ)
    form = PlaceForm(request.args, meta={"csrf": False})
    newest = dossier.newest_revision(db.reading(), check_id)
    revision = places.chosen(newest, form.revision.data)
    span = places.place_in(revision, form.start.data or 0, form.end.data or 0)
    says = told_beside(span, claim_places(db.reading(), revision))
    return jsonify(start=span.start, end=span.end, words=span.of(revision.text), says=says)


@bp.post("/claims/<id:claim_id>/place")
def cut(claim_id: int) -> ResponseReturnValue:
    """Change where a claim begins and ends."""
    form = PlaceForm()
    start, end, chosen_in = form.start.data or 0, form.end.data or 0, form.revision.data
    return _do(
        claim_id,
        form,
        lambda work, claim, version: shaping.cut(
            work,
            claim,
            version=version,
            start=start,
            end=end,
            chosen_in=chosen_in,
            by_character=bool(form.by_character.data),
        ),
    )


@bp.post("/claims/<id:claim_id>/stands")
def put(claim_id: int) -> ResponseReturnValue:
    """Say where a lost claim stands now: the passage chosen, or the sentences that were ticked."""
    form = PlaceForm()
    start, end = form.place(request.form.getlist("sentence"))
    return _do(
        claim_id,
        form,
        lambda work, claim, version: lost.place(
            work, claim, version=version, start=start, end=end, chosen_in=form.revision.data
        ),
    )


@bp.post("/claims/<id:claim_id>/split")
def split(claim_id: int) -> ResponseReturnValue:
    """Part a claim in two."""
    form = SplitForm()
    at, chosen_in = form.at.data or 0, form.revision.data
    return _do(
        claim_id,
        form,
        lambda work, claim, version: shaping.split(
            work, claim, version=version, at=at, chosen_in=chosen_in
        ),
    )


@bp.post("/claims/<id:claim_id>/merge")
def merge(claim_id: int) -> ResponseReturnValue:
    """Join another claim to this one."""
    form = MergeForm()
    other, other_version = form.taken_in()
    return _do(
        claim_id,
        form,
        lambda work, claim, version: shaping.merge(
            work, claim, version=version, other_id=other, other_version=other_version
        ),
        beside=(other, other_version),
    )


@bp.post("/claims/<id:claim_id>/dismiss")
def dismiss(claim_id: int) -> ResponseReturnValue:
    """Set a claim aside, with the reason."""
    form = DismissForm()
    reason, note = form.reason.data, form.note.data or ""
    return _do(
        claim_id,
        form,
        lambda work, claim, version: claims.dismiss(
            work, claim, version=version, reason=DismissReason(reason), note=note
        ),
        kept_as="dismiss",
    )


@bp.post("/claims/<id:claim_id>/send-back")
def send_back(claim_id: int) -> ResponseReturnValue:
    """Return a ruling to work, with a reason."""
    form = SendBackForm()
    reason = form.reason.data or ""
    return _do(
        claim_id,
        form,
        lambda work, claim, version: rulings.send_back(work, claim, version=version, reason=reason),
        kept_as="send_back",
    )


@bp.post("/claims/<id:claim_id>/choose-ruling")
def choose_ruling(claim_id: int) -> ResponseReturnValue:
    """Sign one of two blind rulings off."""
    form = DecideForm()
    chosen, reason = RulingId(form.ruling.data or 0), form.reason.data or ""
    return _do(
        claim_id,
        form,
        lambda work, claim, version: opinions.decide(
            work, claim, version=version, ruling_id=chosen, reason=reason
        ),
        kept_as="decide",
    )


@bp.post("/claims/<id:claim_id>/send-both-back")
def send_both_back(claim_id: int) -> ResponseReturnValue:
    """Return two blind rulings to work, with a reason."""
    form = SendBackForm()
    reason = form.reason.data or ""
    return _do(
        claim_id,
        form,
        lambda work, claim, version: opinions.send_both_back(
            work, claim, version=version, reason=reason
        ),
        kept_as="send_back",
    )


@bp.post(f"/claims/<id:claim_id>/<any({', '.join(repr(name) for name in SIMPLE)}):what>")
def press(claim_id: int, what: str) -> ResponseReturnValue:
    """Do what needs nothing but a press."""
    return _do(claim_id, VersionForm(), SIMPLE[what])


def _do(
    claim_id: int,
    form: VersionForm,
    act: Act,
    *,
    kept_as: str | None = None,
    beside: tuple[ClaimId, int] | None = None,
) -> ResponseReturnValue:
    """Do it and go back to the claim; show the form again, as it was sent, if it is refused.

    `beside` is another claim that it was done to, in the version that was shown.
    """
    tried, version = Attempt(), form.version.data or 0
    if form.validate():
        with attempt() as tried, begin_work() as work:
            act(work, ClaimId(claim_id), version)
        if tried.ok:
            return redirect(url_for("workspace.claim", claim_id=claim_id, _anchor="panel"))
    elif not kept_as:
        tried = Attempt(form.problems(), status=422)
    page = at_claim(claim_id)
    if page.current:
        form.renew(version=page.current.claim.version)
    changes = page.changes_since(version, beside) if tried.conflict else []
    sent = {kept_as: form} if kept_as else {}
    return page.answer(tried=tried, changes=changes, **sent)
