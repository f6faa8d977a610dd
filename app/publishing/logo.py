"""The house's logo: any picture that an admin sends, made into a small PNG of our own making.

What was sent is read by its content, never by its name, and is not kept: only the drawn points are,
so that nothing hidden in the file reaches a reader. SVG is not taken, because it can hold programs.
"""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

LARGEST_FILE: Final = 1_000_000
LARGEST_SIDE: Final = 4_000
#: The PNG is twice as large as it is shown, for sharp screens.
BOX: Final = (480, 96)
_SCALE: Final = 2
_FORMATS: Final = ("PNG", "JPEG", "WEBP")
_LARGEST_PNG: Final = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """Where the logo stands, and how large it is shown (CSS pixels)."""

    sha256: str
    width: int
    height: int

    @property
    def path(self) -> str:
        """The address names the content: it never shows another picture."""
        return path_of(self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A logo with its bytes (PNG)."""

    logo: Logo
    png: bytes


def path_of(digest: str) -> str:
    """The address of the logo with this SHA-256 (hex)."""
    return f"/logo/{digest[:16]}.png"


def drawn(sent: bytes) -> Drawn:
    """Make the logo out of a PNG, JPEG or WebP file; anything else is refused (ValueError).

    It is scaled down to 240 by 48 CSS pixels at most. Up to 1 MB and 4,000 points a side.
    """
    if len(sent) > LARGEST_FILE:
        raise ValueError("The picture is too large: 1 MB at most.")
    try:
        with Image.open(BytesIO(sent), formats=_FORMATS) as picture:
            if max(picture.size) > LARGEST_SIDE:
                raise ValueError("The picture is too large: 4,000 points a side at most.")
            # The points alone: no profile, no comment, no other frame goes along.
            small = picture.convert("RGBA")
    except UnidentifiedImageError:
        raise ValueError("This is no PNG, JPEG or WebP picture.") from None
    except (OSError, SyntaxError, EOFError):
        raise ValueError("This picture is damaged: save it anew, and try again.") from None
    small.thumbnail(BOX)
    png = _png(small)
    width, height = (max(1, round(side / _SCALE)) for side in small.size)
    return Drawn(logo=Logo(sha256=sha256(png).hexdigest(), width=width, height=height), png=png)


def _png(picture: Image.Image) -> bytes:
    """The smallest PNG that will do: in 256 colours where all of them would weigh too much."""
    png = _saved(picture)
    return png if len(png) <= _LARGEST_PNG else _saved(picture.quantize(256))


def _saved(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
