"""The timeline of a claim: recorded, corrected and struck by new rows; no row is ever rewritten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.database import Database
from app.domain.errors import Conflict, NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ClaimId, StatementId
from app.domain.journal import Act
from app.domain.verdicts import Scope, StatementKind
from app.models import Claim, JournalEntry, Proposal, Statement
from app.models.statements import ProposalState
from app.services import statements
from app.services.statements import StatementDetails
from tests.factories import ARTICLE, Newsroom

DENIAL = StatementDetails(kind=StatementKind.DENIED, actor="The club", scope=Scope.PART)


@pytest.fixture
def newsroom(small_newsroom: Newsroom) -> Newsroom:
    """One database will do: races on both are in test_races."""
    return small_newsroom


@pytest.fixture
def check_id(newsroom: Newsroom) -> CheckId:
    return newsroom.pasted()


@pytest.fixture
def claim_id(newsroom: Newsroom, check_id: CheckId) -> ClaimId:
    return newsroom.first_claim(check_id)


def record(
    newsroom: Newsroom, claim_id: ClaimId, details: StatementDetails = DENIAL
) -> StatementId:
    with newsroom.work("reviewer") as work:
        return statements.record(work, claim_id, version=None, details=details).id


def correct(newsroom: Newsroom, old: StatementId, details: StatementDetails) -> StatementId:
    with newsroom.work("second") as work:
        version = work.get(Claim, work.get(Statement, old).claim_id).version
        return statements.correct(work, old, version=version, details=details).id


def strike(newsroom: Newsroom, old: StatementId) -> None:
    with newsroom.work("second") as work:
        version = work.get(Claim, work.get(Statement, old).claim_id).version
        statements.strike(work, old, version=version)


def standing(newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId) -> list[str]:
    """The actors of the statements that stand."""
    return [s.actor for s in newsroom.dossier(check_id).file(claim_id).statements]


def record_of(newsroom: Newsroom, claim_id: ClaimId) -> list[tuple[str, int | None, bool]]:
    """Every row there ever was: actor, what it supersedes, struck."""
    with newsroom.database.reading() as session:
        rows = select(Statement).where(Statement.claim_id == claim_id).order_by(Statement.id)
        return [(s.actor, s.supersedes_id, s.struck) for s in session.scalars(rows)]


def test_a_statement_is_recorded_as_it_was_given(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    record(newsroom, claim_id)
    (found,) = newsroom.dossier(check_id).file(claim_id).statements
    assert (found.kind, found.actor, found.scope) == (StatementKind.DENIED, "The club", Scope.PART)
    assert found.recorded_by_id == newsroom.people["reviewer"]
    assert found.recorded_at == newsroom.clock


def test_a_correction_leaves_the_row_as_it_was(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    first = record(newsroom, claim_id)
    second = correct(newsroom, first, replace(DENIAL, actor="Its chairwoman"))
    third = correct(newsroom, second, replace(DENIAL, actor="Its chairman"))
    assert standing(newsroom, check_id, claim_id) == ["Its chairman"]
    assert record_of(newsroom, claim_id) == [
        ("The club", None, False),
        ("Its chairwoman", first, False),
        ("Its chairman", second, False),
    ]
    assert third > second > first


def test_a_struck_statement_leaves_the_timeline_and_stays_in_the_record(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    first = record(newsroom, claim_id)
    record(newsroom, claim_id, replace(DENIAL, actor="The mayor"))
    strike(newsroom, first)
    assert standing(newsroom, check_id, claim_id) == ["The mayor"]
    assert record_of(newsroom, claim_id) == [
        ("The club", None, False),
        ("The mayor", None, False),
        ("The club", first, True),
    ]


def test_what_somebody_else_corrected_is_not_corrected_again(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    first = record(newsroom, claim_id)
    correct(newsroom, first, replace(DENIAL, actor="The mayor"))
    with pytest.raises(Conflict, match="corrected this statement"):
        correct(newsroom, first, replace(DENIAL, actor="The vicar"))
    with pytest.raises(Conflict, match="corrected this statement"):
        strike(newsroom, first)
    assert standing(newsroom, check_id, claim_id) == ["The mayor"]


def test_what_was_struck_is_neither_corrected_nor_struck_again(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    first = record(newsroom, claim_id)
    strike(newsroom, first)
    with newsroom.database.reading() as session:
        striking = session.scalars(select(Statement.id).where(Statement.struck)).one()
    for row in (first, striking):
        with pytest.raises(Conflict):
            correct(newsroom, row, DENIAL)
        with pytest.raises(Conflict):
            strike(newsroom, row)
    assert standing(newsroom, check_id, claim_id) == []


@pytest.mark.parametrize(("days", "refused"), [(0, False), (1, False), (2, True), (365, True)])
def test_nothing_is_said_in_the_future_but_the_newsroom_may_be_ahead_of_utc(
    small_newsroom: Newsroom, days: int, refused: bool
) -> None:
    claim_id = small_newsroom.first_claim(small_newsroom.pasted())
    said = replace(DENIAL, dated_on=small_newsroom.clock.date() + timedelta(days=days))
    if not refused:
        assert record(small_newsroom, claim_id, said)
        return
    with pytest.raises(Refused, match="lies in the future"):
        record(small_newsroom, claim_id, said)


@pytest.mark.parametrize(
    ("details", "words"),
    [
        pytest.param(replace(DENIAL, actor=" "), "needs an actor", id="nobody"),
        pytest.param(replace(DENIAL, start=0, end=10_000), "not in the article", id="beyond"),
        pytest.param(replace(DENIAL, start=9, end=9), "not in the article", id="empty"),
        pytest.param(replace(DENIAL, start=-4, end=9), "not in the article", id="before"),
    ],
)
def test_a_statement_is_refused(
    small_newsroom: Newsroom, details: StatementDetails, words: str
) -> None:
    claim_id = small_newsroom.first_claim(small_newsroom.pasted())
    with pytest.raises(Refused, match=words):
        record(small_newsroom, claim_id, details)
    assert record_of(small_newsroom, claim_id) == []


def test_an_unknown_source_is_not_found(newsroom: Newsroom, claim_id: ClaimId) -> None:
    with pytest.raises(NotFound):
        record(newsroom, claim_id, replace(DENIAL, source_id=999))  # type: ignore[arg-type]


class TestProposals:
    """What the engine believes the article reports; a person confirms it or not."""

    @pytest.fixture
    def proposal(self, small_newsroom: Newsroom) -> Proposal:
        check_id = small_newsroom.pasted(ARTICLE)
        return next(f.proposals[0] for f in small_newsroom.dossier(check_id).files if f.proposals)

    def state(self, newsroom: Newsroom, proposal: Proposal) -> ProposalState:
        with newsroom.database.reading() as session:
            return session.get_one(Proposal, proposal.id).state

    def test_confirming_one_records_a_statement(
        self, small_newsroom: Newsroom, proposal: Proposal
    ) -> None:
        with small_newsroom.work("reviewer") as work:
            statements.record(
                work, proposal.claim_id, version=None, details=DENIAL, proposal_id=proposal.id
            )
        assert self.state(small_newsroom, proposal) is ProposalState.CONFIRMED

    def test_dismissing_one_records_nothing(
        self, small_newsroom: Newsroom, proposal: Proposal
    ) -> None:
        with small_newsroom.work("reviewer") as work:
            version = work.get(Claim, proposal.claim_id).version
            statements.dismiss_proposal(work, proposal.id, version=version)
        assert self.state(small_newsroom, proposal) is ProposalState.DISMISSED
        assert record_of(small_newsroom, proposal.claim_id) == []

    def test_one_about_another_claim_is_not_confirmed(
        self, small_newsroom: Newsroom, proposal: Proposal
    ) -> None:
        other = small_newsroom.first_claim(small_newsroom.pasted("One plain line of 9,000 words."))
        assert other != proposal.claim_id
        with pytest.raises(NotFound), small_newsroom.work("reviewer") as work:
            statements.record(work, other, version=None, details=DENIAL, proposal_id=proposal.id)
        assert self.state(small_newsroom, proposal) is ProposalState.WAITING

    def test_it_is_answered_once(self, small_newsroom: Newsroom, proposal: Proposal) -> None:
        with small_newsroom.work("reviewer") as work:
            version = work.get(Claim, proposal.claim_id).version
            statements.dismiss_proposal(work, proposal.id, version=version)
        with small_newsroom.work("second") as work, pytest.raises(Conflict, match="dismissed"):
            version = work.get(Claim, proposal.claim_id).version
            statements.dismiss_proposal(work, proposal.id, version=version)


class TestConfirming:
    """One press records a proposal as it stands; on both databases."""

    @pytest.fixture
    def newsroom(self, database: Database) -> Newsroom:
        return Newsroom(database)

    def denial(self, newsroom: Newsroom) -> Proposal:
        """What the club did to the owner's claim."""
        files = newsroom.dossier(newsroom.pasted(ARTICLE)).files
        return next(p for f in files for p in f.proposals if p.kind is StatementKind.DENIED)

    def confirm(
        self, newsroom: Newsroom, proposal: Proposal, login: str = "reviewer", behind: int = 0
    ) -> StatementId:
        with newsroom.work(login) as work:
            version = work.get(Claim, proposal.claim_id).version - behind
            return statements.confirm(work, proposal.id, version=version).id

    def test_it_is_recorded_in_the_words_of_the_article(self, newsroom: Newsroom) -> None:
        proposal = self.denial(newsroom)
        key = self.confirm(newsroom, proposal)
        with newsroom.database.reading() as session:
            row = session.get_one(Statement, key)
            assert (row.kind, row.actor, row.scope) == (
                proposal.kind,
                proposal.actor,
                proposal.scope,
            )
            assert row.words and row.words in ARTICLE
            assert (row.start, row.end) == (proposal.start, proposal.end)
            assert (row.dated_on, row.source_id) == (None, None)
            assert session.get_one(Proposal, proposal.id).state is ProposalState.CONFIRMED
            entry = session.scalars(
                select(JournalEntry).where(JournalEntry.act == Act.STATEMENT_RECORDED)
            ).one()
        assert entry.data["proposal"] == proposal.id
        assert (entry.data["kind"], entry.data["actor"]) == (proposal.kind.value, proposal.actor)

    def test_a_second_press_finds_it_answered(self, newsroom: Newsroom) -> None:
        proposal = self.denial(newsroom)
        self.confirm(newsroom, proposal)
        with pytest.raises(Conflict, match="since you opened"):
            self.confirm(newsroom, proposal, behind=1)
        with pytest.raises(Conflict, match="confirmed already"):
            self.confirm(newsroom, proposal)
        assert len(record_of(newsroom, proposal.claim_id)) == 1

    def test_one_that_names_nobody_is_refused_in_words(self, newsroom: Newsroom) -> None:
        proposal = self.denial(newsroom)
        with newsroom.work("editor") as work:
            work.get(Proposal, proposal.id).actor = ""
        with pytest.raises(Refused, match="name the actor"):
            self.confirm(newsroom, proposal)
        assert record_of(newsroom, proposal.claim_id) == []
        assert self.state(newsroom, proposal) is ProposalState.WAITING

    def state(self, newsroom: Newsroom, proposal: Proposal) -> ProposalState:
        with newsroom.database.reading() as session:
            return session.get_one(Proposal, proposal.id).state

    def test_editors_do_not_confirm(self, newsroom: Newsroom) -> None:
        proposal = self.denial(newsroom)
        with pytest.raises(NotAllowed):
            self.confirm(newsroom, proposal, "editor")

    def test_what_another_ruled_on_is_not_added_to(self, newsroom: Newsroom) -> None:
        check_id = newsroom.pasted(ARTICLE)
        files = newsroom.dossier(check_id).files
        proposal = next(f.proposals[0] for f in files if f.proposals)
        newsroom.ruled(check_id, proposal.claim_id)
        with pytest.raises(Refused, match="return it first"):
            self.confirm(newsroom, proposal, "second")
        assert self.confirm(newsroom, proposal, "reviewer")
