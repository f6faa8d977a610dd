"""The workspace: the article on one side, the claim and its one form on the other."""

from collections.abc import Sequence
from functools import cached_property

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.ids import ClaimId
from app.domain.policy import Permission, require
from app.models import Proposal
from app.publishing.markup import Mark, Row, article_rows
from app.queries import journal
from app.queries import workspace as queries
from app.queries.journal import Line
from app.text.sentences import sentences
from app.web import db, house
from app.web.forms.claims import (
    DismissForm,
    MergeForm,
    PlaceForm,
    SendBackForm,
    SplitForm,
    VersionForm,
)
from app.web.forms.fields import Form
from app.web.forms.review import ReviewForm
from app.web.presenting import STATE_WORDS, style
from app.web.work import Attempt, current_actor

bp = Blueprint("workspace", __name__)


@bp.get("/checks/<id:check_id>")
def check(check_id: int) -> ResponseReturnValue:
    """The article with its claims; the first that is open is taken up."""
    return Page(queries.workspace(db.reading(), check_id)).answer()


@bp.get("/claims/<id:claim_id>")
def claim(claim_id: int) -> ResponseReturnValue:
    """The workspace with one claim taken up."""
    return at_claim(claim_id).answer()


def at_claim(claim_id: int) -> "Page":
    """The page of the workspace with one claim taken up."""
    return Page(queries.workspace_at(db.reading(), claim_id))


class Page:
    """The workspace's page, with the forms as they were sent where one was refused."""

    def __init__(self, workspace: queries.Workspace) -> None:
        require(current_actor(), Permission.DESK_READ)
        self.workspace = workspace
        self.dossier = workspace.dossier
        self.current = workspace.current

    def answer(
        self,
        *,
        review: ReviewForm | None = None,
        tried: Attempt | None = None,
        changes: Sequence[Line] = (),
        **sent: Form,
    ) -> ResponseReturnValue:
        """Render the page; with what was refused, and why, if something was."""
        forms = {**self._small_forms(), **sent}
        problems = list(tried.refusals) if tried else []
        for form in (review, *sent.values()):
            problems += form.problems() if form else []
        page = render_template(
            "workspace.html",
            workspace=self.workspace,
            dossier=self.dossier,
            current=self.current,
            rows=self.rows,
            places=self.places,
            review=review or self.review_form(),
            forms=forms,
            problems=problems,
            changes=changes,
            again="again" in request.args,
        )
        status = tried.status if tried and not tried.ok else 422 if problems else 200
        return page, status

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """The sentences of the article, for those who choose without a mouse."""
        return [(s.start, s.end) for s in sentences(self.dossier.revision.text)]

    @property
    def rows(self) -> list[Row]:
        """The article, drawn by the function that draws the public page."""
        current = self.current.claim.id if self.current else None
        marks = [
            Mark(
                number=file.number or 0,
                start=file.anchor.start,
                end=file.anchor.end,
                style=style(file) + (" current" if file.claim.id == current else ""),
                href=url_for("workspace.claim", claim_id=file.claim.id, _anchor="panel"),
                described_by=None,
                label=f"{file.name}, {STATE_WORDS[file.claim.state]}",
            )
            for file in self.dossier.shown
        ]
        return article_rows(self.dossier.revision.text, marks)

    def review_form(self, *, sent: bool = False) -> ReviewForm:
        """The one form: as it was sent, or as the claim stands."""
        form = ReviewForm() if sent else ReviewForm(formdata=None)
        form.offer(self.dossier, self._offered_places())
        if not sent and self.current:
            form.show(self.current, today=house.today(), again="again" in request.args)
            self._prefill(form)
        return form

    def changes_since(self, version: int) -> list[Line]:
        """What others did to the current claim since somebody opened it."""
        if self.current is None:
            return []
        return journal.since(db.reading(), ClaimId(self.current.claim.id), version)

    def _small_forms(self) -> dict[str, Form]:
        version = self.current.claim.version if self.current else 0
        place = self.current.anchor if self.current else None
        return {
            "act": VersionForm(formdata=None, version=version),
            "add": PlaceForm(formdata=None),
            "dismiss": DismissForm(formdata=None, version=version),
            "merge": MergeForm(formdata=None, version=version),
            "place": PlaceForm(formdata=None, version=version, obj=place),
            "send_back": SendBackForm(formdata=None, version=version),
            "split": SplitForm(formdata=None, version=version),
        }

    def _prefill(self, form: ReviewForm) -> None:
        """Take over a proposed statement that the reviewer chose to confirm."""
        chosen = request.args.get("proposal", "")
        for proposal in self.current.proposals if self.current else ():
            if str(proposal.id) == chosen:
                _propose(form, proposal)

    def _offered_places(self) -> list[tuple[int, int]]:
        own = [(f.anchor.start, f.anchor.end) for f in self.dossier.files]
        proposed = [(p.start, p.end) for f in self.dossier.files for p in f.proposals]
        stated = [
            (s.start, s.end)
            for f in self.dossier.files
            for s in f.statements
            if s.start is not None and s.end is not None
        ]
        return sorted({*self.places, *own, *proposed, *stated})


def _propose(form: ReviewForm, proposal: Proposal) -> None:
    form.proposal_id.data = proposal.id
    form.kind.data = proposal.kind.value
    form.actor.data = proposal.actor
    form.scope.data = proposal.scope.value
    form.place.data = f"{proposal.start}-{proposal.end}"
