"""Where else a claim is made: looked up behind the page, which does not wait for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_login import current_user

from app.domain.errors import NotFound
from app.models import Claim
from app.queries.checked import Beside, beside
from app.queries.timeline import Joint, joint
from app.web import db


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """What the panel shows of one claim."""

    claim: Claim
    beside: Beside
    #: The timeline over the claim and those that it is linked with.
    joint: Sequence[Joint]

    @property
    def evident(self) -> bool:
        """May evidence be copied to the claim?"""
        ruling = self.beside.own.ruling if self.beside.own else None
        return bool(current_user.may_gather(self.claim.state, ruling))


def same(claim_id: int) -> Same:
    """The panel of a claim; raise NotFound."""
    claim = db.reading().get(Claim, claim_id)
    if claim is None:
        raise NotFound(f"There is no claim {claim_id}.")
    found = beside(db.reading(), claim)
    linked = [hit.other for hit in found.linked]
    told = joint(db.reading(), [found.own, *linked]) if found.own and linked else []
    return Same(claim=claim, beside=found, joint=told)
