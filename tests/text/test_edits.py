"""What became of a text: both sides of every edit, and where a passage went."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.text.finding.edits import LIMIT, Edit, carried, edits
from app.text.spans import Span

OLD = "A ferry\n\nThe ferry lost forty litres of oil on Monday. Nobody was hurt.\n\nIt was towed."
WORDS = st.lists(
    st.sampled_from(["oil", "was", "spilt", "no", "forty", "\n", "\n\n"]), max_size=24
).map(" ".join)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(edit.old.of(old), edit.new.of(new)) for edit in edits(old, new)]


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (OLD, []),
        (OLD.replace("\n\n", "\n").replace("Nobody was", "Nobody  was"), []),
        (OLD.replace("forty", "four"), [("forty", "four")]),
        (OLD.replace(" on Monday", ""), [("oil on Monday.", "oil.")]),
        (OLD.replace("Nobody", "Almost nobody"), [("Nobody", "Almost nobody")]),
        (OLD + "\n\nThe port paid.", [("", "The port paid.")]),
        ("New: " + OLD, [("", "New:")]),
        (OLD.replace("\n\nIt was towed.", ""), [("It was towed.", "")]),
        ("", [(OLD, "")]),
    ],
)
def test_what_was_put_in_taken_out_or_replaced(new: str, found: list[tuple[str, str]]) -> None:
    assert told(OLD, new) == found


def test_a_word_that_stayed_by_chance_does_not_part_what_was_rewritten() -> None:
    old = "Early on the ferry sank at once in deep water."
    new = "Late that night the tanker burned down at sea."
    assert len(told(old, new)) < 3
    assert told("He paid 3 of the 9 bills.", "He paid 4 of the 8 bills.") == [
        ("3", "4"),
        ("9", "8"),
    ]


@given(WORDS, WORDS)
@settings(max_examples=300, deadline=None)
def test_the_old_text_with_its_edits_made_is_the_new_one(old: str, new: str) -> None:
    made, at = "", 0
    for edit in edits(old, new):
        assert edit.old.start >= at or not edit.old
        made += f"{old[at : edit.old.start]} {edit.new.of(new)} "
        at = edit.old.end
    assert (made + old[at:]).split() == new.split()


def test_what_is_too_long_to_compare_is_one_edit() -> None:
    old, new = " ".join(["a"] * (LIMIT + 1)), " ".join(["b"] * (LIMIT + 1))
    assert edits(old, new) == [Edit(Span(0, len(old)), Span(0, len(new)))]


@pytest.mark.parametrize(
    ("words", "new", "found"),
    [
        ("Nobody was hurt", OLD.replace("forty", "four"), "Nobody was hurt."),
        (
            "lost forty litres",
            OLD.replace("forty", "some four hundred"),
            "lost some four hundred litres",
        ),
        ("forty litres", OLD.replace("lost forty", "spilt some"), "spilt some litres"),
        ("ferry lost forty", OLD.replace("forty litres", "drops"), "ferry lost drops"),
        ("It was towed.", OLD.replace("\n\nIt was towed.", ""), None),
        ("ferry lost forty litres of oil on Monday", "Nobody was hurt.", None),
        ("A ferry", "New. " + OLD, "A ferry"),
    ],
)
def test_where_a_passage_went(words: str, new: str, found: str | None) -> None:
    start = OLD.index(words)
    span = carried(OLD, new, Span(start, start + len(words)), edits(OLD, new))
    assert (span and span.of(new)) == found


@given(WORDS, WORDS, st.integers(0, 40), st.integers(1, 20))
@settings(max_examples=300, deadline=None)
def test_a_passage_is_carried_into_the_new_text_or_nowhere(
    old: str, new: str, start: int, length: int
) -> None:
    if start + length <= len(old):
        span = carried(old, new, Span(start, start + length), edits(old, new))
        assert span is None or span.end <= len(new)
