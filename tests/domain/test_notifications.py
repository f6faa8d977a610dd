"""When people are written to."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.notifications import MailRhythm, next_mail

VIENNA = ZoneInfo("Europe/Vienna")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, "2030-07-03 09:10"),
        ("2030-07-03 08:30", "2030-07-03 09:30"),
        ("2030-07-01", "2030-07-03 09:10"),
    ],
)
def test_what_follows_soon_is_gathered_and_no_hour_has_two_messages(
    last: str | None, due: str
) -> None:
    now, before = at("2030-07-03 09:00"), at(last) if last else None
    assert next_mail(MailRhythm.HOURLY, now=now, last=before, zone=VIENNA) == at(due)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2030-07-03 05:59", "2030-07-03 06:00"),
        ("2030-07-03 06:00", "2030-07-04 06:00"),
        ("2030-07-02 23:30", "2030-07-03 06:00"),
        ("2030-10-26 12:00", "2030-10-27 07:00"),
        ("2030-03-30 12:00", "2030-03-31 06:00"),
    ],
)
def test_the_morning_is_the_newsrooms_also_when_its_clocks_change(now: str, due: str) -> None:
    assert next_mail(MailRhythm.DAILY, now=at(now), last=None, zone=VIENNA) == at(due)


def test_never_is_never() -> None:
    assert next_mail(MailRhythm.NEVER, now=at("2030-07-03"), last=None, zone=VIENNA) is None
