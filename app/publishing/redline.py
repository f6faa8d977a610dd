"""Two texts compared word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

LIMIT = 1000
"""Words on either side, between what both texts begin and end with, that are compared one by one.
Beyond it the comparison would take too long: the old words are shown whole, and then the new."""

_WORD = re.compile(r"\S+\s*|\s+")


class Fate(StrEnum):
    """What became of a piece of text; the value is the element that says so."""

    KEPT = "span"
    REMOVED = "del"
    ADDED = "ins"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that share a fate."""

    fate: Fate
    text: str


def redline(old: str, new: str) -> tuple[Piece, ...]:
    """The new text with what was added, and what was removed in its old place."""
    was, now = _WORD.findall(old.strip()), _WORD.findall(new.strip())
    start = _common(was, now)
    end = _common(was[start:][::-1], now[start:][::-1])
    middle = _compared(was[start : len(was) - end], now[start : len(now) - end])
    tail = now[len(now) - end :]
    return _joined([(Fate.KEPT, now[:start]), *middle, (Fate.KEPT, tail)])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with; the space after a word does not count."""
    pairs = zip(one, other, strict=False)
    differ = (n for n, (a, b) in enumerate(pairs) if a.rstrip() != b.rstrip())
    return next(differ, min(len(one), len(other)))


def _compared(was: Sequence[str], now: Sequence[str]) -> list[tuple[Fate, Sequence[str]]]:
    if max(len(was), len(now)) > LIMIT:
        return [(Fate.REMOVED, was), (Fate.ADDED, now)]
    matcher = SequenceMatcher(None, _bare(was), _bare(now), autojunk=False)
    found: list[tuple[Fate, Sequence[str]]] = []
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            found.append((Fate.KEPT, now[j1:j2]))
        else:
            found += [(Fate.REMOVED, was[i1:i2]), (Fate.ADDED, now[j1:j2])]
    return found


def _bare(words: Sequence[str]) -> list[str]:
    return [word.rstrip() for word in words]


def _joined(runs: Sequence[tuple[Fate, Sequence[str]]]) -> tuple[Piece, ...]:
    told = [(fate, "".join(words)) for fate, words in runs if words]
    return tuple(
        Piece(fate, "".join(text for _, text in run))
        for fate, run in groupby(told, key=lambda piece: piece[0])
    )
