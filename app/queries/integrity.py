"""Does the record still say what it said? Anchors, the journal's chain, editions."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.journal import Act, broken_links
from app.domain.workflow import CheckState, ClaimState
from app.models import Anchor, Claim, FactCheck, JournalEntry, Publication, Revision, Ruling
from app.publishing.edition import digest, from_json
from app.queries import journal


def faults(session: Session) -> list[str]:
    """Everything that is not as it was written, a sentence each; empty if all holds."""
    return [
        *_revisions(session),
        *_anchors(session),
        *_journal(session),
        *_editions(session),
        *_sealed(session),
        *_states(session),
    ]


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


def _sealed(session: Session) -> Iterator[str]:
    """Compare what the journal sealed of texts, rulings and editions with what is there."""
    told = {
        Act.ARTICLE_FROZEN: "text_sha256",
        Act.RULED: "sha256",
        Act.PUBLISHED: "sha256",
    }
    rows = select(JournalEntry).where(JournalEntry.act.in_(told))
    sealed = {(e.act, e.data.get(told[e.act])) for e in session.scalars(rows)}
    for revision in session.scalars(select(Revision)):
        if (Act.ARTICLE_FROZEN, revision.text_sha256) not in sealed:
            yield f"Revision {revision.id}: the journal does not know this text."
    for ruling in session.scalars(select(Ruling)):
        if (Act.RULED, ruling.sha256) not in sealed:
            yield f"Ruling {ruling.id}: the journal does not know it as it stands."
    for edition in session.scalars(select(Publication)):
        if (Act.PUBLISHED, edition.document_sha256) not in sealed:
            yield f"Edition {edition.number} of fact-check {edition.check_id}: not in the journal."


def _journal(session: Session) -> list[str]:
    try:
        return broken_links(journal.chain(session))
    except (LookupError, ValueError) as error:
        return [f"Journal: an entry cannot be read ({error})."]


def _states(session: Session) -> Iterator[str]:
    """Replay the moves: a claim or fact-check stands where its last entry left it."""
    for kind, act, start in (
        (Claim, Act.CLAIM_MOVED, ClaimState.OPEN),
        (FactCheck, Act.CHECK_MOVED, CheckState.REVIEWING),
    ):
        moves = select(JournalEntry).where(JournalEntry.act == act).order_by(JournalEntry.seq)
        left = {entry.subject_id: entry.data.get("new") for entry in session.scalars(moves)}
        for key, state in session.execute(select(kind.id, kind.state)):
            if left.get(key, start) != state:
                yield f"{kind.__name__} {key}: the journal does not know how it came to be {state}."


def _editions(session: Session) -> Iterator[str]:
    for row in session.scalars(select(Publication)):
        name = f"Edition {row.number} of fact-check {row.check_id}"
        if digest(row.document) != row.document_sha256:
            yield f"{name}: the document is not the one that was issued."
            continue
        edition = from_json(row.document)
        for claim in edition.claims:
            if edition.article.text[claim.start : claim.end] != claim.quote:
                yield f"{name}: claim {claim.number} does not stand where it says."
