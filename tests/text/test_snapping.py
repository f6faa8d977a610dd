import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.text.claims.snapping import snap
from app.text.spans import Span, inside_word
from app.text.structure.quotes import quotations
from tests.text.soundness import TEXTS


@settings(deadline=None)
@given(TEXTS.filter(bool), st.data())
def test_what_is_snapped_is_whole_and_stays_so(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = snap(text, Span(start, data.draw(st.integers(start, len(text)))))
    assert not inside_word(text, span.start) and not inside_word(text, span.end)
    assert not list(quotations(text).cut_by(span))
    assert snap(text, span) == span


@pytest.mark.parametrize(
    ("text", "chosen", "expected"),
    [
        ("He said it rained, then left.", "t rain", "it rained"),
        ("He said it rained, then left.", " it rained, ", "it rained"),
        ("He saw “many boats” there.", "boats” there.", "“many boats” there"),
        ("He saw “many boats” there.", "any boat", "many boats"),
        ("He left the U.S. today.", "left the U.S.", "left the U.S."),
        ("“hundreds”Boats came.", "Boat", "Boats"),
        # two words in the midst of a quotation stay two words: they hold neither of its marks
        ("He saw “many old boats and nets” there.", "ld boat", "old boats"),
        ("He saw “many boats” there, “some of them” old.", "boats” there", "“many boats” there"),
        ("It cost $5,300 or 3.5% more.", "300 or 3", "$5,300 or 3.5%"),
        ("It left at 12:30 today.", "30 to", "12:30 today"),
        ("In 1999, 300 left.", "1999, 300", "1999, 300"),
    ],
)
def test_snap(text: str, chosen: str, expected: str) -> None:
    start = text.index(chosen)
    assert snap(text, Span(start, start + len(chosen))).of(text) == expected


def test_a_choice_over_two_paragraphs_of_one_speech_takes_both_whole() -> None:
    text = "He said: “It rained all day.\n\n“It rained for days.”"
    start, end = text.index("all"), text.index(" for")
    assert snap(text, Span(start, end)).of(text) == "“It rained all day.\n\n“It rained for days.”"


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError):
        snap("short", Span(2, 9))
