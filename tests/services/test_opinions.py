"""The blind second opinion: sealed until both have ruled, agreed upon or decided by a third."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app import dossier
from app.domain.errors import Conflict, IllegalMove, Incomplete, NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ClaimId, RulingId
from app.domain.journal import Act
from app.domain.verdicts import Stance
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile
from app.models import Claim, JournalEntry
from app.models.rulings import Decision
from app.queries import checked, figures, integrity
from app.queries.pack import pack
from app.services import comments, evidence, opinions, rulings
from app.services.rulings import Decided
from tests.factories import ARTICLE, Newsroom

FIRST = Decided(verdict="supported", rationale="The minutes bear it out.", as_of=date(2024, 5, 1))
ALIKE = replace(FIRST, rationale="I find the same.")
UNLIKE = Decided(verdict="denied", rationale="The letter denies it.", as_of=date(2024, 4, 30))


def choose(newsroom: Newsroom, check_id: CheckId, blind: bool = True, who: str = "editor") -> None:
    with newsroom.work(who) as work:
        version = newsroom.dossier(check_id).check.version
        opinions.choose(work, check_id, version=version, blind=blind)


@pytest.fixture
def check_id(newsroom: Newsroom) -> CheckId:
    """A fact-check whose claims are ruled on twice, blind."""
    check_id = newsroom.pasted()
    choose(newsroom, check_id)
    return check_id


@pytest.fixture
def claim_id(newsroom: Newsroom, check_id: CheckId) -> ClaimId:
    """A claim with evidence on both sides."""
    claim_id = newsroom.first_claim(check_id)
    for stance in (Stance.SUPPORTS, Stance.CONTRADICTS):
        newsroom.cited(check_id, claim_id, stance)
    return claim_id


def rule(newsroom: Newsroom, claim_id: ClaimId, decided: Decided, who: str) -> None:
    with newsroom.work(who) as work:
        rulings.rule(work, claim_id, version=None, decided=decided)


def both(newsroom: Newsroom, claim_id: ClaimId, second: Decided) -> None:
    """Two rulings: the reviewer's, then the second person's."""
    rule(newsroom, claim_id, FIRST, "reviewer")
    rule(newsroom, claim_id, second, "second")


def decide(
    newsroom: Newsroom, claim_id: ClaimId, at: int, who: str = "editor", reason: str = "It binds."
) -> None:
    with newsroom.work(who) as work:
        version = work.get(Claim, claim_id).version
        ruling = dossier.blind_pair(work.session, claim_id)[at]
        opinions.decide(work, claim_id, version=version, ruling_id=ruling.id, reason=reason)


def return_both(newsroom: Newsroom, claim_id: ClaimId, who: str, reason: str) -> None:
    with newsroom.work(who) as work:
        version = work.get(Claim, claim_id).version
        opinions.send_both_back(work, claim_id, version=version, reason=reason)


def file_of(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId, who: str | None = None
) -> ClaimFile:
    """The claim as somebody may see it."""
    with newsroom.database.reading() as session:
        viewer = newsroom.people[who] if who else None
        file = dossier.load(session, check_id, viewer=viewer).file(claim_id)
        session.expunge_all()
        return file


def sound(newsroom: Newsroom) -> bool:
    with newsroom.database.reading() as session:
        return integrity.faults(session) == []


def test_the_first_ruling_is_sealed_for_all_but_who_gave_it(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    rule(newsroom, claim_id, FIRST, "reviewer")
    for who in ("second", "editor", "admin", "both", None):
        file = file_of(newsroom, check_id, claim_id, who)
        assert file.claim.state is ClaimState.AWAITING
        assert (list(file.rulings), file.ruling, file.last_ruling) == ([], None, None)
        assert (file.own_sealed, file.sign_off, file.pair) == (None, None, None)
        assert file.sealed_by == newsroom.people["reviewer"]
    own = file_of(newsroom, check_id, claim_id, "reviewer")
    assert own.own_sealed and own.own_sealed.rationale == FIRST.rationale
    assert (list(own.rulings), own.ruling) == ([], None)
    with newsroom.database.reading() as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.act == Act.RULED)).one()
        assert set(entry.data) == {"check_id", "ruling", "sha256", "blind", "version"}
        whole = pack(session, check_id, confidential=True)
        (told,) = [c for c in whole["claims"] if c["state"] == "awaiting"]
        assert (told["rulings"], told["ruling_sealed"]) == ([], True)
    assert sound(newsroom)


def test_two_who_agree_sign_the_claim(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    both(newsroom, claim_id, ALIKE)
    file = file_of(newsroom, check_id, claim_id)
    assert file.claim.state is ClaimState.SIGNED
    assert file.pair and [r.rationale for r in file.pair] == [FIRST.rationale, ALIKE.rationale]
    # The first ruling is in force; the second signed it off.
    assert file.ruling and file.ruling.id == file.pair[0].id
    assert file.sign_off and file.sign_off.decision is Decision.APPROVED
    assert file.sign_off.signed_by_id == newsroom.people["second"]
    assert sound(newsroom)
    newsroom.published(check_id)
    (edition,) = newsroom.issued(check_id)
    assert FIRST.rationale in str(edition.document)
    assert ALIKE.rationale not in str(edition.document)


@pytest.mark.parametrize("at", [0, 1])
def test_two_who_differ_leave_it_to_an_editor_and_both_stay_on_record(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId, at: int
) -> None:
    both(newsroom, claim_id, UNLIKE)
    file = file_of(newsroom, check_id, claim_id)
    assert (file.claim.state, file.ruling) == (ClaimState.DISPUTED, None)
    assert file.pair and [r.verdict.key for r in file.pair] == ["supported", "denied"]
    decide(newsroom, claim_id, at)
    file = file_of(newsroom, check_id, claim_id)
    chosen = (FIRST, UNLIKE)[at]
    assert file.claim.state is ClaimState.SIGNED
    assert file.ruling and file.ruling.verdict.key == chosen.verdict
    assert file.sign_off and file.sign_off.reason == "It binds."
    assert file.sign_off.signed_by_id == newsroom.people["editor"]
    newsroom.published(check_id)
    edition = str(newsroom.issued(check_id)[0].document)
    assert [d.rationale in edition for d in (FIRST, UNLIKE)] == [at == 0, at == 1]
    with newsroom.database.reading() as session:
        (told,) = [c for c in pack(session, check_id, confidential=False)["claims"] if c["rulings"]]
        assert [r["rationale"] for r in told["rulings"]] == [FIRST.rationale, UNLIKE.rationale]
        assert [bool(r["sign_off"]) for r in told["rulings"]] == [at == 0, at == 1]
        assert told["rulings"][1]["beside_id"] == told["rulings"][0]["id"]
    assert sound(newsroom)


def test_the_ruling_in_force_counts_in_figures_and_in_what_was_checked_before(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    rule(newsroom, claim_id, FIRST, "reviewer")
    later = newsroom.pasted(ARTICLE)

    def before() -> list[str]:
        with newsroom.database.reading() as session:
            file = dossier.load(session, later).files[0]
            found = checked.checked_before(session, [file])[file.claim.id]
            return [hit.other.ruling.verdict.key for hit in found if hit.other.ruling]

    assert before() == []
    rule(newsroom, claim_id, UNLIKE, "second")
    assert before() == []
    decide(newsroom, claim_id, 0)
    assert before() == ["supported"]
    day = newsroom.clock.date()
    with newsroom.database.reading() as session:
        period = figures.Period(day, day, newsroom.clock.tzinfo)  # type: ignore[arg-type]
        assert list(figures.figures(session, period).verdicts.values()) == ["supported"]


def test_both_rulings_go_back_to_work_together(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    both(newsroom, claim_id, UNLIKE)
    with pytest.raises(Refused, match="Say what is missing"):
        return_both(newsroom, claim_id, "editor", "  ")
    return_both(newsroom, claim_id, "editor", "Ask the club.")
    file = file_of(newsroom, check_id, claim_id)
    assert (file.claim.state, file.ruling) == (ClaimState.OPEN, None)
    assert [file.sign_offs[r.id].reason for r in file.rulings] == ["Ask the club."] * 2
    # The next round is blind again, and its first ruling sealed; those before stay open.
    rule(newsroom, claim_id, UNLIKE, "second")
    again = file_of(newsroom, check_id, claim_id, "reviewer")
    assert (again.claim.state, len(again.rulings)) == (ClaimState.AWAITING, 2)
    assert again.own_sealed is None
    rule(newsroom, claim_id, UNLIKE, "reviewer")
    assert file_of(newsroom, check_id, claim_id).claim.state is ClaimState.SIGNED
    assert sound(newsroom)


def test_nobody_rules_twice(newsroom: Newsroom, claim_id: ClaimId) -> None:
    rule(newsroom, claim_id, FIRST, "reviewer")
    with pytest.raises(NotAllowed, match="You have ruled on this claim"):
        rule(newsroom, claim_id, UNLIKE, "reviewer")
    rule(newsroom, claim_id, UNLIKE, "second")
    for who in ("reviewer", "second", "both"):
        with pytest.raises(IllegalMove):
            rule(newsroom, claim_id, ALIKE, who)


def test_only_an_editor_who_gave_neither_decides(newsroom: Newsroom, claim_id: ClaimId) -> None:
    rule(newsroom, claim_id, FIRST, "reviewer")
    rule(newsroom, claim_id, UNLIKE, "both")
    for who in ("both", "reviewer", "second", "admin"):
        with pytest.raises(NotAllowed):
            decide(newsroom, claim_id, 0, who)
        with pytest.raises(NotAllowed):
            return_both(newsroom, claim_id, who, "More.")
    with pytest.raises(Refused, match="Say why"):
        decide(newsroom, claim_id, 0, reason=" ")
    with newsroom.work("editor") as work, pytest.raises(Refused, match="Choose one"):
        version = work.get(Claim, claim_id).version
        opinions.decide(work, claim_id, version=version, ruling_id=RulingId(999), reason="x")
    with newsroom.work("editor") as work, pytest.raises(Conflict):
        opinions.decide(work, claim_id, version=1, ruling_id=RulingId(1), reason="x")
    decide(newsroom, claim_id, 1)
    with pytest.raises(IllegalMove):
        decide(newsroom, claim_id, 1)


def test_a_sealed_ruling_is_neither_signed_nor_returned_nor_decided(
    newsroom: Newsroom, claim_id: ClaimId
) -> None:
    rule(newsroom, claim_id, FIRST, "reviewer")
    with newsroom.work("second") as work:
        version = work.get(Claim, claim_id).version
        with pytest.raises(IllegalMove):
            rulings.sign_off(work, claim_id, version=version)
        with pytest.raises(IllegalMove):
            rulings.send_back(work, claim_id, version=version, reason="More.")
    with pytest.raises(NotFound):
        decide(newsroom, claim_id, 0)


def test_whoever_gave_the_sealed_ruling_does_not_talk_of_the_claim(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    with newsroom.work("reviewer") as work:
        before = comments.on_claim(work, claim_id, words="Shall I?").id
    rule(newsroom, claim_id, FIRST, "reviewer")
    with newsroom.work("reviewer") as work:
        for talk in (
            lambda: comments.on_claim(work, claim_id, words="It is supported."),
            lambda: comments.answer(work, before, words="It is supported."),
            lambda: comments.reword(work, before, version=1, words="It is supported."),
        ):
            with pytest.raises(Refused, match="is sealed"):
                talk()
    with newsroom.work("second") as work:
        comments.on_claim(work, claim_id, words="Which minutes?")
    rule(newsroom, claim_id, ALIKE, "second")
    with newsroom.work("reviewer") as work:
        comments.on_claim(work, claim_id, words="Well seen.")


def test_a_refusal_does_not_tell_which_verdict_agrees(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    with newsroom.work("reviewer") as work:
        bare = evidence.SourceDetails(title="A letter without a saved copy")
        use = evidence.Use(stance=Stance.SUPPORTS, excerpt="It is so.")
        evidence.cite(work, claim_id, version=None, source=bare, use=use)
    rule(newsroom, claim_id, FIRST, "reviewer")
    refusals = set()
    for decided in (ALIKE, UNLIKE):
        with pytest.raises(Incomplete) as refused:
            rule(newsroom, claim_id, decided, "second")
        refusals.add(tuple(blocker.message for blocker in refused.value.blockers))
    assert len(refusals) == 1


def test_the_second_may_add_evidence_before_ruling(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    rule(newsroom, claim_id, FIRST, "reviewer")
    with newsroom.work("second") as work:
        whole = replace(
            evidence.SourceDetails(title="A letter"), no_archive_reason="It is on paper."
        )
        use = evidence.Use(stance=Stance.CONTRADICTS, excerpt="It is not so.")
        evidence.cite(work, claim_id, version=None, source=whole, use=use)
    rule(newsroom, claim_id, UNLIKE, "second")
    with newsroom.work("reviewer") as work, pytest.raises(Refused, match="return it first"):
        evidence.cite(work, claim_id, version=None, source=whole, use=use)


def test_switching_it_off_opens_what_is_sealed(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    rule(newsroom, claim_id, FIRST, "reviewer")
    choose(newsroom, check_id, blind=False)
    file = file_of(newsroom, check_id, claim_id)
    assert file.claim.state is ClaimState.RULED
    assert file.ruling and file.ruling.rationale == FIRST.rationale
    # On again: what was read cannot be sealed.
    choose(newsroom, check_id)
    with newsroom.work("second") as work:
        version = work.get(Claim, claim_id).version
        rulings.sign_off(work, claim_id, version=version)
    assert sound(newsroom)


def test_switching_it_on_leaves_what_was_ruled_before(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    newsroom.ruled(check_id, claim_id)
    choose(newsroom, check_id)
    assert file_of(newsroom, check_id, claim_id).claim.state is ClaimState.RULED


def test_the_switch_is_the_editors_and_is_written_down(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    for who in ("reviewer", "admin"):
        with pytest.raises(NotAllowed):
            choose(newsroom, check_id, blind=False, who=who)
    with pytest.raises(Refused, match="is on already"):
        choose(newsroom, check_id)
    with newsroom.work("editor") as work, pytest.raises(Conflict):
        opinions.choose(work, check_id, version=1, blind=False)
    with newsroom.database.reading() as session:
        chosen = select(JournalEntry).where(JournalEntry.act == Act.BLIND_CHOSEN)
        assert session.scalars(chosen).one().data["blind"] is True
