"""Fields and the base form: text that is clean, dates that explain themselves, enums as choices."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import IntegerField
from wtforms.validators import Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from app.publishing.sanitize import safe_url
from app.text.paste.canonical import canonical

LARGEST_ID = 2**31 - 1


def clean(value: str | None) -> str:
    """The text as it may be kept: without control characters, lone surrogates, blank ends."""
    return canonical(value or "").text


def clean_line(value: str | None) -> str:
    """The text on one line."""
    return " ".join(clean(value).split())


class Form(FlaskForm):
    """A form with protection against forgery, and one list of everything that is wrong."""

    def renew(self, **versions: int | None) -> None:
        """Let the form be sent again, against the rows as they stand now."""
        for name, version in versions.items():
            # What was sent would be drawn again before the new value.
            self._fields[name].data, self._fields[name].raw_data = version, None

    def problems(self) -> list[str]:
        """Every validation message, naming the field by its label."""
        found = []
        for name, messages in self.errors.items():
            label = self._fields[name].label.text if name in self._fields else ""
            found += [f"{label}: {message}" if label else str(message) for message in messages]
        return found


def line(label: str, *, most: int, validators: Sequence[Any] = (), **options: Any) -> StringField:
    """One line of text with at most so many characters."""
    limits = [*validators, Length(max=most, message=f"{most} characters at most.")]
    return StringField(label, filters=[clean_line], validators=limits, **options)


def passage(label: str, *, most: int, validators: Sequence[Any] = (), **options: Any) -> Any:
    """Several lines of text with at most so many characters."""
    limits = [*validators, Length(max=most, message=f"{most:,} characters at most.")]
    return TextAreaField(label, filters=[clean], validators=limits, **options)


def address(label: str) -> StringField:
    """A web address: http or https, without credentials."""
    return line(label, most=2000, validators=[_web_address])


def _web_address(_form: Any, field: Any) -> None:
    if field.data and safe_url(field.data) is None:
        raise ValidationError("write a full address that begins with http:// or https://")


class DayField(StringField):
    """A date as `2022-07-26`; what was typed is kept when it is no date."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, filters=[clean_line], **options)

    def process_data(self, value: Any) -> None:
        """Show a date of the database as it would be typed."""
        super().process_data(value.isoformat() if isinstance(value, date) else value)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no date, with an example."""
        if self.data and self.day is None:
            raise ValidationError("write the date as year-month-day, such as 2022-07-26")

    @property
    def day(self) -> date | None:
        """The date; none if the field is empty or holds no date."""
        try:
            found = date.fromisoformat(str(self.data))
        except ValueError:
            return None
        return found if found.year >= 1000 else None


def choice(
    label: str, kind: type[StrEnum], *, empty: str | None = None, **options: Any
) -> SelectField:
    """A choice among the members of an enum, by value; `empty` is the word for no choice."""
    none = {} if empty is None else {"": empty}
    choices = none | {member.value: member.value for member in kind}
    # Who does not see the field does not send it.
    return SelectField(label, choices=choices, default=next(iter(choices)), **options)


def number(label: str = "", **options: Any) -> IntegerField:
    """A whole number that a database can hold, hidden from view by default."""
    limits = [Optional(), _in_range]
    return IntegerField(label, validators=limits, widget=HiddenInput(), **options)


def _in_range(_form: Any, field: Any) -> None:
    # WTForms' own rule makes a float of the number, which hundreds of digits are too many for.
    if field.data is None or not 0 <= field.data <= LARGEST_ID:
        raise ValidationError("out of range")


def filled(fields: Iterable[Any]) -> bool:
    """Was anything entered, ticked or chosen in one of these fields?"""
    return any((field.data or "") != (field.default or "") for field in fields)


def bounds(pair: str) -> tuple[int, int]:
    """Two numbers out of a list, such as a place "start-end"; 0 and 0 where there are none."""
    start, _, end = pair.partition("-")
    if start.isdecimal() and end.isdecimal() and len(pair) < 22:
        return int(start), int(end)
    return 0, 0
