"""Sources at hand: those of this article, then those that were cited last anywhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.dossier import ClaimFile, Dossier
from app.models import Citation, Claim, Source

#: So many rows are offered of this article, and of others.
OWN, RECENT = 8, 5
#: So many of the newest citations are looked through for sources of other articles.
LOOKED_THROUGH = 100


@dataclass(frozen=True, slots=True)
class AtHand:
    """A source that can be cited again, as it was cited last."""

    last: Citation
    #: Is it a source of the article at hand?
    own: bool

    @property
    def source(self) -> Source:
        """The source itself."""
        return self.last.source


def sources_at_hand(session: Session, dossier: Dossier, current: ClaimFile) -> list[AtHand]:
    """What a claim may cite next, newest use first; what it cites already is left out.

    Under a ruling only this article's own sources: a new one is a reason to reopen the claim.
    """
    cited: set[int] = {citation.source_id for citation in current.citations}
    uses = [citation for file in dossier.everything for citation in file.citations]
    own = list(_newest_uses(sorted(uses, key=lambda use: -use.id), but=cited))
    known = cited | dossier.sources.keys()
    elsewhere = _elsewhere(session, dossier) if current.ruling is None else ()
    recent = list(_newest_uses(elsewhere, but=known))
    return [
        *(AtHand(use, own=True) for use in own[:OWN]),
        *(AtHand(use, own=False) for use in recent[:RECENT]),
    ]


def _elsewhere(session: Session, dossier: Dossier) -> Iterable[Citation]:
    rows = (
        select(Citation)
        .join(Claim, Citation.claim_id == Claim.id)
        .where(Citation.removed_at.is_(None), Claim.check_id != dossier.check.id)
        .options(joinedload(Citation.source))
        .order_by(Citation.id.desc())
        .limit(LOOKED_THROUGH)
    )
    return session.scalars(rows)


def _newest_uses(newest_first: Iterable[Citation], *, but: set[int]) -> Iterator[Citation]:
    seen = set(but)
    for use in newest_first:
        if use.source_id not in seen:
            seen.add(use.source_id)
            yield use
