"""What is counted in a sentence."""

import pytest

from app.text.claims import vocabulary
from app.text.claims.features import MEASURES, features
from app.text.claims.reasons import Reason
from app.text.spans import Span


def measured(text: str) -> dict[str, float]:
    return features(text, Span(0, len(text))).measures


@pytest.mark.parametrize(
    ("text", "measure", "count"),
    [
        ("It cost $4 and 300 boats", "figures", 2),
        ("It cost €4 then", "money", 1),
        ("Prices rose 3.5% there", "percent", 1),
        ("Nine or ten million", "number words", 3),
        ("It opened in 1998", "years", 1),
        ("They met in May", "dates", 1),
        ("They may meet", "dates", None),
        ("Taller than the tallest", "superlatives", 1),
        ("An honest request", "superlatives", None),
        ("They voted and left", "acts", 2),
        ("It rained and we need it", "past forms", 1),
        ("We signed it", "we did", 1),
        ("We sign it", "we did", None),
        ("They have closed it", "have done", 1),
        ("They are closing it", "is doing", 1),
        ("They are going to sleep", "is doing", None),
        ("They ought to go", "have to", 1),
        ("She met Ann Hill of the BBC", "names", 3),
        ("She met Ann Hill of the BBC", "abbreviations", 1),
        ("And I said that I was there", "names", None),
        ("No sign of any rain", "evidence denied", 1),
        ("We haven't seen it", "evidence denied", 1),
        ("The sign said no", "evidence denied", None),
        ("What a shameless, pointless plan", "opinion words", 2),
        ("The homeless slept previously", "opinion words", None),
        ("Thank you, sir", "you", 3),
        ("Is it?", "begins like a question", 1),
        ("Is it?", "question mark", 1),
        ("He told them", "hardly a sentence", 1),
        ("He told them so", "hardly a sentence", None),
    ],
)
def test_each_measure_is_taken(text: str, measure: str, count: float | None) -> None:
    assert measured(text).get(measure) == count


def test_a_measure_counts_no_further_than_four() -> None:
    assert measured("1, 2, 3, 4, 5, 6 and 7 boats")["figures"] == 4


def test_what_is_measured_is_listed_with_its_reason() -> None:
    text = (
        "Why have they never seen that I, Ann Hill of the BBC, said the worst of it on 3 May 1998?"
    )
    assert set(measured(text)) <= set(MEASURES)
    assert set(MEASURES.values()) <= set(Reason)


def test_terms_are_words_and_pairs_with_the_edges_of_the_sentence() -> None:
    found = features("It rained, it rained 9 times", Span(0, 28))
    assert found.words == ("it", "rained", "it", "rained", "<number>", "times")
    assert "rained it" in found.terms and "rained <number>" in found.terms
    assert "<first> it" in found.terms and "times <last>" in found.terms
    assert len(found.terms) == len(set(found.terms))


@pytest.mark.parametrize(
    ("text", "start", "names"),
    [
        ("Boats came", 0, None),  # the capital of a sentence
        ("It rained. Boats came", 11, None),
        ("He said, Boats came", 9, 1),  # a capital within a sentence
    ],
)
def test_the_first_capital_counts_within_a_sentence_only(
    text: str, start: int, names: int | None
) -> None:
    assert features(text, Span(start, len(text))).measures.get("names") == names


def test_no_word_is_an_opinion_and_an_act() -> None:
    assert vocabulary.OPINIONS.isdisjoint(vocabulary.ACTS)


def test_no_words_are_counted_as_such() -> None:
    found = features("…", Span(0, 1))
    assert (found.words, found.terms) == ((), ("<first> <last>",))
