"""The record cannot be rewritten: frozen rows refuse it, the journal tells every move."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from app.domain.claims import DismissReason
from app.domain.errors import DomainError
from app.domain.ids import CheckId, ClaimId
from app.domain.journal import Act, broken_links
from app.models import (
    Base,
    Claim,
    CommentWording,
    FactCheck,
    FrozenRecord,
    HouseLogo,
    HouseSettings,
    JournalEntry,
    Publication,
    Revision,
    Ruling,
    SchemeVerdict,
    SignOff,
    SourceOpening,
    Statement,
    UndoneRuling,
    Withdrawal,
)
from app.models.base import FrozenRecordError
from app.publishing.edition import ChangeKind
from app.queries import journal, undoing
from app.services import claims, publications, rulings
from app.services.undo import take_back
from app.services.work import Work
from tests.factories import Newsroom

#: Every frozen table, and a column of it to be rewritten.
FROZEN: dict[type[Base], tuple[str, Any]] = {
    CommentWording: ("words", "Never said."),
    HouseLogo: ("width", 99),
    HouseSettings: ("name", "Forged"),
    JournalEntry: ("subject_id", 99),
    Publication: ("document", "{}"),
    Revision: ("text", "forged"),
    Ruling: ("rationale", "forged"),
    SchemeVerdict: ("label", "Forged"),
    SignOff: ("reason", "forged"),
    SourceOpening: ("source_id", 99),
    Statement: ("actor", "Forged"),
    UndoneRuling: ("undone_at", datetime(2020, 1, 1, tzinfo=UTC)),
    Withdrawal: ("reason", "forged"),
}


def withdraw(work: Work, check_id: CheckId) -> None:
    version = work.get(FactCheck, check_id).version
    publications.withdraw(work, check_id, version=version, reason="Forged text.")


@pytest.fixture
def full(newsroom: Newsroom) -> Newsroom:
    """A newsroom with a row in every frozen table."""
    check_id, claim_id, _ = newsroom.publication()
    newsroom.commented(claim_id)
    newsroom.opened(claim_id)
    newsroom.settled(logo_id=newsroom.logo())
    with newsroom.work("editor") as work:
        withdraw(work, check_id)
    other = newsroom.pasted()
    newsroom.ruled(other, newsroom.first_claim(other))
    with newsroom.work("reviewer") as work:
        step = undoing.steps(work.session, newsroom.people["reviewer"], other).undo
        assert step
        take_back(work, step.id)
    return newsroom


def test_every_frozen_table_is_known_here() -> None:
    frozen = {m.class_ for m in Base.registry.mappers if issubclass(m.class_, FrozenRecord)}
    assert frozen == set(FROZEN)


def change(work: Work, kind: Any) -> None:
    column, value = FROZEN[kind]
    setattr(work.session.scalars(select(kind).limit(1)).one(), column, value)


def remove(work: Work, kind: Any) -> None:
    work.session.delete(work.session.scalars(select(kind).limit(1)).one())


def change_all(work: Work, kind: Any) -> None:
    column, value = FROZEN[kind]
    work.session.execute(update(kind).values({column: value}))


def remove_all(work: Work, kind: Any) -> None:
    work.session.execute(delete(kind))


def remove_by_query(work: Work, kind: Any) -> None:
    work.session.query(kind).delete()


def contents(newsroom: Newsroom, kind: Any) -> list[Any]:
    column = getattr(kind, FROZEN[kind][0])
    with newsroom.database.reading() as session:
        return list(session.scalars(select(column).order_by(kind.__mapper__.primary_key[0])))


def test_no_frozen_row_is_changed_or_deleted_one_by_one_or_in_bulk(full: Newsroom) -> None:
    for kind in FROZEN:
        before, refusal = contents(full, kind), f"Rows of {kind.__tablename__} are never changed"
        assert before, f"no row in {kind.__tablename__}"
        for attempt in (change, remove, change_all, remove_all, remove_by_query):
            with pytest.raises(FrozenRecordError, match=refusal), full.work("admin") as work:
                attempt(work, kind)
        assert contents(full, kind) == before


# -------------------------------------------------------------------------- replay of the journal


def version(work: Work, claim_id: ClaimId) -> int:
    return work.get(Claim, claim_id).version


ACTS: dict[str, Callable[[Work, ClaimId], Any]] = {
    "sign": lambda w, c: rulings.sign_off(w, c, version=version(w, c)),
    "return": lambda w, c: rulings.send_back(w, c, version=version(w, c), reason="Why?"),
    "reopen": lambda w, c: rulings.reopen(w, c, version=version(w, c)),
    "dismiss": lambda w, c: claims.dismiss(
        w, c, version=version(w, c), reason=DismissReason.OPINION
    ),
    "restore": lambda w, c: claims.restore(w, c, version=version(w, c)),
    "take": lambda w, c: claims.take(w, c, version=version(w, c)),
}


def publish(work: Work, check_id: CheckId) -> None:
    claims.defer_open(work, check_id, version=work.get(FactCheck, check_id).version)
    check = work.get(FactCheck, check_id)
    work.session.flush()
    publications.issue(
        work, check_id, version=check.version, kind=ChangeKind.UPDATE, note="Something is new."
    )


def lived(newsroom: Newsroom, *, steps: int, seed: int) -> int:
    """Let people do whatever comes to mind; gives how often the rules let them."""
    chance, done = random.Random(seed), 0
    checks = [newsroom.pasted(), newsroom.pasted()]
    for _ in range(steps):
        check_id = chance.choice(checks)
        claim_id = chance.choice(newsroom.dossier(check_id).files).claim.id
        act = chance.choice([*ACTS, "rule", "rule", "publish", "withdraw"])
        try:
            if act == "rule":
                newsroom.ruled(check_id, claim_id, chance.choice(["supported", "denied"]))
            else:
                with newsroom.work(chance.choice(["both", "editor"])) as work:
                    if act in ACTS:
                        ACTS[act](work, claim_id)
                    else:
                        {"publish": publish, "withdraw": withdraw}[act](work, check_id)
            done += 1
        except DomainError:
            continue
    return done


def test_the_journal_replayed_gives_every_state(newsroom: Newsroom) -> None:
    assert lived(newsroom, steps=70, seed=8) >= 20
    replayed: dict[tuple[str, int], str] = {}
    with newsroom.database.reading() as session:
        moves = JournalEntry.act.in_([Act.CLAIM_MOVED, Act.CHECK_MOVED])
        entries = list(
            session.scalars(select(JournalEntry).where(moves).order_by(JournalEntry.seq))
        )
        present = {("claims", c.id): c.state for c in session.scalars(select(Claim))}
        present |= {("fact_checks", c.id): c.state for c in session.scalars(select(FactCheck))}
        assert broken_links(journal.chain(session)) == []
    begins = {"claims": "open", "fact_checks": "reviewing"}
    for entry in entries:
        subject = (entry.subject_type, entry.subject_id)
        assert entry.data["old"] == replayed.get(subject, begins[entry.subject_type])
        replayed[subject] = entry.data["new"]
    assert {key: replayed.get(key, begins[key[0]]) for key in present} == present
    assert len(set(replayed.values())) >= 4
