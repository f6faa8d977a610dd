"""The split: adding, cutting, merging, splitting, dismissing claims; and who works on them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import select

from app import checked, dossier
from app.domain.claims import DismissReason
from app.domain.errors import Conflict, Incomplete, Refused
from app.domain.ids import CheckId, ClaimId, UserId
from app.domain.journal import Act
from app.domain.policy import Belongs, Permission
from app.domain.verdicts import wording_blockers
from app.domain.workflow import WORKABLE, ClaimAction, ClaimState, require_open, require_workable
from app.models import Anchor, Citation, Claim, FactCheck, Proposal, Revision
from app.models.claims import Origin
from app.services import carrying, statements
from app.services.work import Work
from app.text.claims import shaping
from app.text.claims.snapping import settle, snap
from app.text.finding import anchors
from app.text.spans import Span
from app.text.structure.quotes import quotations


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a claim is told: its short form, who made it, in which role."""

    wording: str
    claimant: str
    claimant_role: str


def add(
    work: Work, check_id: CheckId, *, start: int, end: int, chosen_in: int | None = None
) -> Claim:
    """Make a claim of a passage; offsets are code points of the newest revision.

    `chosen_in`, here and below, numbers the revision in which somebody chose them: where another
    is the newest by now, raise Conflict.
    """
    work.require(Permission.CLAIM_SHAPE)
    check = work.hold(FactCheck, check_id)
    revision = newest(work, check_id, chosen_in)
    span = place_in(revision, start, end)
    refuse_twins(work, check_id, revision, span)
    claim = work.add(Claim(check_id=check.id, origin=Origin.EDITOR, changed_at=work.now))
    work.add(anchor(claim, revision, span))
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
    place, revision = _where(work, claim, chosen_in)
    span = _moved(revision, place, start, end, by_character=by_character)
    refuse_twins(work, claim.check_id, revision, span, but=claim.id)
    _move_anchor(work, claim, place, revision, span)
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
    place, revision = _where(work, claim, chosen_in)
    whole = Span(place.start, place.end)
    parted = shaping.parts(revision.text, whole, at, quotations(revision.text))
    if parted is None:
        raise Refused(
            "The claim cannot be split there: choose a place between two of its words, but not "
            "inside a quotation that would be torn."
        )
    first, second = parted
    for part in parted:
        refuse_twins(work, claim.check_id, revision, part, but=claim.id)
    _move_anchor(work, claim, place, revision, first)
    rest = work.add(
        Claim(
            check_id=claim.check_id,
            origin=Origin.EDITOR,
            claimant=claim.claimant,
            claimant_role=claim.claimant_role,
            changed_at=work.now,
        )
    )
    work.add(anchor(rest, revision, second))
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
    other = work.get(Claim, other_id, version=other_version)
    work.require(Permission.CLAIM_SHAPE)
    if other.check_id != claim.check_id or other.id == claim.id:
        raise Refused("Only two different claims of the same article can be merged.")
    require_open(claim.state, "merge it")
    require_open(other.state, "merge it")
    work.hold(FactCheck, claim.check_id)
    place, revision = _where(work, claim)
    away, _ = _where(work, other)
    span = Span(min(place.start, away.start), max(place.end, away.end))
    other.dismissed_because = DismissReason.MERGED
    work.move_claim(other, ClaimAction.DISMISS)
    refuse_twins(work, claim.check_id, revision, span, but=claim.id)
    _move_anchor(work, claim, place, revision, span)
    _carry_evidence(work, source=other, target=claim)
    carrying.carry_over(work, source=other, target=claim)
    changed = _take_over_wording(claim, other)
    work.record(Act.CLAIM_MERGED, claim, check_id=claim.check_id, other=other.id, changed=changed)
    return claim


def dismiss(
    work: Work, claim_id: ClaimId, *, version: int, reason: DismissReason, note: str = ""
) -> Claim:
    """Set a claim aside, with the reason that the coverage line will give."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_SHAPE)
    claim.dismissed_because, claim.dismiss_note = reason, note
    work.move_claim(claim, ClaimAction.DISMISS)
    return claim


def restore(work: Work, claim_id: ClaimId, *, version: int) -> Claim:
    """Take a dismissed claim back to work."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_SHAPE)
    if claim.dismissed_because is DismissReason.MERGED:
        raise Refused("This claim was merged into another, with its evidence: split that one.")
    work.hold(FactCheck, claim.check_id)
    refuse_twin(work, claim)
    claim.dismissed_because, claim.dismiss_note = None, ""
    work.move_claim(claim, ClaimAction.RESTORE)
    return claim


def word(work: Work, claim_id: ClaimId, *, version: int | None, wording: Wording) -> Claim:
    """Give a claim its short wording, claimant and role."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_WORD)
    before = Wording(
        wording=claim.wording, claimant=claim.claimant, claimant_role=claim.claimant_role
    )
    if wording == before:
        return claim
    require_workable(claim.state, "word it anew")
    scheme = [row.value for row in dossier.scheme_in_force(work.session)]
    if blockers := wording_blockers(wording.wording, scheme=scheme, claim_id=claim.id):
        raise Incomplete(blockers)
    changed = _reword(claim, asdict(wording))
    work.touch(claim)
    if claim.state is ClaimState.RULED:
        checked.keep(work.session, [claim.id])
    work.record(Act.CLAIM_WORDED, claim, check_id=claim.check_id, changed=changed)
    return claim


def take(work: Work, claim_id: ClaimId, *, version: int) -> Claim:
    """Put one's own name on a claim that nobody works on."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_TAKE)
    require_workable(claim.state, "take it")
    if claim.assignee_id not in (None, work.person):
        raise Refused("Somebody else works on this claim: ask them, or let an editor put it back.")
    claim.assignee_id = work.person
    work.touch(claim)
    work.record(Act.CLAIM_TAKEN, claim, check_id=claim.check_id)
    return claim


def release(work: Work, claim_id: ClaimId, *, version: int) -> Claim:
    """Put a claim back, so that somebody else can take it."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_RELEASE, Belongs(claim.assignee_id))
    if claim.assignee_id is None:
        raise Refused("Nobody has taken this claim: there is nothing to put back.")
    _release(work, claim)
    return claim


def release_all(work: Work, holder: UserId) -> None:
    """Put back what somebody who leaves had taken, so that the work goes on."""
    work.require(Permission.PEOPLE_MANAGE)
    in_work = Claim.state.in_(WORKABLE)
    rows = select(Claim).where(Claim.assignee_id == holder, in_work).order_by(Claim.id)
    for claim in work.session.scalars(rows).all():
        _release(work, claim)


def defer(work: Work, claim_id: ClaimId, *, version: int, publish_unchecked: bool) -> Claim:
    """Let a claim go out as "not yet checked", or no longer."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_DEFER)
    require_workable(claim.state, "choose how it goes out")
    _defer(work, claim, publish_unchecked=publish_unchecked)
    return claim


def newest(work: Work, check_id: CheckId, chosen_in: int | None) -> Revision:
    """The newest revision; raise Conflict if a place was chosen in another one."""
    return chosen(dossier.newest_revision(work.session, check_id), chosen_in)


def chosen(revision: Revision, chosen_in: int | None) -> Revision:
    """The newest revision, if that is the one that words were chosen in; else raise Conflict."""
    if chosen_in not in (None, revision.number):
        raise Conflict(
            f"Revision {revision.number} of the article was frozen meanwhile: choose the words "
            "in the text as it stands now."
        )
    return revision


def last_place(work: Work, claim: Claim) -> Anchor:
    """Where a claim stands, or stood last."""
    rows = select(Anchor).where(Anchor.claim_id == claim.id).order_by(Anchor.id.desc())
    return work.session.scalars(rows.limit(1)).one()


def anchor(claim: Claim, revision: Revision, span: Span) -> Anchor:
    """A claim's place in a revision, with its words and what stands around them."""
    quote = anchors.describe(revision.text, span)
    return Anchor(
        claim_id=claim.id,
        revision_id=revision.id,
        start=span.start,
        end=span.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
    )


def defer_open(work: Work, check_id: CheckId, *, version: int) -> int:
    """Let every open claim go out as "not yet checked"; give their number."""
    check = work.get(FactCheck, check_id, version=version)
    work.require(Permission.CLAIM_DEFER)
    waiting = select(Claim).where(
        Claim.check_id == check.id,
        Claim.state == ClaimState.OPEN,
        Claim.publish_unchecked.is_(False),
        Claim.gone_from.is_(None),
    )
    found = work.session.scalars(waiting).all()
    for claim in found:
        _defer(work, claim, publish_unchecked=True)
    return len(found)


def refuse_twin(work: Work, claim: Claim) -> None:
    """Raise Refused where another claim stands on exactly the words of this one."""
    place = last_place(work, claim)
    revision = dossier.newest_revision(work.session, claim.check_id)
    if place.revision_id == revision.id:
        refuse_twins(work, claim.check_id, revision, Span(place.start, place.end), but=claim.id)


def _defer(work: Work, claim: Claim, *, publish_unchecked: bool) -> None:
    claim.publish_unchecked = publish_unchecked
    work.touch(claim)
    work.record(
        Act.CLAIM_DEFERRED, claim, check_id=claim.check_id, publish_unchecked=publish_unchecked
    )


def _release(work: Work, claim: Claim) -> None:
    claim.assignee_id = None
    work.touch(claim)
    work.record(Act.CLAIM_RELEASED, claim, check_id=claim.check_id)


def _reword(claim: Claim, told: Mapping[str, str]) -> dict[str, list[str]]:
    """Set what differs; gives it with what was there before."""
    changed = {}
    for name, new in told.items():
        old = getattr(claim, name)
        if old != new:
            setattr(claim, name, new)
            changed[name] = [old, new]
    return changed


def _take_over_wording(claim: Claim, other: Claim) -> dict[str, list[str]]:
    """What the claim is not told by, it takes from the other; a role only with its claimant."""
    told = {"wording": claim.wording or other.wording, "claimant": claim.claimant or other.claimant}
    if told["claimant"] == other.claimant:
        told["claimant_role"] = claim.claimant_role or other.claimant_role
    return _reword(claim, told)


def place_in(revision: Revision, start: int, end: int) -> Span:
    """A passage of a revision, made whole; raise Refused where there is none."""
    if not 0 <= start < end <= len(revision.text):
        raise Refused("This passage is not in the article: select it again.")
    span = snap(revision.text, Span(start, end))
    if not len(span):
        raise Refused("There are no words in this passage: select at least one.")
    return span


def _moved(revision: Revision, place: Anchor, start: int, end: int, *, by_character: bool) -> Span:
    """The span that was chosen for a claim, made whole."""
    snapped = place_in(revision, start, end)
    if by_character:
        return settle(revision.text, Span(start, end)) or snapped
    # An end that somebody put inside a word stays there while the other one moves by words.
    usual = snap(revision.text, Span(place.start, place.end))
    first = start if start == place.start != usual.start else snapped.start
    last = end if end == place.end != usual.end else snapped.end
    return Span(first, last) if first < last else snapped


def refuse_twins(
    work: Work, check_id: CheckId, revision: Revision, span: Span, *, but: int | None = None
) -> None:
    """Raise Refused if another claim stands on just these words."""
    same = (
        select(Claim)
        .join(Anchor)
        .where(
            Claim.check_id == check_id,
            Claim.id != (but or 0),
            Claim.state != ClaimState.DISMISSED,
            Anchor.revision_id == revision.id,
            Anchor.start == span.start,
            Anchor.end == span.end,
        )
    )
    if work.session.scalars(same).first():
        raise Refused("There is a claim on exactly these words already.")


def _where(work: Work, claim: Claim, chosen_in: int | None = None) -> tuple[Anchor, Revision]:
    revision = newest(work, claim.check_id, chosen_in)
    rows = select(Anchor).where(Anchor.claim_id == claim.id, Anchor.revision_id == revision.id)
    place = work.session.scalars(rows).first()
    if place is None:
        raise Refused(
            f"Revision {revision.number} of the article does not hold the words of this claim: "
            "say first where it stands now."
        )
    return place, revision


def _move_anchor(work: Work, claim: Claim, place: Anchor, revision: Revision, span: Span) -> None:
    old = [place.start, place.end]
    moved = anchor(claim, revision, span)
    for name in ("start", "end", "exact", "prefix", "suffix"):
        setattr(place, name, getattr(moved, name))
    work.touch(claim)
    work.record(Act.CLAIM_CUT, claim, check_id=claim.check_id, old=old, new=[span.start, span.end])


def _carry_evidence(work: Work, *, source: Claim, target: Claim) -> None:
    citations = select(Citation).where(Citation.claim_id == source.id)
    proposals = select(Proposal).where(Proposal.claim_id == source.id)
    # Row by row, so that their versions move too.
    for row in (*work.session.scalars(citations), *work.session.scalars(proposals)):
        row.claim_id = target.id
    statements.copy(work, source_claim=source.id, target_claim=target.id)
