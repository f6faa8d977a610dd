"""The project's pages, and the parts of them that tests compare with the code."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])
CELL = re.compile(r"(?<!\\)\|")


def page(name: str) -> str:
    """The text of a page, by its path from the project's root."""
    return (ROOT / name).read_text("utf-8")


def rows(markdown: str) -> list[tuple[str, ...]]:
    """The rows of every table, without the heads."""
    found = []
    lines = markdown.splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("|") and not line.startswith("| ---") and not after.startswith("| ---"):
            found.append(tuple(cell.strip() for cell in CELL.split(line)[1:-1]))
    return found
