"""Readers' reports: taken in from anybody, not too often; answered by the desk."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.domain.errors import Conflict, IllegalMove, NotAllowed, Refused, TooOften
from app.domain.ids import ReportId
from app.domain.policy import Actor
from app.domain.workflow import ReportAction, ReportState
from app.models import JournalEntry, Report, ReportSender
from app.queries import reports as queries
from app.services import reports
from app.services.reports import REPORTS_IN_ALL, REPORTS_PER_ADDRESS, Sent
from tests.factories import Newsroom

LOOK, ACCEPT, DECLINE, REOPEN = ReportAction


def filed(newsroom: Newsroom, report_id: ReportId) -> queries.FiledReport:
    with newsroom.database.reading() as session:
        found = queries.one(session, report_id)
        session.expunge_all()
    assert found
    return found


def moved(newsroom: Newsroom, report_id: ReportId, action: ReportAction, answer: str = "") -> None:
    version = filed(newsroom, report_id).report.version
    with newsroom.work("reviewer") as work:
        reports.move(work, report_id, version=version, action=action, answer=answer)


def send(newsroom: Newsroom, address: str) -> None:
    with newsroom.work_as(Actor.nobody()) as work:
        reports.receive(work, Sent(words="Wrong."), address=address)


def test_a_report_finds_the_claim_it_is_about(newsroom: Newsroom) -> None:
    check_id, claim_id, slug = newsroom.publication()
    row = filed(
        newsroom, newsroom.reported(slug, claim_number=1, sender="Ada", email="a@b.example")
    )
    assert row.check and (row.check.id, row.claim_id) == (check_id, claim_id)
    assert (row.report.state, row.report.words) == (ReportState.RECEIVED, "Claim 1 is wrong.")
    with newsroom.database.reading() as session:
        entry = session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc())).first()
        # The journal is for ever: it must not know who wrote.
        assert entry and entry.actor_id is None
        assert entry.data == {"check_id": check_id, "version": 1}


@pytest.mark.parametrize("number", [None, 0, -1, 99, 10**12])
def test_a_report_on_no_claim_of_ours_is_taken_in_all_the_same(
    number: int | None, small_newsroom: Newsroom
) -> None:
    _, _, slug = small_newsroom.publication()
    row = filed(small_newsroom, small_newsroom.reported(slug, claim_number=number))
    assert row.check and row.report.claim_number is None


def test_a_fact_check_that_is_not_public_is_not_found_out(small_newsroom: Newsroom) -> None:
    small_newsroom.pasted()
    for slug in ("", "preview", "nothing"):
        assert filed(small_newsroom, small_newsroom.reported(slug)).check is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"words": " \n"}, "Tell us what is wrong"), ({"words": "x" * 5001}, "5,000 characters"),
     ({"sender": "x" * 121}, "120 characters")],
)  # fmt: skip
def test_a_report_that_is_empty_or_too_long_is_refused(
    changes: dict[str, str], words: str, small_newsroom: Newsroom
) -> None:
    with pytest.raises(Refused, match=words):
        small_newsroom.reported(**changes)


def test_an_address_may_report_five_times_an_hour(newsroom: Newsroom) -> None:
    for _ in range(REPORTS_PER_ADDRESS):
        send(newsroom, "10.0.0.1")
    with pytest.raises(TooOften, match="in an hour"):
        send(newsroom, "10.0.0.1")
    send(newsroom, "10.0.0.2")
    newsroom.clock += timedelta(hours=1)
    send(newsroom, "10.0.0.1")
    with newsroom.database.reading() as session:
        # Nothing is left of the addresses of an hour ago.
        assert session.scalars(select(func.count(ReportSender.id))).one() == 1


def test_a_line_with_many_addresses_is_one_sender(small_newsroom: Newsroom) -> None:
    for last in range(REPORTS_PER_ADDRESS):
        send(small_newsroom, f"2001:db8:1:2::{last}")
    with pytest.raises(TooOften):
        send(small_newsroom, "2001:db8:1:2:ffff::1")
    send(small_newsroom, "2001:db8:1:3::1")
    send(small_newsroom, "no address")


def test_a_flood_from_everywhere_is_stopped(small_newsroom: Newsroom) -> None:
    with small_newsroom.work_as(Actor.nobody()) as work:
        for number in range(REPORTS_IN_ALL):
            work.add(ReportSender(address=f"10.1.{number}", at=work.now))
    with pytest.raises(TooOften):
        send(small_newsroom, "10.0.0.1")


def test_from_received_to_answered_and_back(newsroom: Newsroom) -> None:
    report_id = newsroom.reported()
    with pytest.raises(IllegalMove):
        moved(newsroom, report_id, ACCEPT, "Right.")
    moved(newsroom, report_id, LOOK)
    with pytest.raises(Refused, match="Write down what you found"):
        moved(newsroom, report_id, DECLINE, "  ")
    moved(newsroom, report_id, DECLINE, "The minutes say so.")
    assert filed(newsroom, report_id).report.answer == "The minutes say so."
    moved(newsroom, report_id, REOPEN)
    moved(newsroom, report_id, ACCEPT, "They do not.")
    report = filed(newsroom, report_id).report
    assert (report.state, report.answer) == (ReportState.ACCEPTED, "They do not.")


def test_two_people_do_not_answer_over_each_other(newsroom: Newsroom) -> None:
    report_id = newsroom.reported()
    version = filed(newsroom, report_id).report.version
    moved(newsroom, report_id, LOOK)
    with pytest.raises(Conflict), newsroom.work("editor") as work:
        reports.move(work, report_id, version=version, action=LOOK)


def test_an_admin_blanks_the_sender_and_does_not_answer(newsroom: Newsroom) -> None:
    report_id = newsroom.reported(sender="Ada", email="a@b.example", about="Page 1 of Ada")
    with pytest.raises(NotAllowed), newsroom.work("admin") as work:
        reports.move(work, report_id, version=1, action=LOOK)
    with pytest.raises(NotAllowed), newsroom.work("editor") as work:
        reports.blank(work, report_id, version=1)
    with newsroom.work("admin") as work:
        reports.blank(work, report_id, version=1)
    report = filed(newsroom, report_id).report
    assert (report.sender, report.email, report.about) == ("", "", "Page 1 of Ada")
    with newsroom.work("admin") as work:
        reports.blank(work, report_id, version=2, words_too=True)
    report = filed(newsroom, report_id).report
    assert (report.words, report.about) == ("(blanked)", "")
    with newsroom.database.reading() as session:
        assert "Ada" not in repr(session.execute(select(Report.__table__)).all())
        assert "Ada" not in repr(session.scalars(select(JournalEntry.data)).all())


def test_the_desk_sees_them_by_state(newsroom: Newsroom) -> None:
    first, second = newsroom.reported(), newsroom.reported()
    moved(newsroom, first, LOOK)
    with newsroom.database.reading() as session:
        assert [row.report.id for row in queries.filed(session)] == [second, first]
        looked = queries.filed(session, state=ReportState.LOOKED_INTO)
        assert [row.report.id for row in looked] == [first]
        assert queries.counts(session) == {
            ReportState.RECEIVED: 1, ReportState.LOOKED_INTO: 1, ReportState.ACCEPTED: 0,
            ReportState.DECLINED: 0,
        }  # fmt: skip
