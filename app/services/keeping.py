"""Keeping what a person typed until it is saved: theirs alone, and never in the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import undefer

from app.domain.errors import Refused
from app.domain.keeping import EMPTY_FOR, FORGOTTEN_AFTER, MOST_FIELDS, MOST_FORMS, Typed, Typing
from app.domain.policy import Permission
from app.models import KeptForm
from app.services.work import Work

#: For the fields beside the text of an article.
BESIDE = 200_000
LONGEST_WORDS = 120


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of it."""

    version: int
    #: Nothing was kept: the form was saved or thrown away after the window last knew of it.
    is_past: bool = False
    #: Fields that another window keeps otherwise, as this one did not know: by name, as stored.
    differing: Mapping[str, Any] = field(default_factory=dict)
    #: Fields that others keep and this window has not seen.
    others: Mapping[str, Any] = field(default_factory=dict)


def keep(work: Work, form: str, typing: Typing) -> Kept:
    """Keep what a window tells of a form, field by field.

    A field that another window has changed since this one saw it stays, and is given back.
    Raise Refused where it is more than is kept.
    """
    work.require(Permission.DESK_READ)
    _refuse_too_much(work, typing)
    # Before the own row is held: two who begin at once would wait for each other.
    work.session.execute(delete(KeptForm).where(_is_old(work.now)))
    row = _row(work, form, typing.seen)
    if typing.seen < row.emptied:
        return Kept(row.version, is_past=True)
    differing = {name: there for name, there in row.fields.items() if _differs(there, name, typing)}
    row.version += 1
    if all(there["by"] == typing.window for there in row.fields.values()):
        # Else what was drawn first stays: saving then shows all that changed since.
        row.drawn = dict(typing.drawn)
    taken = {name: typed for name, typed in typing.fields.items() if name not in differing}
    _put(row, {**row.fields, **_stored(taken, row.version, typing.window)})
    row.kept_at = work.now
    known = {*differing, *taken}
    others = {
        name: there
        for name, there in row.fields.items()
        if name not in known and there["version"] > typing.seen and there["by"] != typing.window
    }
    return Kept(row.version, differing=differing, others=others)


def take(work: Work, form: str, *, window: str, seen: int) -> None:
    """Forget what was saved; what another window has kept since stays."""
    work.require(Permission.DESK_READ)
    row = _row(work, form)
    left = {
        name: there
        for name, there in row.fields.items()
        if there["version"] > seen and there["by"] != window
    }
    _empty(work, row, left)


def throw_away(work: Work, form: str) -> None:
    """Forget all that is kept of a form."""
    work.require(Permission.DESK_READ)
    _empty(work, _row(work, form), {})


def _is_old(now: datetime) -> ColumnElement[bool]:
    """Nobody came back to it; or it is empty, and nothing is on its way any more."""
    is_done = and_(KeptForm.is_empty, KeptForm.kept_at < now - EMPTY_FOR)
    return or_(KeptForm.kept_at < now - FORGOTTEN_AFTER, is_done)


def _row(work: Work, form: str, seen: int = 0) -> KeptForm:
    """The row of this form, held until this work is done; a new one where there is none."""
    whole = [undefer(KeptForm.fields), undefer(KeptForm.drawn)]
    row = work.session.get(KeptForm, (work.person, form), options=whole, with_for_update=True)
    if row is not None:
        return row
    own = select(func.count()).where(KeptForm.user_id == work.person, KeptForm.is_empty.is_(False))
    if (work.session.scalar(own) or 0) >= MOST_FORMS:
        raise Refused(
            f"{MOST_FORMS} forms are kept already, which is the most. Save some of them, or throw "
            "them away on the front page of the desk."
        )
    return work.add(
        KeptForm(
            user_id=work.person,
            form=form,
            version=seen,  # a window may know of more than was there before
            emptied=0,
            is_empty=True,
            words="",
            fields={},
            drawn={},
            kept_at=work.now,
        )
    )


def _refuse_too_much(work: Work, typing: Typing) -> None:
    most = work.house.max_article_bytes
    if typing.size > most + BESIDE:
        raise Refused(
            f"This is more than is kept: {most:,} bytes is the most. It stays in this tab until it "
            "is saved."
        )
    if len(typing.fields) > MOST_FIELDS:
        raise Refused(f"{MOST_FIELDS} fields of one form is the most that is kept.")


def _differs(there: Mapping[str, Any], name: str, typing: Typing) -> bool:
    """Has another window kept this field otherwise, and this one not seen it?"""
    typed = typing.fields.get(name)
    if typed is None or there["by"] == typing.window or there["version"] <= typed.seen:
        return False
    return bool(there["values"] != (None if typed.values is None else list(typed.values)))


def _stored(fields: Mapping[str, Typed], version: int, window: str) -> dict[str, Any]:
    return {
        name: {"values": list(typed.values), "version": version, "by": window}
        if typed.values is not None
        else None
        for name, typed in fields.items()
    }


def _put(row: KeptForm, fields: Mapping[str, Any]) -> None:
    row.fields = {name: there for name, there in fields.items() if there is not None}
    row.is_empty = not row.fields
    row.words = _words(row.fields)


def _empty(work: Work, row: KeptForm, left: Mapping[str, Any]) -> None:
    row.version += 1
    row.emptied = row.version
    row.kept_at = work.now
    _put(row, left)
    if row.is_empty:
        row.drawn = {}


def _words(fields: Mapping[str, Any]) -> str:
    """How the longest of what was typed begins."""
    every = [value for there in fields.values() for value in there["values"]]
    return " ".join(max(every, key=len, default="")[:1000].split())[:LONGEST_WORDS]
