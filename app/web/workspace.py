"""The workspace: the article on one side, the claim and its one form on the other."""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.domain.ids import ClaimId, UserId
from app.domain.policy import Permission, allowed, require
from app.domain.presence import ASKED_EVERY, SAID_EVERY
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile, Dossier
from app.models import Anchor, Claim, Proposal
from app.publishing.markup import Mark, Row, article_rows
from app.queries import comments, journal
from app.queries import workspace as queries
from app.queries.follow_ups import ToLookAt, waiting
from app.queries.journal import Line
from app.queries.since import Since, since
from app.queries.sources import AtHand, sources_at_hand
from app.queries.undoing import steps
from app.revised import near_places
from app.text.structure.sentences import sentences
from app.web import db, house
from app.web.forms.claims import (
    DecideForm,
    DismissForm,
    FollowUpForm,
    MergeForm,
    PlaceForm,
    SendBackForm,
    SplitForm,
    VersionForm,
)
from app.web.forms.comments import CommentForm
from app.web.forms.evidence import place_value
from app.web.forms.fields import Form
from app.web.forms.review import ReviewForm
from app.web.presenting import STATE_WORDS, style
from app.web.same import Same, same
from app.web.work import Attempt, current_actor

bp = Blueprint("workspace", __name__)

#: A passage of the article: code points, half-open.
Place = tuple[int, int]

#: Up to so many sentences are offered whole; of more, so many before and behind the claim.
FEW, AROUND = 400, 40


@bp.get("/checks/<id:check_id>")
def check(check_id: int) -> ResponseReturnValue:
    """The article with its claims; the first that is open is taken up."""
    return at_check(check_id).answer()


@bp.get("/claims/<id:claim_id>")
def claim(claim_id: int) -> ResponseReturnValue:
    """The workspace with one claim taken up."""
    return at_claim(claim_id).answer()


def at_check(check_id: int) -> "Page":
    """The page of the workspace with the first open claim taken up."""
    now = house.now()
    return Page(queries.workspace(db.reading(), check_id, now=now, viewer=viewer()))


def at_claim(claim_id: int) -> "Page":
    """The page of the workspace with one claim taken up."""
    now = house.now()
    return Page(queries.workspace_at(db.reading(), claim_id, now=now, viewer=viewer()))


def viewer() -> UserId | None:
    """Who looks: their own sealed ruling they see."""
    return current_actor().user_id


class Page:
    """The workspace's page, with the forms as they were sent where one was refused."""

    def __init__(self, workspace: queries.Workspace) -> None:
        require(current_actor(), Permission.DESK_READ)
        self.workspace = workspace
        #: Is what stands beside the claim to be on the page from the start?
        self.shows_beside = "beside" in request.args
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
            same=self.same,
            to_look_at=self.to_look_at,
            since=self.since,
            evident=self.gathers,
            at_hand=self.at_hand,
            threads=comments.threads(db.reading(), self.dossier.check.id),
            rows=self.rows,
            sentences=self.sentences if self._may(Permission.CLAIM_SHAPE) else [],
            near_places=self.near_places,
            nearby=self.nearby if self._may(Permission.CLAIM_SHAPE) else [],
            everywhere="everywhere" in request.args,
            review=review or self.review_form(),
            forms=forms,
            problems=problems,
            changes=changes,
            again="again" in request.args,
            steps=steps(db.reading(), current_user.user_id, self.dossier.check.id),
            asked_every=ASKED_EVERY.total_seconds(),
            said_every=SAID_EVERY.total_seconds(),
        )
        return page, (tried or Attempt()).status_for(problems)

    def _may(self, permission: Permission) -> bool:
        return allowed(current_actor(), permission)

    @property
    def version(self) -> int:
        """The present version of the current claim."""
        return self.current.claim.version if self.current else 0

    @property
    def since(self) -> Since | None:
        """What changed since the current claim's ruling, for whoever is to sign it off."""
        if self.current is None or self.current.claim.state is not ClaimState.RULED:
            return None
        return since(db.reading(), self.dossier, self.current)

    @property
    def same(self) -> Same | None:
        """What the current claim is linked with, and what may be the same, if it is to be shown."""
        if self.current is None or not self.shows_beside:
            return None
        return same(self.current.claim.id)

    @property
    def gathers(self) -> bool:
        """May the person who looks add to the evidence on the current claim?"""
        if self.current is None:
            return False
        return bool(current_user.may_gather(self.current.claim.state, self.current.ruling))

    @property
    def to_look_at(self) -> list[ToLookAt]:
        """The claims of the fact-check to look at again: a linked one changed."""
        return waiting(db.reading(), self.dossier.check.id) if self.workspace.follow_ups else []

    @cached_property
    def at_hand(self) -> list[AtHand]:
        """The sources that the current claim may cite by a press."""
        if self.current is None or not self.gathers:
            return []
        return sources_at_hand(db.reading(), self.dossier, self.current)

    @cached_property
    def sentences(self) -> Sequence[Place]:
        """The sentences of the article, for those who choose without a mouse."""
        return _sentences(self.dossier.revision.text)

    @cached_property
    def nearby(self) -> Sequence[Place]:
        """The sentences around the current claim; all of them where there are not too many."""
        if len(self.sentences) <= FEW or self.current is None:
            return self.sentences
        anchor = self.current.anchor  # of a lost claim: about there
        first = sum(end <= anchor.start for _, end in self.sentences)
        last = sum(start < anchor.end for start, _ in self.sentences)
        return self.sentences[max(0, first - AROUND) : last + AROUND]

    @cached_property
    def offered_places(self) -> Sequence[Place]:
        """Places for a statement: the claim's own words and proposals, then what is around."""
        if self.current is None or not self.nearby:
            return self.nearby
        own = [*self._anchored(self.current), *map(_place, self._proposed(self.current))]
        begin, end = self.nearby[0][0], self.nearby[-1][1]
        others = {*self.nearby, *self._used_places()}
        around = sorted(p for p in others if begin <= p[0] and p[1] <= end)
        return list(dict.fromkeys([*own, *around]))

    def _used_places(self) -> Iterator[Place]:
        for file in self.dossier.files:
            yield _place(file.anchor)
            yield from map(_place, self._proposed(file))
            for statement in file.statements:
                if place := self.dossier.place(statement):
                    yield place.bounds

    def _anchored(self, file: ClaimFile) -> list[Place]:
        return [] if file.lost else [_place(file.anchor)]

    def _proposed(self, file: ClaimFile) -> list[Proposal]:
        """The proposals on a claim that the newest revision reports."""
        newest = self.dossier.revision.number
        return [proposal for proposal in file.proposals if proposal.revision == newest]

    @property
    def near_places(self) -> list[tuple[Place, str]]:
        """Where the current claim may stand now, with the words there; none unless it is lost."""
        if self.current is None or not self.current.lost or not self._may(Permission.CLAIM_SHAPE):
            return []
        text = self.dossier.revision.text
        found = near_places(self.dossier, self.current)
        return [(span.bounds, span.of(text)) for span in found]

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
                claim=str(file.claim.id),
            )
            for file in self.dossier.shown
        ]
        return article_rows(self.dossier.revision.text, marks)

    def review_form(self, *, sent: bool = False) -> ReviewForm:
        """The one form: as it was sent, or as the claim stands."""
        form = ReviewForm() if sent else ReviewForm(formdata=None)
        self._offer(form)
        if not sent and self.current:
            form.show(self.current, today=house.today(), again="again" in request.args)
            self._prefill(form)
        return form

    def bring_in(self, form: ReviewForm) -> None:
        """Bring in what others changed meanwhile; what was typed stays."""
        form.take_over(self.review_form())
        waiting = {p.id for p in self.current.proposals} if self.current else set()
        if form.proposal_id.data not in waiting:
            form.renew(proposal_id=None)
        self._offer(form)

    def _offer(self, form: ReviewForm) -> None:
        may = self._may(Permission.EVIDENCE_EDIT)
        form.offer(self.dossier, self.offered_places if may else [])
        form.offer_sources(self.dossier, [use.source for use in self.at_hand if not use.own])

    def changes_since(self, version: int, beside: tuple[ClaimId, int] | None = None) -> list[Line]:
        """What others did to the current claim, and one beside it, since somebody opened them."""
        opened = [(self.current.claim.id, version)] if self.current else []
        if beside and any(file.claim.id == beside[0] for file in self.dossier.everything):
            opened.append(beside)
        return [
            line for key, seen in opened for line in journal.since(db.reading(), Claim, key, seen)
        ]

    def _small_forms(self) -> dict[str, Form]:
        version = self.version
        place = self.current.anchor if self.current else None
        return {
            "act": VersionForm(formdata=None, version=version),
            "add": PlaceForm(formdata=None),
            "comment": CommentForm(formdata=None),
            "decide": DecideForm(formdata=None, version=version),
            "dismiss": DismissForm(formdata=None, version=version),
            "follow_up": FollowUpForm(formdata=None),
            "merge": MergeForm(formdata=None, version=version),
            "place": PlaceForm(formdata=None, version=version, obj=place),
            "send_back": SendBackForm(formdata=None, version=version),
            "split": SplitForm(formdata=None, version=version),
        }

    def _prefill(self, form: ReviewForm) -> None:
        """Take over what the reviewer chose: a proposal, a citation to state, a source to cite."""
        chosen, cited = request.args.get("proposal", ""), request.args.get("cite", "")
        stated = request.args.get("state", "")
        for proposal in self.current.proposals if self.current else ():
            if str(proposal.id) == chosen:
                _propose(form, proposal, self.dossier)
        for citation in self.current.citations if self.current else ():
            if str(citation.id) == stated:
                form.state(citation)
        for use in self.at_hand if cited else ():
            if str(use.source.id) == cited:
                form.cite_again(use.last)


# Frozen texts are shown again and again.
@lru_cache(maxsize=16)
def _sentences(text: str) -> tuple[Place, ...]:
    return tuple(sentence.bounds for sentence in sentences(text))


def _place(row: Anchor | Proposal) -> Place:
    return (row.start, row.end)


def _propose(form: ReviewForm, proposal: Proposal, dossier: Dossier) -> None:
    form.proposal_id.data = proposal.id
    form.kind.data = proposal.kind.value
    form.actor.data = proposal.actor
    form.scope.data = proposal.scope.value
    form.words.data = dossier.passage(proposal)
    form.place.data = place_value(proposal)
