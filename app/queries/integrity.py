"""Does the record still say what it said? Anchors, the journal's chain, editions."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.journal import broken_links
from app.models import Anchor, Publication, Revision
from app.publishing.edition import digest, from_json
from app.queries import journal


def faults(session: Session) -> list[str]:
    """Everything that is not as it was written, a sentence each; empty if all holds."""
    return [
        *_revisions(session),
        *_anchors(session),
        *broken_links(journal.chain(session)),
        *_editions(session),
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
