"""A fact-check and its claims with all that was gathered on them, as it was loaded."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import NotFound
from app.domain.ids import UserId
from app.domain.verdicts import Verdict
from app.domain.workflow import ClaimState
from app.models import (
    Anchor,
    Citation,
    Claim,
    FactCheck,
    Proposal,
    Revision,
    Ruling,
    SchemeVerdict,
    SignOff,
    Source,
    SourceOpening,
    Statement,
)
from app.models.rulings import Decision
from app.text.finding import anchors
from app.text.finding.anchors import CARRIED
from app.text.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFile:
    """One claim with its place and all that was gathered on it."""

    claim: Claim
    #: Its place in the newest revision; of a lost claim, the last that it had.
    anchor: Anchor
    #: Its number on the next edition; none while dismissed or lost.
    number: int | None
    citations: Sequence[Citation]
    #: The citations that were taken away.
    removed: Sequence[Citation]
    #: As they stand now: corrected and struck ones are left out.
    statements: Sequence[Statement]
    #: All that were ever written, with those.
    written: Sequence[Statement]
    proposals: Sequence[Proposal]
    #: Oldest first; without those that were undone, and without one that is sealed: nobody reads
    #: that by accident.
    rulings: Sequence[Ruling]
    sign_offs: dict[int, SignOff]
    #: Who gave the first of two blind rulings, while the second is awaited.
    sealed_by: UserId | None = None
    #: That ruling itself, for whoever gave it and for nobody else.
    own_sealed: Ruling | None = None
    openings: Sequence[SourceOpening] = ()
    #: It has no place in the newest revision: its words changed there, or are not there.
    lost: bool = False

    @property
    def is_gone(self) -> bool:
        """Did a person say that the article, as it stands now, does not make the claim?"""
        return self._is_lost_and_kept and self.claim.gone_from is not None

    @property
    def is_missing(self) -> bool:
        """Does it wait for a person to say where it stands now, or that it is gone?"""
        return self._is_lost_and_kept and self.claim.gone_from is None

    @property
    def _is_lost_and_kept(self) -> bool:
        return self.lost and self.claim.state is not ClaimState.DISMISSED

    @property
    def ruling(self) -> Ruling | None:
        """The ruling in force: none while the claim is not decided.

        Of two blind rulings it is the one that was approved, which need not be the newer one.
        """
        match self.claim.state:
            case ClaimState.RULED:
                return self.rulings[-1]
            case ClaimState.SIGNED:
                return max(self._approved, key=lambda ruling: self.sign_offs[ruling.id].id)
            case _:
                return None

    @property
    def _approved(self) -> list[Ruling]:
        answers = self.sign_offs
        return [
            ruling
            for ruling in self.rulings
            if ruling.id in answers and answers[ruling.id].decision is Decision.APPROVED
        ]

    @property
    def last_ruling(self) -> Ruling | None:
        """The ruling in force, or else the newest that there was."""
        return self.ruling or (self.rulings[-1] if self.rulings else None)

    @property
    def sign_off(self) -> SignOff | None:
        """The answer to the ruling in force, or else to the newest, if it has one."""
        return self.sign_offs.get(self.last_ruling.id) if self.last_ruling else None

    @property
    def pair(self) -> tuple[Ruling, Ruling] | None:
        """The two blind rulings that the last round brought, if it was one and both are given."""
        second = self.rulings[-1] if self.rulings else None
        if second is None or second.beside_id is None:
            return None
        return next(r for r in self.rulings if r.id == second.beside_id), second

    def opened(self, source_id: int) -> list[SourceOpening]:
        """Who has opened a source for this claim, the first one first."""
        return [opening for opening in self.openings if opening.source_id == source_id]

    @property
    def name(self) -> str:
        """How the desk calls the claim."""
        if self.claim.state is ClaimState.DISMISSED:
            return "A dismissed claim"
        number = self.claim.number if self.lost else self.number
        return f"Claim {number}" if number else "A lost claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A fact-check with its frozen texts, its claims in reading order, and whom we asked."""

    check: FactCheck
    #: Oldest first: the last one is what the fact-check is about now.
    revisions: Sequence[Revision]
    #: The claims that stand in the newest revision.
    files: Sequence[ClaimFile]
    #: Those that stood in an earlier one and have no place in the newest.
    lost: Sequence[ClaimFile]
    sources: dict[int, Source]
    people: dict[UserId, str]
    #: The verdicts that can be given now.
    scheme: Sequence[SchemeVerdict]

    @property
    def revision(self) -> Revision:
        """The newest frozen text of the article."""
        return self.revisions[-1]

    @property
    def everything(self) -> list[ClaimFile]:
        """Every claim that the article makes or made; lost ones come last."""
        return [*self.files, *self.lost]

    @property
    def shown(self) -> list[ClaimFile]:
        """The claims that a reader would see, in reading order."""
        return [file for file in self.files if file.number is not None]

    def passage(self, row: Statement | Proposal) -> str:
        """The words by which the article reports an act, in the revision that reports it."""
        text = self.revisions[row.revision - 1].text
        return text[row.start : row.end] if row.start is not None else ""

    def place(self, row: Statement | Proposal) -> Span | None:
        """Where the newest revision reports an act; none if it does not, in just these words."""
        if row.start is None or row.end is None:
            return None
        span = Span(row.start, row.end)
        if row.revision == self.revision.number:
            return span
        quote = anchors.describe(self.revisions[row.revision - 1].text, span)
        found = anchors.find(self.revision.text, quote, hint=span)
        return found.span if found.status in CARRIED else None

    def file(self, claim_id: int) -> ClaimFile:
        """The file of one claim; raise NotFound if it is not of this fact-check."""
        for file in self.everything:
            if file.claim.id == claim_id:
                return file
        raise NotFound("There is no such claim in this fact-check.")

    def name(self, user_id: UserId | None) -> str:
        """A person's name."""
        return self.people.get(user_id, "") if user_id is not None else ""

    @property
    def verdicts(self) -> list[Verdict]:
        """The scheme in force as the rules know it."""
        return [row.value for row in self.scheme]
