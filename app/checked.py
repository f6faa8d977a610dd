"""The claims that the newsroom has ruled on, to be searched by words.

Services keep it in step, queries search it. On SQLite an FTS5 index with Porter's stemmer stands
beside the table, on PostgreSQL a `tsvector` column with a GIN index; all that differs between the
two is in this module.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TextClause,
    case,
    column,
    delete,
    desc,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.ids import CheckId, ClaimId
from app.models import Anchor, CheckedClaim, Claim, FactCheck, Ruling
from app.text.finding import matching
from app.text.finding.likeness import Weights, rank, weigh
from app.text.finding.matching import rarest

#: A word that so many claims hold tells next to nothing: nobody counts on, and it is not searched
#: for unless there is no other; then a few of them must do.
COMMON, FEWEST = 2_000, 3
#: Of fewer claims than this, counts say little about how rare a word is.
FEW = 1_000
#: A long quotation is searched for by its first words.
MOST_ASKED = 80
#: So many claims are compared in full, for so many texts in one query.
CANDIDATES, AT_ONCE = 100, 50

CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE checked_index USING fts5(words, content='checked_claims', "
        "content_rowid='claim_id', tokenize='porter unicode61')",
        "INSERT INTO checked_index (checked_index) VALUES ('rebuild')",
    ),
    "postgresql": (
        "ALTER TABLE checked_claims ADD COLUMN searched tsvector "
        "GENERATED ALWAYS AS (to_tsvector('english', words)) STORED",
        # Few rulings are given and many searches made: a search does not wade through late entries.
        "CREATE INDEX checked_index ON checked_claims USING gin (searched) WITH (fastupdate = off)",
    ),
}
DROP = {
    "sqlite": ("DROP TABLE IF EXISTS checked_index",),
    "postgresql": (
        "DROP INDEX IF EXISTS checked_index",
        "ALTER TABLE checked_claims DROP COLUMN IF EXISTS searched",
    ),
}
COUNT = {
    "sqlite": text(
        "SELECT asked.value, (SELECT count(*) FROM (SELECT 1 FROM checked_index "
        "WHERE checked_index MATCH '\"' || asked.value || '\"' LIMIT :common)) "
        "FROM json_each(:words) AS asked"
    ),
    "postgresql": text(
        "WITH asked AS MATERIALIZED (SELECT value, plainto_tsquery('english', value) AS query "
        "FROM json_array_elements_text(CAST(:words AS json))) "
        "SELECT asked.value, (SELECT count(*) FROM (SELECT 1 FROM checked_claims "
        "WHERE searched @@ asked.query LIMIT :common) AS held) FROM asked"
    ),
}
#: For PostgreSQL: a plan for any words whatever would read the whole table, and compiling one takes
#: longer than the search.
PLANS = text(
    "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), "
    "set_config('jit', 'off', true)"
)
#: SQLite's index holds no words of its own: it is told which to forget and which to learn.
FORGET = text(
    "INSERT INTO checked_index (checked_index, rowid, words) VALUES ('delete', :claim, :words)"
)
LEARN = text("INSERT INTO checked_index (rowid, words) VALUES (:claim, :words)")


@dataclass(frozen=True, slots=True)
class Found:
    """Claims that were ruled on, the likest first; and how much each word asked for tells."""

    claims: Sequence[ClaimId]
    weights: Weights


def create(connection: Connection) -> None:
    """Make what the database searches by, beside the table that holds the words."""
    for statement in CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Take away what `create` made."""
    for statement in DROP[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def keep(session: Session, claims: Select[ClaimId] | Sequence[ClaimId]) -> int:
    """Write by which words these claims are found, whenever they or their words have changed."""
    session.flush()
    rows = (
        select(Claim.id, Claim.wording, Anchor.exact, Claim.claimant, FactCheck.headline)
        .join(Anchor, Anchor.claim_id == Claim.id)
        .join(FactCheck, FactCheck.id == Claim.check_id)
        .where(Claim.id.in_(claims))
        .order_by(Anchor.revision_id)  # so that the newest place is the one that stays
    )
    told = {claim_id: _cut(parts) for claim_id, *parts in session.execute(rows)}
    kept = select(CheckedClaim).where(CheckedClaim.claim_id.in_(claims))
    before = {row.claim_id: row for row in session.scalars(kept)}
    changed = {
        key for key, words in told.items() if key not in before or before[key].words != words
    }
    _index(session, FORGET, {key: before[key].words for key in changed & before.keys()})
    for key in sorted(changed):
        if key in before:
            before[key].words = told[key]
        else:
            session.add(CheckedClaim(claim_id=key, words=told[key]))
    session.flush()
    _index(session, LEARN, {key: told[key] for key in changed})
    return len(told)


def of_check(check_id: CheckId) -> Select[ClaimId]:
    """The claims of a fact-check that can be found."""
    kept = select(CheckedClaim.claim_id).join(Claim, Claim.id == CheckedClaim.claim_id)
    return kept.where(Claim.check_id == check_id)


def remake(session: Session) -> int:
    """Forget all words and write them anew; give the number of claims that can be found."""
    connection = session.connection()
    drop(connection)
    session.execute(delete(CheckedClaim))
    create(connection)
    return keep(session, select(Ruling.claim_id).distinct())


def search(
    session: Session, told: Mapping[int, str], *, among: ColumnElement[bool] | None = None
) -> dict[int, Found]:
    """Find the claims that are like each of the texts told; `among` is a condition on `Claim`.

    In three queries for up to AT_ONCE texts, and in bounded work for each, whatever its words.
    """
    asked = {key: _asked(passage) for key, passage in told.items()}
    if session.get_bind().dialect.name == "postgresql":
        session.execute(PLANS)
    counts, total = _counts(session, sorted({word for some in asked.values() for word in some}))
    found = {}
    for batch in _batches(list(asked), AT_ONCE):
        chosen = {key: _chosen(asked[key], counts) for key in batch}
        texts = _candidates(session, chosen, weigh(counts, total=total), among)
        for key in batch:
            weights = weigh({word: counts[word] for word in asked[key]}, total=total)
            found[key] = Found(rank(asked[key], texts[key], weights=weights), weights)
    return found


def _asked(told: str) -> list[str]:
    """The words of a text, each once: as it is written first."""
    first: dict[str, str] = {}
    for word in matching.words(told):
        first.setdefault(word.lower(), word)
    return list(first.values())[:MOST_ASKED]


def _chosen(asked: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """The words to search for: common ones only where there are no others."""
    rare = rarest({word: counts[word] for word in asked})
    return [word for word in rare if counts[word] < COMMON] or rare[:FEWEST]


def _batches(keys: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (keys[at : at + size] for at in range(0, len(keys), size))


def _cut(parts: Iterable[str]) -> str:
    return " ".join(matching.words("\n".join(parts)))


def _index(session: Session, what: TextClause, words: Mapping[ClaimId, str]) -> None:
    """Tell SQLite's index; PostgreSQL's column keeps itself."""
    if words and session.get_bind().dialect.name == "sqlite":
        session.execute(what, [{"claim": key, "words": told} for key, told in words.items()])


def _counts(session: Session, asked: Sequence[str]) -> tuple[dict[str, int], int]:
    """How many claims hold each word, up to COMMON; and how many claims there are."""
    count = COUNT[session.get_bind().dialect.name]
    rows = session.execute(count, {"words": json.dumps(asked), "common": COMMON})
    counts = {word: held for word, held in rows}
    total = session.scalar(select(func.count()).select_from(CheckedClaim)) or 0
    return counts, max(total, FEW)


def _candidates(
    session: Session,
    chosen: Mapping[int, Sequence[str]],
    weights: Weights,
    among: ColumnElement[bool] | None,
) -> dict[int, list[tuple[ClaimId, list[str]]]]:
    """By key, the claims that hold any of the words chosen, as ids and words."""
    matched = _by_index if session.get_bind().dialect.name == "sqlite" else _by_column
    parts = []
    for key, some in chosen.items():
        if not some:
            continue
        rows = matched(some, weights)
        if among is not None:
            rows = rows.join(Claim, Claim.id == CheckedClaim.claim_id).where(among)
        part = rows.limit(CANDIDATES).subquery()
        parts.append(select(literal(key), part.c.claim_id, part.c.words))
    texts: dict[int, list[tuple[ClaimId, list[str]]]] = {key: [] for key in chosen}
    for key, claim_id, words in session.execute(union_all(*parts)) if parts else ():
        texts[key].append((claim_id, words.split()))
    return texts


def _by_index(chosen: Sequence[str], _: Weights) -> Select[ClaimId, str]:
    index = table("checked_index", column("rowid"), column("rank"))
    wanted = " OR ".join(f'"{word}"' for word in chosen)
    return (
        select(CheckedClaim.claim_id, CheckedClaim.words)
        .join(index, index.c.rowid == CheckedClaim.claim_id)
        .where(literal_column("checked_index").op("MATCH")(wanted))
        .order_by(index.c.rank)
    )


def _by_column(chosen: Sequence[str], weights: Weights) -> Select[ClaimId, str]:
    """PostgreSQL's own rank knows no rare words: the weights are added up instead."""
    searched: ColumnElement[Any] = literal_column("checked_claims.searched")
    told: ColumnElement[float] = literal(0.0)
    for word in chosen:
        holds = searched.op("@@")(func.plainto_tsquery("english", word))
        told = told + case((holds, weights[matching.stem(word)]), else_=0.0)
    wanted = " | ".join(f"'{word}'" for word in chosen)
    return (
        select(CheckedClaim.claim_id, CheckedClaim.words)
        .where(searched.op("@@")(func.to_tsquery("english", wanted)))
        .order_by(desc(told), CheckedClaim.claim_id.desc())
    )
