"""Changing and removing what was gathered on a claim."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.domain.errors import NotFound
from app.domain.ids import CitationId, ProposalId, StatementId
from app.domain.policy import Permission, require
from app.models import Citation, Claim, Proposal, Statement
from app.queries.journal import Line
from app.services import evidence, statements
from app.web import db
from app.web.forms.claims import VersionForm
from app.web.forms.review import CitationForm, StatementForm
from app.web.work import Attempt, attempt, begin_work, current_actor
from app.web.workspace import at_claim

bp = Blueprint("evidence", __name__)


@bp.route("/citations/<id:citation_id>", methods=["GET", "POST"])
def citation(citation_id: int) -> ResponseReturnValue:
    """Change a citation and its source."""
    require(current_actor(), Permission.EVIDENCE_EDIT)
    row = _citation(citation_id)
    claim_id, tried = row.claim_id, Attempt()
    form = CitationForm.of(row)
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
        form.renew(version=row.version, source_version=row.source.version)
    problems = tried.refusals or form.problems()
    page = render_template(
        "citation.html", form=form, problems=problems, row=_citation(citation_id), tried=tried
    )
    return page, tried.status if tried.refusals else 422 if problems else 200


@bp.post("/citations/<id:citation_id>/remove")
def remove_citation(citation_id: int) -> ResponseReturnValue:
    """Take a citation off its claim."""
    form, claim_id = VersionForm(), _citation(citation_id).claim_id
    with attempt() as tried, begin_work() as work:
        version = form.version.data or 0
        evidence.remove(work, CitationId(citation_id), version=version)
    return _back(claim_id, tried)


@bp.route("/statements/<id:statement_id>", methods=["GET", "POST"])
def statement(statement_id: int) -> ResponseReturnValue:
    """Set a statement right."""
    require(current_actor(), Permission.EVIDENCE_EDIT)
    row = db.reading().get(Statement, statement_id)
    if row is None:
        raise NotFound(f"There is no statement {statement_id}.")
    page, tried, claim_id = at_claim(row.claim_id), Attempt(), row.claim_id
    version = page.current.claim.version if page.current else 0
    form = StatementForm.of(row, version)
    form.offer(page.dossier, page.places)
    changes: list[Line] = []
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            statements.correct(
                work,
                StatementId(statement_id),
                version=form.version.data or 0,
                details=form.statement(),
            )
        if tried.ok:
            return redirect(url_for("workspace.claim", claim_id=claim_id, _anchor="panel"))
        changes = at_claim(claim_id).changes_since(form.version.data or 0)
        form.renew(version=_version_of(claim_id))
    body = render_template(
        "statement.html",
        form=form,
        problems=(problems := tried.refusals or form.problems()),
        claim_id=claim_id,
        changes=changes if tried.conflict else [],
    )
    return body, tried.status if tried.refusals else 422 if problems else 200


@bp.post("/statements/<id:statement_id>/strike")
def strike(statement_id: int) -> ResponseReturnValue:
    """Take a statement off the timeline that was recorded by mistake."""
    form, claim_id = VersionForm(), _claim_of(Statement, statement_id)
    with attempt() as tried, begin_work() as work:
        statements.strike(work, StatementId(statement_id), version=form.version.data or 0)
    return _back(claim_id, tried)


@bp.post("/proposals/<id:proposal_id>/dismiss")
def dismiss_proposal(proposal_id: int) -> ResponseReturnValue:
    """Say that the article does not report what the engine believed."""
    form, claim_id = VersionForm(), _claim_of(Proposal, proposal_id)
    with attempt() as tried, begin_work() as work:
        version = form.version.data or 0
        statements.dismiss_proposal(work, ProposalId(proposal_id), version=version)
    return _back(claim_id, tried)


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


def _version_of(claim_id: int) -> int:
    claim = db.reading().get_one(Claim, claim_id)
    return claim.version


def _claim_of(kind: type[Statement] | type[Proposal], key: int) -> int:
    claim_id = db.reading().scalar(select(kind.claim_id).where(kind.id == key))
    if claim_id is None:
        raise NotFound(f"There is no {kind.__name__.lower()} {key}.")
    return claim_id
