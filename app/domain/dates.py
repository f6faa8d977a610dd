"""Dates as people know them: to the day, the month, the year, or only that it was before."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = (
    "January February March April May June July August September October November December"
).split()


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class DatedOn:
    """A date with its precision; a month or year is held as its first day."""

    on: date
    precision: Precision = Precision.DAY

    @property
    def iso(self) -> str:
        """The date for machines (ISO 8601), no more exact than it is known."""
        cut = {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision, 10)
        return self.on.isoformat()[:cut]

    @property
    def words(self) -> str:
        """The date for people: "26 July 2022", "July 2022", "2022", "before 26 July 2022"."""
        year, month = str(self.on.year), MONTHS[self.on.month - 1]
        return {
            Precision.DAY: f"{self.on.day} {month} {year}",
            Precision.MONTH: f"{month} {year}",
            Precision.YEAR: year,
            Precision.BEFORE: f"before {self.on.day} {month} {year}",
        }[self.precision]

    @property
    def sort_key(self) -> tuple[date, bool]:
        """Orders a timeline: what was before a day comes ahead of what happened on it."""
        return (self.on, self.precision is not Precision.BEFORE)


def timeline_key(dated: DatedOn | None) -> tuple[bool, tuple[date, bool]]:
    """Orders a timeline, oldest first; what has no date comes last."""
    return (False, dated.sort_key) if dated else (True, (date.max, True))
