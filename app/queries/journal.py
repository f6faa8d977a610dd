"""Reading the journal: of a fact-check, of a claim since a version, and its chain."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.ids import CheckId, ClaimId, GuestLinkId
from app.domain.journal import FieldTold, Sealed, details, fields
from app.models import Base, Claim, GuestLink, JournalEntry, User

#: What entries about guest links say that they are about.
LINKS = GuestLink.__tablename__
#: So many entries of a fact-check are read to find those of one claim.
MOST = 20_000
#: Beyond it the databases hold no number, and asking would be an error.
LARGEST_SEQ = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A journal entry for people: who did what, in words."""

    entry: JournalEntry
    who: str
    #: The guest whom a guest link that was made or ended is for.
    guest: str = ""

    @property
    def goes_without_saying(self) -> bool:
        """Is this a move that the entry beside it tells better: ruled, signed off, published?"""
        told = {
            "rule",
            "rule blind",
            "agree",
            "decide",
            "return both",
            "sign off",
            "return",
            "publish",
            "withdraw",
            "undo",
        }
        return self.entry.data.get("action") in told

    @property
    def claim_id(self) -> int | None:
        """The claim that it is about, if it is about one."""
        if self.entry.subject_type == Claim.__tablename__:
            return self.entry.subject_id
        told = self.entry.data.get("claim")
        return told if isinstance(told, int) else None

    @property
    def fields(self) -> list[FieldTold]:
        """What it changed or gave, field by field."""
        return fields(self.entry.act, self.entry.data)

    @property
    def what(self) -> str:
        """The act as a verb phrase, with what it changed."""
        told = details(self.entry.act, self.entry.data)
        return f"{told} for {self.guest}" if self.guest else told


def of_check(session: Session, check_id: CheckId, *, limit: int = 500) -> list[Line]:
    """What was done on a fact-check, newest first."""
    rows = select(JournalEntry, User.name).where(JournalEntry.check_id == check_id)
    return _lines(session, rows.order_by(JournalEntry.seq.desc()).limit(limit))


def of_claim(session: Session, claim_id: ClaimId) -> list[Line]:
    """What was done on a claim, newest first: also what was said of it, and raised by it."""
    check_id = session.scalar(select(Claim.check_id).where(Claim.id == claim_id))
    lines = of_check(session, check_id, limit=MOST) if check_id else []
    return [line for line in lines if line.claim_id == claim_id]


def since(session: Session, kind: type[Base], key: int, version: int) -> list[Line]:
    """What was done to a row since somebody opened it at `version`, oldest first."""
    rows = (
        select(JournalEntry, User.name)
        .where(JournalEntry.subject_type == kind.__tablename__, JournalEntry.subject_id == key)
        .order_by(JournalEntry.seq)
    )
    return [line for line in _lines(session, rows) if line.entry.data.get("version", 0) > version]


def newest(session: Session) -> int:
    """The number of the newest entry; 0 while there is none."""
    return session.scalar(newest_seq()) or 0


def newest_seq() -> Select[int]:
    """The query of the newest entry's number; it finds none while there is no entry."""
    return select(func.max(JournalEntry.seq))


def after(session: Session, check_id: CheckId, seq: int, *, limit: int = 50) -> list[Line]:
    """What was done on a fact-check after an entry of the journal, newest first."""
    rows = select(JournalEntry, User.name).where(
        JournalEntry.check_id == check_id, JournalEntry.seq > min(seq, LARGEST_SEQ)
    )
    return _lines(session, rows.order_by(JournalEntry.seq.desc()).limit(limit))


def chain(session: Session) -> Iterator[tuple[Sealed, str]]:
    """The whole journal with the stored digests, for verification."""
    rows = select(JournalEntry).order_by(JournalEntry.seq)
    with closing(session.scalars(rows.execution_options(yield_per=1000))) as entries:
        for row in entries:
            sealed = Sealed(
                seq=row.seq,
                at=row.at,
                actor_id=row.actor_id,
                act=row.act,
                subject_type=row.subject_type,
                subject_id=row.subject_id,
                data=row.data,
                previous=row.previous,
            )
            yield sealed, row.digest


def _lines(session: Session, rows: Select[JournalEntry, str]) -> list[Line]:
    joined = rows.outerjoin(User, User.id == JournalEntry.actor_id)
    # An outer join: who acted may be nobody in particular, whatever the types say.
    found = [(entry, name) for entry, name in session.execute(joined)]
    guests = guest_names(session, (entry for entry, _ in found))
    lines = []
    for entry, name in found:
        guest = guests.get(entry.data.get("guest"))
        meant = guests.get(entry.subject_id, "") if entry.subject_type == LINKS and name else ""
        who = f"{guest} (guest)" if guest else name or "The system"
        lines.append(Line(entry=entry, who=who, guest=meant))
    return lines


def guest_names(session: Session, entries: Iterable[JournalEntry]) -> dict[object, str]:
    """The names of the guests who wrote entries, or whose links these are about, by link."""
    keys: set[GuestLinkId] = set()
    for entry in entries:
        if "guest" in entry.data:
            keys.add(entry.data["guest"])
        if entry.subject_type == LINKS:
            keys.add(GuestLinkId(entry.subject_id))
    if not keys:
        return {}
    rows = select(GuestLink.id, GuestLink.name).where(GuestLink.id.in_(keys))
    return {key: name for key, name in session.execute(rows)}
