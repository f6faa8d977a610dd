"""The contact log: whom we asked, when, how, and what they answered."""

from dataclasses import asdict, dataclass
from datetime import date

from app.domain.errors import NotFound, Refused
from app.domain.ids import CheckId, ClaimId, ContactId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.models import Claim, Contact, FactCheck
from app.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """One request for comment. `note` stays on the desk; `line` is the sentence for readers."""

    party: str
    asked_on: date
    role: str = ""
    channel: str = ""
    claim_id: ClaimId | None = None
    deadline: date | None = None
    replied_on: date | None = None
    note: str = ""
    line: str = ""


def log(work: Work, check_id: CheckId, *, details: ContactDetails) -> Contact:
    """Write down that somebody was asked."""
    check = work.get(FactCheck, check_id)
    work.require(Permission.CONTACT_LOG)
    _require_sense(work, check_id, details)
    contact = work.add(
        Contact(check_id=check.id, added_by_id=work.person, added_at=work.now, **asdict(details))
    )
    work.touch(check)
    _tell(work, Act.CONTACT_LOGGED, contact)
    return contact


def change(work: Work, contact_id: ContactId, *, version: int, details: ContactDetails) -> Contact:
    """Write down what came of it, or set it right."""
    contact = _present(work, contact_id, version=version)
    work.require(Permission.CONTACT_LOG)
    _require_sense(work, contact.check_id, details)
    changed = {
        name: value for name, value in asdict(details).items() if getattr(contact, name) != value
    }
    for name, value in changed.items():
        setattr(contact, name, value)
    if changed:
        work.touch(work.get(FactCheck, contact.check_id))
        _tell(work, Act.CONTACT_CHANGED, contact, changed=sorted(changed))
    return contact


def remove(work: Work, contact_id: ContactId, *, version: int) -> Contact:
    """Take a contact off the log that was written down by mistake; the row stays."""
    contact = _present(work, contact_id, version=version)
    work.require(Permission.CONTACT_LOG)
    contact.removed_at = work.now
    work.touch(work.get(FactCheck, contact.check_id))
    _tell(work, Act.CONTACT_REMOVED, contact)
    return contact


def _present(work: Work, contact_id: ContactId, *, version: int) -> Contact:
    contact = work.get(Contact, contact_id, version=version)
    if contact.removed_at is not None:
        raise NotFound("This contact was taken off the log.")
    return contact


def _require_sense(work: Work, check_id: CheckId, details: ContactDetails) -> None:
    if not details.party.strip():
        raise Refused("Say whom you asked: the name is empty.")
    for day, what in ((details.deadline, "The deadline"), (details.replied_on, "The answer")):
        if day is not None and day < details.asked_on:
            raise Refused(f"{what} is dated before the question.")
    if details.claim_id is not None:
        claim = work.get(Claim, details.claim_id)
        if claim.check_id != check_id:
            raise NotFound("There is no such claim in this fact-check.")


def _tell(work: Work, act: Act, contact: Contact, **more: object) -> None:
    work.record(act, contact, check_id=contact.check_id, party=contact.party, **more)
