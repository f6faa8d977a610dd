"""Links that come back, or go again, by undoing: only where nobody linked upon them since."""

from collections.abc import Collection

from sqlalchemy import select

from app import links as linked_claims
from app.domain.errors import Conflict
from app.domain.ids import ClaimId
from app.models import ClaimLink, ToldApart
from app.services import links
from app.services.stepping import Stepping

CHANGED = (
    "What these claims are linked with, or told apart from, has changed since: "
    "link them or take them out by hand."
)


def hold(stepping: Stepping) -> None:
    """Let nobody else link meanwhile; raise Conflict where a group of the step was added to since.

    Whoever linked another claim said that it is the same as all of the group that there was.
    """
    if not _changes(stepping):
        return
    links.lock(stepping.work)
    told = [values for c, _ in stepping.of(ClaimLink) for values in (c.before, c.after)]
    groups = {values["group_id"] for values in told if "group_id" in values}
    own = [row.claim_id for _, row in stepping.of(ClaimLink)]
    joined = select(ClaimLink.claim_id).where(
        ClaimLink.group_id.in_(groups),
        ClaimLink.claim_id.not_in(own),
        ClaimLink.linked_at > stepping.step.at,
    )
    if stepping.work.session.scalar(joined.limit(1)) is not None:
        raise Conflict(CHANGED)


def check(stepping: Stepping, before: Collection[ClaimId]) -> None:
    """Raise Conflict where a claim would be linked with nobody, or with one it was told apart from.

    `before` is who was linked with the claims of the step until now: their pages change, too.
    """
    if not _changes(stepping):
        return
    session = stepping.work.session
    concerned = {*before, *together(stepping)}
    rows = select(ClaimLink.claim_id).where(ClaimLink.claim_id.in_(concerned))
    in_group = session.scalars(rows).all()
    apart = linked_claims.told_apart(session, list(concerned))
    same = linked_claims.linked(session, list(concerned))
    if any(not same[key] or same[key] & apart[key] for key in in_group):
        raise Conflict(CHANGED)
    links.redraw(stepping.work, concerned)


def together(stepping: Stepping) -> set[ClaimId]:
    """The claims whose links the step changed, with all that they are linked with now."""
    own = {row.claim_id for _, row in stepping.of(ClaimLink)}
    own |= {key for _, row in stepping.of(ToldApart) for key in (row.first_id, row.second_id)}
    found = linked_claims.linked(stepping.work.session, list(own))
    return own.union(*found.values())


def _changes(stepping: Stepping) -> bool:
    return any(True for _ in stepping.of(ClaimLink, ToldApart))
