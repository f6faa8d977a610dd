import pytest

from app.text.spans import Span, inside_word, lines, moved, overlapping, strip


def test_a_backward_span_is_refused() -> None:
    with pytest.raises(ValueError):
        Span(3, 2)


def test_spans_are_half_open() -> None:
    assert Span(1, 3).of("abcd") == "bc"
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 4).contains(Span(2, 4))
    assert Span(0, 2).join(Span(5, 6)) == Span(0, 6)


def test_spans_move_with_the_lines_that_they_stand_in() -> None:
    old, new = "one two\n three\nfour", "\n\n  one two\n\n\nthree\n\nfour\n"
    spans = [Span(0, 3), Span(4, 7), Span(4, 14), Span(9, 14), Span(15, 19)]
    there = moved(spans, of=list(lines(old)), to=list(lines(new)))
    words = ["one", "two", "two\n\n\nthree", "three", "four"]
    assert [span.of(new) for span in there] == words


def test_lines_come_without_the_blanks_around_them() -> None:
    text = " one \n\n \ntwo"
    assert [line.of(text) for line in lines(text)] == ["one", "two"]


def test_strip_may_empty_a_span() -> None:
    assert not strip("  , ", Span(0, 4), right=",")


def test_overlapping_finds_what_touches_inside_only() -> None:
    spans = (Span(0, 2), Span(4, 6), Span(8, 9))
    assert list(overlapping(spans, Span(2, 5))) == [Span(4, 6)]


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("word", 2, True),
        ("two words", 3, False),
        ("don’t", 3, True),
        ("don’t", 4, True),
        ("U.S", 1, True),
        ("end.Next", 3, False),
        ("3,000", 1, True),
        ("3,000", 2, True),
        ("in May,3", 7, False),
        ("$5", 1, True),
        ("5%", 1, True),
        ("12:30", 3, True),
        ("end.”Next", 5, False),
        ("e\u0301t", 1, True),  # an accent clings to its letter
        ("👩\u200d🚒", 1, True),  # a joiner holds an emoji together
        ("👍🏽", 1, True),
        ("🙂🙂", 1, False),
        ("سلام", 2, True),
    ],
)
def test_what_a_cut_would_part(text: str, at: int, expected: bool) -> None:
    assert inside_word(text, at) is expected
