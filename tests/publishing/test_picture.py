"""The social card: one size, small, the same bytes each time, and no script too hard for it."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from app.publishing import fonts, picture
from app.publishing.fonts import Family

from . import factories

TITLES = {
    "plain": "Harbour office backtracks on spring oil spill",
    "long": "The harbour office and its many words " * 20,
    "one word": "x" * 600,
    "arabic": "مكتب الميناء يتراجع عن روايته",
    "mixed": "Harbour office الميناء 🐟👩🏽‍🚒 backtracks",
    "emoji": "🐟",
    "chinese": "港務局撤回說法",
    "controls": "A\u202eB\u200d \ufffe",
    "none": "",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_every_title_gives_a_picture(title: str) -> None:
    edition = factories.edition(article=factories.article(headline=title))
    png = picture.draw(edition)
    with Image.open(BytesIO(png)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(png) < 120 * 1024
    assert png == picture.draw(edition)


def test_what_the_fonts_lack_is_left_out() -> None:
    assert fonts.suited(TITLES["mixed"], Family.SERIF)[1] == "Harbour office الميناء backtracks"
    assert fonts.suited(TITLES["arabic"], Family.SERIF) == (Family.ARABIC, TITLES["arabic"])
    assert fonts.suited("Tar 🐟👩🏽‍🚒 on nets", Family.SANS) == (Family.SANS, "Tar on nets")
    assert fonts.suited(TITLES["chinese"], Family.SANS)[1] == ""


def test_scripts_begin_on_their_own_side() -> None:
    assert fonts.runs_right_to_left(TITLES["arabic"])
    assert not fonts.runs_right_to_left(TITLES["plain"])
    assert not fonts.runs_right_to_left("")


def test_the_picture_tells_verdicts_apart() -> None:
    some = factories.claims()
    pictures = {
        picture.draw(factories.edition(claims=(replace(some[0], verdict=shown),)))
        for shown in (*factories.VERDICTS.values(), None)
    }
    assert len(pictures) == 5
