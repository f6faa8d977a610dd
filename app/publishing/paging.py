"""Long lists in pages: the newest at the list's own address, older ones at numbered addresses.

"/feed.atom", then "/feed-2.atom": no query string, so that a folder of files can serve them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Other = TypeVar("Other")

#: "/feed-2.atom": the name, the number, the extension if any.
_NUMBERED = re.compile(r"(/[a-z-]+)-([2-9]|[1-9][0-9]{1,5})(\.[a-z]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """One page of a list, newest first. Page 1 is always there, even if it is empty."""

    path: str
    """The list's own address, which is that of page 1."""
    number: int
    last: int
    items: Sequence[Item]

    def at(self, number: int) -> str:
        """The path of a page of this list."""
        return numbered(self.path, number)

    def holding(self, items: Sequence[Other]) -> "Page[Other]":
        """The same page with other items."""
        return Page(path=self.path, number=self.number, last=self.last, items=items)

    @property
    def own(self) -> str:
        """The path of this page."""
        return self.at(self.number)

    @property
    def newer(self) -> str | None:
        """The path of the page before."""
        return self.at(self.number - 1) if self.number > 1 else None

    @property
    def older(self) -> str | None:
        """The path of the page after."""
        return self.at(self.number + 1) if self.number < self.last else None


def cut(items: Sequence[Item], path: str, *, number: int, size: int) -> Page[Item] | None:
    """Page `number` of a list, counted from 1; None where there is none."""
    last = max(1, -(-len(items) // size))
    if number > last:
        return None
    shown = items[(number - 1) * size : number * size]
    return Page(path=path, number=number, last=last, items=shown)


def numbered(path: str, number: int | str) -> str:
    """The path of a page of the list at `path`."""
    stem, dot, extension = path.partition(".")
    return path if number == 1 else f"{stem}-{number}{dot}{extension}"


def unnumbered(path: str) -> tuple[str, int]:
    """The path of the list that a path belongs to, and which of its pages it names."""
    found = _NUMBERED.fullmatch(path)
    return (found[1] + (found[3] or ""), int(found[2])) if found else (path, 1)
