"""The steps of a claim's ends, and the places where it can be parted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.text.claims.shaping import Move, character_steps, parts, split_places, word_steps
from app.text.claims.snapping import settle
from app.text.spans import Span, inside_character, inside_word
from app.text.structure.quotes import quotations
from tests.text.soundness import TEXTS

TEXT = "Alpha beta gamma delta. “Zeta eta theta” iota\nkappa"


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def reached(steps: object, text: str) -> dict[Move, str]:
    return {step.move: text[step.start : step.end] for step in steps}  # type: ignore[attr-defined]


def test_an_end_moves_by_a_word_within_its_line() -> None:
    assert reached(word_steps(TEXT, at(TEXT, "beta gamma")), TEXT) == {
        Move.START_EARLIER: "Alpha beta gamma",
        Move.START_LATER: "gamma",
        Move.END_EARLIER: "beta",
        Move.END_LATER: "beta gamma delta.",
    }
    assert set(reached(word_steps(TEXT, at(TEXT, "iota")), TEXT)) == {Move.START_EARLIER}
    assert not list(word_steps(TEXT, at(TEXT, "kappa")))


def test_an_end_moves_by_a_character_and_over_blanks() -> None:
    assert reached(character_steps(TEXT, at(TEXT, "beta gamma")), TEXT) == {
        Move.START_EARLIER: "a beta gamma",
        Move.START_LATER: "eta gamma",
        Move.END_EARLIER: "beta gamm",
        Move.END_LATER: "beta gamma d",
    }
    assert reached(character_steps(TEXT, at(TEXT, "a g")), TEXT) == {
        Move.START_EARLIER: "ta g",
        Move.START_LATER: "g",
        Move.END_EARLIER: "a",
        Move.END_LATER: "a ga",
    }
    # Nothing is left of one character, and a line is not left.
    last = Span(len(TEXT) - 1, len(TEXT))
    assert set(reached(character_steps(TEXT, last), TEXT)) == {Move.START_EARLIER}
    first_of_line = at(TEXT, "kappa")
    assert Move.START_EARLIER not in reached(character_steps(TEXT, first_of_line), TEXT)


@pytest.mark.parametrize(
    "character",
    [
        pytest.param("e\u0301", id="an accent"),
        pytest.param("👩\u200d🚒", id="a joined emoji"),
        pytest.param("👍🏽", id="a shade of skin"),
        pytest.param("🇺🇦", id="a flag"),
        pytest.param("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", id="tags"),
    ],
)
def test_a_character_is_what_a_reader_takes_for_one(character: str) -> None:
    text = f"x{character}{character}y"
    outer = Span(0, len(text) - 1)
    found = reached(character_steps(text, outer), text)
    assert found[Move.END_EARLIER] == f"x{character}"
    assert found[Move.START_LATER] == character * 2
    half = Span(0, 1 + len(character) - 1)
    assert settle(text, half).of(text) == f"x{character}"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(1, 3, "lp"), (5, 11, "beta"), (4, 6, "a"), (5, 6, "")],
)
def test_what_was_chosen_to_the_character_only_loses_its_blanks(
    start: int, end: int, expected: str
) -> None:
    assert settle(TEXT, Span(start, end)).of(TEXT) == expected


def test_a_choice_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError):
        settle("short", Span(2, 9))


@settings(deadline=None)
@given(TEXTS.filter(str.strip), st.data())
def test_no_step_tears_a_character_or_ends_on_a_blank(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = settle(text, Span(start, data.draw(st.integers(start, len(text)))))
    if not span:
        return
    for step in character_steps(text, span):
        moved = Span(step.start, step.end)
        assert moved and moved != span and settle(text, moved) == moved
        assert (moved.start == span.start) != (moved.end == span.end)
        assert not inside_character(text, moved.start)
        assert not inside_character(text, moved.end)


def test_a_claim_is_parted_before_a_word_but_not_inside_a_quotation() -> None:
    claim = at(TEXT, "gamma delta. “Zeta eta theta” iota")
    begins = [TEXT[place:].split()[0] for place in split_places(TEXT, claim)]
    assert begins == ["delta.", "“Zeta", "iota"]
    found = parts(TEXT, claim, TEXT.index("“Zeta"), quotations(TEXT))
    assert found is not None
    assert [part.of(TEXT) for part in found] == ["gamma delta", "“Zeta eta theta” iota"]
    inside = at(TEXT, "Zeta eta theta")
    assert len(split_places(TEXT, inside)) == 2


def test_parts_keep_outer_ends_that_were_chosen_by_character() -> None:
    found = parts(TEXT, at(TEXT, "pha beta gam"), TEXT.index("beta"), quotations(TEXT))
    assert found is not None
    assert [part.of(TEXT) for part in found] == ["pha", "beta gam"]


@settings(deadline=None)
@given(TEXTS.filter(str.strip), st.data())
def test_parts_stand_apart_inside_the_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = settle(text, Span(start, data.draw(st.integers(start, len(text)))))
    for place in split_places(text, span):
        found = parts(text, span, place, quotations(text))
        assert found is not None
        first, second = found
        assert span.start == first.start < first.end <= second.start < second.end == span.end
        assert not inside_word(text, first.end) and not inside_word(text, second.start)
