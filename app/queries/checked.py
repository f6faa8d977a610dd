"""Checked before: the claims that the newsroom has ruled on and that are like a given one."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import product

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from app import checked
from app.checked import Found
from app.domain.ids import CheckId, ClaimId
from app.domain.workflow import CheckState, ClaimState
from app.dossier import ClaimFile, ruling_in_force
from app.models import Anchor, Citation, Claim, FactCheck, Ruling, Statement
from app.text.finding.likeness import Weights, differing, share
from app.text.finding.matching import stems
from app.text.spans import Span

#: Below it two claims have a subject in common and no more: docs/DECISIONS.md, 40.
FLOOR = 0.4
#: Two words alone are no claim.
FEWEST_SHARED = 3
#: So many are shown, out of the likest that were found.
MOST, LOOKED_AT = 3, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A claim of another article, with the ruling in force on it."""

    claim: Claim
    check: FactCheck
    exact: str
    ruling: Ruling
    #: How many citations and statements stand on it.
    citations: int
    statements: int

    @property
    def told(self) -> str:
        """The claim as it is shown: its wording, or its quote where it has none."""
        return self.claim.wording or self.exact

    @property
    def slug(self) -> str | None:
        """The address of the page where readers find it, if there is one now."""
        is_public = self.check.state is CheckState.PUBLISHED and self.claim.number is not None
        return self.check.slug if is_public else None


@dataclass(frozen=True, slots=True)
class Hit:
    """An earlier claim that is like the one at hand."""

    earlier: Earlier
    #: How much of what both claims tell, both tell: from 0 to 1.
    share: float
    #: The words of the earlier claim, as told, that the one at hand does not hold.
    differing: Sequence[Span]


def checked_before(session: Session, files: Sequence[ClaimFile]) -> dict[ClaimId, list[Hit]]:
    """By claim, what was checked before in other articles, the likest first.

    All claims are of one fact-check. Only rulings in force count, as things stand now. It takes
    the same few queries for up to `checked.AT_ONCE` claims as for one.
    """
    if not files:
        return {}
    asked = {int(file.claim.id): _told(file) for file in files}
    found = checked.search(session, asked, among=_in_force(but=files[0].claim.check_id))
    likest = {key for one in found.values() for key in one.claims[:LOOKED_AT]}
    known = {earlier.claim.id: earlier for earlier in _earlier(session, likest)}
    return {file.claim.id: _hits(file, found[file.claim.id], known) for file in files}


def _told(file: ClaimFile) -> str:
    return "\n".join((file.claim.wording, file.anchor.exact, file.claim.claimant))


def _in_force(*, but: CheckId) -> ColumnElement[bool]:
    """Is it a claim of another fact-check, with a ruling in force?"""
    return and_(Claim.state.in_((ClaimState.RULED, ClaimState.SIGNED)), Claim.check_id != but)


def _earlier(session: Session, claims: Set[ClaimId]) -> list[Earlier]:
    place = select(func.max(Anchor.id)).where(Anchor.claim_id == Claim.id).correlate(Claim)
    cited = select(func.count(Citation.id)).where(
        Citation.claim_id == Claim.id, Citation.removed_at.is_(None)
    )
    later = aliased(Statement)
    stated = select(func.count(Statement.id)).where(
        Statement.claim_id == Claim.id,
        Statement.struck.is_(False),
        ~select(later.id).where(later.supersedes_id == Statement.id).exists(),
    )
    rows = (
        select(
            Claim,
            FactCheck,
            Anchor.exact,
            Ruling,
            cited.scalar_subquery(),
            stated.scalar_subquery(),
        )
        .join(FactCheck, FactCheck.id == Claim.check_id)
        .join(Ruling, Ruling.id == ruling_in_force())
        .join(Anchor, Anchor.id == place.scalar_subquery())
        .where(Claim.id.in_(claims))
        .options(joinedload(Ruling.verdict))
    )
    return [
        Earlier(
            claim=claim,
            check=check,
            exact=exact,
            ruling=ruling,
            citations=citations,
            statements=statements,
        )
        for claim, check, exact, ruling, citations, statements in session.execute(rows)
    ]


def _hits(file: ClaimFile, found: Found, known: Mapping[ClaimId, Earlier]) -> list[Hit]:
    hits = []
    for earlier in (known[key] for key in found.claims[:LOOKED_AT]):
        alike = _alike(file, earlier, found.weights)
        if alike >= FLOOR:
            here = f"{file.claim.wording} {file.anchor.exact}"
            hits.append(Hit(earlier, alike, differing(earlier.told, here)))
    return sorted(hits, key=lambda hit: -hit.share)[:MOST]


def _alike(file: ClaimFile, earlier: Earlier, weights: Weights) -> float:
    """How alike two claims are in what is most alike of them: wordings, quotes."""
    pairs = product(
        filter(None, (file.claim.wording, file.anchor.exact)),
        filter(None, (earlier.claim.wording, earlier.exact)),
    )
    shares = (
        share(mine, theirs, weights=weights)
        for mine, theirs in pairs
        if len(stems(mine) & stems(theirs)) >= FEWEST_SHARED
    )
    return max(shares, default=0)
