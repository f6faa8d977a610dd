"""What a guest sees: the article, the claims that the link opens, and the guest's own threads.

What is not copied here is not shown: no confidential source, no statement, no desk comment, no
request for comment, nothing about who works on what, and no ruling unless the link says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app import dossier
from app.domain.errors import NotFound
from app.dossier import ClaimFile, Dossier
from app.models import Citation, GuestLink, Ruling
from app.queries.comments import Thread, threads


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClaim:
    """A claim as a guest reads it; `start` and `end` are half-open code points of the text."""

    id: int
    number: int
    start: int
    end: int
    quote: str
    wording: str
    claimant: str
    claimant_role: str
    #: The ruling in force, where the guest may read it and there is one.
    ruling: Ruling | None
    citations: Sequence[Citation]
    threads: Sequence[Thread]

    @property
    def name(self) -> str:
        """How guest and desk call it."""
        return f"Claim {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Everything that one guest link opens."""

    headline: str
    outlet: str
    byline: str
    url: str
    text: str
    #: The number of the revision that this is: places in it are named with it.
    revision: int
    language: str
    claims: Sequence[ShownClaim]
    #: The guest's threads on the article, and on claims that are not shown any more.
    threads: Sequence[Thread]
    #: Names of the people who answered.
    people: dict[int, str]

    def thread(self, comment_id: int) -> Thread:
        """The thread that one comment is in; raise NotFound where it is not one of the guest's."""
        for thread in (*self.threads, *(t for claim in self.claims for t in claim.threads)):
            if comment_id in {thread.comment.id, *(answer.id for answer in thread.answers)}:
                return thread
        raise NotFound("There is no such comment of yours.")


def visit(session: Session, link: GuestLink) -> Visit:
    """What a guest link opens now; whether it is open is for others to ask."""
    whole = dossier.load(session, link.check_id)
    own = [t for t in threads(session, link.check_id) if t.comment.guest_id == link.id]
    files = [file for file in whole.shown if link.claim_id in (None, file.claim.id)]
    shown = {file.claim.id for file in files}
    return Visit(
        headline=whole.check.headline,
        outlet=whole.check.outlet,
        byline=whole.check.byline,
        url=whole.check.url,
        text=whole.revision.text,
        revision=whole.revision.number,
        language=whole.revision.language,
        claims=[_claim(file, link, own) for file in files],
        threads=[thread for thread in own if thread.comment.claim_id not in shown],
        people=_answering(whole, own),
    )


def _claim(file: ClaimFile, link: GuestLink, own: Sequence[Thread]) -> ShownClaim:
    claim, anchor = file.claim, file.anchor
    return ShownClaim(
        id=claim.id,
        number=file.number or 0,
        start=anchor.start,
        end=anchor.end,
        quote=anchor.exact,
        wording=claim.wording,
        claimant=claim.claimant,
        claimant_role=claim.claimant_role,
        ruling=file.ruling if link.reads_rulings else None,
        citations=[cited for cited in file.citations if not cited.source.confidential],
        threads=[thread for thread in own if thread.comment.claim_id == claim.id],
    )


def _answering(whole: Dossier, own: Sequence[Thread]) -> dict[int, str]:
    authors = {answer.written_by_id for thread in own for answer in thread.answers}
    return {user_id: whole.name(user_id) for user_id in authors if user_id is not None}
