"""The house's logos, and the verdicts that it gives now."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.verdicts import Verdict
from app.dossier import scheme_in_force
from app.models import HouseLogo


def logos(session: Session) -> Sequence[HouseLogo]:
    """All logos there are, the newest first, without their bytes."""
    rows = select(HouseLogo).order_by(HouseLogo.id.desc())
    return session.scalars(rows).all()


def logo_named(session: Session, name: str) -> HouseLogo | None:
    """The logo whose address names it so: by the beginning of its SHA-256."""
    is_name = len(name) == 16 and name.isascii() and name.isalnum()
    rows = select(HouseLogo).where(HouseLogo.sha256.startswith(name)).limit(1)
    return session.scalars(rows).first() if is_name else None


def scheme(session: Session) -> tuple[Verdict, ...]:
    """The verdicts that can be given now."""
    return tuple(row.value for row in scheme_in_force(session))
