"""Why people are told something, and when by e-mail."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class NotificationKind(StrEnum):
    """Why somebody is told."""

    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    REPLIED = "replied"
    RETURNED = "returned"
    SIGNED_OFF = "signed off"
    COMMENTED = "commented"
    PUBLISHED = "published"
    GUEST_COMMENTED = "guest commented"


#: Told only to people who asked for it.
ON_REQUEST = frozenset({NotificationKind.COMMENTED, NotificationKind.PUBLISHED})


class MailRhythm(StrEnum):
    """How often somebody is written to, at most."""

    NEVER = "never"
    HOURLY = "hourly"
    DAILY = "daily"


#: What follows within this time is told in the same message.
GATHERED_FOR = timedelta(minutes=10)
MORNING = time(8)


def next_mail(
    rhythm: MailRhythm, *, now: datetime, last: datetime | None, zone: ZoneInfo
) -> datetime | None:
    """When to write to somebody who has something to be told from now on; None for never.

    Moments are in UTC; the morning is that of the newsroom's zone.
    """
    if rhythm is MailRhythm.NEVER:
        return None
    if rhythm is MailRhythm.HOURLY:
        gathered = now + GATHERED_FOR
        return max(gathered, last + timedelta(hours=1)) if last else gathered
    today = now.astimezone(zone).date()
    mornings = (datetime.combine(today + timedelta(days), MORNING, zone) for days in (0, 1))
    return next(m.astimezone(UTC) for m in mornings if m > now)
