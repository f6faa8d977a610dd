"""Everything on one fact-check, in a fixed number of queries, whatever its size.

The desk shows it, the rules of publication ask it, and an edition is frozen from it.
"""

from app.dossier.evidence import (
    claim_facts,
    current,
    evidence_on,
    public_evidence,
    resting_on,
    statement_fact,
)
from app.dossier.files import ClaimFile, Dossier
from app.dossier.loading import about, contacts, head, load
from app.dossier.revisions import last_place, newest_revision, revision
from app.dossier.rulings import (
    blind_pair,
    newest_ruling,
    ruling_in_force,
    scheme_in_force,
    standing,
)

__all__ = [
    "ClaimFile",
    "Dossier",
    "about",
    "blind_pair",
    "claim_facts",
    "contacts",
    "current",
    "evidence_on",
    "head",
    "last_place",
    "load",
    "newest_revision",
    "newest_ruling",
    "public_evidence",
    "resting_on",
    "revision",
    "ruling_in_force",
    "scheme_in_force",
    "standing",
    "statement_fact",
]
