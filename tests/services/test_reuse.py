"""Copying the evidence of an earlier claim: all of it, once, never the verdict."""

from datetime import date

import pytest

from app.domain.errors import Conflict, NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ClaimId, StatementId
from app.domain.journal import Act
from app.domain.verdicts import Stance, StatementKind
from app.domain.workflow import ClaimState
from app.queries import integrity, journal
from app.services import claims, evidence, rulings, statements
from app.services.reuse import Copied, copy_evidence
from tests.factories import Newsroom

Place = tuple[CheckId, ClaimId]


@pytest.fixture
def earlier(newsroom: Newsroom) -> Place:
    """A claim that is signed as retracted, with a citation and a statement."""
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    newsroom.signed(check_id, claim_id, "retracted")
    return check_id, claim_id


@pytest.fixture
def later(newsroom: Newsroom) -> Place:
    """An open claim of another article."""
    check_id = newsroom.pasted("Karl Munk said that the club had dumped 400 litres of lye.")
    return check_id, newsroom.first_claim(check_id)


def copy(
    newsroom: Newsroom, later: Place, earlier: Place, *, login: str = "reviewer", version: int = 0
) -> Copied:
    with newsroom.work(login) as work:
        return copy_evidence(work, later[1], version=version or None, earlier_id=earlier[1])


def test_citations_and_statements_come_over_and_the_verdict_does_not(
    newsroom: Newsroom, earlier: Place, later: Place
) -> None:
    before = newsroom.version(*later)
    assert copy(newsroom, later, earlier, version=before) == Copied(1, 1)
    there, here = (newsroom.dossier(place[0]).file(place[1]) for place in (earlier, later))
    (old,), (new,) = there.citations, here.citations
    assert (new.source_id, new.stance, new.excerpt, new.locator) == (
        (old.source_id, Stance.SUPPORTS, "It was so resolved.", "p. 4")
    )
    assert new.added_by_id == newsroom.people["reviewer"]
    (told,) = here.statements
    assert (told.kind, told.actor, told.actor_role) == (
        (StatementKind.RETRACTED, "Ilse Brandt", "manager")
    )
    assert (told.dated_on, told.words) == (date(2024, 4, 30), "We take it back.")
    assert told.source_id == old.source_id
    assert here.claim.state is ClaimState.OPEN
    assert here.rulings == []
    assert here.claim.version == before + 1


def test_the_place_in_the_other_article_does_not_come_over(
    newsroom: Newsroom, earlier: Place, later: Place
) -> None:
    with newsroom.work("second") as work:
        rulings.reopen(work, earlier[1], version=newsroom.version(*earlier))
    with newsroom.work("reviewer") as work:
        placed = statements.StatementDetails(
            kind=StatementKind.DENIED, actor="The club", start=3, end=9
        )
        statements.record(work, earlier[1], version=None, details=placed)
    newsroom.ruled(*earlier)
    assert copy(newsroom, later, earlier).statements == 2
    here = newsroom.dossier(later[0]).file(later[1])
    assert [(row.start, row.end) for row in here.statements] == [(None, None)] * 2


def test_a_second_time_only_what_is_new_is_copied(
    newsroom: Newsroom, earlier: Place, later: Place
) -> None:
    copy(newsroom, later, earlier)
    version = newsroom.version(*later)
    assert copy(newsroom, later, earlier) == Copied(0, 0)
    assert newsroom.version(*later) == version
    with newsroom.work("second") as work:
        rulings.reopen(work, earlier[1], version=newsroom.version(*earlier))
    newsroom.ruled(*earlier, "denied")
    assert copy(newsroom, later, earlier) == Copied(1, 1)
    here = newsroom.dossier(later[0]).file(later[1])
    assert (len(here.citations), len(here.statements)) == (2, 2)


def test_what_was_removed_or_struck_stays_away(
    newsroom: Newsroom, earlier: Place, later: Place
) -> None:
    with newsroom.work("second") as work:
        rulings.reopen(work, earlier[1], version=newsroom.version(*earlier))
    newsroom.ruled(*earlier)
    there = newsroom.dossier(earlier[0]).file(earlier[1])
    with newsroom.work("reviewer") as work:
        evidence.remove(work, there.citations[0].id, version=1)
    with newsroom.work("reviewer") as work:
        key = StatementId(there.statements[0].id)
        statements.strike(work, key, version=newsroom.version(*earlier))
    assert copy(newsroom, later, earlier) == Copied(1, 0)


def test_the_journal_tells_of_each_and_the_record_holds(
    newsroom: Newsroom, earlier: Place, later: Place
) -> None:
    copy(newsroom, later, earlier)
    there = newsroom.dossier(earlier[0]).file(earlier[1])
    with newsroom.database.reading() as session:
        lines = journal.of_check(session, later[0])
        told = {line.entry.act: line.entry.data for line in lines}
        assert told[Act.CITATION_COPIED]["copy_of"] == there.citations[0].id
        assert told[Act.STATEMENT_COPIED]["copy_of"] == there.statements[0].id
        assert lines[0].what == (
            "copied a statement from an earlier claim: kind retracted; actor Ilse Brandt"
        )
        assert integrity.faults(session) == []


@pytest.mark.parametrize(
    ("state", "login", "refusal"),
    [
        ("open", "reviewer", None),
        ("open", "editor", NotAllowed),
        ("open", "admin", NotAllowed),
        ("ruled", "reviewer", None),
        ("ruled", "second", Refused),
        ("signed", "reviewer", Refused),
        ("dismissed", "reviewer", Refused),
    ],
)
def test_who_may_copy_to_a_claim_in_which_state(
    state: str,
    login: str,
    refusal: type[Exception] | None,
    newsroom: Newsroom,
    earlier: Place,
    later: Place,
) -> None:
    if state in ("ruled", "signed"):
        {"ruled": newsroom.ruled, "signed": newsroom.signed}[state](*later)
    if state == "dismissed":
        with newsroom.work("editor") as work:
            reason = claims.DismissReason.TRIVIAL
            claims.dismiss(work, later[1], version=newsroom.version(*later), reason=reason)
    before = newsroom.dossier(later[0]).file(later[1])
    if refusal is None:
        assert copy(newsroom, later, earlier, login=login).statements == 1
        return
    with pytest.raises(refusal):
        copy(newsroom, later, earlier, login=login)
    after = newsroom.dossier(later[0]).file(later[1])
    assert (len(after.citations), len(after.statements), after.claim.version) == (
        (len(before.citations), len(before.statements), before.claim.version)
    )


def test_an_earlier_claim_without_a_ruling_in_force_lends_nothing(
    newsroom: Newsroom, earlier: Place, later: Place
) -> None:
    with newsroom.work("second") as work:
        rulings.reopen(work, earlier[1], version=newsroom.version(*earlier))
    with pytest.raises(Refused, match="still being worked on"):
        copy(newsroom, later, earlier)


def test_a_claim_lends_to_another_of_its_article_but_not_to_itself(
    newsroom: Newsroom, earlier: Place
) -> None:
    other = newsroom.dossier(earlier[0]).shown[-1].claim.id
    assert copy(newsroom, (earlier[0], other), earlier) == Copied(1, 1)
    with pytest.raises(Refused, match="This is one claim"):
        copy(newsroom, (earlier[0], other), (earlier[0], other))


def test_a_claim_that_somebody_changed_meanwhile_is_a_conflict(
    newsroom: Newsroom, earlier: Place, later: Place
) -> None:
    seen = newsroom.version(*later)
    with newsroom.work("second") as work:
        claims.take(work, later[1], version=seen)
    with pytest.raises(Conflict):
        copy(newsroom, later, earlier, version=seen)


@pytest.mark.parametrize("missing", [0, 9_999, 2**40])
def test_a_claim_that_is_not_there(
    missing: int, newsroom: Newsroom, earlier: Place, later: Place
) -> None:
    with pytest.raises(NotFound):
        copy(newsroom, later, (earlier[0], ClaimId(missing)))
    with pytest.raises(NotFound):
        copy(newsroom, (later[0], ClaimId(missing)), earlier)
