import pytest

from app.text.structure.datelines import past_dateline
from app.text.structure.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• Nine people died.", "Nine people died."),
        ("- one more ship was lost", "one more ship was lost"),
        ("2. Two lights failed.", "Two lights failed."),
        ("(3) The hull broke.", "The hull broke."),
        ("OSLO — A ferry sank.", "A ferry sank."),
        ("OSLO, Norway, March 5 (Newswire) — A ferry sank.", "A ferry sank."),
        ("NEW HOLM (NW) - “We won,” she said.", "“We won,” she said."),
        ("ST. OLAF, Mont. -- Nine people died.", "Nine people died."),
        # neither dateline nor bullet
        ("NATO – Europe’s oldest shield – is at risk.", None),
        ("9 people died.", None),
        ("2019. That was the year.", "2019."),
        ("-5 degrees were measured.", None),
        ("THE FERRY - NINE ON BOARD - SANK.", None),
        ("The ferry — A ship — sank.", None),
        ("•", None),
    ],
)
def test_what_a_line_opens_with_is_no_part_of_its_sentence(text: str, expected: str | None) -> None:
    first = sentences(text)[0]
    assert past_dateline(text, first).of(text) == (expected or text)


def test_only_the_head_of_a_line_has_a_bullet() -> None:
    text = "It rained. - It stopped."
    assert past_dateline(text, sentences(text)[1]).of(text) == "- It stopped."
