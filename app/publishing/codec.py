"""Frozen dataclasses <-> plain JSON values, led by the type hints alone."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: object) -> object:
    """Turn dataclasses, enums, dates and tuples into what JSON has."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: type[T], value: object) -> T:
    """Build `kind` from plain values; what does not fit its type hints is refused (ValueError)."""
    return cast(T, _build(kind, value))


def _build(hint: Any, value: object) -> object:
    if isinstance(hint, types.UnionType):
        return None if value is None else _build(get_args(hint)[0], value)
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_build(get_args(hint)[0], item) for item in value)
    if is_dataclass(hint) and isinstance(value, dict):
        return _build_record(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if hint is date and isinstance(value, str):
        return date.fromisoformat(value)
    # `type(...) is`, not isinstance: True is no number here.
    if hint in (str, int, bool) and type(value) is hint:
        return value
    raise ValueError(f"{value!r:.60} is not {getattr(hint, '__name__', hint)}")


def _build_record(kind: Any, values: Mapping[str, object]) -> object:
    hints = get_type_hints(kind)
    if hints.keys() != values.keys():
        odd = ", ".join(sorted(hints.keys() ^ values.keys()))
        raise ValueError(f"{kind.__name__}: missing or unknown: {odd}")
    return kind(**{name: _build(hints[name], value) for name, value in values.items()})
