"""The assessor pack: everything on one fact-check, for an accreditation body or a court.

What a confidential source tells is left out, and so are the desk's notes on whom it asked, unless
they are asked for; every gap is marked by `REDACTED`. A rationale is given as it was written.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from app import dossier
from app.domain.journal import Act
from app.dossier import ClaimFile, Dossier
from app.models import (
    Base,
    Citation,
    Claim,
    Contact,
    JournalEntry,
    Publication,
    Revision,
    Source,
    Statement,
    Withdrawal,
)
from app.queries.journal import guest_names

FORMAT = "stet-assessor-pack-1"
REDACTED = "[confidential]"
#: What an entry of the journal may say although its source is confidential.
_TELLING_NOTHING = frozenset({"kind", "stance", "scope", "sha256"})

Node = dict[str, Any]
Row = TypeVar("Row", bound=Base)


def pack(session: Session, check_id: int, *, confidential: bool) -> Node:
    """Everything on a fact-check as plain JSON values; raise NotFound.

    Offsets are code points of the revision's text, half-open; moments are ISO 8601 in UTC. While
    nothing is done on the fact-check the pack stays the same: handing it out is not told in it.
    """
    whole = dossier.load(session, check_id)
    statements = _rows(session, select(Statement).where(Statement.claim_id.in_(_claims(check_id))))
    cited = select(Citation).where(Citation.claim_id.in_(_claims(check_id)))
    citations = _rows(session, cited.options(joinedload(Citation.source)))
    sources = _sources(session, statements, citations)
    hidden = {s.id for s in sources if s.confidential and not confidential}
    contacts = dossier.contacts(session, check_id)
    gathered = _Gathered(whole, statements, citations, hidden)
    journal = _journal(session, whole, statements, hidden)
    return {
        "format": FORMAT,
        "as_of": journal[-1]["at"] if journal else _plain(whole.check.created_at),
        "confidential_sources": "included" if confidential else "redacted",
        "fact_check": _fact_check(whole),
        "revisions": [
            _told(row, "number", "text", "text_sha256", "trimmed", "language", "created_at")
            for row in _of_check(session, Revision, check_id)
        ],
        "claims": [gathered.claim(file) for file in whole.everything],
        "sources": [_source(row, hidden) for row in sources],
        "contacts": [_contact(row, whole, confidential) for row in contacts],
        "editions": [
            _told(row, "number", "document_sha256", "issued_at")
            | {"issued_by": whole.name(row.issued_by_id)}
            for row in _of_check(session, Publication, check_id)
        ],
        "withdrawals": [
            _told(row, "last_edition", "reason", "withdrawn_by", "withdrawn_at")
            for row in _of_check(session, Withdrawal, check_id)
        ],
        "journal": journal,
    }


class _Gathered:
    """What was gathered on the claims, with its whole history."""

    def __init__(
        self,
        whole: Dossier,
        statements: Sequence[Statement],
        citations: Sequence[Citation],
        hidden: Collection[int],
    ) -> None:
        self.whole, self.hidden = whole, hidden
        self.numbers = {revision.id: revision.number for revision in whole.revisions}
        self.statements, self.citations = statements, citations

    def claim(self, file: ClaimFile) -> Node:
        """One claim: where it stands, what was found, who ruled and who signed."""
        claim, anchor = file.claim, file.anchor
        return {
            **_told(claim, "uid", "number", "state", "wording", "claimant", "claimant_role"),
            **_told(claim, "cue", "type", "reasons", "dismissed_because", "dismiss_note"),
            **_told(anchor, "start", "end", "exact"),
            "revision": self.numbers[anchor.revision_id],
            "gone_from": claim.gone_from,
            "statements": [
                self._statement(row) for row in self.statements if row.claim_id == claim.id
            ],
            "citations": [
                self._citation(row) for row in self.citations if row.claim_id == claim.id
            ],
            # A sealed one goes to nobody: it will be here when the second opinion is.
            "ruling_sealed": file.sealed_by is not None,
            "ruling_in_force": file.ruling.id if file.ruling else None,
            "rulings": [self._ruling(file, at) for at in range(len(file.rulings))],
        }

    def _statement(self, row: Statement) -> Node:
        told = _told(row, "id", "kind", "actor", "actor_role", "on_behalf_of", "dated_on")
        told |= _told(row, "precision", "scope", "words", "source_id", "start", "end")
        told |= _told(row, "revision")
        told |= _told(row, "recorded_at", "supersedes_id", "struck", "sha256")
        by = {"recorded_by": self.whole.name(row.recorded_by_id)}
        if row.source_id in self.hidden:
            told |= dict.fromkeys(("actor", "actor_role", "on_behalf_of", "words"), REDACTED)
        return told | by

    def _citation(self, row: Citation) -> Node:
        told = _told(row, "id", "source_id", "stance", "excerpt", "locator", "added_at")
        told |= _told(row, "removed_at") | {"added_by": self.whole.name(row.added_by_id)}
        if row.source_id in self.hidden:
            told |= dict.fromkeys(("excerpt", "locator"), REDACTED)
        return told

    def _ruling(self, file: ClaimFile, at: int) -> Node:
        ruling = file.rulings[at]
        answer = file.sign_offs.get(ruling.id)
        return {
            **_told(ruling, "id", "as_of", "rationale", "ruled_at", "sha256", "beside_id"),
            **_told(ruling.verdict, "key", "label", "definition", "rating"),
            "ruled_by": self.whole.name(ruling.ruled_by_id),
            "sign_off": answer
            and _told(answer, "decision", "reason", "signed_at", "sha256")
            | {"signed_by": self.whole.name(answer.signed_by_id)},
        }


def _fact_check(whole: Dossier) -> Node:
    particulars = ("headline", "outlet", "byline", "url", "published_on", "rights", "topics")
    more = ("chosen_because", "state", "slug", "created_at")
    return _told(whole.check, "id", *particulars, *more)


def _source(row: Source, hidden: Collection[int]) -> Node:
    told = _told(row, "id", "kind", "confidential", "accessed_on", "added_at")
    words = ("title", "url", "publisher", "archive_url", "no_archive_reason", "origin")
    about = _told(row, *words, "interest", "secondary_reason", "published_on")
    if row.id in hidden:
        about = {name: value and REDACTED for name, value in about.items()}
    return told | about


def _contact(row: Contact, whole: Dossier, confidential: bool) -> Node:
    told = _told(row, "id", "claim_id", "party", "role", "channel", "asked_on", "deadline")
    told |= _told(row, "replied_on", "line", "note", "added_at")
    if row.note and not confidential:
        told["note"] = REDACTED
    return told | {"added_by": whole.name(row.added_by_id)}


def _journal(
    session: Session,
    whole: Dossier,
    statements: Iterable[Statement],
    hidden: Collection[int],
) -> list[Node]:
    """Every entry on the fact-check; the digest of a redacted one covers what it said before."""
    of_check = JournalEntry.check_id == whole.check.id
    rows = select(JournalEntry).where(of_check, JournalEntry.act != Act.PACK_MADE)
    told = []
    entries = session.scalars(rows.order_by(JournalEntry.seq)).all()
    guests = guest_names(session, entries)
    silent = {row.id for row in statements if row.source_id in hidden}
    for entry in entries:
        line = _told(entry, "seq", "at", "act", "subject_type", "subject_id", "previous", "digest")
        is_silent = entry.data.get("source") in hidden or entry.data.get("statement") in silent
        data = _silenced(entry.data) if is_silent else entry.data
        guest = guests.get(entry.data.get("guest"))
        who = f"guest {guest}" if guest else whole.name(entry.actor_id)
        told.append(line | {"who": who, "data": data})
    return told


def _silenced(data: Node) -> Node:
    """An entry without the words that would tell of a confidential source."""
    return {
        name: value if isinstance(value, int) or name in _TELLING_NOTHING else REDACTED
        for name, value in data.items()
    }


def _claims(check_id: int) -> Any:
    return select(Claim.id).where(Claim.check_id == check_id).scalar_subquery()


def _rows(session: Session, rows: Select[Row]) -> list[Row]:
    return sorted(session.scalars(rows), key=lambda row: row.id)  # type: ignore[attr-defined]


def _of_check(session: Session, kind: type[Row], check_id: int) -> list[Row]:
    return _rows(session, select(kind).where(kind.check_id == check_id))  # type: ignore[attr-defined]


def _sources(
    session: Session, statements: Iterable[Statement], citations: Iterable[Citation]
) -> list[Source]:
    keys = {row.source_id for row in citations}
    keys |= {row.source_id for row in statements if row.source_id is not None}
    return _rows(session, select(Source).where(Source.id.in_(keys)))


def _told(row: Base, *names: str) -> Node:
    """Some columns of a row as JSON has them."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return getattr(value, "value", value)
