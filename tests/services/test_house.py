"""The settings of the house: saved version by version, refused with all that is wrong."""

from typing import Any

import pytest
from sqlalchemy import select

from app import published
from app.domain.errors import Conflict, Incomplete, NotAllowed, NotFound, Refused
from app.domain.house import Settings
from app.domain.ids import LogoId
from app.domain.journal import Act
from app.models import HouseSettings, JournalEntry, Publication
from app.publishing import policies
from app.services import house
from tests.factories import LOGO, Newsroom


def in_force(newsroom: Newsroom) -> HouseSettings | None:
    with newsroom.database.reading() as session:
        row = published.settings(session)
        session.expunge_all()
        return row


def test_the_newest_version_is_in_force_and_the_old_one_stays(newsroom: Newsroom) -> None:
    assert in_force(newsroom) is None
    assert newsroom.settled(name="First") == 1
    assert newsroom.settled(1, name="Second", colour="#AA2200") == 2
    row = in_force(newsroom)
    assert row and (row.number, row.name, row.colour) == (2, "Second", "#aa2200")
    with newsroom.database.reading() as session:
        assert session.scalars(select(HouseSettings.name)).all() == ["First", "Second"]


def test_the_journal_tells_what_changed(newsroom: Newsroom) -> None:
    newsroom.settled(name="First")
    newsroom.settled(1, name="Second", texts={"ethics": "We check.", "people": ""})
    with newsroom.database.reading() as session:
        rows = select(JournalEntry).where(JournalEntry.act == Act.SETTINGS_SAVED)
        entry = session.scalars(rows.order_by(JournalEntry.seq.desc())).first()
        assert entry and entry.data["changed"] == {"name": ["First", "Second"]}
        assert entry.data["texts"] == ["ethics"]


def test_a_text_that_reads_as_ours_is_not_kept(newsroom: Newsroom) -> None:
    ours = policies.SECTIONS["method"].text
    newsroom.settled(texts={"method": f"{ours}\n", "about": "  ", "people": "Ada.\n"})
    row = in_force(newsroom)
    assert row and row.texts == {"people": "Ada."}


def test_who_saves_over_anothers_version_is_told(newsroom: Newsroom) -> None:
    newsroom.settled(name="First")
    with pytest.raises(Conflict, match="Somebody else changed the settings"):
        newsroom.settled(0, name="Second")
    with pytest.raises(Refused, match="Nothing was changed"):
        newsroom.settled(1, name="First")


WRONG = [
    ({"name": ""}, "The house needs a name"),
    ({"name": "x" * 121}, "The name is too long: 120"),
    ({"colour": "red"}, "six digits"),
    ({"licence": "javascript:a()"}, "begins with http"),
    ({"contact": "desk"}, "write an e-mail address"),
    ({"contact": 'a@b.c"><x'}, "write an e-mail address"),
    ({"language": "xx"}, "choose one of English, Deutsch"),
    ({"texts": {"ethics": "x" * 20_001}}, "“What we hold ourselves to” is too long"),
    ({"texts": {"people": "🐟" * 15_000}}, "The text is too long: 50 kB"),
]


@pytest.mark.parametrize(("changes", "words"), WRONG)
def test_what_cannot_be_used_is_refused(
    changes: dict[str, Any], words: str, small_newsroom: Newsroom
) -> None:
    with pytest.raises(Incomplete, match=words):
        small_newsroom.settled(**changes)
    assert in_force(small_newsroom) is None


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Incomplete) as refused:
        house.checked(Settings(name="", colour="red", contact="x"))
    assert len(refused.value.blockers) == 3


@pytest.mark.parametrize("login", ["editor", "reviewer"])
def test_only_an_admin_may(login: str, small_newsroom: Newsroom) -> None:
    with pytest.raises(NotAllowed), small_newsroom.work(login) as work:
        house.save(work, version=0, settings=Settings(name="Mine"), logo_id=None)
    with pytest.raises(NotAllowed), small_newsroom.work(login) as work:
        house.add_logo(work, LOGO)


def test_a_logo_is_kept_once_and_chosen_by_its_id(newsroom: Newsroom) -> None:
    logo = newsroom.logo()
    assert newsroom.logo() == logo
    newsroom.settled(logo_id=logo)
    row = in_force(newsroom)
    assert row and row.logo and row.logo.width == 1
    with pytest.raises(NotFound):
        newsroom.settled(1, logo_id=LogoId(99))
    with pytest.raises(Refused, match="no PNG"), newsroom.work("admin") as work:
        house.add_logo(work, b"<svg/>")


def test_a_permanent_page_keeps_the_house_of_its_day(newsroom: Newsroom) -> None:
    newsroom.settled(colour="#aa2200", logo_id=newsroom.logo())
    newsroom.publication()
    newsroom.settled(1, colour="#00aa22")
    with newsroom.database.reading() as session:
        page = session.scalars(select(Publication.page)).one()
    assert "--link:#aa2200" in page and "/logo/" in page
