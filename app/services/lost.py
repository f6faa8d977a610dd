"""Claims that lost their place: a person says where they stand now, or that they are gone."""

from app import dossier
from app.domain.errors import Refused
from app.domain.ids import ClaimId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.workflow import ClaimAction, ClaimState
from app.models import Anchor, Claim, FactCheck, Revision
from app.models.rulings import Decision
from app.services import places, rulings
from app.services.work import Work
from app.text.finding.anchors import Quote, is_turned


def place(
    work: Work,
    claim_id: ClaimId,
    *,
    version: int,
    start: int,
    end: int,
    chosen_in: int | None = None,
) -> Claim:
    """Say where a lost claim stands now; `chosen_in` numbers the revision of the place.

    Where its words, or what turns them, are not the same, its ruling does not stand: a ruled claim
    is returned, a signed one reopened.
    """
    claim, last, revision = _lost(work, claim_id, version=version)
    places.newest(work, claim.check_id, chosen_in)
    span = places.place_in(revision, start, end)
    places.refuse_twins(work, claim.check_id, revision, span, but=claim.id)
    now = places.anchor(claim, revision, span)
    work.add(now)
    claim.gone_from = None
    work.touch(claim)
    work.record(
        Act.CLAIM_PLACED,
        claim,
        check_id=claim.check_id,
        revision=revision.number,
        start=span.start,
        end=span.end,
        changed={} if now.exact == last.exact else {"words": [last.exact, now.exact]},
    )
    if now.exact != last.exact or is_turned(_quote(last), _quote(now)):
        _take_up_again(work, claim, revision)
    return claim


def let_go(work: Work, claim_id: ClaimId, *, version: int) -> Claim:
    """Say that the article does not make a claim any more: later editions leave it out.

    What was ruled on it stays in the record, and in the editions that told it.
    """
    claim, _, revision = _lost(work, claim_id, version=version)
    claim.gone_from = revision.number
    work.touch(claim)
    work.record(Act.CLAIM_GONE, claim, check_id=claim.check_id, revision=revision.number)
    return claim


def _lost(work: Work, claim_id: ClaimId, *, version: int) -> tuple[Claim, Anchor, Revision]:
    """A lost claim with its last place and the newest revision; raise Refused if it is not lost."""
    claim = work.get(Claim, claim_id, version=version)
    work.require(Permission.CLAIM_SHAPE)
    work.hold(FactCheck, claim.check_id)
    last = places.last_place(work, claim)
    revision = dossier.newest_revision(work.session, claim.check_id)
    if last.revision_id == revision.id:
        raise Refused("This claim stands in the article as it is now: nothing of it is lost.")
    if claim.state is ClaimState.DISMISSED:
        raise Refused("This claim is dismissed: restore it first to say where it stands.")
    return claim, last, revision


def _take_up_again(work: Work, claim: Claim, revision: Revision) -> None:
    """Other words are another claim: what was ruled on the old ones does not speak for them.

    A sealed ruling is opened: the second opinion that it waited for would be on something else.
    """
    work.session.flush()
    reason = f"Revision {revision.number} of the article tells it in other words."
    if claim.state is ClaimState.AWAITING:
        work.move_claim(claim, ClaimAction.UNSEAL)
        work.session.flush()
    if claim.state is ClaimState.SIGNED:
        rulings.reopen(work, claim.id, version=claim.version)
    elif claim.state is ClaimState.RULED:
        rulings.send_back(work, claim.id, version=claim.version, reason=reason)
    elif claim.state is ClaimState.DISPUTED:
        work.move_claim(claim, ClaimAction.RETURN_BOTH)
        for ruling in dossier.blind_pair(work.session, claim.id):
            rulings.answer(work, claim, ruling, Decision.RETURNED, reason)


def _quote(row: Anchor) -> Quote:
    return Quote(row.exact, row.prefix, row.suffix)
