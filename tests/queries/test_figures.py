"""The figures of a newsroom whose clock moves a minute with each act."""

from datetime import UTC, date

import pytest
from sqlalchemy import event, select

from app.domain.undoing import Kind
from app.domain.workflow import ReportState
from app.models import UndoStep
from app.queries.figures import Figures, Period, figures, p90
from app.services import claims, rulings, undo
from tests.factories import Newsroom

MAY = Period(date(2024, 5, 1), date(2024, 5, 31), UTC)


def seen(newsroom: Newsroom, period: Period = MAY) -> Figures:
    with newsroom.database.reading() as session:
        return figures(session, period)


def test_a_whole_way_from_paste_to_publication_is_told_in_minutes(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    with newsroom.work("reviewer") as work:
        claims.take(work, claim_id, version=1)
    newsroom.signed(check_id, claim_id)
    newsroom.published(check_id)
    found = seen(newsroom)
    told = [(row.month, row.step, row.checks, row.median, row.p90) for row in found.minutes]
    assert told[:3] == [
        ("2024-05", "first assignment", 1, 1, 1),
        ("2024-05", "first ruling", 1, 3, 3),
        ("2024-05", "first sign-off", 1, 4, 4),
    ]
    assert told[3][1] == "publication" and told[3][3] > 4


def test_claims_are_counted_by_person_and_verdicts_by_outlet_and_claimant(
    newsroom: Newsroom,
) -> None:
    check_id = newsroom.pasted()
    first, second = (file.claim for file in newsroom.dossier(check_id).shown[:2])
    newsroom.signed(check_id, first.id, "denied")
    newsroom.ruled(check_id, second.id)
    found = seen(newsroom)
    assert [(p.name, p.ruled, p.signed) for p in found.people] == [
        ("Reviewer Person", 2, 0),
        ("Second Person", 0, 1),
    ]
    # Only what was signed off is a verdict of the house.
    assert found.outlets == {"no outlet": {"Denied": 1}}
    assert found.claimants == {first.claimant or "no claimant": {"Denied": 1}}


def test_what_was_undone_does_not_count_and_counts_when_done_again(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)

    def counted() -> tuple[list[tuple[str, int, int]], list[str]]:
        found = seen(newsroom)
        people = [(p.name, p.ruled, p.signed) for p in found.people]
        return people, [row.step for row in found.minutes]

    def back(who: str, kind: Kind) -> None:
        with newsroom.work(who) as work:
            own = (UndoStep.person_id == newsroom.people[who], UndoStep.kind == kind)
            rows = select(UndoStep.seq).where(*own).order_by(UndoStep.seq.desc())
            undo.take_back(work, work.session.scalars(rows.limit(1)).one())

    nothing = ([], [])
    ruled = ([("Reviewer Person", 1, 0)], ["first ruling"])
    signed = (
        [("Reviewer Person", 1, 0), ("Second Person", 0, 1)],
        ["first ruling", "first sign-off"],
    )
    assert counted() == nothing
    newsroom.ruled(check_id, claim_id)
    assert counted() == ruled
    back("reviewer", Kind.DONE)
    assert counted() == nothing
    back("reviewer", Kind.UNDONE)
    assert counted() == ruled
    with newsroom.work("second") as work:
        rulings.sign_off(work, claim_id, version=newsroom.version(check_id, claim_id))
    assert counted() == signed
    back("second", Kind.DONE)
    assert counted() == ruled
    back("second", Kind.UNDONE)
    assert counted() == signed


def test_reports_are_counted_by_state(newsroom: Newsroom) -> None:
    newsroom.reported()
    assert seen(newsroom).reports[ReportState.RECEIVED] == 1


def test_what_happened_outside_of_the_period_does_not_count(newsroom: Newsroom) -> None:
    newsroom.publication()
    newsroom.reported()
    april = seen(newsroom, Period(date(2024, 4, 1), date(2024, 4, 30), UTC))
    assert (april.minutes, april.people, april.outlets) == ([], [], {})
    assert not any(april.reports.values())
    day = seen(newsroom, Period(date(2024, 5, 2), date(2024, 5, 2), UTC))
    assert day.minutes and day.people and day.outlets


def test_more_work_takes_no_more_queries(newsroom: Newsroom) -> None:
    counts = []
    for _ in range(2):
        newsroom.publication()
        asked: list[str] = []
        event.listen(
            newsroom.database.engine,
            "before_cursor_execute",
            lambda *args, asked=asked: asked.append(args[2]),
        )
        seen(newsroom)
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
    assert counts[0] == 5 and counts[1] == counts[0]


@pytest.mark.parametrize(("values", "expected"), [([7], 7), (list(range(1, 11)), 9), ([5, 1], 5)])
def test_nine_of_ten_do_not_exceed_the_p90(values: list[int], expected: int) -> None:
    assert p90(values) == expected
