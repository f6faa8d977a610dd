"""Handing out the assessor pack: who may, and that it is written down."""

from app.domain.ids import CheckId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.models import FactCheck
from app.services.work import Work


def hand_out(work: Work, check_id: CheckId, *, confidential: bool, sha256: str) -> FactCheck:
    """Write down that a pack left the desk; `sha256` is that of its JSON."""
    check = work.get(FactCheck, check_id)
    work.require(Permission.PACK_CONFIDENTIAL if confidential else Permission.PACK_MAKE)
    work.record(Act.PACK_MADE, check, check_id=check.id, confidential=confidential, sha256=sha256)
    return check
