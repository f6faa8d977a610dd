"""The desk's search: words in everything that the newsroom has, kind by kind.

Every word must stand in some field of a row; case does not count. A plain LIKE reads each table
through, which a newsroom's tables bear: docs/DECISIONS.md, 74.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.domain.ids import CheckId, ClaimId, CommentId
from app.models import (
    Anchor,
    Citation,
    Claim,
    Comment,
    CommentWording,
    FactCheck,
    GuestLink,
    Revision,
    Source,
    Statement,
    User,
)

#: More is not read: what somebody searches for is short.
MOST_LETTERS, MOST_WORDS = 200, 8
#: So many of a kind are shown; all are counted.
MOST = 25

Field = InstrumentedAttribute[str] | ColumnElement[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that holds the words, and where it stands."""

    title: str
    #: What else was searched, to show the words in.
    passage: str
    #: What it belongs to, for people.
    within: str
    check_id: CheckId
    claim_id: ClaimId | None = None
    comment_id: CommentId | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    name: str
    found: Sequence[Found]
    total: int


def words_of(asked: str) -> list[str]:
    """The words to search for, each once; PostgreSQL takes no null bytes."""
    words = asked[:MOST_LETTERS].replace("\0", " ").split()
    return list(dict.fromkeys(words))[:MOST_WORDS]


def search(
    session: Session, words: Sequence[str], *, kinds: Sequence[str] = (), most: int = MOST
) -> list[Group]:
    """What holds all the words, by kind, the newest first: one query for each kind."""
    chosen = {name: KINDS[name] for name in kinds or KINDS}
    return [Group(name, *find(session, words, most)) for name, find in chosen.items()]


def _all(words: Sequence[str], *fields: Field) -> ColumnElement[bool]:
    held = (or_(*(field.icontains(word, autoescape=True) for field in fields)) for word in words)
    # Without any word, whatever there is.
    return and_(FactCheck.id.is_not(None), *held)


def _articles(session: Session, words: Sequence[str], most: int) -> tuple[list[Found], int]:
    newest = select(func.max(Revision.id)).where(Revision.check_id == FactCheck.id)
    held = _all(words, FactCheck.headline, FactCheck.outlet, FactCheck.byline, Revision.text)
    rows = (
        select(FactCheck, Revision.text, func.count().over())
        .join(Revision, Revision.id == newest.correlate(FactCheck).scalar_subquery())
        .where(held)
        .order_by(FactCheck.changed_at.desc(), FactCheck.id.desc())
    )
    found, total = [], 0
    for check, text, counted in session.execute(rows.limit(most)):
        total = counted
        within = " · ".join(filter(None, (check.outlet, check.byline)))
        found.append(Found(title=check.headline, passage=text, within=within, check_id=check.id))
    return found, total


def _claims(session: Session, words: Sequence[str], most: int) -> tuple[list[Found], int]:
    newest = select(func.max(Anchor.id)).where(Anchor.claim_id == Claim.id)
    rows = (
        select(Claim, Anchor.exact, FactCheck.headline, func.count().over())
        .join(FactCheck, FactCheck.id == Claim.check_id)
        .join(Anchor, Anchor.id == newest.correlate(Claim).scalar_subquery())
        .where(_all(words, Claim.wording, Anchor.exact, Claim.claimant))
        .order_by(Claim.changed_at.desc(), Claim.id.desc())
    )
    found, total = [], 0
    for claim, exact, headline, counted in session.execute(rows.limit(most)):
        total = counted
        title, passage = (claim.wording, exact) if claim.wording else (exact, "")
        within = " · ".join(filter(None, (claim.claimant, headline)))
        found.append(_at(claim, title=title, passage=passage, within=within))
    return found, total


def _sources(session: Session, words: Sequence[str], most: int) -> tuple[list[Found], int]:
    held = _all(words, Source.title, Source.publisher, Source.url, Citation.excerpt)
    rows = (
        select(Source, Citation.excerpt, Claim, FactCheck.headline, func.count().over())
        .join(Citation, Citation.source_id == Source.id)
        .join(Claim, Claim.id == Citation.claim_id)
        .join(FactCheck, FactCheck.id == Claim.check_id)
        .where(Citation.removed_at.is_(None), held)
        .order_by(Citation.id.desc())
    )
    found, total = [], 0
    for source, excerpt, claim, headline, counted in session.execute(rows.limit(most)):
        total = counted
        secret = "confidential" if source.confidential else ""
        within = " · ".join(filter(None, (secret, source.publisher, source.url, headline)))
        found.append(_at(claim, title=source.title, passage=excerpt, within=within))
    return found, total


def _statements(session: Session, words: Sequence[str], most: int) -> tuple[list[Found], int]:
    later = aliased(Statement)
    corrected = select(later.id).where(later.supersedes_id == Statement.id).exists()
    held = _all(words, Statement.actor, Statement.actor_role, Statement.words)
    rows = (
        select(Statement, Claim, FactCheck.headline, func.count().over())
        .join(Claim, Claim.id == Statement.claim_id)
        .join(FactCheck, FactCheck.id == Claim.check_id)
        .where(Statement.struck.is_(False), ~corrected, held)
        .order_by(Statement.id.desc())
    )
    found, total = [], 0
    for row, claim, headline, counted in session.execute(rows.limit(most)):
        total = counted
        who = f"{row.actor}, {row.actor_role}" if row.actor_role else row.actor
        found.append(
            _at(claim, title=f"{row.kind.value} by {who}", passage=row.words, within=headline)
        )
    return found, total


def _comments(session: Session, words: Sequence[str], most: int) -> tuple[list[Found], int]:
    newest = select(func.max(CommentWording.id)).where(CommentWording.comment_id == Comment.id)
    name = func.coalesce(User.name, GuestLink.name)
    rows = (
        select(Comment, CommentWording.words, name, FactCheck.headline, func.count().over())
        .join(CommentWording, CommentWording.id == newest.correlate(Comment).scalar_subquery())
        .outerjoin(User, User.id == Comment.written_by_id)
        .outerjoin(GuestLink, GuestLink.id == Comment.guest_id)
        .join(FactCheck, FactCheck.id == Comment.check_id)
        .where(Comment.taken_back_at.is_(None), _all(words, CommentWording.words, name))
        .order_by(Comment.id.desc())
    )
    found, total = [], 0
    for comment, said, who, headline, counted in session.execute(rows.limit(most)):
        total = counted
        row = Found(
            title=f"Comment by {comment.guest.title if comment.guest else who}",
            passage=said,
            within=headline,
            check_id=comment.check_id,
            claim_id=comment.claim_id,
            comment_id=comment.id,
        )
        found.append(row)
    return found, total


def _at(claim: Claim, *, title: str, passage: str, within: str) -> Found:
    return Found(
        title=title, passage=passage, within=within, check_id=claim.check_id, claim_id=claim.id
    )


#: Every kind that is searched: another is one more row here.
KINDS: dict[str, Callable[[Session, Sequence[str], int], tuple[list[Found], int]]] = {
    "Fact-checks": _articles,
    "Claims": _claims,
    "Sources": _sources,
    "Statements": _statements,
    "Comments": _comments,
}
