"""Rulings: given on a footing, answered by a second person, superseded and never rewritten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.domain.errors import Conflict, IllegalMove, Incomplete, NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.policy import Actor
from app.domain.verdicts import Stance, StatementKind
from app.domain.workflow import ClaimState
from app.models import Claim, Ruling, SignOff
from app.models.rulings import Decision
from app.services import evidence, rulings
from app.services.rulings import Decided
from tests.factories import Newsroom

SUPPORTED = Decided(verdict="supported", rationale="The minutes say so.", as_of=date(2024, 5, 1))


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


def rule(
    newsroom: Newsroom, claim_id: ClaimId, decided: Decided = SUPPORTED, who: str = "reviewer"
) -> None:
    with newsroom.work(who) as work:
        rulings.rule(work, claim_id, version=None, decided=decided)


def sign_off(newsroom: Newsroom, claim_id: ClaimId, who: str = "second") -> None:
    with newsroom.work(who) as work:
        rulings.sign_off(work, claim_id, version=work.get(Claim, claim_id).version)


def send_back(newsroom: Newsroom, claim_id: ClaimId, reason: str = "Which minutes?") -> None:
    with newsroom.work("second") as work:
        version = work.get(Claim, claim_id).version
        rulings.send_back(work, claim_id, version=version, reason=reason)


def reopen(newsroom: Newsroom, claim_id: ClaimId) -> None:
    with newsroom.work("editor") as work:
        rulings.reopen(work, claim_id, version=work.get(Claim, claim_id).version)


def state(newsroom: Newsroom, claim_id: ClaimId) -> ClaimState:
    with newsroom.database.reading() as session:
        return session.get_one(Claim, claim_id).state


def given(newsroom: Newsroom, claim_id: ClaimId) -> list[str]:
    """The rationales of every ruling there ever was."""
    with newsroom.database.reading() as session:
        rows = select(Ruling.rationale).where(Ruling.claim_id == claim_id).order_by(Ruling.id)
        return list(session.scalars(rows))


@pytest.mark.parametrize("verdict", ["supported", "retracted", "denied", "unproven"])
def test_every_verdict_of_the_house_goes_out_signed(newsroom: Newsroom, verdict: str) -> None:
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    newsroom.signed(check_id, claim_id, verdict)
    file = newsroom.dossier(check_id).file(claim_id)
    assert file.claim.state is ClaimState.SIGNED
    assert file.ruling and file.ruling.verdict.key == verdict
    assert file.ruling.ruled_by_id == newsroom.people["reviewer"]
    assert file.sign_off and file.sign_off.signed_by_id == newsroom.people["second"]
    assert file.sign_off.decision is Decision.APPROVED


def test_everything_that_is_missing_is_told_at_once_and_nothing_is_kept(
    newsroom: Newsroom, claim_id: ClaimId
) -> None:
    with pytest.raises(Incomplete) as refused:
        rule(newsroom, claim_id, replace(SUPPORTED, rationale=" "))
    assert [b.code for b in refused.value.blockers] == ["footing", "rationale"]
    assert (state(newsroom, claim_id), given(newsroom, claim_id)) == (ClaimState.OPEN, [])


def test_evidence_on_another_claim_is_no_footing(newsroom: Newsroom, check_id: CheckId) -> None:
    first, second = (shown.claim.id for shown in newsroom.dossier(check_id).shown[:2])
    newsroom.cited(check_id, first)
    with pytest.raises(Incomplete):
        rule(newsroom, second)


def test_a_denial_needs_its_source_before_it_can_be_ruled_on(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    denied = replace(SUPPORTED, verdict="denied")
    newsroom.stated(check_id, claim_id, StatementKind.DENIED, None)
    with pytest.raises(Incomplete):
        rule(newsroom, claim_id, denied)
    source = newsroom.cited(check_id, claim_id, Stance.CONTEXT)
    newsroom.stated(check_id, claim_id, StatementKind.DENIED, source)
    rule(newsroom, claim_id, denied)
    assert state(newsroom, claim_id) is ClaimState.RULED


@pytest.mark.parametrize("verdict", ["Supported", "true", "", "supported' --"])
def test_only_a_verdict_of_the_house_is_given(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId, verdict: str
) -> None:
    newsroom.cited(check_id, claim_id)
    with pytest.raises(Refused, match="is not a verdict of this house"):
        rule(newsroom, claim_id, replace(SUPPORTED, verdict=verdict))


@pytest.mark.parametrize(("days", "refused"), [(-400, False), (1, False), (2, True)])
def test_a_verdict_holds_as_of_today_at_the_latest(
    small_newsroom: Newsroom, days: int, refused: bool
) -> None:
    check_id = small_newsroom.pasted()
    claim_id = small_newsroom.first_claim(check_id)
    small_newsroom.cited(check_id, claim_id)
    decided = replace(SUPPORTED, as_of=small_newsroom.clock.date() + timedelta(days=days))
    if refused:
        with pytest.raises(Refused, match="in the future"):
            rule(small_newsroom, claim_id, decided)
    else:
        rule(small_newsroom, claim_id, decided)
    expected = ClaimState.OPEN if refused else ClaimState.RULED
    assert state(small_newsroom, claim_id) is expected


def test_a_later_ruling_supersedes_and_keeps_the_earlier(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    newsroom.ruled(check_id, claim_id)
    rule(
        newsroom,
        claim_id,
        replace(SUPPORTED, verdict="unproven", rationale="Or do they?"),
        "second",
    )
    assert given(newsroom, claim_id) == [
        "The minutes say so. There is more to tell.",
        "Or do they?",
    ]
    file = newsroom.dossier(check_id).file(claim_id)
    assert file.ruling and file.ruling.verdict.key == "unproven"
    # The first reviewer is now the second person.
    sign_off(newsroom, claim_id, "reviewer")
    assert state(newsroom, claim_id) is ClaimState.SIGNED


class TestFourEyes:
    """Who ruled does not sign off, unless the house has one person only."""

    def test_whoever_ruled_is_refused(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        newsroom.ruled(check_id, claim_id)
        with pytest.raises(NotAllowed, match="a second person has to look"):
            sign_off(newsroom, claim_id, "reviewer")
        assert state(newsroom, claim_id) is ClaimState.RULED

    def test_a_second_role_does_not_make_a_second_person(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        newsroom.cited(check_id, claim_id)
        rule(newsroom, claim_id, who="both")
        with pytest.raises(NotAllowed):
            sign_off(newsroom, claim_id, "both")

    def test_an_admin_alone_is_no_second_person(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        newsroom.ruled(check_id, claim_id)
        with pytest.raises(NotAllowed, match="Your roles do not include"):
            sign_off(newsroom, claim_id, "admin")

    def test_a_house_of_one_may_sign_off_its_own(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        newsroom.house = replace(newsroom.house, four_eyes=False)
        newsroom.ruled(check_id, claim_id)
        sign_off(newsroom, claim_id, "reviewer")
        assert state(newsroom, claim_id) is ClaimState.SIGNED


def test_a_sign_off_looks_at_the_evidence_again(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    newsroom.ruled(check_id, claim_id)
    (citation,) = newsroom.dossier(check_id).file(claim_id).citations
    with newsroom.work("reviewer") as work:
        evidence.remove(work, citation.id, version=citation.version)
    with pytest.raises(Incomplete) as refused:
        sign_off(newsroom, claim_id)
    assert [b.code for b in refused.value.blockers] == ["footing"]
    assert state(newsroom, claim_id) is ClaimState.RULED


def test_a_sign_off_is_of_the_ruling_that_was_read(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    newsroom.ruled(check_id, claim_id)
    read = newsroom.version(check_id, claim_id)
    rule(newsroom, claim_id, replace(SUPPORTED, rationale="Otherwise."))
    with pytest.raises(Conflict), newsroom.work("second") as work:
        rulings.sign_off(work, claim_id, version=read)


def test_a_ruling_is_returned_with_a_reason_and_given_anew(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    newsroom.ruled(check_id, claim_id)
    with pytest.raises(Refused, match="with a reason"):
        send_back(newsroom, claim_id, reason=" \n")
    send_back(newsroom, claim_id)
    file = newsroom.dossier(check_id).file(claim_id)
    assert (file.claim.state, file.ruling) == (ClaimState.OPEN, None)
    assert file.sign_off and file.sign_off.decision is Decision.RETURNED
    assert file.sign_off.reason == "Which minutes?"
    rule(newsroom, claim_id)
    sign_off(newsroom, claim_id)
    with newsroom.database.reading() as session:
        answers = list(session.scalars(select(SignOff.decision).order_by(SignOff.id)))
    assert answers == [Decision.RETURNED, Decision.APPROVED]


def test_a_signed_claim_is_reopened_and_keeps_its_ruling_in_the_record(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    newsroom.signed(check_id, claim_id)
    reopen(newsroom, claim_id)
    file = newsroom.dossier(check_id).file(claim_id)
    assert (file.claim.state, file.ruling) == (ClaimState.OPEN, None)
    assert file.last_ruling is not None
    assert len(given(newsroom, claim_id)) == 1


def test_an_answer_needs_a_ruling_in_force(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    for answer in (sign_off, send_back):
        with pytest.raises(NotFound, match="Nobody has ruled"):
            answer(newsroom, claim_id)
    with pytest.raises(IllegalMove):
        reopen(newsroom, claim_id)
    newsroom.signed(check_id, claim_id)
    for move in (rule, sign_off, send_back):
        with pytest.raises(IllegalMove):
            move(newsroom, claim_id)
    reopen(newsroom, claim_id)
    for answer in (sign_off, send_back):
        with pytest.raises(IllegalMove):
            answer(newsroom, claim_id)
    assert len(given(newsroom, claim_id)) == 1


def test_the_system_rules_on_nothing(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    newsroom.cited(check_id, claim_id)
    refused = pytest.raises(NotAllowed, match="by a person, under a name")
    with refused, newsroom.work_as(Actor.system()) as work:
        rulings.rule(work, claim_id, version=None, decided=SUPPORTED)
    assert given(newsroom, claim_id) == []


def test_a_house_may_ask_that_whoever_signs_off_has_opened_every_source(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    newsroom.house = replace(newsroom.house, open_sources=True)
    claim_id = newsroom.first_claim(check_id)
    newsroom.ruled(check_id, claim_id)
    cited = newsroom.dossier(check_id).file(claim_id).citations

    def sign_off() -> None:
        with newsroom.work("second") as work:
            rulings.sign_off(work, claim_id, version=newsroom.version(check_id, claim_id))

    newsroom.opened(claim_id, "editor")  # of no help to anybody else
    with pytest.raises(Incomplete) as refused:
        sign_off()
    assert [b.citation_id for b in refused.value.blockers] == [row.id for row in cited]
    for row, blocker in zip(cited, refused.value.blockers, strict=True):
        assert f"Open “{row.source.title}” before you sign off" in blocker.message
    newsroom.opened(claim_id)
    sign_off()
    assert newsroom.dossier(check_id).file(claim_id).claim.state is ClaimState.SIGNED


def test_a_second_opinion_has_opened_every_source_too(newsroom: Newsroom) -> None:
    newsroom.house = replace(newsroom.house, open_sources=True)
    check_id = newsroom.blind()
    claim_id = newsroom.first_claim(check_id)
    newsroom.sealed(check_id, claim_id)
    for verdict in ("supported", "denied"):
        with pytest.raises(Incomplete, match="before you sign off"):
            newsroom.opined(claim_id, "both", verdict=verdict)
    newsroom.opened(claim_id, "both")
    newsroom.opined(claim_id, "both", verdict="supported")
    assert newsroom.dossier(check_id).file(claim_id).claim.state is ClaimState.SIGNED
