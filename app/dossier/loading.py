"""Loading a dossier in a fixed number of queries, whatever its size."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.domain.errors import NotFound
from app.domain.ids import ClaimId, UserId
from app.domain.numbering import Placed, numbering
from app.domain.workflow import ClaimState
from app.dossier.evidence import current
from app.dossier.files import ClaimFile, Dossier
from app.dossier.rulings import newest_scheme, standing
from app.models import (
    Anchor,
    Citation,
    Claim,
    Contact,
    FactCheck,
    Proposal,
    Revision,
    Ruling,
    SchemeVerdict,
    SignOff,
    Source,
    SourceOpening,
    Statement,
    User,
)
from app.models.statements import ProposalState


def load(session: Session, check_id: int, *, viewer: UserId | None = None) -> Dossier:
    """Load a dossier; raise NotFound.

    A ruling beside which a second one is awaited is sealed: it is left out, and only whoever gave
    it, if that is the `viewer`, finds it apart from the others.
    """
    return about(session, head(session, FactCheck.id == check_id), viewer=viewer)


@dataclass(frozen=True, slots=True)
class Head:
    """A fact-check with its frozen texts, oldest first."""

    check: FactCheck
    revisions: Sequence[Revision]
    #: What was asked for besides.
    beside: Sequence[Any]


def head(session: Session, which: ColumnElement[bool], *beside: ScalarSelect[Any]) -> Head:
    """The head of a dossier, and whatever is to be known at the same moment; raise NotFound."""
    rows = select(FactCheck, Revision, *beside).join(Revision, Revision.check_id == FactCheck.id)
    found = session.execute(rows.where(which).order_by(Revision.number)).all()
    if not found:
        raise NotFound("There is no such fact-check.")
    check, _, *known = found[0]
    return Head(check, [row[1] for row in found], known)


def about(session: Session, head: Head, *, viewer: UserId | None = None) -> Dossier:
    """The dossier under a head."""
    scheme, rulings, sign_offs = _verdicts(session, head.check)
    files, sources = _files(session, head, rulings, sign_offs, viewer)
    return Dossier(
        check=head.check,
        revisions=head.revisions,
        files=[file for file in files if not file.lost],
        lost=[file for file in files if file.lost],
        sources=sources,
        people=dict(session.execute(select(User.id, User.name)).all()),
        scheme=scheme,
    )


def contacts(session: Session, check_id: int) -> list[Contact]:
    """The contact log of a fact-check, oldest first."""
    present = Contact.check_id == check_id, Contact.removed_at.is_(None)
    rows = select(Contact).where(*present).order_by(Contact.asked_on, Contact.id)
    return list(session.scalars(rows))


def _files(
    session: Session,
    head: Head,
    rulings: Mapping[ClaimId, Sequence[Ruling]],
    sign_offs: dict[int, SignOff],
    viewer: UserId | None,
) -> tuple[list[ClaimFile], dict[int, Source]]:
    """The files of all claims, and every source that they rest on."""
    check, revision = head.check, head.revisions[-1]
    placed, anchor_of, proposals = _placed(session, check)
    standing = {key for key, anchor in anchor_of.items() if anchor.revision_id == revision.id}
    numbers = _numbers([c for c in placed if c.id in standing], anchor_of, check)
    ids = _ids(check)
    cited, openings = _by_claim(session, _cited(ids))
    written, stated = _by_claim(session, _stated(ids))
    files = [
        ClaimFile(
            claim=claim,
            anchor=anchor_of[claim.id],
            number=numbers.get(claim.id),
            citations=[row for row in cited[claim.id] if row.removed_at is None],
            removed=[row for row in cited[claim.id] if row.removed_at is not None],
            statements=current(written[claim.id]),
            written=written[claim.id],
            proposals=proposals[claim.id],
            sign_offs=sign_offs,
            openings=openings[claim.id],
            **_sealed(claim, rulings[claim.id], viewer),
            lost=claim.id not in standing,
        )
        for claim in placed
    ]
    told_by = {row.id: row for rows in stated.values() for row in rows}
    return sorted(files, key=lambda f: (f.anchor.start, -f.anchor.end, f.claim.id)), _rested_on(
        files, told_by
    )


def _rested_on(files: Sequence[ClaimFile], told_by: Mapping[int, Source]) -> dict[int, Source]:
    """The sources that what stands on these claims comes from."""
    keys = {row.source_id for file in files for row in file.statements}
    sources = {key: row for key, row in told_by.items() if key in keys}
    return sources | {row.source_id: row.source for file in files for row in file.citations}


def _sealed(claim: Claim, rulings: Sequence[Ruling], viewer: UserId | None) -> dict[str, Any]:
    """The rulings of a claim as this person may see them."""
    if claim.state is not ClaimState.AWAITING:
        return {"rulings": rulings}
    *before, sealed = rulings
    own = sealed if sealed.ruled_by_id == viewer else None
    return {"rulings": before, "sealed_by": sealed.ruled_by_id, "own_sealed": own}


def _placed(
    session: Session, check: FactCheck
) -> tuple[list[Claim], dict[ClaimId, Anchor], dict[ClaimId, list[Proposal]]]:
    """The claims, the last place of each, and what is proposed on it.

    Anchors are only ever added for newer revisions.
    """
    waiting = and_(Proposal.claim_id == Claim.id, Proposal.state == ProposalState.WAITING)
    rows = (
        select(Claim, Anchor, Proposal)
        .join(Anchor, Anchor.claim_id == Claim.id)
        .outerjoin(Proposal, waiting)
        .where(Claim.check_id == check.id)
        .order_by(Anchor.id, Proposal.id)
    )
    found = session.execute(rows).all()
    proposals: dict[ClaimId, dict[int, Proposal]] = defaultdict(dict)
    for claim, _, proposal in found:
        if proposal is not None:
            proposals[claim.id][proposal.id] = proposal
    return (
        list({claim.id: claim for claim, *_ in found}.values()),
        {anchor.claim_id: anchor for _, anchor, _ in found},
        defaultdict(list, {key: list(one.values()) for key, one in proposals.items()}),
    )


def _ids(check: FactCheck) -> ScalarSelect[ClaimId]:
    return select(Claim.id).where(Claim.check_id == check.id).scalar_subquery()


def _numbers(
    claims: Iterable[Claim], anchor_of: dict[ClaimId, Anchor], check: FactCheck
) -> dict[ClaimId, int]:
    placed = [
        Placed(claim.id, anchor_of[claim.id].start, anchor_of[claim.id].end, claim.number)
        for claim in claims
        if claim.state is not ClaimState.DISMISSED
    ]
    return numbering(placed, last_used=check.last_number)


def _cited(ids: Any) -> Select[Citation, SourceOpening]:
    """Citations with their sources, each with who opened the source for the same claim."""
    opened = and_(
        SourceOpening.claim_id == Citation.claim_id, SourceOpening.source_id == Citation.source_id
    )
    rows = select(Citation, SourceOpening).outerjoin(SourceOpening, opened)
    return rows.where(Citation.claim_id.in_(ids)).options(joinedload(Citation.source))


def _stated(ids: Any) -> Select[Statement, Source]:
    rows = select(Statement, Source).outerjoin(Source, Source.id == Statement.source_id)
    return rows.where(Statement.claim_id.in_(ids))


def _verdicts(
    session: Session, check: FactCheck
) -> tuple[list[SchemeVerdict], Mapping[ClaimId, list[Ruling]], dict[int, SignOff]]:
    """The verdicts in force, the rulings on each claim, oldest first, and the answers to them.

    In one query: every verdict with the rulings that gave it.
    """
    on_it = Ruling.claim_id.in_(_ids(check))
    given = and_(Ruling.verdict_id == SchemeVerdict.id, on_it, standing())
    in_force = SchemeVerdict.scheme == newest_scheme()
    rows = (
        select(SchemeVerdict, Ruling, SignOff)
        .select_from(SchemeVerdict)
        .outerjoin(Ruling, given)
        .outerjoin(SignOff, SignOff.ruling_id == Ruling.id)
        .where(or_(in_force, Ruling.id.is_not(None)))
        .order_by(SchemeVerdict.scheme, SchemeVerdict.position, Ruling.id)
        .options(contains_eager(Ruling.verdict))
    )
    found = session.execute(rows).all()
    newest = max(verdict.scheme for verdict, *_ in found)
    verdicts = {verdict.id: verdict for verdict, *_ in found if verdict.scheme == newest}
    rulings: dict[ClaimId, list[Ruling]] = defaultdict(list)
    for ruling in sorted((row[1] for row in found if row[1]), key=attrgetter("id")):
        rulings[ruling.claim_id].append(ruling)
    return list(verdicts.values()), rulings, {row.ruling_id: row for *_, row in found if row}


def _by_claim(session: Session, rows: Select[*tuple[Any, ...]]) -> list[dict[ClaimId, list[Any]]]:
    """For each entity of the rows: its instances by claim, each once, the oldest first."""
    width = len(rows.column_descriptions)
    found: list[dict[ClaimId, dict[int, Any]]] = [defaultdict(dict) for _ in range(width)]
    for row in session.execute(rows):
        for entity, grouped in zip(row, found, strict=True):
            if entity is not None:
                grouped[row[0].claim_id][entity.id] = entity
    by_age = attrgetter("id")
    return [
        defaultdict(list, {key: sorted(one.values(), key=by_age) for key, one in grouped.items()})
        for grouped in found
    ]
