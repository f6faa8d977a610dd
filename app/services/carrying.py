"""What a merge carries over beside the evidence: links, what was told apart, and follow-ups."""

from sqlalchemy import or_, select

from app import links as linked_claims
from app.domain.errors import Refused
from app.domain.ids import ClaimId
from app.domain.journal import Act
from app.models import Claim, ClaimLink, FactCheck, FollowUp, ToldApart
from app.services import links
from app.services.work import Work


def carry_over(work: Work, *, source: Claim, target: Claim) -> None:
    """Let the claim that stays be linked, told apart and followed up as the one that goes was.

    Raise Refused where the two cannot be one: what one is linked with, the other was told apart
    from.
    """
    links.lock(work)
    both = [source.id, target.id]
    linked = linked_claims.linked(work.session, both)
    apart = linked_claims.told_apart(work.session, both)
    same = {*linked[source.id], *linked[target.id]} - {*both}
    _require_no_quarrel(work, same, {*apart[source.id], *apart[target.id]} - {*both})
    _carry_links(work, source, target)
    _carry_apart(work, source, target)
    _carry_follow_ups(work, source, target)
    others = (linked[source.id] | apart[source.id]) - {*both}
    if others:
        _tell(work, source, target, sorted(others))
    links.redraw(work, {*both, *same})


def _require_no_quarrel(work: Work, same: set[ClaimId], differing: set[ClaimId]) -> None:
    """The claim that stays is linked with all that either was, and differs from all of these."""
    apart = linked_claims.told_apart(work.session, list(same))
    if same & differing or any(apart[key] & same for key in same):
        raise Refused(
            "What one of these claims is linked with was told apart from the other, or from what "
            "it is linked with: see “Told apart” on their pages, and take that back first."
        )


def _carry_links(work: Work, source: Claim, target: Claim) -> None:
    old, kept = (work.session.get(ClaimLink, claim.id) for claim in (source, target))
    if old is None:
        return
    members = select(ClaimLink).where(ClaimLink.group_id == old.group_id)
    if kept is None:
        kept = ClaimLink(claim_id=target.id, group_id=old.group_id)
        kept.linked_by_id, kept.linked_at = work.person, work.now
        work.session.add(kept)
    elif kept.group_id != old.group_id:
        for row in work.session.scalars(members).all():
            row.group_id, row.linked_by_id, row.linked_at = kept.group_id, work.person, work.now
    work.session.delete(old)
    work.session.flush()
    if not linked_claims.linked(work.session, [target.id])[target.id]:
        work.session.delete(kept)  # The two were linked with each other alone.


def _carry_apart(work: Work, source: Claim, target: Claim) -> None:
    of_source = or_(ToldApart.first_id == source.id, ToldApart.second_id == source.id)
    for row in work.session.scalars(select(ToldApart).where(of_source)).all():
        other = row.second_id if row.first_id == source.id else row.first_id
        pair = {"first_id": min(other, target.id), "second_id": max(other, target.id)}
        if other != target.id and work.session.get(ToldApart, tuple(pair.values())) is None:
            work.session.add(ToldApart(**pair, told_by_id=row.told_by_id, told_at=row.told_at))
        work.session.delete(row)


def _carry_follow_ups(work: Work, source: Claim, target: Claim) -> None:
    """What nobody has looked at is to be looked at on the claim that stays."""
    waiting = FollowUp.claim_id == source.id, FollowUp.looked_at.is_(None)
    for row in work.session.scalars(
        select(FollowUp).where(*waiting, FollowUp.cause_id != target.id)
    ):
        row.claim_id = target.id


def _tell(work: Work, source: Claim, target: Claim, others: list[ClaimId]) -> None:
    """Write it down at the claim that stays, and at each that was linked or told apart."""
    check = work.get(FactCheck, target.check_id)
    told = {"was": source.id, "check_id": target.check_id}
    work.record(Act.LINKS_CARRIED, target, others=others, **told)
    for key in others:
        other = work.get(Claim, key)
        told = {"was": source.id, "check_id": other.check_id}
        work.record(Act.LINKS_CARRIED, other, other=target.id, headline=check.headline, **told)
