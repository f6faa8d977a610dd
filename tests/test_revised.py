"""An article against its newest frozen text, drawn with what was put in and taken out."""

import pytest

from app.publishing.redline import Fate
from app.revised import pieces
from app.text.finding.edits import edits

OLD = "One line.\n\nA second line.\n\nThe last line."


@pytest.mark.parametrize(
    ("new", "drawn"),
    [
        ("One line.\n\nThe last line.", "One line.\n\n[-A second line.]\n\nThe last line."),
        ("One line.\n\nA second line.", "One line.\n\nA second line.\n\n[-The last line.]"),
        ("A second line.\n\nThe last line.", "[-One line.]\n\nA second line.\n\nThe last line."),
        (OLD + "\n\nMore.", OLD + "\n\n[+More.]"),
        (OLD.replace("second", "2nd"), OLD.replace("second", "[-second][+2nd]")),
        (OLD, OLD),
    ],
)
def test_what_was_taken_out_stays_in_its_place_and_whole_paragraphs_stay_apart(
    new: str, drawn: str
) -> None:
    signs = {Fate.REMOVED: "[-{}]", Fate.ADDED: "[+{}]", Fate.KEPT: "{}"}
    shown = "".join(signs[p.fate].format(p.text) for p in pieces(OLD, new, edits(OLD, new)))
    assert shown == drawn
