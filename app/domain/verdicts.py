"""Verdicts: what each means, what it must rest on, and what keeps a claim or page from going out.

Two axes, never one field: a *statement* is what somebody did to a claim; a *verdict* is what we
rule.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Blocker
from app.domain.ids import ClaimId
from app.domain.workflow import ClaimState
from app.text.statements.acts import Scope as Scope
from app.text.statements.acts import StatementKind as StatementKind

#: As much of a claim as a message quotes.
_QUOTED = 60

WORDING_LIMIT = 75
"""Code points of a claim's short wording (Google's guidance for `claimReviewed`)."""


class Stance(StrEnum):
    """What a source does to a claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class SourceKind(StrEnum):
    """How near a source is to what it tells."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Footing(StrEnum):
    """What a verdict must rest on."""

    SUPPORTING_CITATION = "supporting citation"
    RETRACTION = "retraction"
    DENIAL_OR_CONTRADICTION = "denial or contradiction"
    ANY_CITATION = "any citation"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One value that a claim can be given. `rating` is its place on the published 1..5 scale."""

    key: str
    label: str
    definition: str
    rests_on: Footing
    rating: int


HOUSE_SCHEME: tuple[Verdict, ...] = (
    Verdict(
        key="supported",
        label="Supported",
        definition="The evidence cited bears the claim out.",
        rests_on=Footing.SUPPORTING_CITATION,
        rating=5,
    ),
    Verdict(
        key="retracted",
        label="Retracted",
        definition="The claimant, or somebody entitled to speak for the claimant, or the outlet "
        "withdrew it, in full or in part.",
        rests_on=Footing.RETRACTION,
        rating=1,
    ),
    Verdict(
        key="denied",
        label="Denied",
        definition="Somebody the claim is about denies it on record, or evidence contradicts it.",
        rests_on=Footing.DENIAL_OR_CONTRADICTION,
        rating=3,
    ),
    Verdict(
        key="unproven",
        label="Unproven",
        definition="We looked; what we found does not settle it.",
        rests_on=Footing.ANY_CITATION,
        rating=2,
    ),
)


@dataclass(frozen=True, slots=True)
class StatementFact:
    """As much of a statement as the rules ask about."""

    kind: StatementKind
    actor: str
    dated: bool
    sourced: bool

    @property
    def missing(self) -> list[str]:
        """What it lacks before it can carry a verdict."""
        parts = {"actor": bool(self.actor), "date": self.dated, "source": self.sourced}
        return [what for what, known in parts.items() if not known]

    @property
    def bears_weight(self) -> bool:
        """Only a statement with actor, date and source can carry a verdict."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class CitationFact:
    """As much of a citation, and of its source, as the rules ask about."""

    stance: Stance
    has_excerpt: bool
    kept: bool
    """Its source has a saved copy, or a reason why there is none."""
    title: str = ""
    primary: bool = True
    explained: bool = False
    """There is a reason why a secondary source stands in for the primary one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a verdict on one claim could rest on."""

    statements: Sequence[StatementFact] = ()
    citations: Sequence[CitationFact] = ()

    def has_stance(self, stance: Stance) -> bool:
        """Is there a citation with this stance?"""
        return any(citation.stance is stance for citation in self.citations)

    def has_statement(self, kind: StatementKind) -> bool:
        """Is there a statement of this kind with actor, date and source?"""
        return any(s.kind is kind and s.bears_weight for s in self.statements)


FOOTING_SENTENCES = {
    Footing.SUPPORTING_CITATION: "needs at least one source whose stance is “supports”.",
    Footing.RETRACTION: "needs a statement “retracted” with actor, date and source.",
    Footing.DENIAL_OR_CONTRADICTION: "needs a statement “denied” with actor, date and source, "
    "or a source whose stance is “contradicts”.",
    Footing.ANY_CITATION: "needs at least one source: what did you look at?",
}


def stands(footing: Footing, evidence: Evidence) -> bool:
    """Does the evidence hold what this footing asks for?"""
    match footing:
        case Footing.SUPPORTING_CITATION:
            return evidence.has_stance(Stance.SUPPORTS)
        case Footing.RETRACTION:
            return evidence.has_statement(StatementKind.RETRACTED)
        case Footing.DENIAL_OR_CONTRADICTION:
            return evidence.has_statement(StatementKind.DENIED) or evidence.has_stance(
                Stance.CONTRADICTS
            )
        case Footing.ANY_CITATION:
            return bool(evidence.citations)


def ruling_blockers(
    verdict: Verdict, *, evidence: Evidence, finding: str, claim_id: ClaimId
) -> list[Blocker]:
    """What keeps this verdict from being given: all of it, in the order of the form."""
    blockers = []
    if not stands(verdict.rests_on, evidence):
        message = f"“{verdict.label}” {FOOTING_SENTENCES[verdict.rests_on]}"
        blockers.append(Blocker("footing", message, claim_id))
    if not finding:
        message = "Say why: the rationale is empty, and its first sentence is what readers see."
        blockers.append(Blocker("rationale", message, claim_id))
    return blockers


def wording_blockers(
    wording: str, *, scheme: Iterable[Verdict], claim_id: ClaimId | None
) -> list[Blocker]:
    """What is wrong with a claim's short wording; none may be given, then the quote stands in."""
    blockers = []
    if len(wording) > WORDING_LIMIT:
        message = f"The short wording has {len(wording)} characters; {WORDING_LIMIT} at most."
        blockers.append(Blocker("wording-long", message, claim_id))
    for verdict in scheme:
        if re.search(rf"\b{re.escape(verdict.label)}\b", wording, re.IGNORECASE):
            message = f"The short wording holds the verdict word “{verdict.label.lower()}”."
            blockers.append(Blocker("wording-verdict", message, claim_id))
    return blockers


@dataclass(frozen=True, slots=True)
class ClaimFact:
    """As much of a claim as the rule of publication asks about."""

    claim_id: ClaimId
    name: str
    state: ClaimState
    wording: str
    publish_unchecked: bool
    verdict: Verdict | None
    evidence: Evidence
    lost: bool = False
    """It has no place in the article as it stands now."""
    quote: str = ""


def publication_blockers(
    claims: Sequence[ClaimFact], *, scheme: Sequence[Verdict]
) -> list[Blocker]:
    """Everything about the claims that keeps a fact-check from its readers, all at once."""
    shown = [claim for claim in claims if claim.state is not ClaimState.DISMISSED]
    if not shown:
        return [Blocker("no-claims", "There is no claim to publish: add at least one.")]
    return [blocker for claim in shown for blocker in _claim_blockers(claim, scheme=scheme)]


def note_blockers(note: str, *, is_first: bool, verdict_changed: bool) -> list[Blocker]:
    """What is missing from the public note that goes with every edition but the first."""
    if is_first or note.strip():
        return []
    why = (
        "A verdict that readers were told has changed" if verdict_changed else "This page was read"
    )
    return [Blocker("note", f"{why}: write what was wrong or new, and what is right now.")]


_UNSIGNED = {
    ClaimState.OPEN: "is undecided",
    ClaimState.RULED: "is ruled, but not signed off",
    ClaimState.AWAITING: "waits for a second opinion",
    ClaimState.DISPUTED: "was ruled on twice, not alike: an editor decides",
}


def _claim_blockers(claim: ClaimFact, *, scheme: Sequence[Verdict]) -> list[Blocker]:
    if claim.lost:
        return [_lost(claim)]
    blockers = wording_blockers(claim.wording, scheme=scheme, claim_id=claim.claim_id)
    is_signed = claim.state is ClaimState.SIGNED
    if claim.publish_unchecked and not is_signed:
        return blockers
    # Also before the sign-off: what is missing is mended more easily then.
    blockers += _evidence_blockers(claim)
    if not is_signed:
        message = f"{claim.name} {_UNSIGNED[claim.state]}."
        blockers.append(Blocker(f"claim-{claim.state.value}", message, claim.claim_id))
    return blockers


def _lost(claim: ClaimFact) -> Blocker:
    words = claim.quote if len(claim.quote) <= _QUOTED else claim.quote[:_QUOTED].rstrip() + " …"
    message = (
        f"{claim.name} has lost its place, “{words}”: say where it stands now, or that it is gone."
    )
    return Blocker("lost", message, claim.claim_id)


def _evidence_blockers(claim: ClaimFact) -> list[Blocker]:
    blockers = []
    if claim.verdict and not stands(claim.verdict.rests_on, claim.evidence):
        message = f"{claim.name}: {FOOTING_SENTENCES[claim.verdict.rests_on]}"
        blockers.append(Blocker("footing", message, claim.claim_id))
    return [
        *blockers,
        *citation_blockers(claim.evidence, name=claim.name, claim_id=claim.claim_id),
        *lone_source_blockers(claim.evidence, name=claim.name, claim_id=claim.claim_id),
    ]


def citation_blockers(evidence: Evidence, *, name: str, claim_id: ClaimId) -> list[Blocker]:
    """What is missing from the citations of a claim that is to be signed off or published."""
    blockers = []
    for citation in evidence.citations:
        if not citation.has_excerpt:
            message = f"{name}: “{citation.title}” is cited without an excerpt."
            blockers.append(Blocker("excerpt", message, claim_id))
        if not citation.kept:
            message = f"{name}: “{citation.title}” has no saved copy, nor a reason why."
            blockers.append(Blocker("saved-copy", message, claim_id))
    return blockers


def lone_source_blockers(evidence: Evidence, *, name: str, claim_id: ClaimId) -> list[Blocker]:
    """What is missing where all that is cited is a single secondary source."""
    match [citation for citation in evidence.citations if citation.stance is not Stance.CONTEXT]:
        case [CitationFact(primary=False, explained=False) as only]:
            message = f"{name}: “{only.title}” is secondary and alone: say why no primary one."
            return [Blocker("lone-secondary", message, claim_id)]
    return []
