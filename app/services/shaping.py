"""The split: adding, cutting, splitting and merging claims."""

from sqlalchemy import select

from app.domain.claims import DismissReason
from app.domain.errors import Conflict, Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.workflow import ClaimAction, require_open
from app.models import Citation, Claim, FactCheck, Proposal
from app.models.claims import Origin
from app.services import carrying, claims, places, statements
from app.services.work import Work
from app.text.claims.shaping import parts
from app.text.spans import Span
from app.text.structure.quotes import quotations


def add(
    work: Work, check_id: CheckId, *, start: int, end: int, chosen_in: int | None = None
) -> Claim:
    """Make a claim of a passage; offsets are code points of the newest revision.

    `chosen_in`, here and below, numbers the revision in which somebody chose them: where another
    is the newest by now, raise Conflict.
    """
    work.require(Permission.CLAIM_SHAPE)
    check = work.hold(FactCheck, check_id)
    revision = places.newest(work, check_id, chosen_in)
    span = places.place_in(revision, start, end)
    places.refuse_twins(work, check_id, revision, span)
    claim = work.add(Claim(check_id=check.id, origin=Origin.EDITOR, changed_at=work.now))
    work.add(places.anchor(claim, revision, span))
    work.record(Act.CLAIM_ADDED, claim, check_id=check.id, start=span.start, end=span.end)
    return claim


def cut(
    work: Work,
    claim_id: ClaimId,
    *,
    version: int,
    start: int,
    end: int,
    chosen_in: int | None = None,
    by_character: bool = False,
) -> Claim:
    """Change where an open claim begins and ends: at whole words, or to the character."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_SHAPE)
    require_open(claim.state, "change where it stands")
    work.hold(FactCheck, claim.check_id)
    place, revision = places.where(work, claim, chosen_in)
    span = places.moved(revision, place, start, end, by_character=by_character)
    places.refuse_twins(work, claim.check_id, revision, span, but=claim.id)
    places.move(work, claim, place, revision, span)
    return claim


def split(
    work: Work, claim_id: ClaimId, *, version: int, at: int, chosen_in: int | None = None
) -> Claim:
    """Part an open claim in two before `text[at]`; the first keeps all that was gathered.

    Sources, statements, proposals, comments and earlier rulings stay with it, as does whoever works
    on it. The second begins with the same claimant, and nothing else.
    """
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_SHAPE)
    require_open(claim.state, "split it")
    work.hold(FactCheck, claim.check_id)
    place, revision = places.where(work, claim, chosen_in)
    whole = Span(place.start, place.end)
    parted = parts(revision.text, whole, at, quotations(revision.text))
    if parted is None:
        raise Refused(
            "The claim cannot be split there: choose a place between two of its words, but not "
            "inside a quotation that would be torn."
        )
    first, second = parted
    for part in parted:
        places.refuse_twins(work, claim.check_id, revision, part, but=claim.id)
    places.move(work, claim, place, revision, first)
    rest = work.add(
        Claim(
            check_id=claim.check_id,
            origin=Origin.EDITOR,
            claimant=claim.claimant,
            claimant_role=claim.claimant_role,
            changed_at=work.now,
        )
    )
    work.add(places.anchor(rest, revision, second))
    work.record(Act.CLAIM_SPLIT, claim, check_id=claim.check_id, rest=rest.id, at=at)
    return rest


def merge(
    work: Work,
    claim_id: ClaimId,
    *,
    version: int,
    other_id: ClaimId,
    other_version: int | None = None,
) -> Claim:
    """Join another open claim to this one: one place over both, all evidence and links together."""
    claim = work.get(Claim, claim_id, version=version)
    other = work.get(Claim, other_id)
    if other_version not in (None, other.version):
        raise Conflict("Somebody else changed the claim to be taken in since you opened this.")
    work.require(Permission.CLAIM_SHAPE)
    if other.check_id != claim.check_id or other.id == claim.id:
        raise Refused("Only two different claims of the same article can be merged.")
    require_open(claim.state, "merge it")
    require_open(other.state, "merge it")
    work.hold(FactCheck, claim.check_id)
    place, revision = places.where(work, claim)
    away, _ = places.where(work, other)
    span = Span(min(place.start, away.start), max(place.end, away.end))
    other.dismissed_because = DismissReason.MERGED
    work.move_claim(other, ClaimAction.DISMISS)
    places.refuse_twins(work, claim.check_id, revision, span, but=claim.id)
    places.move(work, claim, place, revision, span)
    _carry_evidence(work, source=other, target=claim)
    carrying.carry_over(work, source=other, target=claim)
    changed = _take_over_wording(claim, other)
    work.record(Act.CLAIM_MERGED, claim, check_id=claim.check_id, other=other.id, changed=changed)
    return claim


def _take_over_wording(claim: Claim, other: Claim) -> dict[str, list[str]]:
    """What the claim is not told by, it takes from the other; a role only with its claimant."""
    told = {"wording": claim.wording or other.wording, "claimant": claim.claimant or other.claimant}
    if told["claimant"] == other.claimant:
        told["claimant_role"] = claim.claimant_role or other.claimant_role
    return claims.reword(claim, told)


def _carry_evidence(work: Work, *, source: Claim, target: Claim) -> None:
    citations = select(Citation).where(Citation.claim_id == source.id)
    proposals = select(Proposal).where(Proposal.claim_id == source.id)
    # Row by row, so that their versions move too.
    for row in (*work.session.scalars(citations), *work.session.scalars(proposals)):
        row.claim_id = target.id
    statements.copy(work, source_claim=source.id, target_claim=target.id)
