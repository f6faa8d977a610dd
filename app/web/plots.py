"""Where the shapes of a plot stand: numbers only, drawn as SVG by `_plots.html`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: One unit is about a pixel on a telephone.
WIDTH, LEFT, RIGHT, TOP, BOTTOM = 400, 110, 34, 8, 34
#: A row of bars, and what of it a bar fills.
STEP, THICK = 24, 16
#: A plot shows so many rows; the table beside it shows all.
MOST_ROWS = 12
#: Of a longer name the beginning is written beside its bar.
LONGEST = 17
LINE_HEIGHT, LINE_LEFT = 210, 46


@dataclass(frozen=True, slots=True)
class Series:
    """What one colour stands for: its words, and its CSS class."""

    label: str
    style: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece of a bar, or a point of a line; `told` says in words what it shows."""

    x: float
    y: float
    width: float
    style: str
    told: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words or a number beside an axis, at a place along it."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A plot, ready to be drawn."""

    title: str
    axis: str
    height: float
    series: Sequence[Series]
    shapes: Sequence[Shape]
    #: Down the left side.
    rows: Sequence[Label]
    #: Along the bottom.
    ticks: Sequence[Label]
    #: The points of each line, as SVG writes them, with its class.
    lines: Sequence[tuple[str, str]] = ()
    left: float = LEFT
    left_out: int = 0


def scale(most: int) -> list[int]:
    """Round numbers from 0 to at least `most`, in at most five steps."""
    step, factor = 1, 0
    while step * 5 < most:
        factor += 1
        step = (1, 2, 5)[factor % 3] * 10 ** (factor // 3)
    steps = max(1, -(-most // step))
    return [step * n for n in range(steps + 1)]


def bars(
    title: str, axis: str, rows: Mapping[str, Mapping[str, int]], series: Sequence[Series]
) -> Plot:
    """One bar for each row, in pieces of one colour each."""
    shown = dict(list(rows.items())[:MOST_ROWS])
    ticks = scale(max((sum(row.values()) for row in shown.values()), default=0))
    wide = (WIDTH - LEFT - RIGHT) / ticks[-1]
    shapes, labels = [], []
    for index, (name, row) in enumerate(shown.items()):
        x, y = float(LEFT), TOP + index * STEP + (STEP - THICK) / 2
        labels.append(Label(y + THICK / 2 + 4, _short(name)))
        for one in series:
            number = row.get(one.label, 0)
            if number:
                told = f"{name}, {one.label}: {number}"
                shapes.append(Shape(round(x, 1), y, round(number * wide, 1), one.style, told))
                x += number * wide
    return Plot(
        title=title,
        axis=axis,
        height=TOP + len(shown) * STEP + BOTTOM,
        series=series,
        shapes=shapes,
        rows=labels,
        ticks=[Label(round(LEFT + n * wide, 1), f"{n:,}") for n in ticks],
        left_out=len(rows) - len(shown),
    )


def lines(
    title: str, axis: str, columns: Mapping[str, Mapping[str, int]], series: Sequence[Series]
) -> Plot:
    """One line for each series, with a point for each column."""
    ticks = scale(max((n for column in columns.values() for n in column.values()), default=0))
    bottom = LINE_HEIGHT - BOTTOM
    high = (bottom - TOP) / ticks[-1]
    wide = (WIDTH - LINE_LEFT - RIGHT) / max(1, len(columns) - 1)
    across = {name: round(LINE_LEFT + n * wide, 1) for n, name in enumerate(columns)}
    shapes, drawn = [], []
    for one in series:
        points = [
            Shape(across[name], round(bottom - row[one.label] * high, 1), 0, one.style,
                  f"{name}, {one.label}: {row[one.label]:,}")
            for name, row in columns.items()
            if one.label in row
        ]  # fmt: skip
        shapes += points
        drawn.append((" ".join(f"{point.x},{point.y}" for point in points), one.style))
    every = -(-len(columns) // 5)
    return Plot(
        title=title,
        axis=axis,
        height=LINE_HEIGHT,
        series=series,
        shapes=shapes,
        rows=[Label(round(bottom - n * high, 1), f"{n:,}") for n in ticks],
        ticks=[Label(x, name) for name, x in list(across.items())[::every]],
        lines=drawn,
        left=LINE_LEFT,
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
