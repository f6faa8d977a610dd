"""The picture of an edition that goes with its link (1200 x 630 PNG): title, counts, verdicts.

It shows no claim, so that none is ever seen without its verdict. The same edition gives the same
bytes. Colours are those of the page in the light.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.publishing import fonts
from app.publishing.claims import day_words
from app.publishing.edition import Edition
from app.publishing.fonts import Family
from app.publishing.language import say
from app.publishing.listing import entry

SIZE = (1200, 630)
_EDGE = 72
_ROOM = SIZE[0] - 2 * _EDGE
_TITLE_SIZES, _TITLE_LINES = (64, 56, 50, 44, 38), 3
_ICON, _FINER = 30, 4
_TOKENS = Path(__file__).parent / "static" / "tokens.css"

Point = tuple[float, float]

#: The icons of the page's badges on their grid of 24: strokes through points.
_STROKES: dict[str, list[list[Point]]] = {
    "sup": [[(4, 12.5), (9, 17.5), (20, 6.5)]],
    "den": [[(6, 6), (18, 18)], [(18, 6), (6, 18)]],
    "ret": [
        [(9, 5), (4, 10), (9, 15)],
        [(4, 10), (15, 10), (18.5, 11.5), (20, 15), (18.5, 18.5), (15, 20), (12, 20)],
    ],
    "unp": [
        [(8.5, 8.5), (9.5, 6), (12, 5), (14.5, 6), (15.5, 8.5), (14.5, 10.9), (12.5, 13), (12, 15)],
        [(12, 20), (12, 20.1)],
    ],
    "unc": [[(5, 12), (5.1, 12)], [(12, 12), (12.1, 12)], [(19, 12), (19.1, 12)]],
    "oth": [[(12, 5), (17, 7), (19, 12), (17, 17), (12, 19), (7, 17), (5, 12), (7, 7), (12, 5)]],
}


def draw(edition: Edition) -> bytes:
    """The picture as PNG."""
    image = Image.new("RGB", SIZE, _colour("bg"))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 14), fill=_colour("link"))
    _line(
        pen,
        say("Fact check by %(house)s", house=edition.newsroom),
        60,
        size=30,
        tone="link",
        weight=600,
    )
    below = _title(pen, edition.article.headline, 112)
    _line(pen, edition.coverage.words, below + 24, size=30, tone="fg")
    _badges(image, edition, below + 82)
    pen.line((_EDGE, 552, SIZE[0] - _EDGE, 552), fill=_colour("rule"), width=2)
    _line(pen, _origin(edition), 568, size=26, tone="mut")
    written = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


@cache
def _colour(name: str) -> str:
    """A colour of the page in the light."""
    found = re.search(rf"--{name}: (#\w{{6}});", _TOKENS.read_text("utf-8"))
    if found is None:
        raise KeyError(name)
    return found[1]


def _origin(edition: Edition) -> str:
    article = edition.article
    told = [article.outlet, day_words(article.published) if article.published else ""]
    given = ", ".join(part for part in told if part)
    parts = [say("Article: %(outlet)s", outlet=given)] if given else []
    parts.append(say("Checked %(day)s", day=day_words(edition.issued_at)))
    return " · ".join([*parts, say("Edition %(number)s", number=edition.number)])


def _line(
    pen: ImageDraw.ImageDraw, text: str, top: int, *, size: int, tone: str, weight: int = 400
) -> None:
    """One line, cut short where it is too long."""
    family, kept = fonts.suited(text, Family.SANS)
    font = fonts.face(family, size, weight)
    _put(pen, _cut(kept, font.getlength), top, font=font, tone=tone)


def _put(
    pen: ImageDraw.ImageDraw, text: str, top: int, *, font: ImageFont.FreeTypeFont, tone: str
) -> None:
    right = fonts.runs_right_to_left(text)
    place = (SIZE[0] - _EDGE if right else _EDGE, top)
    pen.text(place, text, font=font, fill=_colour(tone), anchor="ra" if right else "la")


def _title(pen: ImageDraw.ImageDraw, title: str, top: int) -> int:
    """The title in the largest size that lets it stand; where it ends."""
    family, kept = fonts.suited(title, Family.SERIF)
    kept = kept or say("Fact check")
    for size in _TITLE_SIZES:
        font = fonts.face(family, size, 600)
        lines = list(_wrapped(kept, font.getlength))
        if len(lines) <= _TITLE_LINES:
            break
    if len(lines) > _TITLE_LINES:
        rest = " ".join(lines[_TITLE_LINES - 1 :])
        lines = [*lines[: _TITLE_LINES - 1], _cut(f"{rest} …", font.getlength)]
    for number, line in enumerate(lines):
        _put(pen, line, top + round(number * size * 1.22), font=font, tone="fg")
    return top + round(len(lines) * size * 1.22)


def _wrapped(text: str, length: Callable[[str], float]) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if line and length(longer) > _ROOM:
            yield line
            longer = word
        line = longer if length(longer) <= _ROOM else _cut(longer, length)
    if line:
        yield line


def _cut(text: str, length: Callable[[str], float]) -> str:
    """As much of the text as there is room for, with an ellipsis where something is left out."""
    if length(text[:400]) <= _ROOM and len(text) <= 400:
        return text
    text = text[:400]
    while text and length(f"{text}…") > _ROOM:
        text = text[:-1].rstrip()
    return f"{text}…"


def _badges(image: Image.Image, edition: Edition, top: int) -> None:
    """How often each verdict was given: icon and words; two lines of them at the most."""
    pen, left, lines = ImageDraw.Draw(image), _EDGE, 1
    for style, label, count in entry(edition).verdicts:
        family, words = fonts.suited(f"{count} {label.lower()}", Family.SANS)
        font = fonts.face(family, 30, 600)
        width = _ICON + 12 + round(font.getlength(words))
        if left > _EDGE and left + width > SIZE[0] - _EDGE:
            left, top, lines = _EDGE, top + 46, lines + 1
        if lines > 2:
            return
        icon = _icon(style)
        image.paste(Image.new("RGB", icon.size, _colour(style)), (left, top + 5), icon)
        pen.text((left + _ICON + 12, top), words, font=font, fill=_colour(style), anchor="la")
        left += width + 44


def _icon(style: str) -> Image.Image:
    """The icon of a verdict, as a mask: drawn larger and made smaller, for smooth edges."""
    scale = _ICON * _FINER / 24
    mask = Image.new("L", (_ICON * _FINER, _ICON * _FINER), 0)
    pen, wide = ImageDraw.Draw(mask), 2.5 * scale
    for stroke in _STROKES[style]:
        points = [(x * scale, y * scale) for x, y in stroke]
        pen.line(points, fill=255, width=round(wide), joint="curve")
        for x, y in points:
            half = wide / 2
            pen.ellipse((x - half, y - half, x + half, y + half), fill=255)
    return mask.resize((_ICON, _ICON), Image.Resampling.LANCZOS)
