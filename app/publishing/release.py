"""Bringing out files into a store, so that a reader finds the old ones or the new, and all whole.

A store holds objects under names. Each is replaced at once, and what a page links to is there
before the page. Of each part of the site the store keeps a list of what belongs to it, written
before and after: who was killed in between leaves nothing that the next release does not know.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from app.publishing import layout
from app.publishing.file import File

Beat = Callable[[], None]


class StoreError(Exception):
    """A store cannot be written; the message says why, in words for the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept under one name."""

    name: str
    body: bytes
    type: str = "application/json"
    caching: str = "no-store"

    @property
    def digest(self) -> str:
        """Names what is kept (SHA-256, hex)."""
        about = f"{self.type}\n{self.caching}\n".encode()
        return sha256(about + self.body).hexdigest()


class Store(Protocol):
    """A folder or a bucket. Every method raises StoreError where it cannot be done."""

    def hold(self) -> AbstractContextManager[None]:
        """Let nobody else write meanwhile; refuse a place that is not ours."""

    def kept(self, file: File) -> list[Kept]:
        """What stands for a file, in the order in which it is to be written."""

    def read(self, name: str) -> bytes | None:
        """What is kept under a name of our own; None where there is nothing."""

    def write(self, groups: Sequence[Sequence[Kept]], beat: Beat) -> None:
        """Replace each at once, every group after the one before; `beat` before each."""

    def remove(self, names: Sequence[str]) -> None:
        """Remove what is there of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """How many objects were written, were removed, and were there already."""

    written: int = 0
    removed: int = 0
    left: int = 0

    def __add__(self, other: "Released") -> "Released":
        return Released(
            written=self.written + other.written,
            removed=self.removed + other.removed,
            left=self.left + other.left,
        )


def release(
    store: Store,
    part: str,
    files: Iterable[File],
    *,
    beat: Beat = lambda: None,
    again: bool = False,
) -> Released:
    """Make one part of the site what `files` say; call it while the store is held.

    `again` writes what should be there already, too. `beat` is called before each file is made, and
    before each object is written; it may raise to stop.
    """
    groups = _kept(store, files, beat)
    wanted = {kept.name: kept.digest for group in groups for kept in group}
    before = _list_of(store, part)
    changed = [[k for k in group if again or before.get(k.name) != k.digest] for group in groups]
    names = {kept.name for group in changed for kept in group}
    obsolete = sorted(before.keys() - wanted.keys())
    if names or obsolete:
        unsure: dict[str, str | None] = dict.fromkeys(names)
        store.write([[_listed(part, before | unsure)]], beat)
        store.write(changed, beat)
        store.remove(obsolete)
        store.write([[_listed(part, wanted)]], beat)
    return Released(written=len(names), removed=len(obsolete), left=len(wanted) - len(names))


def _kept(store: Store, files: Iterable[File], beat: Beat) -> list[list[Kept]]:
    try:
        groups = layout.in_order(_made(files, beat))
        return [[kept for file in group for kept in store.kept(file)] for group in groups]
    except layout.UnsafePath as error:
        raise StoreError(str(error)) from None


def _made(files: Iterable[File], beat: Beat) -> Iterator[File]:
    """The files; some, such as a PDF, take their time."""
    for file in files:
        beat()
        yield file


def _list_name(part: str) -> str:
    return f".stet/{part}.json"


def _list_of(store: Store, part: str) -> dict[str, str | None]:
    """What was last written of a part, by name; None for what may have been."""
    found = store.read(_list_name(part))
    return dict(json.loads(found)) if found else {}


def _listed(part: str, names: dict[str, str | None] | dict[str, str]) -> Kept:
    body = json.dumps(names, indent=0, sort_keys=True).encode()
    return Kept(name=_list_name(part), body=body)
