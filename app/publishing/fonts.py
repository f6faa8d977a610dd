"""The fonts that pictures are lettered with: Noto (OFL 1.1), out of packages that ship them."""

from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path
from unicodedata import bidirectional, category, normalize

from fontTools.ttLib import TTFont
from PIL import ImageFont


class Family(Enum):
    """A family, as (package, file)."""

    SERIF = ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf")
    SANS = ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf")
    #: Has Latin letters too: a line of both scripts is lettered in it throughout.
    ARABIC = ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf")

    @property
    def path(self) -> Path:
        """Where the file is."""
        package, name = self.value
        return Path(str(files(package) / "files" / name))


def face(family: Family, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The family in a size and weight; a new one each time, as threads may not share them."""
    font = ImageFont.truetype(family.path, size)
    wanted = {b"Weight": weight, b"Width": 100}
    font.set_variation_by_axes([wanted[axis["name"]] for axis in font.get_variation_axes()])
    return font


def suited(text: str, preferred: Family) -> tuple[Family, str]:
    """The family that has most of a text, and the text without what it lacks (emoji, say)."""
    text = normalize("NFC", text)
    families = [preferred, *(family for family in Family if family is not preferred)]
    best = max(families, key=lambda family: sum(ord(c) in _coverage(family) for c in text))
    kept = "".join(c if ord(c) in _coverage(best) else " " if c.isspace() else "" for c in text)
    # A joiner alone is what is left of an emoji.
    words = (w for w in kept.split() if any(category(char) != "Cf" for char in w))
    return best, " ".join(words)


def runs_right_to_left(text: str) -> bool:
    """Does its first letter say so?"""
    kinds = (bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


@cache
def _coverage(family: Family) -> frozenset[int]:
    with TTFont(family.path, lazy=True) as font:
        return frozenset(font.getBestCmap())
