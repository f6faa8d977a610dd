"""Colours that can be read, and verdicts that are told apart without them (WCAG 1.4.1, 1.4.3)."""

import re

import pytest

from app.publishing import paper
from app.publishing.claims import OTHER, STYLES, UNCHECKED

TONES = (*sorted(STYLES.values()), UNCHECKED, OTHER)
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):(#\w{6})", block))
    for block in re.findall(r":root{([^}]*--bg:[^}]*)}", paper.style())[:2]
)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("shades", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_every_ground(shades: dict[str, str]) -> None:
    tints = [f"{tone}-bg" for tone in TONES]
    for ground in ("bg", "card"):
        for name in ("fg", "mut", "link", "foc", *TONES):
            assert contrast(shades[name], shades[ground]) >= 4.5, (name, ground)
    for tone, tint in zip(TONES, tints, strict=True):
        assert contrast(shades["fg"], shades[tint]) >= 4.5, tint
        assert contrast(shades["mut"], shades[tint]) >= 4.5, tint
        assert contrast(shades[tone], shades[tint]) >= 4.5, tone


def test_each_verdict_has_a_line_of_its_own() -> None:
    lines = {
        tone: re.search(rf"mark\.{tone}{{[^}}]*--s:(\w+)", paper.style())
        for tone in TONES
        if tone != OTHER
    }
    styles = [line[1] for line in lines.values() if line]
    assert len(styles) == len(set(styles)) == len(lines)


def test_every_way_of_reading_is_provided_for() -> None:
    for part in ("forced-colors", "prefers-reduced-motion", "@media print", "@page"):
        assert part in paper.style()
    assert ":focus-visible" in paper.style()
    # Nothing moves while a page is loaded: a deep link leads to its card at once.
    assert re.findall(r"([^ {}]+) ?\{ ?scroll-behavior", paper.style()) == ["html:focus-within"]
    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right)|[{;](?:left|right):", paper.style()
    )
    assert physical == []
