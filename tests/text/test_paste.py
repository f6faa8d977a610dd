from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.paste.boilerplate import boilerplate
from app.text.paste.canonical import canonical, drop
from app.text.paste.metadata import metadata
from app.text.spans import Span

THREE = "One fish.\n\nShare this story\n\nTwo fish."


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("\n\n a \t\n", "a"),
        ("a\x00\x07b\tc", "ab\tc"),
        ("a\u200bb\ufeffc\u2060d", "abcd"),
        ("\u202eabc\u202c", "abc"),
        ("a\ud800b", "ab"),
        ("👩\u200d🚒", "👩\u200d🚒"),  # a joiner makes the emoji
        ("می\u200cخواهم", "می\u200cخواهم"),  # and the Persian word
        ("a\u200db", "ab"),  # but nothing between Latin letters
        ("rained.”She “scores”Boats", "rained.”She “scores”Boats"),
        ("e\u0301 ﬁ", "e\u0301 ﬁ"),  # no normal form
    ],
)
def test_canonical(raw: str, text: str) -> None:
    assert canonical(raw).text == text


def test_every_repair_is_told_in_words() -> None:
    repairs = canonical("a\r\nb\u200b\u200b\n\n\n").repairs
    assert [str(repair) for repair in repairs] == [
        "1 × line ending made a line feed",
        "2 × zero-width character removed",
        "1 × run of empty lines made one",
        "2 × blank trimmed at the ends",
    ]
    assert canonical("clean").repairs == ()


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_canonical_twice_is_canonical_once(raw: str) -> None:
    once = canonical(raw).text
    assert canonical(once).text == once
    assert canonical(once).repairs == ()


def test_drop_removes_whole_lines_and_stays_canonical() -> None:
    assert drop(THREE, boilerplate(THREE)) == "One fish.\n\nTwo fish."
    assert drop("one\ntwo\nthree", [Span(5, 6)]) == "one\nthree"


def test_metadata_is_what_the_first_lines_say() -> None:
    text = (
        "Bridge opens early\n\nA ribbon was cut in the rain by nobody in particular\n\n"
        "By Ines Okafor | The Courier\n\nPublished by The Courier\n\nMay 3, 2021\n\n"
        "https://courier.example/bridge\n\nIt rained for most of the day.\n"
    )
    found = metadata(canonical(text).text)
    assert found.headline == "Bridge opens early"
    assert found.standfirst == "A ribbon was cut in the rain by nobody in particular"
    assert found.byline == "Ines Okafor"
    assert found.outlet == "The Courier"
    assert found.published == date(2021, 5, 3)
    assert found.url == "https://courier.example/bridge"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ines Okafor -", "Ines Okafor"),
        ("by Anne-Marie Lee – The Courier", "Anne-Marie Lee"),
        ("By Ines Okafor, reporter", "Ines Okafor"),
    ],
)
def test_a_byline_ends_with_the_name(line: str, name: str) -> None:
    assert metadata(f"Bridge opens\n\n{line}\n\nIt rained all day.").byline == name


@pytest.mark.parametrize("line", ["May 3", "Tuesday", "31 February 2020"])
def test_a_date_is_never_invented(line: str) -> None:
    assert metadata(f"Bridge opens\n\n{line}\n\nIt rained all day.").published is None


def test_a_full_sentence_is_no_headline() -> None:
    assert metadata("It rained all day.\n\nThen it stopped.").headline is None
    assert metadata("").headline is None


def test_what_the_seed_says_of_itself(seed: str) -> None:
    assert metadata(seed).headline == seed.split("\n")[0]
    assert metadata(seed).standfirst == seed.split("\n\n")[1]
    assert metadata(seed).published is None
