from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.sentences import sentences

# "|" is where one sentence ends and the next begins.
SPLIT = [
    "It rained. | It stopped.",
    "He came at 5 p.m. and left. | She stayed.",
    "Dr. Brandt met J. K. Weiss in the U.S. Senate. | They spoke.",
    "It cost 2.5 million. | Nobody paid.",
    "“It was late.”|She left.",
    "“We lost,” he said. | “We will win.”",
    "He shrugged. | “that nobody saw.” | She nodded.",
    "Was it true? | No! | It was not...",
    "The firm (Stone & Co.) closed. | It had debts.",
    "First line\n|Second line",
    "Read www.example.com for more. | Then write.",
    "1.) Bread from the shop 2.) Milk from the farm",
    "他说今天下雨。|她不信。",
]


@pytest.mark.parametrize("marked", SPLIT[:-2] + SPLIT[-1:])
def test_where_sentences_end(marked: str) -> None:
    text = marked.replace(" | ", " ").replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [span.of(text) for span in sentences(text)] == expected


def test_list_items_run_together_are_parted() -> None:
    text = "1.) Bread from the shop 2.) Milk from the farm"
    assert [s.of(text) for s in sentences(text)] == [
        "1.) Bread from the shop",
        "2.) Milk from the farm",
    ]


@given(st.text(alphabet="Ab .!?\n“”\"'’)1é"))
def test_sentences_are_in_order_and_lose_only_blanks(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join(s.of(text) for s in found).split() or not text.split()
    rest = list(text)
    for span in found:
        assert "\n" not in span.of(text)
        rest[span.start : span.end] = " " * len(span)
    assert not "".join(rest).strip()


def test_the_seed_has_twenty_one_sentences(seed: str) -> None:
    found = [span.of(seed) for span in sentences(seed)]
    assert len(found) == 21
    assert found[8].endswith("”")  # glued to the next sentence
