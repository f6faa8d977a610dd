"""Dates as people know them: words, machine form, order."""

from datetime import date

import pytest

from app.domain.dates import DatedOn, Precision

DAY = date(2022, 7, 26)


@pytest.mark.parametrize(
    ("precision", "words", "iso"),
    [
        (Precision.DAY, "26 July 2022", "2022-07-26"),
        (Precision.MONTH, "July 2022", "2022-07"),
        (Precision.YEAR, "2022", "2022"),
        (Precision.BEFORE, "before 26 July 2022", "2022-07-26"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(
    precision: Precision, words: str, iso: str
) -> None:
    dated = DatedOn(DAY, precision)
    assert (dated.words, dated.iso) == (words, iso)


def test_no_month_or_day_loses_its_nought_in_the_machine_form() -> None:
    assert DatedOn(date(987, 3, 4)).iso == "0987-03-04"
    assert DatedOn(date(2022, 3, 4)).words == "4 March 2022"


def test_a_timeline_puts_what_was_before_a_day_ahead_of_what_happened_on_it() -> None:
    before = DatedOn(DAY, Precision.BEFORE)
    on, later = DatedOn(DAY), DatedOn(date(2022, 7, 27), Precision.BEFORE)
    month = DatedOn(date(2022, 7, 1), Precision.MONTH)
    assert sorted([later, on, before, month], key=lambda d: d.sort_key) == [
        month,
        before,
        on,
        later,
    ]
