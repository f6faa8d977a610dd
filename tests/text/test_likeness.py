"""Likeness: the order of texts that tell the same, how much both tell, what they differ in."""

import pytest

from app.text.finding.likeness import Weights, differing, rank, share, weigh
from app.text.finding.matching import words

TEXTS = {
    "same": "The fishing club dumped 400 litres of lye into the Alm, Karl Munk says",
    "other figure": "The fishing club dumped 900 litres of lye into the Alm, Karl Munk says",
    "same river": "Three canoes sank in the Alm after a storm",
    "same club": "The fishing club elected a chairman",
    "nothing": "Bakers in town raise the price of bread",
}


def known(*texts: str) -> Weights:
    """Weights as they come out of a collection of a thousand texts, these among them."""
    held = [set(words(text)) for text in texts]
    counts = {word: sum(word in some for some in held) for some in held for word in some}
    return weigh(counts, total=1_000)


def order(asked: str, texts: dict[str, str] = TEXTS) -> list[str]:
    listed = [(key, words(text)) for key, text in texts.items()]
    return rank(words(asked), listed, weights=known(asked, *texts.values()))


def test_the_rarer_a_word_the_more_it_tells() -> None:
    weights = weigh({"lye": 1, "club": 200, "unheard": 0, "all": 1_000}, total=1_000)
    assert weights["unheard"] > weights["lye"] > weights["club"] > weights["all"] > 0
    # More counted than there are, as where somebody adds one meanwhile.
    assert weigh({"lye": 5}, total=3)["lye"] > 0


def test_the_text_that_tells_the_same_comes_first() -> None:
    found = order("Munk said the club had dumped 400 litres of lye in the Alm river")
    assert found[:2] == ["same", "other figure"]
    assert found[-1] == "nothing"


def test_another_figure_counts_against_a_text() -> None:
    texts = {"other": "900 trout died in the Alm", "none": "Many trout died in the Alm"}
    assert order("Trout died in the Alm", texts) == ["none", "other"]


def test_words_of_one_kin_count_where_stems_differ() -> None:
    texts = {"none": "Somebody saw the lake", "kin": "Photographs of the lake"}
    assert order("A photo of the lake", texts) == ["kin", "none"]


def test_a_name_counts_more_where_both_write_it_as_one() -> None:
    texts = {"a plant": "A rose was seen at the lake", "a woman": "Rose was seen at the lake"}
    assert order("Rose was seen at the lake", texts)[0] == "a woman"


def test_texts_without_words_are_left_out() -> None:
    assert rank(["lye"], [("empty", []), ("lye", ["lye"])], weights={"lye": 5.0}) == ["lye"]
    assert rank([], [], weights={}) == []


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("The club dumped lye", "Lye was dumped by the club", 1, 1),
        ("The club dumped 400 litres of lye", "The club dumped lye", 0.6, 0.9),
        ("The club dumped lye", "The club elected a chairman", 0.1, 0.4),
        ("The club dumped lye", "Bread is dear", 0, 0),
        ("The club dumped lye", "", 0, 0),
        ("", "", 0, 0),
    ],
)
def test_the_share_that_both_tell(one: str, other: str, least: float, most: float) -> None:
    found = share(one, other, weights=known(one, other))
    assert least - 1e-9 <= found <= most + 1e-9
    assert found == pytest.approx(share(other, one, weights=known(one, other)))


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("It dumped 400 litres of lye.", "Lye was dumped", ["400", "litres"]),
        ("“Karl Munk” dumped lye", "Ilse Munk dumped lye", ["Karl"]),
        ("No lye was dumped", "Lye was dumped", ["No"]),
        ("Lye wasn’t dumped", "Lye was dumped", ["wasn’t"]),
        ("No lye was dumped", "Lye was never dumped", []),
        ("Dumping of three litres", "3 litres were dumped", []),
        ("A well-known club", "the known club", ["well-known"]),
        ("", "Lye", []),
    ],
)
def test_the_words_that_differ(text: str, other: str, expected: list[str]) -> None:
    assert [span.of(text) for span in differing(text, other)] == expected


@pytest.mark.parametrize("text", ["a" + "." * 200_000, "a." * 100_000, "not " * 50_000])
def test_no_text_stops_the_comparison(text: str) -> None:
    assert len(differing(text, "lye")) <= 50_000
