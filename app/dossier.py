"""Everything on one fact-check, in a fixed number of queries, whatever its size.

The desk shows it, the rules of publication ask it, and an edition is frozen from it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, or_, select, union
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from app.domain.errors import NotFound
from app.domain.ids import ClaimId, RulingId, UserId
from app.domain.numbering import Placed, numbering
from app.domain.verdicts import (
    CitationFact,
    ClaimFact,
    Evidence,
    SourceKind,
    StatementFact,
    Verdict,
)
from app.domain.workflow import ClaimState
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
    UndoneRuling,
    User,
)
from app.models.rulings import Decision
from app.models.statements import ProposalState
from app.text.finding import anchors
from app.text.finding.anchors import CARRIED
from app.text.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFile:
    """One claim with its place and all that was gathered on it."""

    claim: Claim
    #: Its place in the newest revision; of a lost claim, the last that it had.
    anchor: Anchor
    #: Its number on the next edition; none while dismissed or lost.
    number: int | None
    citations: Sequence[Citation]
    #: The citations that were taken away.
    removed: Sequence[Citation]
    #: As they stand now: corrected and struck ones are left out.
    statements: Sequence[Statement]
    #: All that were ever written, with those.
    written: Sequence[Statement]
    proposals: Sequence[Proposal]
    #: Oldest first; without those that were undone, and without one that is sealed: nobody reads
    #: that by accident.
    rulings: Sequence[Ruling]
    sign_offs: dict[int, SignOff]
    #: Who gave the first of two blind rulings, while the second is awaited.
    sealed_by: UserId | None = None
    #: That ruling itself, for whoever gave it and for nobody else.
    own_sealed: Ruling | None = None
    openings: Sequence[SourceOpening] = ()
    #: It has no place in the newest revision: its words changed there, or are not there.
    lost: bool = False

    @property
    def is_gone(self) -> bool:
        """Did a person say that the article, as it stands now, does not make the claim?"""
        return self._is_lost_and_kept and self.claim.gone_from is not None

    @property
    def is_missing(self) -> bool:
        """Does it wait for a person to say where it stands now, or that it is gone?"""
        return self._is_lost_and_kept and self.claim.gone_from is None

    @property
    def _is_lost_and_kept(self) -> bool:
        return self.lost and self.claim.state is not ClaimState.DISMISSED

    @property
    def ruling(self) -> Ruling | None:
        """The ruling in force: none while the claim is not decided.

        Of two blind rulings it is the one that was approved, which need not be the newer one.
        """
        match self.claim.state:
            case ClaimState.RULED:
                return self.rulings[-1]
            case ClaimState.SIGNED:
                return max(self._approved, key=lambda ruling: self.sign_offs[ruling.id].id)
            case _:
                return None

    @property
    def _approved(self) -> list[Ruling]:
        answers = self.sign_offs
        return [
            ruling
            for ruling in self.rulings
            if ruling.id in answers and answers[ruling.id].decision is Decision.APPROVED
        ]

    @property
    def last_ruling(self) -> Ruling | None:
        """The ruling in force, or else the newest that there was."""
        return self.ruling or (self.rulings[-1] if self.rulings else None)

    @property
    def sign_off(self) -> SignOff | None:
        """The answer to the ruling in force, or else to the newest, if it has one."""
        return self.sign_offs.get(self.last_ruling.id) if self.last_ruling else None

    @property
    def pair(self) -> tuple[Ruling, Ruling] | None:
        """The two blind rulings that the last round brought, if it was one and both are given."""
        second = self.rulings[-1] if self.rulings else None
        if second is None or second.beside_id is None:
            return None
        return next(r for r in self.rulings if r.id == second.beside_id), second

    def opened(self, source_id: int) -> list[SourceOpening]:
        """Who has opened a source for this claim, the first one first."""
        return [opening for opening in self.openings if opening.source_id == source_id]

    @property
    def name(self) -> str:
        """How the desk calls the claim."""
        if self.claim.state is ClaimState.DISMISSED:
            return "A dismissed claim"
        number = self.claim.number if self.lost else self.number
        return f"Claim {number}" if number else "A lost claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A fact-check with its frozen texts, its claims in reading order, and whom we asked."""

    check: FactCheck
    #: Oldest first: the last one is what the fact-check is about now.
    revisions: Sequence[Revision]
    #: The claims that stand in the newest revision.
    files: Sequence[ClaimFile]
    #: Those that stood in an earlier one and have no place in the newest.
    lost: Sequence[ClaimFile]
    sources: dict[int, Source]
    people: dict[UserId, str]
    #: The verdicts that can be given now.
    scheme: Sequence[SchemeVerdict]

    @property
    def revision(self) -> Revision:
        """The newest frozen text of the article."""
        return self.revisions[-1]

    @property
    def everything(self) -> list[ClaimFile]:
        """Every claim that the article makes or made; lost ones come last."""
        return [*self.files, *self.lost]

    @property
    def shown(self) -> list[ClaimFile]:
        """The claims that a reader would see, in reading order."""
        return [file for file in self.files if file.number is not None]

    def passage(self, row: Statement | Proposal) -> str:
        """The words by which the article reports an act, in the revision that reports it."""
        text = self.revisions[row.revision - 1].text
        return text[row.start : row.end] if row.start is not None else ""

    def place(self, row: Statement | Proposal) -> Span | None:
        """Where the newest revision reports an act; none if it does not, in just these words."""
        if row.start is None or row.end is None:
            return None
        span = Span(row.start, row.end)
        if row.revision == self.revision.number:
            return span
        quote = anchors.describe(self.revisions[row.revision - 1].text, span)
        found = anchors.find(self.revision.text, quote, hint=span)
        return found.span if found.status in CARRIED else None

    def file(self, claim_id: int) -> ClaimFile:
        """The file of one claim; raise NotFound if it is not of this fact-check."""
        for file in self.everything:
            if file.claim.id == claim_id:
                return file
        raise NotFound("There is no such claim in this fact-check.")

    def name(self, user_id: UserId | None) -> str:
        """A person's name."""
        return self.people.get(user_id, "") if user_id is not None else ""

    @property
    def verdicts(self) -> list[Verdict]:
        """The scheme in force as the rules know it."""
        return [row.value for row in self.scheme]


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


def newest_revision(session: Session, check_id: int) -> Revision:
    """The newest frozen text of an article; raise NotFound."""
    return revision(session, check_id, None)


def revision(session: Session, check_id: int, number: int | None) -> Revision:
    """One frozen text of an article, the newest without a number; raise NotFound."""
    rows = select(Revision).where(Revision.check_id == check_id).order_by(Revision.number.desc())
    if number is not None:
        rows = rows.where(Revision.number == number)
    found = session.scalars(rows.limit(1)).first()
    if found is None:
        raise NotFound(f"There is no such text of fact-check {check_id}.")
    return found


def last_place() -> ColumnElement[bool]:
    """The condition that an anchor is the last that its claim was given: its place, or the last."""
    later = aliased(Anchor)
    return ~select(later.id).where(later.claim_id == Anchor.claim_id, later.id > Anchor.id).exists()


def scheme_in_force(session: Session) -> list[SchemeVerdict]:
    """The verdicts of the newest version of the house's scheme, in their order."""
    rows = select(SchemeVerdict).where(SchemeVerdict.scheme == _newest_scheme())
    return sorted(session.scalars(rows), key=attrgetter("position"))


def _newest_scheme() -> ScalarSelect[int]:
    return select(func.max(SchemeVerdict.scheme)).scalar_subquery()


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
    in_force = SchemeVerdict.scheme == _newest_scheme()
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


def current(statements: Sequence[Statement]) -> list[Statement]:
    """The statements that stand: neither corrected nor struck by a later row."""
    superseded = {statement.supersedes_id for statement in statements}
    return [s for s in statements if s.id not in superseded and not s.struck]


def resting_on(session: Session, source_id: int) -> list[Claim]:
    """Every claim that cites a source or states what it tells, as things stand now."""
    cited = select(Citation.claim_id).where(
        Citation.source_id == source_id, Citation.removed_at.is_(None)
    )
    later = aliased(Statement)
    stated = select(Statement.claim_id).where(
        Statement.source_id == source_id,
        Statement.struck.is_(False),
        ~select(later.id).where(later.supersedes_id == Statement.id).exists(),
    )
    rows = select(Claim).where(Claim.id.in_(union(cited, stated))).order_by(Claim.id)
    return list(session.scalars(rows))


def newest_ruling(session: Session, claim_id: int) -> Ruling | None:
    """The last ruling on a claim with its verdict, in force or not; none that was undone."""
    rows = select(Ruling).where(Ruling.claim_id == claim_id, standing()).order_by(Ruling.id.desc())
    return session.scalars(rows.options(joinedload(Ruling.verdict)).limit(1)).first()


def blind_pair(session: Session, claim_id: int) -> tuple[Ruling, Ruling]:
    """The two newest rulings on a claim if the second was given blind; raise NotFound."""
    second = newest_ruling(session, claim_id)
    if second is None or second.beside_id is None:
        raise NotFound("Two blind rulings were not given on this claim.")
    first = select(Ruling).where(Ruling.id == second.beside_id)
    return session.scalars(first.options(joinedload(Ruling.verdict))).one(), second


def standing() -> ColumnElement[bool]:
    """The condition that a `Ruling` was not undone: it counts, whether in force or not."""
    undone = select(UndoneRuling.ruling_id).where(UndoneRuling.ruling_id == Ruling.id)
    return ~undone.correlate(Ruling).exists()


def ruling_in_force() -> ColumnElement[RulingId]:
    """The id of the ruling in force on `Claim`, where one is: a column of a query on claims."""
    newest = select(func.max(Ruling.id)).where(Ruling.claim_id == Claim.id)
    approved = (
        select(SignOff.ruling_id)
        .join(Ruling, Ruling.id == SignOff.ruling_id)
        .where(Ruling.claim_id == Claim.id, SignOff.decision == Decision.APPROVED)
        .order_by(SignOff.id.desc())
        .limit(1)
    )
    newest_id, approved_id = (q.correlate(Claim).scalar_subquery() for q in (newest, approved))
    return case(
        (Claim.state == ClaimState.SIGNED, approved_id),
        (Claim.state == ClaimState.RULED, newest_id),
    )


def evidence_on(session: Session, claim_id: ClaimId) -> Evidence:
    """What a verdict on one claim can rest on."""
    present = Citation.removed_at.is_(None)
    citations = session.scalars(_cited([claim_id]).where(present)).all()
    statements = session.scalars(select(Statement).where(Statement.claim_id == claim_id)).all()
    return _evidence(citations, current(statements))


def public_evidence(file: ClaimFile, *, sources: dict[int, Source]) -> Evidence:
    """What a verdict can rest on in the eyes of readers: confidential sources do not count."""
    cited = {citation.source_id for citation in file.citations}
    told = {statement.source_id for statement in file.statements if statement.source_id}
    hidden = {key for key in cited | told if sources[key].confidential}
    return _evidence(file.citations, file.statements, hidden=hidden)


def _is_kept(source: Source) -> bool:
    """Is there a saved copy, or a reason why not? Nobody follows a confidential source."""
    return source.confidential or bool(source.archive_url or source.no_archive_reason)


def statement_fact(statement: Statement, *, hidden: Set[int] = frozenset()) -> StatementFact:
    """A statement as the rules ask about it; what a hidden source tells is not sourced."""
    return StatementFact(
        kind=statement.kind,
        actor=statement.actor,
        dated=statement.dated_on is not None,
        sourced=statement.source_id is not None and statement.source_id not in hidden,
    )


def _evidence(
    citations: Sequence[Citation],
    statements: Sequence[Statement],
    *,
    hidden: Set[int] = frozenset(),
) -> Evidence:
    return Evidence(
        statements=[statement_fact(statement, hidden=hidden) for statement in statements],
        citations=[
            CitationFact(
                stance=citation.stance,
                has_excerpt=bool(citation.excerpt.strip()),
                kept=_is_kept(citation.source),
                title=citation.source.title,
                primary=citation.source.kind is SourceKind.PRIMARY,
                explained=bool(citation.source.secondary_reason),
            )
            for citation in citations
            if citation.source_id not in hidden
        ],
    )


def claim_facts(dossier: Dossier) -> list[ClaimFact]:
    """The claims as the rule of publication asks about them: only what readers could see counts."""
    return [
        ClaimFact(
            claim_id=file.claim.id,
            name=file.name,
            state=file.claim.state,
            wording=file.claim.wording,
            publish_unchecked=file.claim.publish_unchecked,
            verdict=file.ruling.verdict.value if file.ruling else None,
            evidence=public_evidence(file, sources=dossier.sources),
            lost=file.lost,
            quote=file.anchor.exact,
        )
        for file in (*dossier.files, *(file for file in dossier.lost if file.is_missing))
    ]
