"""Does the record still say what it said? Anchors, the journal's chain, editions."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.journal import Act, broken_links
from app.domain.workflow import CheckState, ClaimState, ReportState
from app.models import (
    Anchor,
    Base,
    Claim,
    FactCheck,
    HouseSettings,
    JournalEntry,
    Publication,
    Report,
    Revision,
    Ruling,
    SignOff,
    Statement,
    Withdrawal,
)
from app.publishing.document import digest, from_json
from app.queries import journal

#: What a damaged row may lead to when it is read; a fault to be told, not one of the program.
DAMAGE = (LookupError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows that one act each has made: how to find the entry of a row, and what both must tell."""

    name: str
    model: type[Base]
    acts: tuple[Act, ...]
    #: What names the row: in an entry's data, and as columns.
    told_key: tuple[str, ...]
    key: tuple[str, ...]
    #: What is sealed of the row: in an entry's data, and as an attribute.
    told_seal: str
    seal: str
    #: Columns that say who acted and when, as the entry does.
    who: str
    at: str


STATED = (
    Act.STATEMENT_RECORDED,
    Act.STATEMENT_COPIED,
    Act.STATEMENT_CORRECTED,
    Act.STATEMENT_STRUCK,
)
RULED = (Act.RULED, Act.RULING_RESTORED)
ANSWERED = (Act.SIGNED_OFF, Act.RETURNED, Act.ANSWER_RESTORED)
# fmt: off
KINDS = (
    Kind("Text {1} of fact-check {0}", Revision, (Act.ARTICLE_FROZEN,),
         ("check_id", "revision"), ("check_id", "number"),
         "text_sha256", "text_sha256", "created_by_id", "created_at"),
    Kind("Statement {0}", Statement, STATED,
         ("statement",), ("id",), "sha256", "sha256", "recorded_by_id", "recorded_at"),
    Kind("Ruling {0}", Ruling, RULED,
         ("ruling",), ("id",), "sha256", "sha256", "ruled_by_id", "ruled_at"),
    Kind("Answer {0} to a ruling", SignOff, ANSWERED,
         ("sign_off",), ("id",), "sha256", "sha256", "signed_by_id", "signed_at"),
    Kind("Edition {1} of fact-check {0}", Publication, (Act.PUBLISHED,),
         ("check_id", "edition"), ("check_id", "number"),
         "sha256", "document_sha256", "issued_by_id", "issued_at"),
    Kind("Version {0} of the settings", HouseSettings, (Act.SETTINGS_SAVED,),
         ("settings",), ("number",), "sha256", "sha256", "saved_by_id", "saved_at"),
    # Withdrawals have no number: the first entry is about the first row, and so on.
    Kind("A withdrawal of fact-check {0}", Withdrawal, (Act.WITHDRAWN,),
         ("check_id",), ("check_id",), "reason", "reason", "withdrawn_by_id", "withdrawn_at"),
)
# fmt: on

#: What a row or an entry tells: what was done, who did it, when.
Told = tuple[object, ...]
ByKey = dict[tuple[int, ...], list[Told]]


def faults(session: Session) -> list[str]:
    """Everything that is not as it was written, a sentence each; empty if all holds."""
    checks = {
        "Revisions": _revisions(session),
        "Anchors": _anchors(session),
        "Journal": _journal(session),
        "Journal's filing": _filing(session),
        "Editions": _editions(session),
        "Record and journal": _record(session),
        "States": _states(session),
    }
    return [fault for name, found in checks.items() for fault in _told(name, found)]


def _told(name: str, found: Iterable[str]) -> Iterator[str]:
    """The faults that a check finds, and that it could not go on if a row is damaged."""
    try:
        yield from found
    except DAMAGE as error:
        yield f"{name}: an entry cannot be read ({error})."


def _revisions(session: Session) -> Iterator[str]:
    for revision in session.scalars(select(Revision)):
        if hashlib.sha256(revision.text.encode()).hexdigest() != revision.text_sha256:
            yield f"Revision {revision.id}: the text is not the one that was frozen."


def _anchors(session: Session) -> Iterator[str]:
    rows = select(Anchor, Revision.text).join(Revision, Revision.id == Anchor.revision_id)
    for anchor, text in session.execute(rows):
        if text[anchor.start : anchor.end] != anchor.exact:
            yield (
                f"Claim {anchor.claim_id}: its anchor in revision {anchor.revision_id} "
                "does not hold the claim's words."
            )


def _journal(session: Session) -> Iterator[str]:
    yield from broken_links(journal.chain(session))


def _filing(session: Session) -> Iterator[str]:
    """Entries are found by a column that is not sealed: it says what the sealed data say."""
    rows = select(JournalEntry.seq, JournalEntry.check_id, JournalEntry.data)
    for seq, check_id, data in session.execute(rows.order_by(JournalEntry.seq)):
        if not isinstance(data, dict) or check_id != data.get("check_id"):
            yield f"Journal: entry {seq} is filed under another fact-check than it tells of."


def _record(session: Session) -> Iterator[str]:
    """Each row of the record has its entry in the journal, each entry its row; both tell the same.

    The chain holds only the journal together: whoever deletes or rewrites a row is found here.
    """
    for kind in KINDS:
        rows: ByKey = defaultdict(list)
        for row in session.scalars(select(kind.model).order_by(*kind.model.__mapper__.primary_key)):
            told = (getattr(row, name) for name in (kind.seal, kind.who, kind.at))
            rows[tuple(getattr(row, name) for name in kind.key)].append(tuple(told))
        entries: ByKey = defaultdict(list)
        yield from _gather(session, kind, entries)
        for key in sorted(rows.keys() | entries.keys()):
            for row_told, entry_told in zip_longest(rows[key], entries[key]):
                if row_told != entry_told:
                    yield f"{kind.name.format(*key)}: {_difference(row_told, entry_told)}"


def _gather(session: Session, kind: Kind, entries: ByKey) -> Iterator[str]:
    """Sort the entries of a kind by the row that they are about; tell of those that do not say."""
    written = select(JournalEntry).where(JournalEntry.act.in_(kind.acts)).order_by(JournalEntry.seq)
    for entry in session.scalars(written):
        data = entry.data if isinstance(entry.data, dict) else {}
        named = [data.get(name) for name in kind.told_key]
        key = tuple(part for part in named if isinstance(part, int))
        if len(key) == len(named):
            entries[key].append((data.get(kind.told_seal), *_given(entry, data)))
        else:
            yield f"Journal: entry {entry.seq} does not say what it is about."


def _given(entry: JournalEntry, data: Mapping[str, Any]) -> Told:
    """By whom and when: the entry's own, but where it puts back what somebody gave before."""
    if entry.act not in (Act.RULING_RESTORED, Act.ANSWER_RESTORED):
        return (entry.actor_id, entry.at)
    return (data.get("given_by"), datetime.fromisoformat(data.get("given_at", "")))


def _difference(row: Told | None, entry: Told | None) -> str:
    if entry is None:
        return "not in the journal."
    if row is None:
        return "in the journal, but gone from the record."
    return "the journal does not know it as it stands."


def _states(session: Session) -> Iterator[str]:
    """Replay the moves: a claim or fact-check stands where its last entry left it."""
    for kind, act, start in (
        (Claim, Act.CLAIM_MOVED, ClaimState.OPEN),
        (FactCheck, Act.CHECK_MOVED, CheckState.REVIEWING),
        (Report, Act.REPORT_MOVED, ReportState.RECEIVED),
    ):
        moves = select(JournalEntry).where(JournalEntry.act == act).order_by(JournalEntry.seq)
        left = {
            entry.subject_id: entry.data.get("new") if isinstance(entry.data, dict) else None
            for entry in session.scalars(moves)
        }
        for key, state in session.execute(select(kind.id, kind.state)):
            if left.get(key, start) != state:
                yield f"{kind.__name__} {key}: the journal does not know how it came to be {state}."


def _editions(session: Session) -> Iterator[str]:
    for row in session.scalars(select(Publication)):
        name = f"Edition {row.number} of fact-check {row.check_id}"
        if digest(row.document) != row.document_sha256:
            yield f"{name}: the document is not the one that was issued."
        else:
            yield from _told(name, _quotes(row))


def _quotes(row: Publication) -> Iterator[str]:
    edition = from_json(row.document)
    for claim in edition.claims:
        if edition.article.text[claim.start : claim.end] != claim.quote:
            yield (
                f"Edition {row.number} of fact-check {row.check_id}: "
                f"claim {claim.number} does not stand where it says."
            )
