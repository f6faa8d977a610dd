"""The lines of a draft as the page shows them: long runs of dropped lines are folded."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from app.text.spans import lines

#: So many lines in a row, or more, are a menu or a footer that nobody wants to scroll past.
LONG_RUN = 6


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line: where it begins in the canonical text, its words, and how it is drawn."""

    start: int
    words: str
    is_dropped: bool
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together; a folded block shows its first words and opens with a click."""

    lines: tuple[DraftLine, ...]
    is_folded: bool


def blocks(text: str, *, dropped: Collection[int], marked: Collection[int]) -> list[Block]:
    """Part the lines of a canonical text into what is read and what is folded.

    `dropped` and `marked` are offsets at which lines begin: what the editor drops, and what the
    engine proposed to drop.
    """
    shown = (
        DraftLine(line.start, line.of(text), line.start in dropped, line.start in marked)
        for line in lines(text)
    )
    runs = [tuple(run) for _, run in groupby(shown, key=lambda line: line.is_dropped)]
    return [Block(run, run[0].is_dropped and len(run) >= LONG_RUN) for run in runs]
