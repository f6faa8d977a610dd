"""The public life of fact-checks, and of the house: the only rows that public pages are made of."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased, defer

from app.domain.house import Settings
from app.domain.ids import CheckId
from app.models import (
    Claim,
    ClaimLink,
    FactCheck,
    HouseLogo,
    HouseSettings,
    Publication,
    Withdrawal,
)
from app.publishing.accent import accent
from app.publishing.document import from_json
from app.publishing.edition import Edition
from app.publishing.history import Also, History, Withdrawn
from app.publishing.imprint import Imprint
from app.publishing.logo import Logo

#: Editions are frozen, and so are their documents: reading one twice gives the same.
parsed = lru_cache(maxsize=1024)(from_json)


#: By the uid of a claim, the same claim elsewhere.
AlsoByUid = Mapping[str, tuple[Also, ...]]

#: So many documents are held at the same time while all are read.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a fact-check has come in public: while this is the same, so is every form of it."""

    check_id: CheckId
    newest_sha256: str
    withdrawn_at: datetime | None
    #: Which claims are told elsewhere, too, and by which editions.
    also: tuple[tuple[str, str, int], ...] = ()


def stand(session: Session, slug: str) -> Stand | None:
    """How far the fact-check at this address has come; None if there is none."""
    taken_back = (
        select(func.max(Withdrawal.withdrawn_at))
        .where(Withdrawal.check_id == FactCheck.id)
        .scalar_subquery()
    )
    rows = (
        select(FactCheck.id, Publication.document_sha256, taken_back)
        .join(Publication, Publication.check_id == FactCheck.id)
        .where(FactCheck.slug == slug)
        .order_by(Publication.number.desc())
    )
    found = session.execute(rows.limit(1)).first()
    if found is None:
        return None
    elsewhere = _elsewhere(session, [found[0]])
    return Stand(*found, tuple((one.uid, one.sha256, one.number) for one in elsewhere))


def stands(session: Session) -> tuple[str, int, datetime | None, int]:
    """How far all fact-checks have come: while this is the same, so is every list of them."""
    newest = select(Publication.document_sha256).order_by(Publication.id.desc()).limit(1)
    issued = select(func.count()).select_from(Publication).scalar_subquery()
    gone = select(func.max(Withdrawal.withdrawn_at), func.count(Withdrawal.id), issued)
    withdrawn_at, withdrawals, editions = session.execute(gone).one()
    return session.scalar(newest) or "", editions, withdrawn_at, withdrawals


def history(session: Session, check_id: CheckId) -> History | None:
    """The public life of one fact-check; None while it was never published."""
    return next(iter(_histories(session, [check_id])), None)


def histories(session: Session, *, with_pages: bool = True) -> list[History]:
    """Every fact-check that was ever published, the one that changed last first.

    Lists need no permanent pages: without them, far less is read.
    """
    checks = session.scalars(select(FactCheck.id).where(FactCheck.slug.is_not(None)))
    newest_first = reversed(_histories(session, checks, with_pages=with_pages))
    return sorted(newest_first, key=lambda history: history.modified_at, reverse=True)


def newest_standing(session: Session) -> History | None:
    """The fact-check that was published last and stands; None while there is none."""
    ids = newest_editions(session).values()
    row = session.get(Publication, max(ids)) if ids else None
    return history(session, row.check_id) if row else None


def newest_editions(session: Session) -> dict[str, int]:
    """The newest edition of every fact-check that stands: its SHA-256, and the id of its row."""
    newest = select(func.max(Publication.id)).group_by(Publication.check_id)
    taken_back = (
        select(func.max(Withdrawal.last_edition))
        .where(Withdrawal.check_id == Publication.check_id)
        .scalar_subquery()
    )
    rows = select(Publication.document_sha256, Publication.id).where(
        Publication.id.in_(newest), Publication.number > func.coalesce(taken_back, 0)
    )
    return {sha256: row for sha256, row in session.execute(rows)}


def documents(session: Session, ids: Iterable[int]) -> Iterator[tuple[str, Edition]]:
    """Editions by the ids of their rows, with their SHA-256, read one after the other."""
    wanted = select(Publication.document_sha256, Publication.document)
    rows = list(ids)
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        for sha256, document in session.execute(wanted.where(Publication.id.in_(some))):
            yield sha256, from_json(document)


def settings_number(session: Session) -> int:
    """The number of the settings in force: while it is the same, so are they. 0: none yet."""
    return session.scalar(newest_settings()) or 0


def newest_settings() -> Select[int]:
    """The query of the number of the settings in force: no row has one until there are any."""
    return select(func.max(HouseSettings.number))


def settings(session: Session) -> HouseSettings | None:
    """The settings in force, with their logo; None until an admin saves some."""
    rows = select(HouseSettings).order_by(HouseSettings.number.desc()).limit(1)
    return session.scalars(rows).first()


def imprint(
    told: Settings, logo: HouseLogo | None, *, base_url: str, authority: str = "", pdf: bool = False
) -> Imprint:
    """Who publishes, with these settings."""
    return Imprint(
        name=told.name,
        base_url=base_url,
        authority=authority,
        pdf=pdf,
        language=told.language,
        licence=told.licence,
        licence_name=told.licence_name,
        contact=told.contact,
        accent=accent(told.colour) if told.colour else None,
        logo=Logo(sha256=logo.sha256, width=logo.width, height=logo.height) if logo else None,
    )


def also(session: Session, checks: Collection[CheckId]) -> dict[CheckId, AlsoByUid]:
    """By fact-check and claim, where else readers find the same claim now, the newest first.

    That claims are linked is a row; all that is told of the other one is in its newest edition, and
    what is withdrawn or was never published is not there.
    """
    found = _elsewhere(session, checks)
    editions = _editions(session, {one.publication for one in found})
    told: dict[CheckId, dict[str, dict[str, Also]]] = defaultdict(lambda: defaultdict(dict))
    for one in found:
        edition = editions[one.publication]
        claim = next((c for c in edition.claims if c.number == one.number), None)
        if claim is not None:
            told[one.check].setdefault(one.uid, {}).setdefault(
                edition.slug, Also(edition=edition, claim=claim)
            )
    return {
        check: {uid: tuple(others.values()) for uid, others in claims.items()}
        for check, claims in told.items()
    }


class _Elsewhere(NamedTuple):
    """A claim of a fact-check, and the edition and number under which it is told elsewhere."""

    check: CheckId
    uid: str
    publication: int
    sha256: str
    number: int


def _elsewhere(session: Session, checks: Collection[CheckId]) -> list[_Elsewhere]:
    mine, theirs, other = aliased(ClaimLink), aliased(ClaimLink), aliased(Claim)
    newest = (
        select(func.max(Publication.id))
        .where(Publication.check_id == other.check_id)
        .correlate(other)
        .scalar_subquery()
    )
    taken_back = (
        select(func.max(Withdrawal.last_edition))
        .where(Withdrawal.check_id == other.check_id)
        .correlate(other)
        .scalar_subquery()
    )
    rows = (
        select(
            Claim.check_id,
            Claim.uid,
            Publication.id,
            Publication.document_sha256,
            other.number,
        )
        .join(mine, mine.claim_id == Claim.id)
        .join(theirs, theirs.group_id == mine.group_id)
        .join(other, other.id == theirs.claim_id)
        .join(Publication, Publication.id == newest)
        .where(
            Claim.check_id.in_(checks),
            other.check_id != Claim.check_id,
            other.number.is_not(None),
            Publication.number > func.coalesce(taken_back, 0),
        )
        .order_by(Publication.id.desc(), Claim.id, other.number)
    )
    return [
        _Elsewhere(check, uid, publication, sha256, number or 0)
        for check, uid, publication, sha256, number in session.execute(rows)
    ]


def _editions(session: Session, ids: Collection[int]) -> dict[int, Edition]:
    rows = select(Publication.id, Publication.document).where(Publication.id.in_(ids))
    return {key: parsed(document) for key, document in session.execute(rows)} if ids else {}


def _histories(
    session: Session, checks: Iterable[CheckId], *, with_pages: bool = True
) -> list[History]:
    wanted = list(checks)
    issued: dict[CheckId, list[Publication]] = defaultdict(list)
    gone: dict[CheckId, list[Withdrawn]] = defaultdict(list)
    editions = select(Publication).where(Publication.check_id.in_(wanted))
    if not with_pages:
        editions = editions.options(defer(Publication.page))
    for row in session.scalars(editions.order_by(Publication.id)):
        issued[row.check_id].append(row)
    withdrawals = select(Withdrawal).where(Withdrawal.check_id.in_(wanted))
    for withdrawal in session.scalars(withdrawals.order_by(Withdrawal.id)):
        gone[withdrawal.check_id].append(_withdrawn(withdrawal))
    # Lists tell of no single claim's relations.
    elsewhere = also(session, wanted) if with_pages else {}
    return [
        History(
            also=elsewhere.get(check, {}),
            editions=tuple(parsed(row.document) for row in rows),
            withdrawals=tuple(gone[check]),
            pages={row.number: row.page for row in rows if row.page} if with_pages else {},
        )
        for check, rows in issued.items()
    ]


def _withdrawn(row: Withdrawal) -> Withdrawn:
    return Withdrawn(
        last_edition=row.last_edition,
        withdrawn_at=row.withdrawn_at.isoformat(timespec="seconds"),
        withdrawn_by=row.withdrawn_by,
        reason=row.reason,
    )
