"""Two texts, word by word: both can be read back out of the comparison."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.publishing.redline import LIMIT, Fate, Piece, redline

WORDS = st.lists(st.sampled_from(["oil", "was", "spilt", "no", "forty"]), max_size=20).map(" ".join)


def side(pieces: tuple[Piece, ...], other: Fate) -> list[str]:
    return "".join(piece.text for piece in pieces if piece.fate is not other).split()


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_old_and_new_are_both_there(old: str, new: str) -> None:
    # A kept word at an end may be told without the space that followed it on the other side.
    spaced = [Piece(p.fate, p.text.strip() + " ") for p in redline(old, new)]
    assert side(tuple(spaced), Fate.ADDED) == old.split()
    assert side(tuple(spaced), Fate.REMOVED) == new.split()


def test_only_what_differs_is_marked() -> None:
    found = redline("The tanker lost forty litres of oil.", "The tanker lost four litres of oil.")
    assert [(piece.fate, piece.text.strip()) for piece in found] == [
        (Fate.KEPT, "The tanker lost"),
        (Fate.REMOVED, "forty"),
        (Fate.ADDED, "four"),
        (Fate.KEPT, "litres of oil."),
    ]


def test_the_new_text_keeps_its_spaces() -> None:
    found = redline("no oil", "no oil was spilt")
    assert "".join(piece.text for piece in found) == "no oil was spilt"


def test_a_text_that_is_new_or_gone_or_the_same() -> None:
    assert redline("", "so") == (Piece(Fate.ADDED, "so"),)
    assert redline("so", "") == (Piece(Fate.REMOVED, "so"),)
    assert redline("so it is", "so it is") == (Piece(Fate.KEPT, "so it is"),)
    assert redline("", "") == ()


def test_what_is_too_long_to_compare_is_shown_whole() -> None:
    old = " ".join(f"a{n}" for n in range(LIMIT + 1))
    new = " ".join(f"b{n}" for n in range(LIMIT + 1))
    found = redline(f"It began {old} and ended", f"It began {new} and ended")
    fates = [piece.fate for piece in found]
    assert fates == [Fate.KEPT, Fate.REMOVED, Fate.ADDED, Fate.KEPT]


def test_hostile_texts_take_no_time() -> None:
    for one, other in (
        ("a " * 100_000, "b " * 100_000),
        ("a" * 100_000, "a" * 99_999 + "b"),
        ("a b " * (LIMIT // 2), "b a " * (LIMIT // 2)),
        (" " * 100_000, "a"),
        ("a " * 50_000, "a " * 50_001),
    ):
        assert redline(one, other)
