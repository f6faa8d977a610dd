"""What all tables share: names of constraints, times in UTC, enums by value, frozen rows."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar, NewType, Protocol

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Enum,
    Integer,
    MetaData,
    TypeDecorator,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapper, ORMExecuteState, Session

from app.domain import ids

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The metadata of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        kind: Integer for kind in vars(ids).values() if isinstance(kind, NewType)
    }


class FrozenRecordError(Exception):
    """The record must not be rewritten: the row was asked to change or go."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite has no zones, so they are put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone, which nobody could place."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time back as aware UTC on every database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def by_value(kind: type[StrEnum], *, name: str, check: bool = True) -> Enum:
    """An enum column that stores the member's value, by default with a CHECK constraint."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=check,
        length=60,
        values_callable=lambda members: [member.value for member in members],
    )


class FrozenRecord:
    """Rows of these tables are written once: the session refuses to update or delete them."""


class Told:
    """Rows that the journal seals: `sha256` covers every column that `TOLD` names, in its order.

    A column that came later is told where it says anything else than the value given here, which
    every row from before has: those keep the seal that the journal knows.
    """

    TOLD: ClassVar[tuple[str, ...]]
    TOLD_LATER: ClassVar[Mapping[str, object]] = {}

    @property
    def sha256(self) -> str:
        """SHA-256, in hex, over the canonical JSON of what the row tells."""
        later = [n for n, before in self.TOLD_LATER.items() if getattr(self, n) != before]
        told = [_plain(getattr(self, name)) for name in (*self.TOLD, *later)]
        canonical = json.dumps(told, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


class _HasTable(Protocol):
    __tablename__: str


def _refuse(_mapper: Mapper[Any], _connection: Connection, target: _HasTable) -> None:
    raise FrozenRecordError(f"Rows of {target.__tablename__} are never changed or deleted.")


def _refuse_in_bulk(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    rewrites = state.is_update or state.is_delete
    if rewrites and mapper is not None and issubclass(mapper.class_, FrozenRecord):
        raise FrozenRecordError(f"Rows of {mapper.local_table} are never changed or deleted.")


event.listen(FrozenRecord, "before_update", _refuse, propagate=True)
event.listen(FrozenRecord, "before_delete", _refuse, propagate=True)
event.listen(Session, "do_orm_execute", _refuse_in_bulk)
