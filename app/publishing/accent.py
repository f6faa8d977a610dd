"""The house's colour: one that an admin chooses, and the shades of it that can be read.

Links, and whatever is drawn in the house's colour, keep a contrast of 4.5:1 (WCAG 2.2, 1.4.3) on
both grounds of a page, by day and by night. A colour that does not is made darker or lighter until
it does.
"""

import colorsys
import re
from dataclasses import dataclass
from typing import Final

LEAST_CONTRAST: Final = 4.5
#: The grounds of static/tokens.css, `--bg` and `--card`; a test compares them.
LIGHT: Final = ("#fdfcf9", "#f5f3ed")
DARK: Final = ("#17181b", "#1f2125")

_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_STEP: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Accent:
    """The two shades of the house's colour, as "#rrggbb"."""

    light: str
    dark: str

    @property
    def css(self) -> str:
        """What takes the place of the colours in the style sheet."""
        day, night = (f":root{{--link:{shade};--foc:{shade}}}" for shade in (self.light, self.dark))
        return f"{day}@media (prefers-color-scheme:dark){{{night}}}"


def accent(colour: str) -> Accent:
    """The shades of a colour "#rrggbb"; anything else is refused (ValueError)."""
    colour = colour.lower()
    if not _COLOUR.fullmatch(colour):
        raise ValueError("Write the colour as # and six digits from 0 to f, such as #1f4f8b.")
    return Accent(
        light=_readable(colour, LIGHT, step=-_STEP), dark=_readable(colour, DARK, step=_STEP)
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _readable(colour: str, grounds: tuple[str, ...], *, step: float) -> str:
    """The nearest shade that stands out from every ground; black and white always do."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    while min(contrast(colour, ground) for ground in grounds) < LEAST_CONTRAST:
        lightness = min(max(lightness + step, 0.0), 1.0)
        shade = colorsys.hls_to_rgb(hue, lightness, saturation)
        colour = "#" + "".join(f"{round(channel * 255):02x}" for channel in shade)
    return colour


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
