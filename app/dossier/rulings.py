"""The house's scheme, and which of the rulings on a claim is in force."""

from operator import attrgetter

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select
from sqlalchemy.orm import Session, joinedload

from app.domain.errors import NotFound
from app.domain.ids import RulingId
from app.domain.workflow import ClaimState
from app.models import Claim, Ruling, SchemeVerdict, SignOff, UndoneRuling
from app.models.rulings import Decision


def scheme_in_force(session: Session) -> list[SchemeVerdict]:
    """The verdicts of the newest version of the house's scheme, in their order."""
    rows = select(SchemeVerdict).where(SchemeVerdict.scheme == newest_scheme())
    return sorted(session.scalars(rows), key=attrgetter("position"))


def newest_scheme() -> ScalarSelect[int]:
    """The query of the number of the scheme in force."""
    return select(func.max(SchemeVerdict.scheme)).scalar_subquery()


def newest_ruling(session: Session, claim_id: int) -> Ruling | None:
    """The last ruling on a claim with its verdict, in force or not; none that was undone."""
    rows = select(Ruling).where(Ruling.claim_id == claim_id, standing()).order_by(Ruling.id.desc())
    return session.scalars(rows.options(joinedload(Ruling.verdict)).limit(1)).first()


def blind_pair(session: Session, claim_id: int) -> tuple[Ruling, Ruling]:
    """The two newest rulings on a claim if the second was given blind; raise NotFound."""
    second = newest_ruling(session, claim_id)
    if second is None or second.beside_id is None:
        raise NotFound("Two blind rulings were not given on this claim.")
    first = select(Ruling).where(Ruling.id == second.beside_id)
    return session.scalars(first.options(joinedload(Ruling.verdict))).one(), second


def standing() -> ColumnElement[bool]:
    """The condition that a `Ruling` was not undone: it counts, whether in force or not."""
    undone = select(UndoneRuling.ruling_id).where(UndoneRuling.ruling_id == Ruling.id)
    return ~undone.correlate(Ruling).exists()


def ruling_in_force() -> ColumnElement[RulingId]:
    """The id of the ruling in force on `Claim`, where one is: a column of a query on claims."""
    newest = select(func.max(Ruling.id)).where(Ruling.claim_id == Claim.id)
    approved = (
        select(SignOff.ruling_id)
        .join(Ruling, Ruling.id == SignOff.ruling_id)
        .where(Ruling.claim_id == Claim.id, SignOff.decision == Decision.APPROVED)
        .order_by(SignOff.id.desc())
        .limit(1)
    )
    newest_id, approved_id = (q.correlate(Claim).scalar_subquery() for q in (newest, approved))
    return case(
        (Claim.state == ClaimState.SIGNED, approved_id),
        (Claim.state == ClaimState.RULED, newest_id),
    )
