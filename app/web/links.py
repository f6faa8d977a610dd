"""Saying that claims are the same or differ, and looking again where a linked one changed."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.ids import ClaimId
from app.domain.policy import Permission, require
from app.services import follow_ups, links
from app.services.work import Work
from app.web.forms.claims import FollowUpForm, OtherForm
from app.web.same import same
from app.web.work import Attempt, attempt, begin_work, current_actor
from app.web.workspace import at_claim

bp = Blueprint("links", __name__)

#: What is said of a claim of a known version and another one.
Act = Callable[[Work, ClaimId, int, ClaimId], object]

#: What can be said, and the words for the person who said it.
ACTS: dict[str, tuple[Act, str]] = {
    "link": (
        lambda work, claim, version, other: links.link(
            work, claim, version=version, other_id=other
        ),
        "Linked as the same claim. Its verdict stays its own.",
    ),
    "unlink": (
        lambda work, claim, version, other: links.unlink(
            work, claim, version=version, out_id=other
        ),
        "Unlinked.",
    ),
    "tell-apart": (
        lambda work, claim, version, other: links.tell_apart(
            work, claim, version=version, other_id=other
        ),
        "Remembered: these two claims differ, and are not offered again.",
    ),
    "offer-again": (
        lambda work, claim, version, other: links.offer_again(
            work, claim, version=version, other_id=other
        ),
        "Forgotten: the two claims are compared again.",
    ),
}


@bp.get("/claims/<id:claim_id>/beside")
def beside(claim_id: int) -> ResponseReturnValue:
    """What the page of a claim shows beside it, to be put there."""
    require(current_actor(), Permission.DESK_READ)
    return render_template("_checked.html", same=same(claim_id))


@bp.post(f"/claims/<id:claim_id>/<any({', '.join(repr(name) for name in ACTS)}):what>")
def say(claim_id: int, what: str) -> ResponseReturnValue:
    """Say how this claim and another one belong together."""
    form, tried = OtherForm(), Attempt()
    act, said = ACTS[what]
    version = form.version.data or 0
    if form.validate():
        with attempt() as tried, begin_work() as work:
            act(work, ClaimId(claim_id), version, ClaimId(form.other.data or 0))
        if tried.ok:
            flash(said)
            return redirect(
                url_for("workspace.claim", claim_id=claim_id, beside="y", _anchor="panel")
            )
    else:
        tried = Attempt(form.problems(), status=422)
    page = at_claim(claim_id)
    page.shows_beside = True
    changes = page.changes_since(version) if tried.conflict else []
    return page.answer(tried=tried, changes=changes)


@bp.post("/claims/<id:claim_id>/looked-at")
def looked_at(claim_id: int) -> ResponseReturnValue:
    """Say that one has looked at a claim again."""
    form, tried = FollowUpForm(), Attempt()
    if form.validate():
        with attempt() as tried, begin_work() as work:
            newest, note = form.newest.data or 0, form.note.data or ""
            follow_ups.look(work, ClaimId(claim_id), newest=newest, note=note)
        if tried.ok:
            flash("Noted: you have looked at this claim.")
            return redirect(url_for("workspace.claim", claim_id=claim_id, _anchor="panel"))
    return at_claim(claim_id).answer(tried=tried, follow_up=form)
