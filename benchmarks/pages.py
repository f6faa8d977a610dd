"""Tables for docs/PERFORMANCE.md, written between their markers."""

import platform
import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "PERFORMANCE.md"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table: the first column of words, the others of numbers."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows)) + "\n"


def machine() -> str:
    """What the figures were taken on."""
    found = re.search(r"^model name\s*:\s*(.+)$", _cpu(), re.MULTILINE)
    cores = len(re.findall(r"^processor\s*:", _cpu(), re.MULTILINE))
    name = found[1] if found else platform.machine()
    return (
        f"Taken on {name}, {cores} cores, {platform.system()}, Python {platform.python_version()}."
    )


def write(marker: str, content: str) -> None:
    """Put this between `<!-- marker -->` and `<!-- /marker -->`."""
    text = PAGE.read_text("utf-8")
    place = re.compile(rf"(?<=<!-- {marker} -->\n).*?(?=<!-- /{marker} -->)", re.DOTALL)
    if not place.search(text):
        raise SystemExit(f"{PAGE} has no place for {marker!r}.")
    PAGE.write_text(place.sub(lambda _: f"\n{content}\n", text), "utf-8")


def _cpu() -> str:
    try:
        return Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return ""
