"""The claims that are like a given one: ruled on before, said twice, linked, told apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, Protocol

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from app import checked, links
from app.checked import Found
from app.domain.ids import CheckId, ClaimId
from app.domain.workflow import CheckState, ClaimState
from app.dossier import last_place, ruling_in_force
from app.models import Anchor, Citation, Claim, FactCheck, Revision, Ruling, Statement
from app.text.claims.reasons import Type
from app.text.finding.likeness import Weights, differing, share
from app.text.finding.matching import stems
from app.text.spans import Span

#: Below it two claims have a subject in common and no more: docs/DECISIONS.md, 40.
FLOOR = 0.4
#: Within an article less is enough for two claims of one type: they have the story in common, and
#: say it again in other words.
FLOOR_HERE = 0.2
#: Two words alone are no claim.
FEWEST_SHARED = 3
#: So many are shown, out of the likest that were found.
MOST, MOST_HERE, LOOKED_AT = 3, 4, 10


class Placed(Protocol):
    """A claim and its place: its file, or no more than the two."""

    @property
    def claim(self) -> Claim:
        """The claim itself."""

    @property
    def anchor(self) -> Anchor:
        """Where it stands, and in which words."""


class Place(NamedTuple):
    """A claim and its place, as they were read."""

    claim: Claim
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A claim beside the one at hand, of its article or of another."""

    claim: Claim
    check: FactCheck
    exact: str
    #: The ruling in force on it, if any is.
    ruling: Ruling | None
    #: How many citations and statements stand on it.
    citations: int
    statements: int

    @property
    def told(self) -> str:
        """The claim as it is shown: its wording, or its quote where it has none."""
        return self.claim.wording or self.exact

    @property
    def lends(self) -> bool:
        """Is there evidence under a ruling in force, to be copied?"""
        return self.ruling is not None and bool(self.citations or self.statements)

    @property
    def slug(self) -> str | None:
        """The address of the page where readers find it, if there is one now."""
        is_public = self.check.state is CheckState.PUBLISHED and self.claim.number is not None
        return self.check.slug if is_public else None


@dataclass(frozen=True, slots=True)
class Hit:
    """Another claim, compared with the one at hand."""

    other: Other
    #: How much of what both claims tell, both tell: from 0 to 1.
    share: float
    #: The words of the other claim, as told, that the one at hand does not hold.
    differing: Sequence[Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a claim: what it is linked with, what may be the same, what is not."""

    #: The claim at hand itself; none while it is dismissed or has no place.
    own: Other | None = None
    linked: Sequence[Hit] = ()
    #: Of the same article, the likest first.
    here: Sequence[Hit] = ()
    #: Ruled on in other articles, the likest first.
    earlier: Sequence[Hit] = ()
    apart: Sequence[Hit] = ()

    @property
    def offered(self) -> int:
        """How many wait for somebody to say whether they are the same."""
        return len(self.here) + len(self.earlier)

    def __bool__(self) -> bool:
        return bool(self.linked or self.here or self.earlier or self.apart)


def beside(session: Session, claim: Claim) -> Beside:
    """Everything beside one claim, in a fixed number of queries."""
    key = claim.id
    places = _places(session, claim.check_id)
    place = places.pop(key, None)
    if place is None:
        return Beside()
    linked, apart = (of(session, [key])[key] for of in (links.linked, links.told_apart))
    found = _search(session, [place])[key]
    likest = _likest(found, but=linked | apart)
    offered = (other for other in places.values() if other.claim.id not in linked | apart)
    here = _here(place, offered, found.weights)
    known = _known(session, {key, *likest, *linked, *apart, *here})
    return Beside(
        own=known[key],
        linked=_compared(place, linked, known, found.weights),
        here=[_hit(place, known[other], share) for other, share in here.items()],
        earlier=_hits(place, likest, known, found.weights),
        apart=_compared(place, apart, known, found.weights),
    )


def _places(session: Session, check_id: CheckId) -> dict[ClaimId, Place]:
    """The claims that the newest revision of an article makes, in reading order."""
    newest = select(func.max(Revision.id)).where(Revision.check_id == check_id)
    rows = (
        select(Claim, Anchor)
        .join(Anchor, Anchor.claim_id == Claim.id)
        .where(
            Claim.check_id == check_id,
            Claim.state != ClaimState.DISMISSED,
            Anchor.revision_id == newest.scalar_subquery(),
            last_place(),
        )
        .order_by(Anchor.start, Anchor.end.desc(), Claim.id)
    )
    return {claim.id: Place(claim, anchor) for claim, anchor in session.execute(rows)}


def checked_before(session: Session, files: Sequence[Placed]) -> dict[ClaimId, list[Hit]]:
    """By claim, what was checked before in other articles, the likest first.

    All claims are of one fact-check. Only rulings in force count, as things stand now; what is
    linked or was told apart is left out. It takes the same few queries for up to
    `checked.AT_ONCE` claims as for one.
    """
    if not files:
        return {}
    found = _search(session, files)
    linked, apart = (of(session, list(found)) for of in (links.linked, links.told_apart))
    likest = {key: _likest(one, but=linked[key] | apart[key]) for key, one in found.items()}
    known = _known(session, {key for keys in likest.values() for key in keys})
    return {
        file.claim.id: _hits(file, likest[file.claim.id], known, found[file.claim.id].weights)
        for file in files
    }


def _search(session: Session, files: Sequence[Placed]) -> dict[ClaimId, Found]:
    asked = {int(file.claim.id): _told(file) for file in files}
    among = _in_force(but=files[0].claim.check_id)
    return {
        ClaimId(key): found for key, found in checked.search(session, asked, among=among).items()
    }


def _told(file: Placed) -> str:
    return "\n".join((file.claim.wording, file.anchor.exact, file.claim.claimant))


def _in_force(*, but: CheckId) -> ColumnElement[bool]:
    """Is it a claim of another fact-check, with a ruling in force?"""
    return and_(Claim.state.in_((ClaimState.RULED, ClaimState.SIGNED)), Claim.check_id != but)


def _likest(found: Found, *, but: Collection[ClaimId]) -> list[ClaimId]:
    return [key for key in found.claims if key not in but][:LOOKED_AT]


def _known(session: Session, claims: Collection[ClaimId]) -> dict[ClaimId, Other]:
    """These claims by their ids, each with what stands on it now."""
    if not claims:
        return {}
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
        .outerjoin(Ruling, Ruling.id == ruling_in_force())
        .join(Anchor, Anchor.id == place.scalar_subquery())
        .where(Claim.id.in_(claims))
        .options(joinedload(Ruling.verdict))
    )
    return {
        claim.id: Other(
            claim=claim,
            check=check,
            exact=exact,
            ruling=ruling,
            citations=citations,
            statements=statements,
        )
        for claim, check, exact, ruling, citations, statements in session.execute(rows)
    }


def _hits(
    place: Placed, likest: Sequence[ClaimId], known: Mapping[ClaimId, Other], weights: Weights
) -> list[Hit]:
    compared = _compared(place, likest, known, weights)
    return [hit for hit in compared if hit.share >= FLOOR][:MOST]


def _compared(
    place: Placed, claims: Collection[ClaimId], known: Mapping[ClaimId, Other], weights: Weights
) -> list[Hit]:
    mine = _tellings(place)
    others = [known[key] for key in claims]
    hits = [_hit(place, it, _alike(mine, (it.claim.wording, it.exact), weights)) for it in others]
    return sorted(hits, key=lambda hit: (-hit.share, hit.other.claim.id))


def _here(place: Placed, others: Iterable[Placed], weights: Weights) -> dict[ClaimId, float]:
    """What the same article says elsewhere and may be the same claim: how alike it is."""
    found = {}
    for other in others:
        if _overlap(place, other) or _opposed(place, other):
            continue
        same_type = bool(place.claim.type) and place.claim.type == other.claim.type
        fewest = 1 if same_type else FEWEST_SHARED
        alike = _alike(_tellings(place), _tellings(other), weights, fewest=fewest)
        if alike >= (FLOOR_HERE if same_type else FLOOR):
            found[other.claim.id] = alike
    likest = sorted(found.items(), key=lambda pair: -pair[1])
    return dict(likest[:MOST_HERE])


def _opposed(one: Placed, other: Placed) -> bool:
    """Does only one of the two say that there is no evidence?"""
    types = {one.claim.type, other.claim.type}
    return Type.ABSENCE in types and len(types - {""}) == 2


def _overlap(one: Placed, other: Placed) -> bool:
    """Do both stand on some of the same words? Then one is a part of the other."""
    return one.anchor.start < other.anchor.end and other.anchor.start < one.anchor.end


def _hit(place: Placed, other: Other, alike: float) -> Hit:
    return Hit(other, alike, differing(other.told, " ".join(_tellings(place))))


def _tellings(place: Placed) -> tuple[str, str]:
    """The ways in which a claim is told: its wording, if it has one, and its quote."""
    return place.claim.wording, place.anchor.exact


def _alike(
    mine: Iterable[str], theirs: Iterable[str], weights: Weights, *, fewest: int = FEWEST_SHARED
) -> float:
    """How alike two claims are in those of their tellings that are most alike."""
    shares = (
        share(one, other, weights=weights)
        for one, other in product(filter(None, mine), filter(None, theirs))
        if len(stems(one) & stems(other)) >= fewest
    )
    return max(shares, default=0)
