"""What somebody typed and has not saved: how a window tells it, and what is too much."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.domain.errors import Refused

#: What nobody came back to for so long is forgotten.
FORGOTTEN_AFTER = timedelta(days=30)
#: That a form was saved is known so long, for what was on its way then.
EMPTY_FOR = timedelta(days=1)
#: So many forms of one person are kept, and so many fields of each.
MOST_FORMS = 200
MOST_FIELDS = 400
LONGEST_NAME = 100
#: Hidden fields that say what stood there when the form was drawn: saving is checked against them.
DRAWN = ("base", "version", "source_version", "proposal_id", "newest")


@dataclass(frozen=True, slots=True)
class Typed:
    """One field as it stands in a window."""

    #: What it would send; None: just what the page shows, so that there is nothing to keep.
    values: tuple[str, ...] | None
    #: The version of the form in which the window last saw this field kept; 0 for never.
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """What one window tells of one form."""

    window: str
    #: The newest version of the form that the window knows of; 0 for none.
    seen: int
    fields: Mapping[str, Typed]
    drawn: Mapping[str, str]

    @property
    def size(self) -> int:
        """Bytes of everything that was typed, in UTF-8."""
        every = (value for typed in self.fields.values() for value in typed.values or ())
        return sum(len(value.encode()) for value in every)

    @classmethod
    def read(cls, told: str) -> "Typing":
        """Read what a window sends as JSON; raise Refused where it cannot be that."""
        try:
            found = json.loads(told)
            return cls(
                window=_short(found["window"]),
                seen=_count(found["seen"]),
                fields={_short(name): _typed(field) for name, field in found["fields"].items()},
                drawn={
                    name: _text(found["drawn"][name]) for name in DRAWN if name in found["drawn"]
                },
            )
        except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
            raise Refused(
                "This does not say what was typed: “typed” is JSON with window, seen, fields and "
                "drawn, as the pages of the desk send it."
            ) from None


def _typed(field: Any) -> Typed:
    values = field["values"]
    if values is None:
        return Typed(None, _count(field["seen"]))
    if not isinstance(values, list):
        raise TypeError
    return Typed(tuple(map(_text, values)), _count(field["seen"]))


def _text(value: Any) -> str:
    """The text as a database can hold it."""
    if not isinstance(value, str):
        raise TypeError
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def _short(value: Any) -> str:
    text = _text(value)
    if not 0 < len(text) <= LONGEST_NAME:
        raise ValueError
    return text


def _count(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value < 2**31:
        raise ValueError
    return value
