"""Words and stems: what a claim is found by."""

import pytest

from app.text.finding.matching import rarest, stem, stems, words

CASES = {
    "empty words": ("It was said that the club had dumped it", ["said", "club", "dumped"]),
    "names keep their capital": ("Karl Munk of the mill", ["Karl", "Munk", "mill"]),
    "possessives": ("the mill’s owner and Munk's club", ["mill", "owner", "Munk", "club"]),
    "links": ("Lye! https://mill.example/a?b=1 pic.twitter.com/Ab12", ["Lye"]),
    "hashtags": ("#CleanTheAlm2020 lye#AlmRiver", ["Clean", "Alm", "2020", "lye", "Alm", "River"]),
    "handles": ("@KarlMunk lied", ["Karl", "Munk", "lied"]),
    "a handle behind its name": ("Ilse Brandt (@ilsebrandt7) lied", ["Ilse", "Brandt", "lied"]),
    "points": ("U.S. and E.U. rivers", ["US", "EU", "rivers"]),
    "thousands": ("9,000 trout", ["9000", "trout"]),
    "decimals": ("2.5 litres", ["2.5", "litres"]),
    "number words": ("Three trout, twelve eels", ["3", "trout", "12", "eels"]),
    "amounts": ("$80M, 80 million, 3bn, 5k", ["80", "million", "80", "million", "3", "billion"]),
    "the day of a date": ("On March 5, 2020 and 6 April 2021", ["March", "2020", "April", "2021"]),
    "a month alone": ("In May 40 boats", ["boats"]),
    "marks on letters": ("José Müller", ["Jose", "Muller"]),
    "other scripts": ("Река Альм", ["Река", "Альм"]),
    "nothing": ("… — !", []),
}


@pytest.mark.parametrize("name", CASES)
def test_words(name: str) -> None:
    text, expected = CASES[name]
    assert words(text)[: len(expected) or None] == expected


@pytest.mark.parametrize(
    ("one", "other"), [("dumped", "Dumping"), ("Rivers", "river"), ("2020", "2020")]
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_the_stems_of_a_text_are_those_of_its_telling_words() -> None:
    assert stems("He dumped the lye.") == stems("Dumping of lye") == {"dump", "lye"}


def test_the_rarest_words_are_asked_for_and_unknown_ones_are_not() -> None:
    assert rarest({"lye": 3, "club": 90, "trout": 1, "zander": 0}) == ["trout", "lye", "club"]
    many = {f"word{n:02}": 50 - n for n in range(40)}
    assert rarest(many) == sorted(many, reverse=True)[:14]


HOSTILE = {
    "one word": "a" * 1_000_000,
    "digits": "1" * 200_000,
    "commas in figures": "1," * 100_000,
    "points": "A." * 100_000,
    "seams": "aB" * 100_000,
    "handles": "(@" * 100_000,
    "links": "http://" * 100_000,
    "apostrophes": "a'" * 100_000,
    "marks": "e\u0301" * 100_000,
    "days": "1 January " * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_makes_many_words_or_long_ones(name: str) -> None:
    found = words(HOSTILE[name])
    assert len(found) <= 400
    assert all(0 < len(word) <= 60 for word in found)
