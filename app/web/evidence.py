"""Changing and removing what was gathered on a claim."""

from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.domain.errors import NotFound
from app.domain.ids import CitationId, ClaimId, ProposalId, SourceId, StatementId
from app.domain.policy import Permission, require
from app.models import Citation, Proposal, Statement
from app.queries import journal
from app.queries.journal import Line
from app.services import evidence, statements
from app.web import db
from app.web.forms.claims import VersionForm
from app.web.forms.evidence import CitationForm, StatementForm
from app.web.presenting import recorded
from app.web.work import Attempt, attempt, begin_work, current_actor
from app.web.workspace import at_claim

bp = Blueprint("evidence", __name__)

Row = TypeVar("Row", Statement, Proposal)


@bp.route("/citations/<id:citation_id>", methods=["GET", "POST"])
def citation(citation_id: int) -> ResponseReturnValue:
    """Change a citation and its source."""
    require(current_actor(), Permission.EVIDENCE_EDIT)
    row = _citation(citation_id)
    claim_id, tried = row.claim_id, Attempt()
    form, changes = CitationForm.of(row), []
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            evidence.change(
                work,
                CitationId(citation_id),
                version=form.version.data or 0,
                source_version=form.source_version.data or 0,
                source=form.source(),
                use=form.use(),
            )
        if tried.ok:
            return redirect(url_for("workspace.claim", claim_id=claim_id, _anchor="panel"))
        row = _citation(citation_id)
        if tried.conflict:
            changes = _last_change(row)
            form.take_over(CitationForm.of(row, formdata=None))
    problems = tried.refusals or form.problems()
    page = render_template("citation.html", form=form, problems=problems, row=row, changes=changes)
    return page, tried.status_for(problems)


def _last_change(row: Citation) -> list[Line]:
    """What was done last to a citation or its source; the claim has the entry."""
    lines = journal.of_claim(db.reading(), row.claim_id)
    return [line for line in lines if line.entry.data.get("citation") == row.id][:1]


@bp.post("/citations/<id:citation_id>/remove")
def remove_citation(citation_id: int) -> ResponseReturnValue:
    """Take a citation off its claim."""
    form, claim_id = VersionForm(), _citation(citation_id).claim_id
    with attempt() as tried, begin_work() as work:
        version = form.version.data or 0
        evidence.remove(work, CitationId(citation_id), version=version)
    return _back(claim_id, tried)


@bp.post("/claims/<id:claim_id>/sources/<id:source_id>/opened")
def opened(claim_id: int, source_id: int) -> ResponseReturnValue:
    """Note that whoever is here has opened a source of this claim."""
    with attempt() as tried, begin_work() as work:
        evidence.note_opened(work, ClaimId(claim_id), SourceId(source_id))
    if tried.ok:
        return redirect(url_for("workspace.claim", claim_id=claim_id, _anchor="sources"))
    return at_claim(claim_id).answer(tried=tried)


@bp.route("/statements/<id:statement_id>", methods=["GET", "POST"])
def statement(statement_id: int) -> ResponseReturnValue:
    """Set a statement right."""
    require(current_actor(), Permission.EVIDENCE_EDIT)
    row = _get(Statement, statement_id)
    page, tried, claim_id = at_claim(row.claim_id), Attempt(), row.claim_id
    form = StatementForm.of(row, page.version)
    form.offer(page.dossier, page.offered_places)
    opened = form.version.data or 0
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            key, details = StatementId(statement_id), form.statement()
            statements.correct(work, key, version=opened, details=details)
        if tried.ok:
            return redirect(url_for("workspace.claim", claim_id=claim_id, _anchor="panel"))
    row_id = _bring_in(form, statement_id) if tried.conflict else statement_id
    problems = tried.refusals or form.problems()
    body = render_template(
        "statement.html",
        form=form,
        problems=problems,
        claim_id=claim_id,
        newest=row_id,
        changes=at_claim(claim_id).changes_since(opened) if tried.conflict else [],
    )
    return body, tried.status_for(problems)


def _bring_in(form: StatementForm, statement_id: int) -> int:
    """Bring in what others corrected meanwhile; gives the row that stands now."""
    row = _get(Statement, statement_id)
    while later := db.reading().scalar(select(Statement).where(Statement.supersedes_id == row.id)):
        row = later
    page = at_claim(row.claim_id)
    present = StatementForm.of(row, page.version, formdata=None)
    present.offer(page.dossier, page.offered_places)
    form.take_over(present)
    form.offer(page.dossier, page.offered_places)
    return row.id


@bp.post("/statements/<id:statement_id>/strike")
def strike(statement_id: int) -> ResponseReturnValue:
    """Take a statement off the timeline that was recorded by mistake."""
    form, claim_id = VersionForm(), _get(Statement, statement_id).claim_id
    with attempt() as tried, begin_work() as work:
        statements.strike(work, StatementId(statement_id), version=form.version.data or 0)
    return _back(claim_id, tried)


@bp.post("/proposals/<id:proposal_id>/confirm")
def confirm_proposal(proposal_id: int) -> ResponseReturnValue:
    """Record what the engine believed that the article reports."""
    form, claim_id = VersionForm(), _get(Proposal, proposal_id).claim_id
    with attempt() as tried, begin_work() as work:
        version = form.version.data or 0
        statement = statements.confirm(work, ProposalId(proposal_id), version=version)
        message = recorded(statement)
    return _answered(claim_id, tried, message if tried.ok else "")


@bp.post("/proposals/<id:proposal_id>/dismiss")
def dismiss_proposal(proposal_id: int) -> ResponseReturnValue:
    """Say that the article does not report what the engine believed."""
    form, claim_id = VersionForm(), _get(Proposal, proposal_id).claim_id
    with attempt() as tried, begin_work() as work:
        version = form.version.data or 0
        statements.dismiss_proposal(work, ProposalId(proposal_id), version=version)
    return _answered(claim_id, tried, "The proposal is dismissed.")


def _answered(claim_id: int, tried: Attempt, message: str) -> ResponseReturnValue:
    """Go on to the next proposal, or to the timeline."""
    if not tried.ok:
        return at_claim(claim_id).answer(tried=tried)
    flash(message)
    current = at_claim(claim_id).current
    more = current is not None and current.proposals
    place = "proposals" if more else "timeline"
    return redirect(url_for("workspace.claim", claim_id=claim_id, _anchor=place))


def _back(claim_id: int, tried: Attempt) -> ResponseReturnValue:
    if tried.ok:
        return redirect(url_for("workspace.claim", claim_id=claim_id, _anchor="panel"))
    return at_claim(claim_id).answer(tried=tried)


def _citation(citation_id: int) -> Citation:
    rows = select(Citation).where(Citation.id == citation_id, Citation.removed_at.is_(None))
    row = db.reading().scalars(rows.options(joinedload(Citation.source))).first()
    if row is None:
        raise NotFound(f"There is no citation {citation_id}.")
    return row


def _get(kind: type[Row], key: int) -> Row:
    row = db.reading().get(kind, key)
    if row is None:
        raise NotFound(f"There is no {kind.__name__.lower()} {key}.")
    return row
