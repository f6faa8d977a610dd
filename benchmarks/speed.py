"""Measure how long the whole extraction of an article takes, and how that grows.

    python -m benchmarks.speed            print the table
    python -m benchmarks.speed --write    put it into docs/PERFORMANCE.md and draw the plot as well

One process, one core. The articles are made by `newswire.py`: the same ones on every machine. The
plot asks for what `benchmarks/requirements.txt` lists.
"""

import argparse
import gc
import platform
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.text.extract import extract
from benchmarks.newswire import article

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "PERFORMANCE.md"
PLOT = ROOT / "docs" / "images" / "engine-growth.svg"
TABLE = re.compile(r"(?<=<!-- speed -->\n).*?(?=<!-- /speed -->)", re.DOTALL)

TICKS = ((0.001, "1 ms"), (0.01, "10 ms"), (0.1, "0.1 s"), (1, "1 s"), (10, "10 s"))


@dataclass(frozen=True, slots=True)
class Article:
    """How long an article is, in characters, and how many times it is read."""

    name: str
    length: int
    times: int


ARTICLES = (
    Article("1 kB", 1_000, 101),
    Article("5 kB", 5_000, 51),
    Article("50 kB", 50_000, 21),
    Article("1 MB", 1_000_000, 5),
    Article("5 MB", 5_000_000, 3),
)


@dataclass(frozen=True, slots=True)
class Timing:
    """How many seconds of one core an article took, each time it was read."""

    article: Article
    sentences: int
    claims: int
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def row(self) -> str:
        low, high = min(self.seconds), max(self.seconds)
        return (
            f"| {self.article.name} | {self.sentences:,} | {self.claims:,} | {self.article.times} "
            f"| {_shown(self.median)} | {_shown(low)} to {_shown(high)} "
            f"| {self.median / self.article.length * 1e6:.2f} ms |"
        )


def main(*, write: bool) -> None:
    """Time every article and print the table; with `write`, keep it and draw the plot."""
    timings = [timed(one) for one in ARTICLES]
    table = "\n".join(_lines(timings)) + "\n"
    print(table)
    if write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(TABLE.sub(lambda _: f"\n{table}\n", page), encoding="utf-8")
        draw(timings)


def timed(one: Article) -> Timing:
    """Read an article again and again, after reading it once to warm up."""
    text = article(one.length)
    extract(text[:50_000])
    seconds = []
    for _ in range(one.times):
        gc.collect()  # so that no reading pays for the one before
        started = time.process_time()
        found = extract(text)
        seconds.append(time.process_time() - started)
        counts = len(found.sentences), len(found.claims)
        del found
    return Timing(one, *counts, tuple(seconds))


def _lines(timings: Sequence[Timing]) -> Iterator[str]:
    yield "| article | sentences | claims | times read | median | fastest to slowest | each kB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for timing in timings:
        yield timing.row
    yield ""
    yield f"Taken on {_machine()}, Python {platform.python_version()}."


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _machine() -> str:
    """Name the processor as the system does."""
    listing = Path("/proc/cpuinfo")
    known = re.search(r"model name\s*:\s*(.+)", listing.read_text()) if listing.exists() else None
    return f"{known[1] if known else platform.processor()}, one core, {platform.system()}"


def draw(timings: Sequence[Timing]) -> None:
    """Draw time over length, both in powers of ten, beside the line of equal growth."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "stet", "svg.fonttype": "none", "font.size": 11})
    from matplotlib import pyplot

    lengths = [timing.article.length for timing in timings]
    medians = [timing.median for timing in timings]
    first, last = timings[0], timings[-1]
    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    pace = last.median / last.article.length
    axes.loglog(
        [lengths[0], lengths[-1]],
        [lengths[0] * pace, lengths[-1] * pace],
        linestyle="--",
        color="#8a8a8a",
        label="twice the text, twice the time",
    )
    axes.loglog(lengths, medians, marker="o", color="#1f4e79", label="extract(), median")
    for timing in timings:
        axes.annotate(
            _shown(timing.median),
            (timing.article.length, timing.median),
            xytext=(8, -12),
            textcoords="offset points",
        )
    axes.set_xticks(lengths, [timing.article.name for timing in timings])
    axes.set_yticks(*zip(*TICKS, strict=True))
    axes.minorticks_off()
    axes.set_xlim(first.article.length / 1.6, last.article.length * 4)
    axes.set_ylim(first.median / 2.5, last.median * 2)
    axes.set_xlabel("length of the article")
    axes.set_ylabel("time of one core")
    axes.grid(visible=True, color="#e2e2e2")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="upper left")
    figure.savefig(PLOT, metadata={"Date": None})


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    arguments.add_argument("--write", action="store_true", help="update the page and the plot")
    main(write=arguments.parse_args().write)
