"""Saying that claims are the same, or that they are not. No verdict is ever copied by it."""

from collections.abc import Collection, Set

from sqlalchemy import select, text

from app import links
from app.domain.errors import Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.workflow import CheckState, ClaimState
from app.models import Claim, ClaimLink, FactCheck, LinkGroup, ToldApart
from app.services import jobs
from app.services.work import Work

#: Any constant: it names the lock under which PostgreSQL lets one person at a time link claims.
LINK_LOCK = 7_483_653


def link(work: Work, claim_id: ClaimId, *, version: int | None, other_id: ClaimId) -> LinkGroup:
    """Say that two claims are the same; where both are linked already, their groups become one."""
    claim, other = _both(work, claim_id, version, other_id)
    if claim.id == other.id:
        raise Refused("This is one claim: choose another to link it with.")
    for one in (claim, other):
        if one.state is ClaimState.DISMISSED:
            raise Refused("One of the two is dismissed: restore it first to link it.")
    mine, theirs = _with_linked(work, claim.id), _with_linked(work, other.id)
    if other.id in mine:
        raise Refused("These two claims are linked already.")
    _require_not_told_apart(work, mine, theirs)
    group = _group_of(work, claim) or _group_of(work, other)
    group = group or work.add(LinkGroup(created_at=work.now))
    _record_of_both(work, Act.CLAIM_LINKED, claim, other, group=group.id)
    for key in sorted(mine | theirs):
        _put(work, key, group)
    redraw(work, mine | theirs)
    return group


def unlink(work: Work, claim_id: ClaimId, *, version: int | None, out_id: ClaimId) -> None:
    """Take one claim, this one or one that it is linked with, out of the group."""
    claim, out = _both(work, claim_id, version, out_id)
    group = _with_linked(work, claim.id)
    if out.id not in group or len(group) == 1:
        raise Refused("This claim is not linked any more.")
    # Nobody is linked with nobody: the last one goes, too.
    gone = group if len(group) == 2 else {out.id}
    if claim.id not in gone:  # Its log tells it, too: it is where somebody did it.
        _record(work, Act.CLAIM_UNLINKED, claim, other=out.id)
    for key in sorted(gone, key=lambda key: (key != claim.id, key)):
        work.session.delete(work.session.get_one(ClaimLink, key))
        _record(work, Act.CLAIM_UNLINKED, work.get(Claim, key), others=sorted(group - {key}))
    redraw(work, group)


def tell_apart(work: Work, claim_id: ClaimId, *, version: int | None, other_id: ClaimId) -> None:
    """Remember that two claims differ: they are not offered as the same again."""
    claim, other = _both(work, claim_id, version, other_id)
    if claim.id == other.id:
        raise Refused("This is one claim: choose another to compare it with.")
    if other.id in links.linked(work.session, [claim.id])[claim.id]:
        raise Refused("These two claims are linked: unlink them first.")
    if other.id in links.told_apart(work.session, [claim.id])[claim.id]:
        raise Refused("It is remembered already that these two claims differ.")
    first, second = _in_order(claim, other)
    row = ToldApart(first_id=first, second_id=second, told_by_id=work.person, told_at=work.now)
    work.add(row)
    _record_of_both(work, Act.CLAIMS_TOLD_APART, claim, other)


def offer_again(work: Work, claim_id: ClaimId, *, version: int | None, other_id: ClaimId) -> None:
    """Forget that two claims differ, where that was a mistake."""
    claim, other = _both(work, claim_id, version, other_id)
    pair = work.session.get(ToldApart, _in_order(claim, other))
    if pair is None:
        raise Refused("It is not remembered any more that these two claims differ.")
    work.session.delete(pair)
    _record_of_both(work, Act.CLAIMS_OFFERED_AGAIN, claim, other)


def redraw(work: Work, claims: Collection[ClaimId], *, but: CheckId | None = None) -> None:
    """Have the published fact-checks of these claims released: their pages tell of each other."""
    keys = select(Claim.check_id).where(Claim.id.in_(claims), Claim.check_id != (but or 0))
    public = FactCheck.id.in_(keys), FactCheck.state == CheckState.PUBLISHED
    rows = select(FactCheck.id).where(*public).order_by(FactCheck.id)
    for check_id in work.session.scalars(rows).all():
        jobs.note_release(work, check_id)


def lock(work: Work) -> None:
    """Let nobody else link claims until this work is done; SQLite has one writer anyway."""
    if work.session.get_bind().dialect.name == "postgresql":
        statement = text("SELECT pg_advisory_xact_lock(:key)")
        work.session.execute(statement, {"key": LINK_LOCK})


def _both(
    work: Work, claim_id: ClaimId, version: int | None, other_id: ClaimId
) -> tuple[Claim, Claim]:
    claim = work.get(Claim, claim_id, version=version)
    other = work.get(Claim, other_id)
    work.require(Permission.CLAIM_LINK)
    lock(work)
    return claim, other


def _with_linked(work: Work, claim_id: ClaimId) -> frozenset[ClaimId]:
    return links.linked(work.session, [claim_id])[claim_id] | {claim_id}


def _require_not_told_apart(work: Work, mine: Set[ClaimId], theirs: Set[ClaimId]) -> None:
    """Linking two groups links every claim of one with every claim of the other."""
    differing = links.told_apart(work.session, list(mine))
    if any(others & theirs for others in differing.values()):
        raise Refused(
            "It is remembered that two of these claims differ, so they cannot be the same one: "
            "see “Told apart” on their pages, and take that back first."
        )


def _group_of(work: Work, claim: Claim) -> LinkGroup | None:
    row = work.session.get(ClaimLink, claim.id)
    return work.session.get_one(LinkGroup, row.group_id) if row else None


def _put(work: Work, claim_id: ClaimId, group: LinkGroup) -> None:
    """Let a claim be in this group, whichever it was in before."""
    row = work.session.get(ClaimLink, claim_id)
    if row is not None and row.group_id == group.id:
        return
    if row is None:
        row = ClaimLink(claim_id=claim_id)
        work.session.add(row)
    else:
        claim = work.get(Claim, claim_id)
        _record(work, Act.LINKS_MERGED, claim, was=row.group_id, group=group.id)
    row.group_id, row.linked_by_id, row.linked_at = group.id, work.person, work.now


def _in_order(one: Claim, other: Claim) -> tuple[ClaimId, ClaimId]:
    return min(one.id, other.id), max(one.id, other.id)


def _record_of_both(work: Work, act: Act, claim: Claim, other: Claim, **data: object) -> None:
    for one, second in ((claim, other), (other, claim)):
        _record(work, act, one, other=second.id, **data)


def _record(work: Work, act: Act, claim: Claim, **data: object) -> None:
    """Write it down at a claim; where there is one other claim, with the headline over that."""
    if isinstance(other := data.get("other"), int):
        data["headline"] = work.get(FactCheck, work.get(Claim, other).check_id).headline
    work.record(act, claim, check_id=claim.check_id, **data)
