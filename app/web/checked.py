"""What was checked before: all of an article at once, and taking evidence over."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import dossier
from app.domain.ids import ClaimId
from app.domain.policy import Permission, require
from app.queries.checked import checked_before
from app.services.reuse import Copied, copy_evidence
from app.web import db
from app.web.forms.claims import CopyForm
from app.web.presenting import quantity
from app.web.work import Attempt, attempt, begin_work, current_actor
from app.web.workspace import at_claim

bp = Blueprint("checked", __name__)

#: Of a very long article, so many claims are looked at.
MOST = 100


@bp.get("/checks/<id:check_id>/checked")
def overview(check_id: int) -> ResponseReturnValue:
    """Every claim of an article that was checked before, with the earlier claims."""
    require(current_actor(), Permission.DESK_READ)
    whole = dossier.load(db.reading(), check_id)
    looked_at = whole.shown[:MOST]
    found = checked_before(db.reading(), looked_at)
    return render_template(
        "checked.html",
        check=whole.check,
        looked_at=len(looked_at),
        left=len(whole.shown) - len(looked_at),
        files=[(file, found[file.claim.id]) for file in looked_at if found[file.claim.id]],
    )


@bp.post("/claims/<id:claim_id>/copy")
def copy(claim_id: int) -> ResponseReturnValue:
    """Copy the evidence of an earlier claim, and go back to the claim."""
    form, tried = CopyForm(), Attempt()
    if form.validate():
        with attempt() as tried, begin_work() as work:
            copied = copy_evidence(
                work,
                ClaimId(claim_id),
                version=form.version.data or 0,
                earlier_id=ClaimId(form.earlier.data or 0),
            )
        if tried.ok:
            flash(told(copied))
            return redirect(
                url_for("workspace.claim", claim_id=claim_id, beside="y", _anchor="panel")
            )
    else:
        tried = Attempt(form.problems(), status=422)
    page = at_claim(claim_id)
    page.shows_beside = True
    changes = page.changes_since(form.version.data or 0) if tried.conflict else []
    return page.answer(tried=tried, changes=changes)


def tell(check_id: int) -> None:
    """Say how many claims of an article were checked before, if any were."""
    shown = dossier.load(db.reading(), check_id).shown[:MOST]
    number = sum(bool(hits) for hits in checked_before(db.reading(), shown).values())
    if number:
        flash(f"Checked before: {number} of {quantity(len(shown), 'claim')}.")


def told(copied: Copied) -> str:
    """What was copied, for the person who asked for it."""
    if copied == Copied(0, 0):
        return "Nothing was copied: all of its evidence is here already."
    parts = [
        quantity(number, noun)
        for number, noun in ((copied.citations, "citation"), (copied.statements, "statement"))
        if number
    ]
    return f"Copied {' and '.join(parts)}. The verdict is yours to give."
