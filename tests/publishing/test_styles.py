"""Colours that can be read, and verdicts that are told apart without them (WCAG 1.4.1, 1.4.3)."""

import re

import pytest

from app.publishing import render
from app.publishing.claims import STYLES

TONES = (*sorted(STYLES), "unchecked", "other")
SHADES = re.findall(r"--([\w-]+):light-dark\((#\w{6}),(#\w{6})\)", render.style())
LIGHT = {name: light for name, light, _ in SHADES}
DARK = {name: dark for name, _, dark in SHADES}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, paper: str, share: float) -> str:
    """`colour` laid over `paper` with this opacity, as a highlight is."""
    pairs = [(int(colour[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


@pytest.mark.parametrize("shades", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_every_ground(shades: dict[str, str]) -> None:
    assert {"ink", "quiet", "accent", *TONES} < shades.keys()
    for ground in (shades["paper"], shades["wash"]):
        for name in ("ink", "quiet", "accent", *TONES):
            assert contrast(shades[name], ground) >= 4.5, (name, ground)
    for tone in TONES:
        # Three claims deep, and hovered: still the article's own words.
        deep = shades["paper"]
        for share in (0.09, 0.09, 0.22):
            deep = mixed(shades[tone], deep, share)
        assert contrast(shades["ink"], deep) >= 4.5, tone
        assert contrast(shades[tone], mixed(shades[tone], shades["paper"], 0.09)) >= 4.5, tone


def test_each_verdict_has_a_line_of_its_own() -> None:
    lines = {
        tone: re.search(rf"\.{tone}{{[^}}]*--line:(\w+)", render.style())
        for tone in TONES
        if tone != "other"
    }
    styles = [line[1] for line in lines.values() if line]
    assert len(styles) == len(set(styles)) == len(lines)


def test_every_way_of_reading_is_provided_for() -> None:
    for part in ("forced-colors", "prefers-reduced-motion", "@media print", ":focus-visible"):
        assert part in render.style()
    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right)|[{;](?:left|right):", render.style()
    )
    assert physical == []
