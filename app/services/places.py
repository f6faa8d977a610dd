"""Where claims stand in the newest revision: found, made whole, moved."""

from sqlalchemy import select

from app import dossier
from app.domain.errors import Conflict, Refused
from app.domain.ids import CheckId
from app.domain.journal import Act
from app.domain.workflow import ClaimState
from app.models import Anchor, Claim, Revision
from app.services.work import Work
from app.text.claims.snapping import settle, snap
from app.text.finding import anchors
from app.text.spans import Span


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


def refuse_twin(work: Work, claim: Claim) -> None:
    """Raise Refused where another claim stands on exactly the words of this one."""
    place = last_place(work, claim)
    revision = dossier.newest_revision(work.session, claim.check_id)
    if place.revision_id == revision.id:
        refuse_twins(work, claim.check_id, revision, Span(place.start, place.end), but=claim.id)


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


def place_in(revision: Revision, start: int, end: int) -> Span:
    """A passage of a revision, made whole; raise Refused where there is none."""
    if not 0 <= start < end <= len(revision.text):
        raise Refused("This passage is not in the article: select it again.")
    span = snap(revision.text, Span(start, end))
    if not len(span):
        raise Refused("There are no words in this passage: select at least one.")
    return span


def moved(revision: Revision, place: Anchor, start: int, end: int, *, by_character: bool) -> Span:
    """The span that was chosen for a claim, made whole."""
    snapped = place_in(revision, start, end)
    if by_character:
        return settle(revision.text, Span(start, end)) or snapped
    # An end that somebody put inside a word stays there while the other one moves by words.
    usual = snap(revision.text, Span(place.start, place.end))
    first = start if start == place.start != usual.start else snapped.start
    last = end if end == place.end != usual.end else snapped.end
    return Span(first, last) if first < last else snapped


def where(work: Work, claim: Claim, chosen_in: int | None = None) -> tuple[Anchor, Revision]:
    """A claim's place in the newest revision, with that; raise Conflict or Refused."""
    revision = newest(work, claim.check_id, chosen_in)
    rows = select(Anchor).where(Anchor.claim_id == claim.id, Anchor.revision_id == revision.id)
    place = work.session.scalars(rows).first()
    if place is None:
        raise Refused(
            f"Revision {revision.number} of the article does not hold the words of this claim: "
            "say first where it stands now."
        )
    return place, revision


def move(work: Work, claim: Claim, place: Anchor, revision: Revision, span: Span) -> None:
    """Give a claim other words of the revision that it stands in."""
    old = [place.start, place.end]
    moved = anchor(claim, revision, span)
    for name in ("start", "end", "exact", "prefix", "suffix"):
        setattr(place, name, getattr(moved, name))
    work.touch(claim)
    work.record(Act.CLAIM_CUT, claim, check_id=claim.check_id, old=old, new=[span.start, span.end])
