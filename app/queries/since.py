"""What changed on a claim since a second person last answered for it, or since the ruling."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.ids import StatementId
from app.domain.journal import Act
from app.dossier import ClaimFile, Dossier, current
from app.models import Claim, JournalEntry, Ruling, Statement
from app.publishing.redline import Piece, redline

ANSWERS = (Act.SIGNED_OFF, Act.RETURNED)
CITED = (Act.SOURCE_CITED, Act.CITATION_COPIED)
REWORDED = (Act.CLAIM_WORDED, Act.CLAIM_MERGED, Act.UNDONE, Act.REDONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not as it was; what is empty was not there, or is no more."""

    what: str
    old: str
    new: str

    @property
    def pieces(self) -> Sequence[Piece]:
        """The two compared word by word."""
        return redline(self.old, self.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The moment from which changes are counted, and what has changed from then till now."""

    act: Act
    """Signed off or returned, if the ruling before was; or else ruled."""
    who: str
    at: datetime
    changes: Sequence[Change]


def since(session: Session, dossier: Dossier, file: ClaimFile) -> Since | None:
    """What changed on a claim with a ruling in force; None where there is no ruling.

    A ruling that follows one that was returned, or signed off and reopened, is shown against that
    one: it is what the second person knows. Otherwise only what came after the ruling counts.
    """
    if file.ruling is None:
        return None
    entries = _entries(session, file)
    given = _as_given(entries, file.ruling)
    at = next(n for n, e in enumerate(entries) if _is_about(e, Act.RULED, given))
    looks = [n for n, entry in enumerate(entries[:at]) if entry.act in ANSWERS]
    start = looks[-1] if looks else at
    look, later = entries[start], entries[start + 1 :]
    known = _known(session, file, look.data["ruling"])
    return Since(
        act=look.act,
        who=dossier.name(look.actor_id),
        at=look.at,
        changes=[
            *_of_ruling(known, file.ruling),
            *_of_words(dossier, later),
            *_of_citations(file, later),
            *_of_statements(dossier, file, later),
        ],
    )


def _known(session: Session, file: ClaimFile, ruling_id: int) -> Ruling:
    """A ruling that the second person knows, also where it was undone since."""
    for ruling in file.rulings:
        if ruling.id == ruling_id:
            return ruling
    return session.get_one(Ruling, ruling_id, options=[joinedload(Ruling.verdict)])


def _entries(session: Session, file: ClaimFile) -> list[JournalEntry]:
    rows = select(JournalEntry).where(
        JournalEntry.subject_type == Claim.__tablename__, JournalEntry.subject_id == file.claim.id
    )
    return list(session.scalars(rows.order_by(JournalEntry.seq)))


def _as_given(entries: Iterable[JournalEntry], ruling: Ruling) -> int:
    """The ruling as it was given, where undoing something put a copy of it back."""
    copies = {e.data["ruling"]: e.data["copy_of"] for e in entries if e.act is Act.RULING_RESTORED}
    found: int = ruling.id
    while found in copies:
        found = copies[found]
    return found


def _is_about(entry: JournalEntry, act: Act, ruling_id: int) -> bool:
    return entry.act is act and entry.data.get("ruling") == ruling_id


def _of_ruling(old: Ruling, new: Ruling) -> Iterator[Change]:
    told = {
        "Verdict": (old.verdict.label, new.verdict.label),
        "Rationale": (old.rationale, new.rationale),
        "As of": (old.as_of.isoformat(), new.as_of.isoformat()),
    }
    for what, (before, after) in told.items():
        if before != after:
            yield Change(what=what, old=before, new=after)


def _of_words(dossier: Dossier, later: Iterable[JournalEntry]) -> Iterator[Change]:
    """How the claim is told, and where it stands."""
    entries = list(later)
    for name, (old, new) in _net(e for e in entries if e.act in REWORDED).items():
        yield Change(what=name.replace("_", " ").capitalize(), old=old, new=new)
    if any(entry.act is Act.CLAIM_MERGED for entry in entries):
        yield Change(what="Merged", old="", new="Another claim was taken in, with its evidence.")
    cuts = [entry.data for entry in entries if entry.act is Act.CLAIM_CUT]
    if cuts and cuts[0]["old"] != cuts[-1]["new"]:
        text = dossier.revision.text
        (a, b), (c, d) = cuts[0]["old"], cuts[-1]["new"]
        yield Change(what="Its words in the article", old=text[a:b], new=text[c:d])


def _net(entries: Iterable[JournalEntry]) -> dict[str, tuple[str, str]]:
    """By field: what it held first and what it holds now, where the two differ."""
    found: dict[str, tuple[str, str]] = {}
    for entry in entries:
        for name, (old, new) in entry.data.get("changed", {}).items():
            found[name] = (found.get(name, (str(old), ""))[0], str(new))
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def _of_citations(file: ClaimFile, later: Sequence[JournalEntry]) -> Iterator[Change]:
    added = {entry.data["citation"] for entry in later if entry.act in CITED}
    removed = {e.data["citation"] for e in later if e.act is Act.CITATION_REMOVED}
    ever = sorted([*file.citations, *file.removed], key=attrgetter("id"))
    for row in (row for row in ever if row.id in added ^ removed):
        place = f", {row.locator}" if row.locator else ""
        told = f"{row.stance.value}: {row.source.title}{place}: “{row.excerpt}”"
        is_new = row.id in added
        yield Change(what="Source", old="" if is_new else told, new=told if is_new else "")
    changed = [e for e in later if e.act is Act.CITATION_CHANGED]
    # What was added since is told as it is now, and what was removed is not told otherwise.
    present = [e for e in changed if e.data.get("citation") not in added | removed]
    for source_id in dict.fromkeys(entry.data["source"] for entry in present):
        title = next(row.source.title for row in ever if row.source_id == source_id)
        of_it = (entry for entry in present if entry.data["source"] == source_id)
        for name, (old, new) in _net(of_it).items():
            what = f"Source “{title}”: {name.replace('_', ' ')}"
            yield Change(what=what, old=old, new=new)


def _of_statements(
    dossier: Dossier, file: ClaimFile, later: Iterable[JournalEntry]
) -> Iterator[Change]:
    written = {entry.data["statement"] for entry in later if "statement" in entry.data}
    if not written:
        return
    by_id = {row.id: row for row in file.written}
    known = [row for row in file.written if row.id not in written]
    before = {row.id: row for row in current(known)}
    for row in file.statements:
        old = _origin(row, by_id, written)
        was = _told(dossier, before.pop(old.id)) if old and old.id in before else ""
        now = _told(dossier, row)
        if was != now:
            yield Change(what="Statement", old=was, new=now)
    for row in before.values():
        yield Change(what="Statement", old=_told(dossier, row), new="")


def _origin(
    row: Statement, by_id: Mapping[StatementId, Statement], written: set[int]
) -> Statement | None:
    """The row that this one came of by corrections since, if there was one."""
    found: Statement | None = row
    while found is not None and found.id in written:
        found = by_id.get(found.supersedes_id) if found.supersedes_id else None
    return found


def _told(dossier: Dossier, row: Statement) -> str:
    part = " in part" if row.scope.value == "part" else ""
    role = f", {row.actor_role}" if row.actor_role else ""
    party = f", for {row.on_behalf_of}" if row.on_behalf_of else ""
    when = f", {row.dated_on.isoformat()} ({row.precision.value})" if row.dated_on else ", no date"
    words = f": “{row.words}”" if row.words else ""
    source = dossier.sources.get(row.source_id) if row.source_id else None
    given = f" ({source.title})" if source else ""
    return f"{row.kind.value}{part} by {row.actor}{role}{party}{when}{words}{given}"
